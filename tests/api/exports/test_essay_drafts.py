"""A whole essay leaves as a draft, and is the same essay where that comes in again; what a draft lacks is told."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import yaml

from tests.api.cli.commands import lunju
from tests.api.exports.round_trips import bring_units, by_name, take_in, take_out, text_of
from tests.api.imports.drafting import TEXT, Json, draft
from tests.api.writing import holds, writer
from tests.conftest import Databases

JSON_DRAFT, YAML_DRAFT = "/essays/moss2026.draft", "/essays/moss2026.yaml"


def every_field() -> Json:
    """Return a draft with all that drafts have."""
    made = draft(id="trains2026", genre="speech", url="https://trains.example/1", license="CC0-1.0")
    made["extra"] = {"aif": {"nodes": ["1"]}}
    made["entities"][0] |= {"aliases": ["sleepers"], "same_as": ["https://www.wikidata.org/entity/Q1"]}
    made["sources"][0] |= {"entity": "n3", "url": "https://rail.example/", "extra": {"aif": {"id": "s"}}}
    made["sources"].append({"id": "s6", "kind": "person", "name": "Ada Speaker", "authors": ["Speaker, Ada"]})
    made["entities"].append({"id": "n3", "kind": "work", "name": "Sleeper Review"})
    made["figures"][0] |= {"extra": {"aif": {"id": "f"}}}
    parts = ["The traveller by air gives up a working morning", "The traveller by night gives up a dull evening"]
    made["claims"][2] |= {"quotes": parts, "one_utterance": True, "about": ["n1"], "states": ["f6"]}
    made["claims"] += [
        {"id": "c20", "says": "Beds move.", "kind": "factual", "stance": "reports", "sources": ["s6"]},
        {"id": "c21", "says": "Nothing moves.", "kind": "factual", "stance": "rejects", "extra": {"aif": {"id": "9"}}},
    ]
    link = {"whose": "reader", "relation": "supports"}
    made["links"] += [
        link | {"id": "m1", "from": ["c20"], "relation": "contrary", "to": "c21", "by": "s6"},
        link | {"id": "m2", "from": ["c20"], "relation": "equivalent", "to": "c5"},
        link | {"id": "m3", "from": ["c20"], "to": "m2", "scheme": "expert-opinion"},
        link | {"id": "m4", "from": ["c20"], "to": "c6", "extra": {"aif": {"id": "one"}}},
        link | {"id": "m5", "from": ["c20"], "to": "c6", "extra": {"aif": {"id": "two"}}},
        link | {"id": "m6", "from": ["s1"], "relation": "qualifies", "to": "f1"},
    ]
    made["topics"] = [
        {"id": "t1", "kind": "lever", "title": "A timetable", "summary": "Buy it.", "claims": ["c14"], "about": ["n1"]}
        | {"quotes": ["Let the state buy a basic timetable"]}
    ]
    made["tensions"][0] |= {"lever": "t1"}
    made["reviews"] = [
        {"of": "c6", "reviewer": "s6", "verdict": "disputed", "rated": "It declined.", "rating": "Two of five"}
        | {"scale": "1–5", "date": "2026-11-28", "url": "https://facts.example/1"}
    ]
    return made


@pytest.fixture(scope="module")
def bare(databases: Databases) -> str:
    """The URL of a database without the second pack, to be copied."""
    return databases.seeded()


@pytest.fixture(scope="module")
def made(databases: Databases, bare: str) -> Iterator[httpx.Client]:
    """A client of a service where a draft with every field was imported."""
    url = databases.copy(bare)
    with writer(url) as client:
        take_in(client, every_field(), TEXT)
        yield client
    holds(url)


def test_a_draft_that_comes_in_goes_out_the_same(databases: Databases, bare: str, made: httpx.Client) -> None:
    out = take_out(made, "trains2026")
    with writer(databases.copy(bare)) as client:
        take_in(client, out, TEXT)
        assert by_name(take_out(client, "trains2026")) == by_name(out)


def test_a_pack_goes_out_and_comes_in_the_same(client: httpx.Client, databases: Databases, bare: str) -> None:
    out = take_out(client, "moss2026")
    with writer(databases.copy(bare)) as other:
        bring_units(other, "moss2026")
        take_in(other, out, text_of("moss2026"))
        assert by_name(take_out(other, "moss2026")) == by_name(out)


def test_every_part_goes_out(made: httpx.Client) -> None:
    given, out = every_field(), take_out(made, "trains2026")
    kept = {name: len(items) for name, items in given.items() if isinstance(items, list) and name != "left_out"}
    assert {name: len(out[name]) for name in kept} == kept


def test_parts_are_called_by_the_ids_of_their_records(made: httpx.Client) -> None:
    out = take_out(made, "trains2026")
    for claim in out["claims"]:
        assert made.get(f"/claims/{claim['id']}").json()["text"] == {"en": claim["says"]}


def test_places_are_spans_of_the_text(made: httpx.Client) -> None:
    out = take_out(made, "trains2026")
    [claim] = [item for item in out["claims"] if item.get("one_utterance")]
    assert [TEXT[start:end] for start, end in claim["spans"]] == [
        "The traveller by air gives up a working morning",
        "The traveller by night gives up a dull evening",
    ]


def test_premises_that_are_one_reason_stay_together(made: httpx.Client) -> None:
    assert max(len(link["from"]) for link in take_out(made, "trains2026")["links"]) == 3


def test_links_that_say_the_same_all_stay(made: httpx.Client) -> None:
    found = [link["extra"]["aif"]["id"] for link in take_out(made, "trains2026")["links"] if "extra" in link]
    assert sorted(found) == ["one", "two"]


def test_yaml_says_what_json_says(client: httpx.Client) -> None:
    assert yaml.safe_load(client.get(YAML_DRAFT).content) == client.get(JSON_DRAFT).json()


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        (JSON_DRAFT, "*/*", "application/json"),
        ("/essays/moss2026?format=draft", "*/*", "application/json"),
        ("/essays/moss2026?format=yaml", "text/html", "application/yaml"),
        ("/essays/moss2026", "application/yaml", "application/yaml"),
        ("/essays/moss2026", "text/html, application/yaml;q=0.5", "text/html; charset=utf-8"),
        ("/essays/moss2026", "application/json, application/yaml;q=0.5", "application/json"),
    ],
)
def test_a_format_is_asked_for_as_forms_are(client: httpx.Client, path: str, accept: str, kind: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)


def test_a_format_is_a_file_to_keep(client: httpx.Client) -> None:
    answer = client.get(YAML_DRAFT)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="moss2026.yaml"'


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/essays/moss2026?format=drafd", 400),
        ("/essays/moss2026?format=draft&format=yaml", 400),
        ("/essays/moss2026?format=draft&fields=id", 400),
        ("/essays/moss2026?losses=true", 400),
        ("/essays/moss2026.draft?losses=maybe", 400),
        ("/essays/moss2026.draft?format=draft", 400),
        ("/essays/moss2027.draft", 404),
        ("/claims/moss2026-c1.draft", 406),
        ("/essays/moss2026@1.draft", 406),
    ],
)
def test_what_is_no_format_of_an_essay_is_refused(client: httpx.Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_the_format_that_is_meant_is_told(client: httpx.Client) -> None:
    [fault] = client.get("/essays/moss2026?format=drafd").json()["errors"]
    assert (fault["parameter"], fault["nearest"]) == ("format", "draft")


def test_what_is_asked_for_again_is_not_sent_again(client: httpx.Client) -> None:
    tag = client.get(JSON_DRAFT).headers["ETag"]
    assert client.get(JSON_DRAFT, headers={"If-None-Match": tag}).status_code == 304


def test_what_a_draft_cannot_say_is_told_where_the_answer_leads_to(client: httpx.Client) -> None:
    told = client.get(client.get(JSON_DRAFT).links["describedby"]["url"]).json()
    why = {item["place"]: item["why"] for item in told["lost"]}
    assert "words in zh-Hans are left out" in why["moss2026-c1"]
    assert told["counts"] == {"changed": len(told["lost"]), "dropped": 0}


def test_nothing_is_told_of_what_a_draft_says_whole(made: httpx.Client) -> None:
    lost = made.get("/essays/trains2026.draft?losses=true").json()["lost"]
    assert {item["what"] for item in lost} <= {"unit", "measure", "entity"}


def test_no_word_of_a_text_leaves_with_spans(client: httpx.Client) -> None:
    assert "quotes" not in client.get(JSON_DRAFT).text


def test_an_essay_that_is_gone_is_told_as_gone(writable: str) -> None:
    with writer(writable, role="admin") as client:
        body = {"id": "gone2026", "title": {"en": "Gone"}, "author": [], "csl_type": "article", "language": "en"}
        assert client.post("/essays", json=body).status_code == 201
        tag = client.get("/essays/gone2026").headers["ETag"]
        assert client.delete("/essays/gone2026", headers={"If-Match": tag}).status_code == 200
        assert client.get("/essays/gone2026.draft").status_code == 410


def run(url: str, *arguments: Any) -> Any:
    return lunju("export", "moss2026", "--format", *arguments, url=url)


def test_the_command_line_writes_what_the_service_does(seeded: str, client: httpx.Client) -> None:
    assert json.loads(run(seeded, "draft").stdout) == client.get(JSON_DRAFT).json()


def test_the_command_line_writes_files_and_tells_what_is_lost(seeded: str, tmp_path: Any) -> None:
    done = run(seeded, "yaml", "--to", tmp_path / "out", "--losses", tmp_path / "losses.json")
    assert done.stdout == f"{tmp_path / 'out' / 'moss2026.yaml'}\n"
    told = json.loads((tmp_path / "losses.json").read_bytes())
    assert f"{told['counts']['changed']} changed; {tmp_path / 'losses.json'} tells which" in done.stderr


def test_the_command_line_writes_over_nothing(seeded: str, tmp_path: Any) -> None:
    (tmp_path / "moss2026.yaml").write_text("mine", encoding="utf-8")
    done = run(seeded, "yaml", "--to", tmp_path)
    assert (done.returncode, (tmp_path / "moss2026.yaml").read_text(encoding="utf-8")) == (1, "mine")


@pytest.mark.parametrize("arguments", [["--format", "draft"], ["nobody2026", "--format", "draft"], ["moss2026"]])
def test_the_command_line_says_what_it_cannot_write(seeded: str, arguments: list[str], tmp_path: Any) -> None:
    done = lunju("export", *arguments, url=seeded, cwd=tmp_path) if arguments != ["moss2026"] else run(seeded, "drafd")
    assert (done.returncode != 0, done.stdout) == (True, "")
