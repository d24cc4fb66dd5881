"""Annotations become claims and sources where their words stand, in a new essay or in one that is there."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.imports.formats.web import hypothesis_rows, web_annotations
from api.imports.parsed_files import GivenFile
from tests.api.imports.drafting import Json
from tests.api.imports.formats.reading import read
from tests.api.writing import holds, writer

TEXT = "Why trees\n\nA tree cools a street. The survey of 2024 found so. Nobody plants them.\n"


def annotation(exact: str, value: str = "", *tags: str, **more: Any) -> Json:
    """Return an annotation of some words."""
    bodies: list[Json] = [{"type": "TextualBody", "value": value}] if value else []
    bodies += [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    target = {"source": "https://example.org/trees", "selector": {"type": "TextQuoteSelector", "exact": exact}}
    found: Json = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": bodies,
        "target": target,
    }
    return found | {"id": f"https://a.example/{exact.split(maxsplit=1)[0]}"} | more


def row(exact: str, text: str = "", *tags: str, **more: Any) -> Json:
    """Return a row of Hypothesis."""
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]"},
        {"type": "TextPositionSelector", "start": 900, "end": 900 + len(exact)},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""},
    ]
    found: Json = {"id": f"r{len(exact)}", "uri": "https://example.org/trees", "text": text, "tags": list(tags)}
    found |= {"target": [{"source": "https://example.org/trees", "selector": selectors}], "references": []}
    return found | {"document": {"title": ["Why trees"]}, "user": "acct:ada@h.example"} | more


PAGE = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "type": "AnnotationCollection",
    "label": "Why trees",
    "first": {
        "type": "AnnotationPage",
        "items": [
            annotation("A tree cools a street", "Trees cool streets.", "causal", "id:cool"),
            annotation("The survey of 2024", "A survey of 2024", "source:report", "supports:cool"),
            annotation("Nobody plants them", "Is that so?", "seen"),
        ],
    },
}
ROWS = {
    "total": 3,
    "rows": [
        row("A tree cools a street", "Trees cool streets.", "claim", "id:cool"),
        row("Nobody plants them", "", "challenges:cool", "rejects"),
        row("x", "I doubt it", references=["r18"], target=[{"source": "https://example.org/trees"}]),
    ],
}


@pytest.fixture(scope="module")
def editor(databases: Any, seeded_template: str) -> Iterator[httpx.Client]:
    """A client that may write; the tests that take it only try."""
    with writer(databases.copy(seeded_template)) as client:
        yield client


def send(client: httpx.Client, content: Any, *, essay: str = "", write: bool = False, **more: Any) -> Json:
    """Import annotations, or only try it."""
    params = ({} if write else {"validate_only": "true"}) | ({"essay": essay} if essay else {})
    whole = json.dumps(content)
    files = [{"name": "notes.json", "content": [whole[n : n + 20_000] for n in range(0, len(whole), 20_000)]}]
    told: Json = client.post("/imports", params=params, json={"files": files} | more).json()
    return dict(told.get("report", told))


@pytest.mark.parametrize("content", [PAGE, ROWS])
def test_they_make_an_essay_where_none_is_named(writable: str, content: Json) -> None:
    with writer(writable) as client:
        told = send(client, content, write=True, text=TEXT)
        essay = told["essay_id"]
        claims = client.get("/claims", params={"essay_id": essay, "embed": "passages"}).json()
        places = [[TEXT[one["start"] : one["end"]] for one in claim["_embedded"]["passages"]] for claim in claims]
        assert client.get(f"/essays/{essay}").json()["title"] == {"en": "Why trees"}
        assert len(client.get("/evidence", params={"essay_id": essay}).json()) == 1
    assert told["faults"] == []
    assert places == [["A tree cools a street"], ["Nobody plants them"]]
    assert claims[0]["text"] == {"en": "Trees cool streets."}
    holds(writable)


def test_what_is_tagged_is_said_of_the_records(writable: str) -> None:
    with writer(writable) as client:
        essay = send(client, PAGE, write=True, text=TEXT)["essay_id"]
        cool, _ = client.get("/claims", params={"essay_id": essay}).json()
        [link] = client.get("/evidence", params={"essay_id": essay}).json()
        [source] = client.get("/sources", params={"essay_id": essay}).json()
    assert cool["kind"] == "causal"
    assert (link["relation"], link["origin_id"], link["target_id"]) == ("supports", source["id"], cool["id"])
    assert link["asserted_by"] == "analyst"
    assert (source["kind"], source["name"]) == ("report", {"en": "A survey of 2024"})


def test_a_comment_is_no_claim_and_is_kept_beside_the_words(writable: str) -> None:
    with writer(writable) as client:
        essay = send(client, PAGE, write=True, text=TEXT)["essay_id"]
        _, plain = client.get("/claims", params={"essay_id": essay}).json()
    assert plain["text"] == {"en": "Nobody plants them"}
    assert plain["extra"]["w3c-annotations"]["comment"] == "Is that so?"


def test_a_reply_is_kept_beside_what_it_answers(writable: str) -> None:
    with writer(writable) as client:
        told = send(client, ROWS, write=True, text=TEXT)
        _, rejected = client.get("/claims", params={"essay_id": told["essay_id"]}).json()
    assert rejected["stance"] == "rejects"
    assert [one["comment"] for one in rejected["extra"]["hypothesis"]["answers"]] == ["I doubt it"]


def test_they_join_an_essay_whose_text_is_attached(writable: str) -> None:
    exact = "A tree in a street is not decoration"
    with writer(writable, serve_text=True) as client:
        words = client.get("/essays/moss2026/text").text
        exact = next(line for line in words.split(". ") if len(line) > 30 and words.count(line) == 1).split("\n")[-1]
        notes = [annotation(exact, "Joined.", "factual", "supports:moss2026-c1")]
        before = client.get("/essays/moss2026").json()["version"]
        told = send(client, notes, essay="moss2026", write=True)
        [identifier] = told["constructs"][0]["records"]
        claim = client.get(f"/claims/{identifier}", params={"embed": "passages,evidence"}).json()
        again = send(client, notes, essay="moss2026", write=True)
        assert client.get("/essays/moss2026").json()["version"] == before
    place = claim["_embedded"]["passages"][0]
    assert claim["essay_id"] == "moss2026"
    assert words[place["start"] : place["end"]] == exact
    assert place["section_id"].startswith("moss2026-h")
    assert (told["made"]["claims"], told["made"]["evidence"]) == (1, 1)
    assert "claims" not in again["made"]
    assert again["constructs"][0]["records"] == [identifier]
    holds(writable)


def test_a_passage_that_is_there_is_taken(editor: httpx.Client) -> None:
    [one] = editor.get("/passages", params={"essay_id": "moss2026", "limit": "1"}).json()
    target = {"selector": {"type": "TextPositionSelector", "start": one["start"], "end": one["end"]}}
    told = send(editor, [annotation("x", "Says so.", "claim", target=target)], essay="moss2026")
    assert told["made"] == {"claims": 1}


@pytest.mark.parametrize(
    ("essay", "more", "kind"),
    [
        ("nobody2026", {}, "no-such-essay"),
        ("moss2026", {"text": "Another."}, "other-text"),
        ("cao2023", {}, "text-needed"),
    ],
)
def test_what_cannot_be_joined_is_told(editor: httpx.Client, essay: str, more: Json, kind: str) -> None:
    told = send(editor, PAGE, essay=essay, **more)
    assert [fault["kind"] for fault in told["faults"]] == [kind]


def test_without_a_text_it_is_asked_for(editor: httpx.Client) -> None:
    assert [fault["kind"] for fault in send(editor, PAGE)["faults"]] == ["text-needed"]


def test_words_that_stand_nowhere_are_dropped_and_told(editor: httpx.Client) -> None:
    notes = [annotation("A tree cools a street"), annotation("not in the text at all, not even nearly")]
    told = send(editor, {"@graph": notes, "label": "Why trees"}, text=TEXT)
    [lost] = [item for item in told["constructs"] if item["became"] == "dropped"]
    assert "nowhere" in lost["why"]
    assert told["made"]["claims"] == 1


def test_a_figure_and_what_is_no_annotation_are_told(editor: httpx.Client) -> None:
    figure = annotation("2024", body=[{"id": "https://l.example/statistics/x-s1", "type": "schema:Observation"}])
    told = send(editor, [annotation("A tree cools a street"), figure, {"type": "Other"}, "https://x"], text=TEXT)
    assert sum(item["became"] == "dropped" for item in told["constructs"]) == 3


def test_what_the_service_writes_is_read_again(writable: str) -> None:
    with writer(writable, serve_text=True) as client:
        words = client.get("/essays/moss2026/text").text
        pages = [client.get("/essays/moss2026/annotations", params={"page": "1"}).json()]
        while "next" in pages[-1]:
            number = pages[-1]["next"].rpartition("=")[2]
            pages.append(client.get("/essays/moss2026/annotations", params={"page": number}).json())
        old = client.get("/claims", params={"essay_id": "moss2026", "embed": "passages", "limit": "100"}).json()
        text = f"{words}\nMore.\n"
        told = send(client, {"@graph": pages, "label": "Copy"}, write=True, text=text)
        new = client.get("/claims", params={"essay_id": told["essay_id"], "embed": "passages", "limit": "100"}).json()

    def said(claims: list[Json]) -> list[tuple[str, list[tuple[int, int]]]]:
        placed = (sorted((one["start"], one["end"]) for one in claim["_embedded"]["passages"]) for claim in claims)
        return sorted((claim["text"]["en"], places) for claim, places in zip(claims, placed, strict=True))

    assert said(new) == said(old)


@pytest.mark.parametrize("parse", [web_annotations.parse, hypothesis_rows.parse])
@pytest.mark.parametrize("content", ["[", "[" * 10_000, "{}", "3", "[]", '{"rows": 3}', '{"items": [[[{"type": 3}]]]}'])
def test_what_is_none_is_told(parse: Any, content: str) -> None:
    parsed = read(parse, content)
    assert parsed.faults or parsed.read


@pytest.mark.parametrize(("module", "content"), [(web_annotations, PAGE), (hypothesis_rows, ROWS)])
def test_each_is_known_by_its_content(module: Any, content: Json) -> None:
    others = {web_annotations, hypothesis_rows} - {module}
    files = [GivenFile("x.json", json.dumps(content).encode())]
    assert module.looks_like(files)
    assert not any(other.looks_like(files) for other in others)


def test_a_bibliography_joins_an_essay_where_its_text_cites_by_name_and_year(writable: str) -> None:
    text = (
        "Trees cool (Feld 2024). As Feld and others said in 2024, so. Moss (2020) doubts. Feldmann 2024 is another.\n"
    )
    made = {"title": "Trees", "authors": ["Fern, Bo"], "year": "2026", "license": "CC0-1.0"}
    bib = "@misc{a, author={Feld, Ada}, title={A}, year=2024}@misc{b, author={Moss, C}, title={B}, year=2020}"
    bib += "@misc{c, author={Moss, D}, title={C}, year=2020}@misc{d, author={Oak, E}, title={D}, year=2021}"
    files = [{"name": "refs.bib", "content": bib}]
    with writer(writable, serve_text=True) as client:
        client.post("/imports", json={"draft": made, "text": text}).raise_for_status()
        told = client.post("/imports", params={"essay": "fern2026"}, json={"files": files}).json()
        again = client.post("/imports", params={"essay": "fern2026"}, json={"files": files}).json()
        [source] = client.get("/sources", params={"essay_id": "fern2026", "embed": "passages"}).json()
    assert again["made"] == {}
    placed = [text[one["start"] : one["end"]] for one in source["_embedded"]["passages"]]
    assert placed == ["Feld 2024", "Feld and others said in 2024"]
    assert [(note["kind"], note["pointer"]) for note in told["notes"]] == [
        ("cited", "/sources/0"),
        ("not-cited", "/sources/1"),
        ("not-cited", "/sources/2"),
        ("not-cited", "/sources/3"),
    ]
    holds(writable)
