"""The words of the interface."""

import re
from pathlib import Path
from typing import get_args

import pytest

from api.core.versions.version_tables import Action
from api.pages.parts.labels import NAMES
from api.pages.parts.translations import LANGUAGES, PHRASES

PAGES = Path(__file__).parents[4] / "api" / "pages"


def used() -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in (*PAGES.rglob("*.py"), *PAGES.glob("templates/*"))]
    said = "".join(text for text in texts if "PHRASES: " not in text)
    return {word for word in PHRASES["en"] if re.search(rf"""say\.{word}\b|["']{word}["']""", said)}


def test_no_phrase_is_left_over() -> None:
    assert set(PHRASES["en"]) - used() == set()


def test_no_phrase_is_hidden_by_what_dictionaries_can_do() -> None:
    assert set(PHRASES["en"]) & set(dir(dict)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_says_something(language: str) -> None:
    assert [key for key, text in PHRASES[language].items() if not text.strip()] == []


def test_phrases_take_the_same_in_each_language() -> None:
    def holes(text: str) -> int:
        return len(re.findall(r"\{\w*\}", text))

    for key, text in PHRASES["en"].items():
        assert {holes(PHRASES[language][key]) for language in LANGUAGES} == {holes(text)}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_has_a_name(language: str) -> None:
    assert set(get_args(Action)) - set(NAMES[language]["action"]) == set()
