"""Languages are kept in one spelling each: read in any case, compared without it, and never too many."""

import contextlib
import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from tests.api.cli.commands import lunju
from tests.api.test_writes import NEW, new_claim
from tests.api.writing import ANY, patch, pointers, writer
from tests.conftest import engine_of, serving

BOTH = {"zh-hans": "论点。", "EN": "A claim.", "pt-br": "Uma tese."}
KEPT = {"zh-Hans": "论点。", "en": "A claim.", "pt-BR": "Uma tese."}


@pytest.fixture(scope="module")
def url(databases: Any, seeded_template: str) -> str:
    """The URL of a database that the tests of this module write to."""
    return str(databases.copy(seeded_template))


@pytest.fixture(scope="module")
def editor(url: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    with writer(url) as client:
        yield client


def test_tags_are_kept_in_canonical_form_however_they_are_written(editor: httpx.Client) -> None:
    path = new_claim(editor, text=BOTH)
    assert editor.get(path).json()["text"] == KEPT
    replaced = {**NEW["claims"], "text": {**BOTH, "SL-ROZAJ": "c"}}
    put = editor.put(path, json=replaced, headers=ANY)
    assert put.json()["text"] == {**KEPT, "sl-rozaj": "c"}, put.text
    made = {"op": "create", "resource": "measures", "body": NEW["measures"] | {"id": "in-batch", "label": BOTH}}
    assert editor.post("/batches", json={"operations": [made]}).status_code == 200
    assert editor.get("/measures/in-batch").json()["label"] == KEPT


def test_fields_that_name_a_language_are_kept_in_canonical_form_and_found_in_any_case(editor: httpx.Client) -> None:
    made = editor.post("/sources", json=NEW["sources"] | {"id": "moss2001", "language": "ZH-hant-tw"})
    assert made.json()["language"] == "zh-Hant-TW"
    assert [one["id"] for one in editor.get("/sources?language=zh-HANT-tw").json()] == ["moss2001"]
    assert "moss2001" not in [one["id"] for one in editor.get("/sources?language_ne=ZH-HANT-TW&limit=1000").json()]
    assert patch(editor, "/sources/moss2001", {"language": "EN-us"}).json()["language"] == "en-US"
    assert editor.get("/sources?language=e").json()["errors"][0]["parameter"] == "language"


def test_a_patch_names_a_language_in_any_case(editor: httpx.Client) -> None:
    path = new_claim(editor, text=KEPT)
    assert patch(editor, path, {"text": {"En": "Another."}}).json()["text"] == KEPT | {"en": "Another."}
    left = patch(editor, path, {"text": {"EN": None, "PT-br": None}}).json()["text"]
    assert left == {"zh-Hans": "论点。"}
    version = editor.get(path).json()["version"]
    assert patch(editor, path, {"text": {"ZH-HANS": "论点。"}}).json()["version"] == version


@pytest.mark.parametrize("tag", ["e", "en_US", "zh-Hans-Hans", "en-", "-en", "i-klingon", "en-x",
                                 "123", "en-a", "a" * 36, "en-abc-defg-hi-jk"])  # fmt: skip
def test_what_is_no_tag_is_refused(editor: httpx.Client, tag: str) -> None:
    text = {"zh-Hans": "论点。", tag: "a"}
    assert pointers(editor.post("/claims", json=NEW["claims"] | {"text": text})) == [f"/text/{tag}"]
    assert pointers(editor.post("/sources", json=NEW["sources"] | {"id": "fern1", "language": tag})) != []


@pytest.mark.parametrize("how", ["post", "patch", "put", "batch"])
def test_one_language_is_said_once(editor: httpx.Client, how: str) -> None:
    body = NEW["claims"] | {"text": {"zh-Hans": "一", "en": "a", "EN": "b"}}
    path = new_claim(editor)
    refused = {
        "post": lambda: editor.post("/claims", json=body),
        "put": lambda: editor.put(path, json=body, headers=ANY),
        "patch": lambda: patch(editor, path, {"text": {"en": "a", "EN": "b"}}),
        "batch": lambda: editor.post(
            "/batches", json={"operations": [{"op": "create", "resource": "claims", "body": body}]}
        ),
    }[how]()
    [fault] = refused.json()["errors"]
    assert (refused.status_code, fault["pointer"].endswith("/text/EN")) == (422, True)
    assert "'en' and 'EN'" in fault["detail"]


def test_languages_in_lists_of_words_are_held_too(editor: httpx.Client) -> None:
    poles = [{"zh-hans": "一", "EN": "a"}, {"zh-Hans": "二", "en": "b", "En": "c"}]
    refused = editor.post("/relationships", json=NEW["relationships"] | {"poles": poles})
    assert pointers(refused) == ["/poles/1/En"]


def test_a_record_is_in_twenty_languages_at_most(editor: httpx.Client) -> None:
    tags = [f"a{one}{other}" for one in "abc" for other in "abcdefgh"]
    label = dict.fromkeys(tags[:20], "x")
    assert editor.post("/measures", json=NEW["measures"] | {"id": "many", "label": label}).status_code == 201
    for body in ({"label": {tags[20]: "x"}}, {"note": {tags[20]: "x"}}):
        assert pointers(patch(editor, "/measures/many", body)) == [f"/{next(iter(body))}"]
    assert patch(editor, "/measures/many", {"label": {tags[0].upper(): None, tags[20]: "x"}}).status_code == 200


def test_languages_of_pages_and_citations_are_asked_for_in_any_case(editor: httpx.Client) -> None:
    for asked in ("zh-hans", "ZH-HANS"):
        page = editor.get(f"/claims/cao2023-c1.html?lang={asked}", headers={"Accept-Language": "en"})
        assert '<html lang="zh-Hans"' in page.text
    cited = {
        editor.get(f"/claims/cao2023-c1.txt?style=apa&locale={locale}").text for locale in ("zh-CN", "ZH-cn", "zh-cn")
    }
    assert len(cited) == 1


@pytest.fixture
def old(writable: str) -> str:
    """The URL of a database from before tags were checked: a claim in `en`, `EN` and no language, a figure in `id`."""
    words = json.dumps(
        {"EN": "Shouted.", "en": "Said.", "qq-1": "odd", "zh-Hans": "说。"}, ensure_ascii=False, separators=(",", ":")
    )
    with engine_of(writable) as engine, engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE claims SET text = :words, document = NULL WHERE id = 'cao2023-c1'"), {"words": words}
        )
        connection.execute(
            sa.text("""UPDATE statistics SET condition = '{"id":"syarat"}', document = NULL WHERE id = 'cao2023-s1'""")
        )
    return writable


