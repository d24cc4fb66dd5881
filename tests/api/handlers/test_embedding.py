from collections.abc import Callable
from functools import cache
from typing import Any

import httpx
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.core.openapi.components import stem
from api.core.query.embedding import MAX_EMBEDDED, MAX_PATHS, paths_of
from api.core.query.search_matches import MATCHES
from api.resources.registry import RESOURCES
from tests.api.conftest import Record, described, records_of
from tests.examples import at_least

EVERY_PATH = [(name, path) for name, resource in RESOURCES.items() for path in paths_of(resource, RESOURCES)]
ALWAYS = [(name, path) for name, path in EVERY_PATH if path != MATCHES]  # which only a search has
PATHS = [(name, path) for name, path in ALWAYS if path not in RESOURCES[name].computed]
FIRST = [(name, path) for name, path in PATHS if "." not in path]
EXAMPLES = at_least(10)

every_resource = pytest.mark.parametrize("name", RESOURCES)

SAME = {("claims", "sources"): "attributed_to", ("statistics", "sources"): "attributed_to"}
"""The relations that stand under another name among a record's own fields."""

LISTED = {
    ("passages", "claims"): "passages",
    ("passages", "statistics"): "passages",
    ("passages", "sources"): "passages",
    ("claims", "topics"): "claims",
    ("claims", "relationships"): "claims",
    ("sources", "reviews"): "sources",
    ("reviews", "superseded_by"): "supersedes",
    ("statistics", "stated_by"): "states",
    ("entities", "claims"): "about",
    ("entities", "relationships"): "about",
    ("entities", "topics"): "about",
    ("sources", "claims"): "attributed_to",
    ("sources", "statistics"): "attributed_to",
}
"""Where a relation is the other side of a list: the list."""

REFERRED = {
    ("essays", "sections"): "essay_id",
    ("sections", "sections"): "parent_id",
    ("sections", "claims"): "section_id",
    ("sections", "statistics"): "section_id",
    ("claims", "evidence"): "target_id",
    ("claims", "bears_on"): "origin_id",
    ("statistics", "evidence"): "target_id",
    ("statistics", "bears_on"): "origin_id",
    ("claims", "reviews"): "target_id",
    ("statistics", "reviews"): "target_id",
    ("sources", "evidence"): "origin_id",
    ("evidence", "evidence"): "target_id",
    ("topics", "relationships"): "lever_id",
    ("units", "statistics"): "unit",
    ("measures", "statistics"): "measure",
    ("entities", "statistics"): "subject",
    ("entities", "sources"): "entity_id",
}
"""Where a relation is the other side of a field: the field."""

BY_EVIDENCE = {
    ("claims", "statistics"): ("target_id", "origin_id"),
    ("statistics", "claims"): ("origin_id", "target_id"),
}


@cache
def held(name: str) -> dict[str, Record]:
    """Return the records of a resource by id, in natural order, as the packs have them."""
    return {record["id"]: record for record in records_of(name)}


def expected(name: str, relation: str, record: Record) -> Record | list[Record] | None:
    """Return what a relation leads to, told from the packs in plain Python."""
    related = RESOURCES[name].related[relation]
    targets = {key: value for member in related.members for key, value in held(member).items()}
    if related.single:
        fields = [field for field in (f"{relation}_id", relation) if field in record]
        return targets.get(record[fields[0]])
    if (name, relation) in BY_EVIDENCE:
        mine, others = BY_EVIDENCE[name, relation]
        ids = {link[others] for link in held("evidence").values() if link[mine] == record["id"]}
        return [target for target in targets.values() if target["id"] in ids]
    if (name, relation) in REFERRED:
        return [target for target in targets.values() if target[REFERRED[name, relation]] == record["id"]]
    if (name, relation) in LISTED:
        return [target for target in targets.values() if record["id"] in ids_in(target[LISTED[name, relation]])]
    return [targets[key] for key in ids_in(record[SAME.get((name, relation), relation)])]


def ids_in(members: list[Any]) -> list[str]:
    return [member["claim_id"] if isinstance(member, dict) else member for member in members]


