"""Filters by what bears on a record, and by what it bears on, agree with the links of evidence themselves."""

from typing import get_args

import httpx
import pytest

from api.resources.evidence.permitted_links import PERMITTED, OriginType, Relation, TargetType
from tests.api.conftest import Record

PLURAL = {"claim": "claims", "statistic": "statistics", "source": "sources"}
PASSIVE = {
    "supports": "supported_by",
    "challenges": "challenged_by",
    "qualifies": "qualified_by",
    "illustrates": "illustrated_by",
    "restates": "restated_by",
}
BORNE_ON = sorted({(relation, kind) for _, relation, kind in PERMITTED if kind != "evidence"})
BEARING = sorted({(kind, relation) for kind, relation, _ in PERMITTED})


def ids(client: httpx.Client, path: str, **asked: str | list[str]) -> set[str]:
    response = client.get(path, params={**asked, "limit": "1000", "fields": "id"})
    assert response.status_code == httpx.codes.OK, response.text
    return {record["id"] for record in response.json()}


@pytest.mark.parametrize(("relation", "kind"), BORNE_ON)
def test_records_are_found_by_what_bears_on_them(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], relation: Relation, kind: TargetType
) -> None:
    links = [link for link in held["evidence"] if link["relation"] == relation and link["target_type"] == kind]
    origins = {link["origin_id"] for link in links}
    found = {origin: ids(client, f"/{PLURAL[kind]}", **{PASSIVE[relation]: origin}) for origin in origins}
    assert found == {origin: {link["target_id"] for link in links if link["origin_id"] == origin} for origin in origins}


@pytest.mark.parametrize(("kind", "relation"), BEARING)
def test_records_are_found_by_what_they_bear_on(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], kind: OriginType, relation: Relation
) -> None:
    links = [link for link in held["evidence"] if link["relation"] == relation and link["origin_type"] == kind]
    targets = {link["target_id"] for link in links}
    found = {target: ids(client, f"/{PLURAL[kind]}", **{relation: target}) for target in targets}
    assert found == {target: {link["origin_id"] for link in links if link["target_id"] == target} for target in targets}


@pytest.mark.parametrize("name", ["claims", "statistics"])
def test_records_without_evidence_are_found(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], name: str
) -> None:
    targets = {link["target_id"] for link in held["evidence"]}
    assert ids(client, f"/{name}", has_evidence="false") == {record["id"] for record in held[name]} - targets


def test_a_record_has_evidence_or_has_none(client: httpx.Client, held: dict[str, tuple[Record, ...]]) -> None:
    bare, grounded = ids(client, "/claims", has_evidence="false"), ids(client, "/claims", has_evidence="true")
    assert (bare | grounded, bare & grounded) == ({claim["id"] for claim in held["claims"]}, set())


def test_any_of_several_may_support_a_claim(client: httpx.Client, held: dict[str, tuple[Record, ...]]) -> None:
    links = [link for link in held["evidence"] if (link["relation"], link["target_type"]) == ("supports", "claim")]
    two = sorted({link["origin_id"] for link in links})[:2]
    assert ids(client, "/claims", supported_by=two) == {link["target_id"] for link in links if link["origin_id"] in two}


def test_every_relation_can_be_asked_for() -> None:
    assert {relation for _, relation in BEARING} == set(get_args(Relation))