def test_whatever_is_stored_is_exported(old: str, tmp_path: Path) -> None:
    file = tmp_path / "all.db"
    run = lunju("export", "--sqlite", file, url=old)
    assert run.returncode == 0, run.stderr
    with contextlib.closing(sqlite3.connect(file)) as whole:
        claim = "SELECT text_en, text_EN_2, text_qq_1, text_zh_Hans FROM claims WHERE id = 'cao2023-c1'"
        assert whole.execute(claim).fetchone() == ("Said.", "Shouted.", "odd", "说。")
        figure = "SELECT condition_id, condition_id_2 FROM statistics WHERE id = 'cao2023-s1'"
        assert whole.execute(figure).fetchone() == (None, "syarat")
    with serving(old) as base:
        [row] = csv.DictReader(httpx.get(f"{base}/claims.csv?id=cao2023-c1").text.splitlines())
        assert (row["text_en"], row["text_EN_2"]) == ("Said.", "Shouted.")
        [row] = csv.DictReader(httpx.get(f"{base}/statistics.csv?id=cao2023-s1&fields=condition").text.splitlines())
        assert row["condition_id_2"] == "syarat"


def test_a_record_of_two_spellings_is_mended_by_a_patch(old: str) -> None:
    with writer(old) as editor:
        refused = patch(editor, "/claims/cao2023-c1", {"stance": "reports"})
        assert set(pointers(refused)) == {"/text/en", "/text/qq-1"}
        mended = patch(editor, "/claims/cao2023-c1", {"text": {"en": "Said again."}})
        assert pointers(mended) == ["/text/qq-1"]


def test_words_in_more_languages_than_a_table_has_columns_are_exported(writable: str, tmp_path: Path) -> None:
    tags = [f"{a}{b}{c}" for a in "abc" for b in "abcdefghijklmnopqrstuvwxyz" for c in "abcdefghijklmnopqrstuvwxyz"]
    label = json.dumps(dict.fromkeys(tags, "x"), separators=(",", ":"))
    with engine_of(writable) as engine, engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE measures SET label = :label, document = NULL WHERE id = 'firms'"), {"label": label}
        )
    run = lunju("export", "--sqlite", tmp_path / "all.db", url=writable)
    assert run.returncode == 0, run.stderr
    with contextlib.closing(sqlite3.connect(tmp_path / "all.db")) as whole:
        [kept] = whole.execute("SELECT label FROM measures WHERE id = 'firms'").fetchone()
    assert json.loads(kept) == json.loads(label)
