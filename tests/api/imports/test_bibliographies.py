"""Bibliographies become sources; a work that is there already is offered instead of made, and every field is told."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.imports.drafting import TEXT, Json, draft
from tests.api.writing import holds, writer

BIB = r"""
@string{nc = "Nature Cities"}
@article{feld2024,
  author = {Feld, Ad{\'a} and {Lorvian Rail Office} and van Dam, Bo},
  title = {The Price of {Shade}}, journal = nc, year = 2024, month = may, volume = 3, number = 2,
  pages = {1--20}, doi = {https://doi.org/10.1000/shade}, keywords = {trees}, langid = {british},
}
"""
AUTHORS = "Feld, Ada and {Lorvian rail office} and Dam, Bo"
RIS = "TY  - BOOK\nAU  - Moss, Ada\nTI  - Trees of the town\nPY  - 2020\nPB  - Elm\nSN  - 978-0-306-40615-7\nER  - \n"
CSL = json.dumps([{"id": "a", "type": "webpage", "title": "Shade", "URL": "https://example.org/shade/"}])


@pytest.fixture(scope="module")
def editor(databases: Any, seeded_template: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    with writer(databases.copy(seeded_template)) as client:
        yield client


def pieces(content: str) -> list[str]:
    return [content[start : start + 20_000] for start in range(0, len(content), 20_000)]


def send(client: httpx.Client, name: str, content: str, *, write: bool = False) -> Json:
    """Import a file, or only try it."""
    params = {} if write else {"validate_only": "true"}
    answer = client.post("/imports", params=params, json={"files": [{"name": name, "content": content}]})
    told: Json = answer.json()
    return dict(told.get("report", told))


def test_an_entry_is_a_source_with_all_its_fields(writable: str) -> None:
    with writer(writable) as client:
        told = send(client, "refs.bib", BIB, write=True)
        [identifier] = next(item for item in told["constructs"] if item["what"].startswith("@article"))["records"]
        made = client.get(f"/sources/{identifier}").json()
    assert identifier == "feld2024"
    assert made["author"] == [
        {"family": "Feld", "given": "Adá"},
        {"literal": "Lorvian Rail Office"},
        {"family": "Dam", "given": "Bo", "non-dropping-particle": "van"},
    ]
    expected = {
        "kind": "paper",
        "csl_type": "article-journal",
        "title": "The Price of Shade",
        "container_title": "Nature Cities",
        "issued": "2024-05",
        "volume": "3",
        "issue": "2",
        "page": "1–20",
        "doi": "10.1000/shade",
        "language": "en-GB",
        "name": {"en-GB": "The Price of Shade"},
    }
    assert {name: made[name] for name in expected} == expected
    holds(writable)


@pytest.mark.parametrize(
    ("name", "content", "known"),
    [
        ("refs.bib", BIB, {"doi": "10.1000/shade"}),
        ("refs.ris", RIS, {"isbn": "9780306406157"}),
        ("refs.json", CSL, {"url": "https://example.org/shade/"}),
    ],
)
def test_a_work_that_is_there_is_offered_and_not_made(writable: str, name: str, content: str, known: Json) -> None:
    with writer(writable) as client:
        first = send(client, name, content, write=True)
        identifier = first["constructs"][1]["records"][0]
        again = send(client, name, content, write=True)
        field, value = next(iter(known.items()))
        assert client.get(f"/sources/{identifier}").json()[field] == value
    assert first["made"] == {"sources": 1}
    assert again["made"] == {}
    assert [note["kind"] for note in again["notes"]] == ["same-work"]
    assert identifier in again["notes"][0]["detail"]
    assert {tuple(item["records"]) for item in again["constructs"] if item["became"] == "changed"} >= {(identifier,)}


@pytest.mark.parametrize(
    "other",
    [
        "@misc{b, doi={10.1000/SHADE}, title={Another}}",
        f"@misc{{b, author={{{AUTHORS}}}, title={{The price of shade}}, date={{2024}}}}",
    ],
)
def test_two_of_a_file_that_are_one_are_made_once(editor: httpx.Client, other: str) -> None:
    told = send(editor, "refs.bib", BIB + other)
    assert told["made"] == {"sources": 1}
    assert "made of the same files" in told["notes"][0]["detail"]


@pytest.mark.parametrize(
    "other",
    [
        f"author={{{AUTHORS}}}, title={{The price of shade}}, year=2024, doi={{10.1000/other}}",
        f"author={{{AUTHORS}}}, title={{The price of shade}}, year=2023",
        "author={Moss, Ada}, title={The price of shade}, year=2024",
    ],
)
def test_works_that_differ_are_made_each(editor: httpx.Client, other: str) -> None:
    assert send(editor, "refs.bib", f"{BIB}@misc{{b, {other}}}")["made"] == {"sources": 2}


def test_chapters_of_one_book_are_not_one(editor: httpx.Client) -> None:
    entry = "@incollection{%s, title={%s}, booktitle={Trees}, isbn={9780306406157}, year=2020}"
    told = send(editor, "refs.bib", entry % ("a", "One") + entry % ("b", "Two"))
    assert told["made"] == {"sources": 2}


def test_a_key_that_is_the_id_of_another_source_names_no_source(editor: httpx.Client) -> None:
    told = send(editor, "refs.bib", "@book{vaswani2017, author={Vaswani, Ada}, title={Another}, year=2017}")
    assert told["constructs"][0]["records"] == ["vaswani2017a"]


def test_whose_year_or_name_is_not_known_has_an_id_too(editor: httpx.Client) -> None:
    told = send(editor, "refs.bib", "@misc{x, title={No one}}@misc{y, author={曹钟雄}, title={论树}}")
    assert [item["records"] for item in told["constructs"] if item["what"].startswith("@")] == [
        ["sourcend"],
        ["sourcenda"],
    ]


def test_every_field_is_counted(editor: httpx.Client) -> None:
    told = send(editor, "refs.bib", BIB)
    assert len(told["constructs"]) == sum(told["counts"].values()) == 13
    [lost] = [item for item in told["constructs"] if item["became"] == "dropped"]
    assert (lost["what"], lost["why"]) == ("keywords of feld2024", "a source has no field for it")


def test_a_file_that_is_cut_changes_nothing(editor: httpx.Client) -> None:
    told = send(editor, "refs.ris", RIS + "TY  - BOOK\nTI  - Cut", write=True)
    assert (told["written"], told["faults"][0]["kind"]) == (False, "unreadable")
    assert "line 8" in told["faults"][0]["detail"]
    assert editor.get("/sources", params={"isbn": "9780306406157"}).json() == []


def test_a_bibliography_says_what_the_sources_of_a_draft_are(writable: str) -> None:
    made = draft()
    made["sources"][0] = {"id": "feld2024", "quotes": made["sources"][0]["quotes"]}
    for part in (*made["figures"], *made["claims"]):
        part["sources"] = ["feld2024" if one == "s1" else one for one in part.get("sources", [])]
    for link in made["links"]:
        link["from"] = ["feld2024" if one == "s1" else one for one in link["from"]]
    files = [{"name": "draft.json", "content": pieces(json.dumps(made))}]
    files.append({"name": "refs.bib", "content": pieces(BIB + "@misc{x, title={Beside}}")})
    with writer(writable) as client:
        told: Json = client.post("/imports", json={"files": files, "text": TEXT}).json()
        source = client.get("/sources/feld2024", params={"embed": "passages"}).json()
    assert told.get("faults") == [], told
    assert (source["doi"], len(source["passages"])) == ("10.1000/shade", len(made["sources"][0]["quotes"]))
    assert {item["what"]: item["records"] for item in told["constructs"]}["@misc x"] == ["sourceauthornd"]
    assert "keywords of feld2024" in {item["what"] for item in told["constructs"] if item["became"] == "dropped"}
    holds(writable)


def test_what_is_no_bibliography_beside_a_draft_is_told(editor: httpx.Client) -> None:
    files = [{"name": "draft.yaml", "content": "title: T"}, {"name": "notes.txt", "content": "words"}]
    told = editor.post("/imports", json={"files": files}).json()["report"]
    assert "notes.txt: a draft is one document" in told["faults"][0]["detail"]
