"""The workbench, as it is served."""

import json
import re
from html import unescape
from pathlib import Path

import httpx
import pytest

from api.pages.parts.translations import LANGUAGES
from api.pages.workbench.workbench_words import words_of
from tests.api.pages.pages import BROWSER

STATIC = Path("api/pages/static/workbench")
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.js"))}
TEMPLATE = Path("api/pages/templates/workbench.html").read_text(encoding="utf-8")


def keys_in(text: str) -> set[str]:
    """Return every word of scripts and of the template that may be a key."""
    return set(re.findall(r"""["'`]([a-z_0-9]+)["'`]""", text)) | set(re.findall(r"words\.([a-z_0-9]+)", text))


def test_every_phrase_that_is_said_is_there_and_every_phrase_is_said() -> None:
    every = "".join(SCRIPTS.values()) + TEMPLATE
    asked = set(re.findall(r'\bsay\("([a-z_0-9]+)"', every)) | set(re.findall(r"words\.([a-z_0-9]+)", TEMPLATE))
    there = set(words_of("en"))
    assert asked - there == set()
    ended = {key for key in there if re.search(r"_(hint|of_author|of_analyst|of_other)$|^rule_|^make_", key)}
    assert there - keys_in(every) - ended == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_says_something_with_as_many_gaps_in_each_language(language: str) -> None:
    gaps = {key: len(re.findall(r"\{\d?\}", text)) for key, text in words_of(language).items()}
    assert gaps == {key: len(re.findall(r"\{\d?\}", text)) for key, text in words_of("en").items()}
    assert [key for key, text in words_of(language).items() if not text.strip()] == []


def test_scripts_import_what_is_there_and_no_file_is_two() -> None:
    for name, text in SCRIPTS.items():
        named = set(re.findall(r'from "\./([\w-]+\.js)"', text))
        assert named <= set(SCRIPTS), name
        assert len(text.splitlines()) <= 250, name
    used = {name for text in SCRIPTS.values() for name in re.findall(r'from "\./([\w-]+\.js)"', text)}
    assert set(SCRIPTS) - used == {"main.js"}


def test_scripts_keep_nothing_and_run_no_text() -> None:
    for name, text in SCRIPTS.items():
        assert not re.search(r"localStorage|sessionStorage|indexedDB|cookie|innerHTML|outerHTML|\beval\b", text), name


def told(response: httpx.Response) -> dict[str, object]:
    [data] = re.findall(r'data-told="([^"]*)"', response.text)
    found: dict[str, object] = json.loads(unescape(data))
    return found


@pytest.mark.parametrize(("essay", "served"), [("moss2026", True), ("cao2023", False)])
def test_the_page_tells_whether_the_text_is_served(client: httpx.Client, essay: str, served: bool) -> None:  # noqa: FBT001 - of a test
    found = told(client.get(f"/essays/{essay}/edit", headers=BROWSER))
    assert found["served"] is served
    assert isinstance(found["essay"], dict)
    assert found["essay"]["id"] == essay


def test_a_new_essay_is_of_no_essay_and_no_id(client: httpx.Client) -> None:
    assert told(client.get("/essays/new", headers=BROWSER))["essay"] is None
    assert client.get("/essays/new?nothing=1").status_code == 400


def test_there_is_no_workbench_of_what_is_not_there(client: httpx.Client) -> None:
    assert client.get("/essays/nobody2020/edit").status_code == 404


def test_the_page_of_an_essay_leads_to_its_workbench(client: httpx.Client) -> None:
    page = client.get("/essays/moss2026", headers=BROWSER).text
    assert 'href="../essays/moss2026/edit"' in page
    assert 'href="./essays/new"' in client.get("/essays", headers=BROWSER).text
