"""What stands once in the OpenAPI document, and that it is what tools like which make clients of it."""

import gzip
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx

from tests.api.conftest import described
from tests.api.test_openapi import COMPONENTS, SCHEMAS, Json, answers, references

FOLDED = 6
"""How hard a document is compressed where nothing is said: `gzip -6`."""


def test_nothing_is_named_that_nothing_refers_to() -> None:
    named = {f"#/components/{kind}/{name}" for kind, parts in COMPONENTS.items() for name in parts}
    schemes = {f"#/components/securitySchemes/{name}" for name in COMPONENTS["securitySchemes"]}
    assert sorted(named - schemes - set(references(described()))) == []


def test_it_is_small_enough_for_tools_that_read_it_whole(client: httpx.Client) -> None:
    content = client.get("/openapi.json").content
    assert (len(content) < 445_500, len(gzip.compress(content, FOLDED)) < 50_900) == (True, True)


def test_every_answer_has_one_form() -> None:
    forms = {(name, status): list(answer.get("content", {})) for name, status, answer in answers()}
    assert {where: its for where, its in forms.items() if len(its) > 1} == {}


def test_no_answer_may_be_one_of_several_shapes() -> None:
    shapes = [
        (name, content["schema"])
        for name, _, answer in answers()
        for content in answer.get("content", {}).values()
        if {"anyOf", "oneOf"} & content["schema"].keys()
    ]
    several = ["POST /figures/parse", "GET /essays/{essay_id}/annotations"]
    assert [name for name, _ in shapes] == several  # one, or a list as asked; a collection, or a page of it


def test_no_shape_leads_back_to_itself() -> None:
    leads = {name: [ref.rpartition("/")[2] for ref in references(schema)] for name, schema in SCHEMAS.items()}

    def reached(name: str, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if name in path:
            yield (*path, name)
            return
        for other in leads[name]:
            yield from reached(other, (*path, name))

    assert [loop for name in leads for loop in reached(name, ())] == []


def test_no_schema_has_a_title_that_a_generator_would_name_a_type_after() -> None:
    assert [schema["title"] for schema in schemas_in(described()) if isinstance(schema.get("title"), str)] == []


def schemas_in(value: Json) -> Iterator[Json]:
    for schema in (*value["components"]["schemas"].values(), *(its["schema"] for its in with_schemas(value))):
        yield from inner(schema)


def inner(schema: Any) -> Iterator[Json]:
    yield schema
    within = [*schema.get("properties", {}).values(), *(schema.get(key) for key in ("items", "additionalProperties"))]
    for other in (*within, *schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        if isinstance(other, dict):
            yield from inner(other)


def with_schemas(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        if isinstance(value.get("schema"), dict):
            yield value
        for part in value.values():
            yield from with_schemas(part)
    if isinstance(value, list):
        for part in value:
            yield from with_schemas(part)


def test_no_vocabulary_is_told_twice() -> None:
    told = Counter(tuple(schema["enum"]) for schema in schemas_in(described()) if len(schema.get("enum", ())) > 1)
    assert {words: times for words, times in told.items() if times > 1} == {}


def test_records_of_several_kinds_are_told_apart_by_their_type() -> None:
    for name, schema in SCHEMAS.items():
        if "oneOf" in schema:
            mapping = schema["discriminator"]["mapping"]
            assert [{"$ref": leads} for leads in mapping.values()] == schema["oneOf"], name
            assert {kind: type_of(leads) for kind, leads in mapping.items()} == {kind: [kind] for kind in mapping}


def type_of(reference: str) -> Any:
    schema = SCHEMAS[reference.rpartition("/")[2]]
    return schema["properties"]["type"]["enum"] if "properties" in schema else type_of(schema["allOf"][0]["$ref"])
