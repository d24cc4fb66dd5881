"""Withdrawn records support nothing: a link of evidence counts while it and both of its ends stand."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.api.writing import CLAIM, client_of, key, patch
from tests.conftest import serving

ANY_STATUS = "status=published&status=withdrawn"
WITHDRAWN = ("link", "origin", "target")
GROUNDED = {
    "claims": ("cao2023-c104", "cao2023-c94", "cao2023-c2"),
    "statistics": ("cao2023-s3", "cao2023-s4", "cao2023-s17"),
    "sources": ("huang2022", "tourongjiend", "nadelland"),
}
KINDS = {"claims": "claim", "statistics": "statistic", "sources": "source"}


@dataclass(frozen=True)
class Support:
    """A new claim, what supports it, and the link between them."""

    client: httpx.Client
    plural: str
    origin: str
    target: str
    link: str

    def get(self, path: str) -> Any:
        return self.client.get(path).raise_for_status().json()

    def ids(self, path: str) -> list[str]:
        return [record["id"] for record in self.get(path)]

    def embedded(self, path: str, relation: str) -> list[str]:
        return [record["id"] for record in self.get(f"{path}?fields=id&embed={relation}")["_embedded"][relation]]


@pytest.fixture(scope="module")
def editor(databases: Any, seeded_template: str) -> Iterator[httpx.Client]:
    url = databases.copy(seeded_template)
    with serving(url) as base, client_of(base, key(url)) as client:
        yield client


def made(client: httpx.Client, resource: str, body: Mapping[str, Any]) -> str:
    return str(client.post(f"/{resource}", json=body).raise_for_status().json()["id"])


def withdraw(client: httpx.Client, path: str) -> None:
    patch(client, path, {"status": "withdrawn"}, Lunju_Reason="Tried.").raise_for_status()


def link_of(plural: str, origin: str, relation: str, target_type: str, target: str) -> dict[str, Any]:
    ends = {"origin_type": KINDS[plural], "origin_id": origin, "target_type": target_type, "target_id": target}
    return {"essay_id": "cao2023", "relation": relation, "asserted_by": "analyst"} | ends


def supported(client: httpx.Client, plural: str, origin: str) -> Support:
    target = made(client, "claims", CLAIM)
    return Support(
        client, plural, origin, target, made(client, "evidence", link_of(plural, origin, "supports", "claim", target))
    )


READERS: Mapping[str, Callable[[Support], bool]] = {
    "supported_by": lambda s: s.ids(f"/claims?supported_by={s.origin}&id={s.target}&{ANY_STATUS}") != [],
    "supports": lambda s: s.ids(f"/{s.plural}?supports={s.target}&{ANY_STATUS}") != [],
    "has_evidence": lambda s: s.ids(f"/claims?has_evidence=true&id={s.target}&{ANY_STATUS}") != [],
    "no evidence": lambda s: s.ids(f"/claims?has_evidence=false&id={s.target}&{ANY_STATUS}") == [],
    "list": lambda s: s.ids(f"/evidence?target_id={s.target}") != [],
    "whole list": lambda s: s.link in s.client.get(f"/evidence.csv?target_id={s.target}").text,
    "nested list": lambda s: s.ids(f"/claims/{s.target}/evidence") != [],
    "facets of links": lambda s: s.get(f"/evidence/facets?facet=relation&target_id={s.target}")["total"] == 1,
    "facets": lambda s: s.get(f"/claims/facets?facet=status&supported_by={s.origin}&id={s.target}")["total"] == 1,
    "embedded": lambda s: s.embedded(f"/claims/{s.target}", "evidence") != [],
    "embedded in the origin": lambda s: (
        s.link in s.embedded(f"/{s.plural}/{s.origin}", "evidence" if s.plural == "sources" else "bears_on")
    ),
    "linked data": lambda s: "isBasedOn" in s.get(f"/claims/{s.target}.jsonld"),
    "linked data of the link": lambda s: "supports" in s.get(f"/evidence/{s.link}.jsonld")["origin"],
    "page": lambda s: f"/evidence/{s.link}" in s.client.get(f"/claims/{s.target}.html").text,
    "page of the origin": lambda s: f"/evidence/{s.link}" in s.client.get(f"/{s.plural}/{s.origin}.html").text,
    "graph": lambda s: any(
        edge["data"]["evidence_id"] == s.link for edge in s.get("/essays/cao2023/graph")["elements"]["edges"]
    ),
    "why": lambda s: s.get(f"/claims/{s.target}/why")["grounded"],
}
ONLY: Mapping[str, Mapping[str, Callable[[Support], bool]]] = {
    "claims": {},
    "statistics": {
        "statistic_id": lambda s: s.ids(f"/claims?statistic_id={s.origin}&id={s.target}&{ANY_STATUS}") != [],
        "claims of a figure": lambda s: s.target in s.ids(f"/statistics/{s.origin}/claims?{ANY_STATUS}"),
        "figures of a claim": lambda s: s.ids(f"/claims/{s.target}/statistics?{ANY_STATUS}") != [],
        "embedded figures": lambda s: s.embedded(f"/claims/{s.target}", "statistics") != [],
    },
    "sources": {
        "links of a source": lambda s: s.link in s.ids(f"/sources/{s.origin}/evidence"),
    },
}


@pytest.mark.parametrize("plural", GROUNDED)
@pytest.mark.parametrize("withdrawn", WITHDRAWN)
def test_a_link_counts_nowhere_once_it_or_one_of_its_ends_was_withdrawn(
    editor: httpx.Client, plural: str, withdrawn: str
) -> None:
    support = supported(editor, plural, GROUNDED[plural][WITHDRAWN.index(withdrawn)])
    readers = {**READERS, **ONLY[plural]}
    assert [name for name, counts in readers.items() if not counts(support)] == []
    path = {"link": f"/evidence/{support.link}", "origin": f"/{plural}/{support.origin}"}
    withdraw(editor, path.get(withdrawn, f"/claims/{support.target}"))
    assert [name for name, counts in readers.items() if counts(support)] == []


def test_a_link_that_was_withdrawn_is_undercut_by_nothing(editor: httpx.Client) -> None:
    support = supported(editor, "claims", "cao2023-c3")
    made(editor, "evidence", link_of("claims", "cao2023-c4", "undercuts", "evidence", support.link))
    asked = f"/claims?undercuts={support.link}"
    assert support.ids(asked) == ["cao2023-c4"]
    withdraw(editor, f"/evidence/{support.link}")
    assert support.ids(asked) == []


def test_links_of_what_was_withdrawn_are_listed_where_their_status_is_asked_for(editor: httpx.Client) -> None:
    support = supported(editor, "claims", "cao2023-c5")
    withdraw(editor, "/claims/cao2023-c5")
    assert support.ids(f"/evidence?target_id={support.target}&status=published") == [support.link]


def test_a_premise_that_was_withdrawn_is_still_needed(editor: httpx.Client) -> None:
    target = made(editor, "claims", CLAIM)
    for origin in ("cao2023-s5", "cao2023-s6"):
        made(editor, "evidence", link_of("statistics", origin, "supports", "claim", target) | {"group": "both"})
    withdraw(editor, "/statistics/cao2023-s5")
    why = editor.get(f"/claims/{target}/why").json()
    assert (why["grounded"], [len(reason["premises"]) for reason in why["reasons"]]) == (False, [2])


def test_an_old_version_rests_on_what_stood_when_it_was_made(editor: httpx.Client) -> None:
    support = supported(editor, "sources", "gartner2021")
    path = f"/claims/{support.target}"
    patch(editor, path, {"note": {"zh-Hans": "二。"}}).raise_for_status()
    withdraw(editor, "/sources/gartner2021")
    patch(editor, path, {"note": {"zh-Hans": "三。"}}).raise_for_status()
    assert ["isBasedOn" in support.get(f"{path}@{version}.jsonld") for version in (2, 3)] == [True, False]


def test_what_was_withdrawn_is_listed_where_it_is_counted(editor: httpx.Client) -> None:
    withdraw(editor, "/claims/cao2023-c20")
    answer = editor.get("/claims/facets?facet=status&limit=1000&fields=id").json()
    assert answer["total"] == len(answer["records"])
    assert {"id": "cao2023-c20"} in answer["records"]