@every_resource
def test_a_relation_embeds_what_the_packs_say(client: httpx.Client, name: str) -> None:
    records = list(held(name).values())[:200]
    for relation in (relation for kind, relation in FIRST if kind == name):
        found = client.get(f"/{name}", params={"embed": relation, "limit": 200, "embed_limit": 100}).raise_for_status()
        assert [(record["id"], shorten(record["_embedded"][relation])) for record in found.json()] == [
            (record["id"], shorten(expected(name, relation, record), 100)) for record in records
        ], relation


def shorten(related: Any, limit: int | None = None) -> Any:
    return related[:limit] if isinstance(related, list) else related


def test_a_relation_leads_somewhere_in_the_packs() -> None:
    assert [
        (name, relation)
        for name, relation in FIRST
        if not any(expected(name, relation, record) for record in held(name).values())
    ] == []


@every_resource
def test_two_levels_are_one_level_of_what_one_level_embeds(client: httpx.Client, name: str) -> None:
    for path in (path for kind, path in PATHS if kind == name):
        two_levels_are_one_level_of_what_one_level_embeds(client, name, path)


def two_levels_are_one_level_of_what_one_level_embeds(client: httpx.Client, name: str, path: str) -> None:
    asked: dict[str, str | int] = {"embed": path, "limit": 20, "embed_limit": 3}
    relation, _, below = path.partition(".")
    for record in client.get(f"/{name}", params=asked).raise_for_status().json():
        related = record["_embedded"][relation]
        for item in related if isinstance(related, list) else [related] if related else []:
            embedded = item.pop("_embedded", {})
            kind = next(member for member in RESOURCES[name].related[relation].members if item["id"] in held(member))
            assert item == held(kind)[item["id"]], path
            if below in RESOURCES[kind].related:
                assert embedded[below] == shorten(expected(kind, below, item), 3), path


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    asked=st.sampled_from(["claims", "statistics", "sources", "topics", "passages"]).flatmap(
        lambda name: st.tuples(
            st.just(name),
            st.lists(st.sampled_from([path for kind, path in ALWAYS if kind == name]), min_size=1, max_size=10),
        )
    ),
    limit=st.integers(1, 5),
    most=st.integers(1, 30),
)
def test_lists_and_single_records_embed_alike(
    client: httpx.Client, asked: tuple[str, list[str]], limit: int, most: int
) -> None:
    name, paths = asked
    parameters: dict[str, str | int] = {"embed": ",".join(paths), "embed_limit": most}
    listed = client.get(f"/{name}", params={**parameters, "limit": limit}).raise_for_status().json()
    assert listed == [client.get(f"/{name}/{record['id']}", params=parameters).json() for record in listed]


def test_embedding_leaves_a_record_s_own_fields_as_they_are(client: httpx.Client) -> None:
    record = client.get("/claims/cao2023-c12?embed=passages,section").json()
    assert {key: value for key, value in record.items() if key != "_embedded"} == held("claims")["cao2023-c12"]


def test_fields_trim_the_record_but_not_what_is_embedded(client: httpx.Client) -> None:
    [record] = client.get("/claims?id=cao2023-c12&fields=kind&embed=section").json()
    section = held("sections")[held("claims")["cao2023-c12"]["section_id"]]
    assert record == {"kind": "causal", "_embedded": {"section": section, "truncated": []}}


def test_what_is_not_asked_for_is_not_embedded(client: httpx.Client) -> None:
    assert "_embedded" not in client.get("/claims/cao2023-c12").json()


def test_a_list_that_is_cut_is_named(client: httpx.Client) -> None:
    whole = client.get("/topics/cao2023-t1?embed=claims&embed_limit=100").json()["_embedded"]
    most = len(whole["claims"])
    cut = client.get(f"/topics/cao2023-t1?embed=claims&embed_limit={most - 1}").json()["_embedded"]
    exact = client.get(f"/topics/cao2023-t1?embed=claims&embed_limit={most}").json()["_embedded"]
    assert (whole["truncated"], exact, cut) == (
        [],
        whole,
        {"claims": whole["claims"][:-1], "truncated": ["claims"]},
    )


