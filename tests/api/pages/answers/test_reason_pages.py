"""What supports a claim and what speaks against it, as people read it."""

from typing import Any

import httpx
import pytest

from api.formats.record_urls import RecordUrls
from api.handlers.value_labels import LABELS
from api.pages.answers.told_reasons import MOST_LINKS, ReasonTeller, reason_groups
from api.pages.page_context import PageContext
from api.resources.arguments.models import Premise, ReasonAnswer
from tests.api.pages.pages import visit

CONTEXT = PageContext("en", chosen=False, root="./", query=(), path="", at=RecordUrls("http://lunju.test"))


def reasons(*links: tuple[str, str]) -> list[ReasonAnswer]:
    """Return a reason for each pair of what is supported and what supports it."""
    return [
        ReasonAnswer(
            target_id=target,
            group=None,
            holds=True,
            premises=[Premise(evidence_id=f"{one}-{target}", origin_id=one, scheme=None, asserted_by="author")],
        )
        for target, one in links
    ]


def told(answers: list[ReasonAnswer], root: str) -> list[Any]:
    groups = reason_groups(answers)
    return list(ReasonTeller(groups, {}, {}, CONTEXT, {root}).tell(groups[root]))


def depth(groups: list[Any]) -> int:
    return 1 + max((depth(link.beneath) for group in groups for link in group.links), default=0) if groups else 0


def size(groups: list[Any]) -> int:
    return sum(1 + size(link.beneath) for group in groups for link in group.links)


def test_what_supports_in_two_places_is_told_once() -> None:
    [first], [second] = (group.links for group in told(reasons(("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")), "a"))
    assert [link.card.id for link in first.beneath[0].links[0].beneath[0].links] == ["d"]
    assert (second.beneath, second.elsewhere) == ((), True)


def test_a_circle_ends() -> None:
    assert size(told(reasons(("a", "b"), ("b", "a")), "a")) == 2


def test_a_long_chain_is_told_as_far_as_it_can_be_read_and_leads_on() -> None:
    chain = [(f"n{number}", f"n{number + 1}") for number in range(5_000)]
    groups = told(reasons(*chain), "n0")
    assert depth(groups) == 10
    while groups[0].links[0].beneath:
        groups = groups[0].links[0].beneath
    assert groups[0].links[0].deeper


def test_a_page_tells_no_more_links_than_can_be_read() -> None:
    assert size(told(reasons(*(("a", f"b{number}") for number in range(5_000))), "a")) == MOST_LINKS


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("path", ["/claims/cao2023-c5/why", "/claims/cao2023-c12/against"])
def test_every_claim_of_the_answer_is_told_in_words(client: httpx.Client, path: str, language: str) -> None:
    words = visit(client, f"{path}?lang={language}").words
    nodes = client.get(path).json()["nodes"]
    assert [node["id"] for node in nodes if node["type"] == "claim" and node["text"][language] not in words] == []


def whys(client: httpx.Client) -> list[dict[str, Any]]:
    """Return how each thesis of the essay is supported."""
    theses = client.get("/claims", params={"essay_id": "cao2023", "kind": "thesis", "limit": 100}).json()
    return [client.get(f"/claims/{thesis['id']}/why").json() for thesis in theses]


def test_a_link_tells_its_scheme_and_that_the_analyst_sees_it(client: httpx.Client) -> None:
    seen = [
        (why["claim_id"], premise["scheme"])
        for why in whys(client)
        for reason in why["reasons"]
        for premise in reason["premises"]
        if premise["asserted_by"] == "analyst" and premise["scheme"]
    ]
    claim, scheme = seen[0]
    assert (
        f"supports · {LABELS['scheme'][scheme][0]} · seen by the analyst" in visit(client, f"/claims/{claim}/why").words
    )


def test_premises_that_fail_together_are_told_so(client: httpx.Client) -> None:
    words = visit(client, "/claims/cao2023-c5/why").words
    assert "Together, as one reason · fails: a premise rests on no figure and no source" in words


def test_what_it_rests_on_in_the_end_is_told_with_how_far_it_lies(client: httpx.Client) -> None:
    why = max(whys(client), key=lambda why: max(map(len, why["chains"]), default=0))
    words = visit(client, f"/claims/{why['claim_id']}/why").words
    assert f"What it rests on in the end {len(why['chains'])}" in words
    assert f"{max(map(len, why['chains'])) - 1} steps away" in words


def test_what_objects_to_an_objection_stands_within_it(client: httpx.Client) -> None:
    words = visit(client, "/claims/cao2023-c12/against").words
    places = [
        words.index(text)
        for text in ("sustain the future of technology start-ups", "hard to bear even for ordinary large firms")
    ]
    assert places == sorted(places)


def test_what_nothing_is_said_against_says_so(client: httpx.Client) -> None:
    assert "Nothing is said against it." in visit(client, "/claims/cao2023-c104/against").words


@pytest.mark.parametrize("asked", ["why", "against", "impact"])
def test_the_page_of_a_claim_leads_to_what_is_asked_of_it(client: httpx.Client, asked: str) -> None:
    assert f"../claims/cao2023-c12/{asked}" in visit(client, "/claims/cao2023-c12").links
