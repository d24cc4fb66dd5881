"""Files as the tools of the field write them, where those differ from what their formats' descriptions show."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from api.exports.formats import aif_writer
from api.imports.formats.annotated import aif, brat
from api.imports.formats.known_formats import parse_files
from api.imports.formats.maps import argdown, kialo
from api.imports.formats.web import claim_review, hypothesis_rows, web_annotations
from api.imports.formats.works import bibtex_library, csl_items, ris_records
from api.imports.parsed_files import Parsed
from tests.api.imports.drafting import Json
from tests.api.imports.formats.reading import Parser, read, work
from tests.api.imports.parsing import given_files, written


def links(parsed: Parsed) -> list[tuple[list[str], str, str]]:
    """Return the links that were read: from what, how, to what."""
    return [(link["from"], link["relation"], link["to"]) for link in parsed.draft["links"]]


def dropped(parsed: Parsed) -> list[tuple[str, str | None]]:
    """Return what was dropped, and why."""
    return [(item.what, item.why) for item in parsed.read or [] if item.became == "dropped"]


def graph(pairs: Sequence[str], *nodes: tuple[str, str, str], **more: Any) -> Parsed:
    """Read a graph of AIF."""
    edges = [dict(zip(("fromID", "toID"), pair.split(), strict=True)) for pair in pairs]
    named = [dict(zip(("nodeID", "type", "text"), node, strict=True)) for node in nodes]
    return read(aif.parse, json.dumps({"nodes": named, "edges": edges} | more), "talk.json")


def test_brat_arguments_are_told_apart_by_their_names_and_not_by_their_order() -> None:
    lines = "T1\tClaim 0 5\tTrees\nT2\tPremise 6 10\tcool\nR1\tsupports Arg2:T1 Arg1:T2\n"
    assert links(brat.parse(given_files(a_ann=lines, a_txt="Trees cool"))) == [(["T2"], "supports", "T1")]


def test_types_of_aif_are_known_in_either_case() -> None:
    told = graph(["a c", "c b"], ("a", "i", "They cool."), ("b", "i", "Plant trees."), ("c", "ra", "Default Inference"))
    assert links(told) == [(["a"], "supports", "b")]


def test_who_is_named_before_a_colon_is_the_participant_of_that_name() -> None:
    nodes = [
        *(("1", "L", "Ada Bee : They cool."), ("2", "YA", "Asserting"), ("3", "I", "They cool.")),
        *(("4", "L", "Ada Bee : Plant trees."), ("5", "YA", "Asserting"), ("6", "I", "Plant trees.")),
    ]
    people = [{"participantID": 7, "firstname": "Ada", "surname": "Bee"}]
    told = graph(["1 2", "2 3", "4 5", "5 6"], *nodes, participants=people, locutions=[{"nodeID": "4", "personID": 7}])
    assert [claim["sources"] for claim in told.draft["claims"]] == [["speaker-7"], ["speaker-7"]]
    assert [source["name"] for source in told.draft["sources"]] == ["Ada Bee"]


def test_two_participants_of_one_name_stay_two() -> None:
    people = [{"participantID": number, "firstname": "Ada"} for number in (1, 2)]
    said = [node for number in "12" for node in ((f"L{number}", "L", "Ada : Yes."), (f"Y{number}", "YA", "Asserting"))]
    told = graph(
        ["L1 Y1", "Y1 3", "L2 Y2", "Y2 4"],
        *said,
        *(("3", "I", "Yes."), ("4", "I", "No.")),
        participants=people,
        locutions=[{"nodeID": f"L{number}", "personID": number} for number in (1, 2)],
    )
    assert [claim["sources"] for claim in told.draft["claims"]] == [["speaker-1"], ["speaker-2"]]


def test_who_takes_part_and_says_nothing_is_no_source_and_is_written_again() -> None:
    people = [{"participantID": "9", "firstname": "Ada", "surname": "Bee"}]
    told = graph([], ("1", "I", "Plant trees."), participants=people)
    assert told.draft.get("sources", []) == []
    assert json.loads(written(told, aif_writer.write).files[0].content)["participants"] == people


def test_who_says_what_is_the_same_in_whatever_order_people_are_named() -> None:
    nodes = [("1", "L", "Yes."), ("2", "YA", "Asserting"), ("3", "I", "Yes.")]
    people = [{"participantID": number, "firstname": name} for number, name in ((1, "Ada"), (2, "Bo"))]
    orders = [
        graph(["1 2", "2 3"], *nodes, participants=order, locutions=[{"nodeID": "1", "personID": 2}])
        for order in (people, people[::-1])
    ]
    assert [one.draft["sources"] for one in orders] == [[orders[0].draft["sources"][0]]] * 2
    assert orders[0].draft["sources"][0]["name"] == "Bo"


@pytest.mark.parametrize(
    ("text", "says"), [("Ada &amp; Bo say &quot;AT&T&quot;", 'Ada & Bo say "AT&T"'), ("&amp;amp;", "&amp;")]
)
def test_characters_of_html_in_aif_are_what_they_stand_for_and_are_written_as_they_were(text: str, says: str) -> None:
    told = graph([], ("1", "I", text))
    [again] = json.loads(written(told, aif_writer.write).files[0].content)["nodes"]
    assert (told.draft["claims"][0]["says"], again["text"]) == (says, text)
    assert [item.why for item in told.read or []] == ["characters of HTML (&amp;) are what they stand for"]


def test_a_claim_that_says_characters_of_html_says_them_after_aif() -> None:
    told = graph([], ("1", "I", "a"))
    told.draft["claims"][0]["says"] = "write &amp; here"
    [file] = written(told, aif_writer.write).files
    assert aif.parse([file]).draft["claims"][0]["says"] == "write &amp; here"


@pytest.mark.parametrize("name", ["Discussion Title", "Discussion Name"])
def test_kialo_calls_a_discussion_by_its_title_or_name(name: str) -> None:
    told = parse_files(given_files(debate_txt=f"{name}: Trees?\n\n1. Plant trees.\n1.1. Pro: They cool.\n"))
    assert (told.format, told.draft["title"]) == (kialo.FORMAT, "Trees?")


@pytest.mark.parametrize("url", ["www.example.org", "#heading", "/guide", "mailto:ada@example.org"])
def test_a_link_of_argdown_to_no_page_of_the_web_is_words_and_told(url: str) -> None:
    told = read(argdown.parse, f"[A]: see [this]({url}).\n", "a.argdown")
    [claim] = told.draft["claims"]
    assert (claim["says"], claim["sources"], told.draft["sources"]) == ("see this.", [], [])
    assert [item.why for item in told.read or []] == [
        "a link that leads to no page of the web is words, and a link for Argdown alone"
    ]


def test_a_file_that_argdown_includes_is_asked_for() -> None:
    told = read(argdown.parse, "[A]: a\n\n@include(rest.argdown)\n", "a.argdown")
    assert [fault.detail for fault in told.faults] == [
        "a.argdown: line 3: names a file that stands here, rest.argdown: put them together (argdown compile)"
    ]


def row(identifier: str, text: str = "", **more: Any) -> Json:
    """Return a row of Hypothesis."""
    selector = [{"type": "TextQuoteSelector", "exact": "Trees cool"}]
    found = {"id": identifier, "uri": "https://example.org/", "text": text, "target": [{"selector": selector}]}
    return found | more


def test_replies_that_hypothesis_gives_apart_are_read() -> None:
    reply = row("b", "I doubt it", references=["a"])
    told = read(hypothesis_rows.parse, json.dumps({"total": 1, "rows": [row("a")], "replies": [reply]}))
    assert [item.place for item in told.read or []] == ["file: /rows/0", "file: /replies/0"]
    assert told.draft["claims"][0]["extra"]["hypothesis"]["answers"][0]["comment"] == "I doubt it"


def test_what_the_client_of_hypothesis_exports_is_read() -> None:
    exported = {"export_date": "2026-11-28", "client_version": "1.1", "annotations": [row("a"), row("b")]}
    told = read(hypothesis_rows.parse, json.dumps(exported))
    assert [item.place for item in told.read or []] == ["file: /annotations/0", "file: /annotations/1"]


ANNOTATION = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "type": "Annotation",
    "target": {"source": "urn:isbn:1", "selector": {"type": "TextQuoteSelector", "exact": "Trees cool"}},
}


@pytest.mark.parametrize(
    ("parse", "content"),
    [(hypothesis_rows.parse, row("a", uri="urn:isbn:1")), (web_annotations.parse, ANNOTATION)],
)
def test_annotations_of_a_file_are_called_as_theirs_and_have_no_page(parse: Parser, content: Json) -> None:
    told = read(parse, json.dumps(content), "notes.json")
    assert (told.draft["title"], told.draft.get("url")) == ("notes", None)
    assert dropped(told) == [("where it is read", "'urn:isbn:1' is no page of the web")]


REVIEW = json.dumps({"@type": "ClaimReview", "itemReviewed": "cao2023-c1", "reviewRating": {"ratingValue": 1}})


def page(*scripts: str) -> Parsed:
    """Read a page of scripts."""
    marked = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return read(claim_review.parse, f"<html>{marked}</html>", "page.html")


@pytest.mark.parametrize(
    "script", [f"\n//<![CDATA[\n{REVIEW}\n//]]>\n", f"/*<![CDATA[*/{REVIEW}/*]]>*/", f"<!--\n{REVIEW}\n-->"]
)
def test_a_script_is_read_within_what_pages_set_around_it(script: str) -> None:
    assert [review["of"] for review in page(script).draft["reviews"]] == ["cao2023-c1"]


def test_a_broken_script_of_something_else_is_passed_over() -> None:
    assert page('{"@type": "Article",}', REVIEW).faults == []


def test_a_broken_script_of_a_review_is_told_by_its_number() -> None:
    [fault] = page(REVIEW, REVIEW[:-1]).faults
    assert fault.detail.startswith("page.html: script 2: The body is not JSON")


TITLE = 'The <i>price</i> of H<sub>2</sub>O &amp; <span class="nocase">CO</span> where a < b'


@pytest.mark.parametrize(
    ("parse", "content"),
    [
        (csl_items.parse, json.dumps({"id": "a", "type": "book", "title": TITLE})),
        (ris_records.parse, f"TY  - BOOK\nTI  - {TITLE}\nER  - \n"),
    ],
)
def test_titles_are_kept_without_the_html_of_catalogues(parse: Parser, content: str) -> None:
    parsed = read(parse, content)
    assert work(parsed)["title"] == "The price of H2O & CO where a < b"
    assert [item.why for item in parsed.read or [] if "HTML" in (item.why or "")] == ["its words are kept without HTML"]


@pytest.mark.parametrize("date", ["2019~", "2019-03?", "2019~/2020"])
def test_a_date_of_biblatex_that_is_about_right_stays_so(date: str) -> None:
    assert work(read(bibtex_library.parse, f"@misc{{a, title={{A}}, date={{{date}}}}}"))["year"] == date