def test_pages_with_embedded_records_lead_on(every_page: Callable[[str], list[Record]]) -> None:
    found = every_page("/topics?embed=claims&limit=4")
    assert [record["id"] for record in found] == list(held("topics"))


@pytest.mark.one_database
@pytest.mark.parametrize("path", ["/claims", "/claims/cao2023-c12", "/sections/cao2023-h1/claims"])
@pytest.mark.parametrize(
    ("embed", "nearest"),
    [
        ("pasages", "passages"),
        ("evidence.orign", "evidence.origin"),
        ("evidence.origin.passages", "evidence.origin"),
        ("", None),
        ("passages,", None),
        ("passages,,evidence", None),
        ("Passages", "passages"),
        ("evidence.", "evidence"),
        ("passages.txt", "passages.text"),
        (".", None),
    ],
)
def test_what_cannot_be_embedded_is_refused_with_the_nearest_that_can(
    client: httpx.Client, path: str, embed: str, nearest: str | None
) -> None:
    response = client.get(path, params={"embed": embed})
    [fault] = response.json()["errors"]
    assert (response.status_code, fault["parameter"], fault["nearest"]) == (400, "embed", nearest)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("embed=passages&embed_limit=0", "embed_limit"),
        ("embed=passages&embed_limit=101", "embed_limit"),
        ("embed_limit=x", "embed_limit"),
        ("embed=" + ",".join(["passages"] * 11), "embed"),
    ],
)
@pytest.mark.parametrize("path", ["/claims", "/claims/cao2023-c12"])
def test_a_wrong_way_to_ask_is_refused_by_its_parameter(
    client: httpx.Client, path: str, asked: str, parameter: str
) -> None:
    response = client.get(f"{path}?{asked}")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, parameter)


def test_what_could_come_to_too_much_is_refused_before_it_is_read(client: httpx.Client) -> None:
    response = client.get("/claims?embed=passages&limit=1000&embed_limit=26")
    assert (response.status_code, f"more than {MAX_EMBEDDED}" in response.json()["detail"]) == (400, True)


def test_every_resource_declares_only_relations_that_exist() -> None:
    for resource in RESOURCES.values():
        for related in resource.related.values():
            columns = set((resource.table if related.single else related.pairs).c.keys())
            named = {related.parent, *related.members.values(), related.position or related.parent}
            assert (named - columns, set(related.members) - set(RESOURCES)) == (set(), set())


@pytest.mark.one_database
def test_the_document_lists_what_can_be_embedded(client: httpx.Client) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    for name, resource in RESOURCES.items():
        shape, embeddable = stem(resource), [*resource.related, *resource.computed]
        found = [MATCHES] if resource.searched else []
        assert schemas[f"{shape}Embed"]["enum"] == [path for kind, path in EVERY_PATH if kind == name]
        assert list(schemas[f"{shape}Embedded"]["properties"]) == [*embeddable, *found, "truncated"]
        assert list(schemas[f"{shape}Inner"]["properties"]) == [*embeddable, "truncated"]


@pytest.mark.one_database
@pytest.mark.parametrize("name", RESOURCES)
def test_embedded_records_are_what_their_schema_says(client: httpx.Client, name: str) -> None:
    schemas = described()["components"]["schemas"]
    schema = {"$ref": f"#/components/schemas/{stem(RESOURCES[name])}WithEmbedded", "components": {"schemas": schemas}}
    validator = jsonschema_rs.Draft202012Validator(schema)
    paths = [path for kind, path in ALWAYS if kind == name]
    for some in (paths[start : start + MAX_PATHS] for start in range(0, len(paths), MAX_PATHS)):
        asked: dict[str, str | int] = {"embed": ",".join(some), "embed_limit": 2, "limit": 100}
        for record in client.get(f"/{name}", params=asked).raise_for_status().json():
            assert [fault.message for fault in validator.iter_errors(record)] == []
