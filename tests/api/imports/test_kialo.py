"""Kialo's text export is read whole: claims by their addresses, references as links, links as sources."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.imports.formats.known_formats import parse_files
from api.imports.formats.maps import kialo
from api.imports.parsed_files import GivenFile, Parsed
from tests.api.imports.drafting import FILES
from tests.examples import at_least

GRAPH, THESES = (FILES / "kialo" / name for name in ("graph.txt", "theses.txt"))
BEGINNING = "Discussion Title: T\n\n1. a\n"


def parse(content: str | bytes) -> Parsed:
    """Read an export."""
    return kialo.parse([GivenFile("debate.txt", content.encode() if isinstance(content, str) else content)])


def links(told: Parsed) -> list[tuple[str, str, str]]:
    """Return the links: from what, how, to what."""
    return [(link["from"][0], link["relation"], link["to"]) for link in told.draft["links"]]


def faults(content: str) -> list[tuple[str, str]]:
    """Return what is wrong with claims below the first, without the file's name."""
    found = parse(BEGINNING + content).faults
    return [(fault.kind, fault.detail.removeprefix("debate.txt: ")) for fault in found]


def test_claims_stand_for_or_against_the_one_above_and_references_lead_to_others() -> None:
    told = parse(GRAPH.read_bytes())
    assert told.faults == []
    assert told.draft["title"] == "Should the town plant trees?"
    assert links(told) == [
        ("1.1.", "supports", "1."),
        ("1.1.1.", "challenges", "1.1."),
        ("1.1.2.", "supports", "1.1."),
        ("1.2.", "challenges", "1."),
        ("1.1.2.", "challenges", "1.2."),
        ("1.2.1.1.", "challenges", "1.1.2."),
        ("1.1.1.", "challenges", "1."),
        ("1.4.", "supports", "1."),
    ]


def test_a_claim_goes_on_over_lines_with_lists_and_escapes() -> None:
    says = {claim["id"]: claim["says"] for claim in parse(GRAPH.read_bytes()).draft["claims"]}
    assert says["1.1."] == (
        "Trees cool streets.\nMost of all in July.\nEven a few of them:\n1. on squares,\n2. along streets."
    )
    assert says["1.4."] == "Roots are in C:\\new."


def test_links_of_claims_are_sources_once_by_their_urls() -> None:
    draft = parse(GRAPH.read_bytes()).draft
    assert [(source["name"], source["url"]) for source in draft["sources"]] == [
        ("a study", "https://trees.example/study_(1)"),
        ("Leaves", "https://trees.example/leaves"),
        ("money.example", "https://money.example/x"),
    ]
    cited = {claim["id"]: claim["sources"] for claim in draft["claims"] if claim["sources"]}
    assert cited == {"1.": ["source 1"], "1.1.2.": ["source 2"], "1.2.": ["source 3"]}
    assert draft["claims"][0]["says"] == "The town should plant **more** trees, as a study says."


def test_theses_of_a_question_have_no_link_to_it_and_that_is_told() -> None:
    told = parse(THESES.read_bytes())
    assert links(told) == [
        ("1.1.1.", "supports", "1.1."),
        ("1.1.1.", "challenges", "1.2."),
        ("1.2.2.", "supports", "1.2."),
        ("2.1.", "supports", "2."),
    ]
    kinds = Counter(claim["kind"] for claim in told.draft["claims"])
    assert kinds == {"thesis": 4, "factual": 3}
    assert Counter(item.became for item in told.read or ()) == {"kept": 10, "changed": 2, "dropped": 1}


@pytest.mark.parametrize("content", [GRAPH.read_text(), THESES.read_text()])
def test_every_construct_is_told(content: str) -> None:
    told = parse(content)
    counts = Counter(item.what for item in told.read or ())
    sides = content.count(" Pro: ") + content.count(" Con: ")
    assert counts["title"] == 1
    assert counts["claim"] == len(told.draft["claims"])
    assert counts["side"] + counts["reference"] == sides + content.count("1.3. -> See")
    assert counts["reference"] == content.count("-> See")
    assert counts["link to a source"] == sum(len(claim["sources"]) for claim in told.draft["claims"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_found_by_what_is_in_it_in_any_encoding_and_with_any_line_ends(encoding: str) -> None:
    content = GRAPH.read_text().replace("\n", "\r\n").encode(encoding)
    told = parse_files([GivenFile("debate.txt", content)])
    assert (told.format, told.draft) == ("kialo", parse(GRAPH.read_bytes()).draft)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("1.1. Pro: -> See 1.9.", ("no-such-address", "line 4: there is no claim 1.9.")),
        ("1.1. Pro: -> See 1.2.\n1.2. Pro: -> See 1.1.", ("circular-references", "references lead in a circle")),
        ("1.1. Pro: b\n1.1. Con: c", ("address-twice", "line 5: 1.1. stands twice")),
        ("1.2.1. Pro: b", ("no-such-address", "line 4: there is no claim 1.2. that 1.2.1. could stand below")),
        ("1.1. Pro: ", ("unreadable", "line 4: 1.1. has no words")),
        ("1.1. Pro: \n1.1.1. Con: c", ("unreadable", "line 4: 1.1. has no words")),
    ],
)
def test_what_is_wrong_is_told_by_its_line(content: str, fault: tuple[str, str]) -> None:
    [(kind, detail), *_] = faults(content)
    assert kind == fault[0]
    assert fault[1] in detail


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"Discussion Title: T\n", "has no claim"),
        (b"Discussion Title: T\n\n1. caf\xe9", "line 3 is not UTF-8"),
        (b"Discussion Title: T\n\n1. a\0b", "line 3 has a character that no database holds"),
    ],
)
def test_what_is_no_text_or_no_debate_is_told(content: bytes, detail: str) -> None:
    [fault] = parse(content).faults
    assert detail in fault.detail


def test_nothing_bears_on_itself() -> None:
    told = parse(BEGINNING + "1.1. Pro: -> See 1.\n1.2. Pro: b")
    assert links(told) == [("1.2.", "supports", "1.")]
    assert [item.became for item in told.read or () if item.what == "reference"] == ["dropped"]


def test_ten_thousand_levels_are_read() -> None:
    deep = BEGINNING + "".join(f"{'1.' * level} Pro: b\n" for level in range(2, 10_001))
    assert len(parse(deep).draft["links"]) == 9_999


_PIECES: list[Any] = [
    "1.",
    "2.",
    "1.1.",
    "1.1.1.",
    " Pro: ",
    " Con: ",
    "-> See 1.1.",
    "\n",
    "a",
    "\\",
    "\\n",
    "[",
    "](http://x)",
]


@settings(max_examples=at_least(60))
@given(st.lists(st.sampled_from(_PIECES), max_size=60))
def test_whatever_stands_there_it_is_read_or_refused(pieces: list[str]) -> None:
    told = parse(BEGINNING + "".join(pieces))
    named = {claim["id"] for claim in told.draft["claims"]}
    assert all({link["to"], *link["from"]} <= named for link in told.draft["links"])
