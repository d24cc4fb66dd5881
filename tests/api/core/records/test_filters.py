from collections.abc import Callable
from typing import Any

import httpx
import pytest

from api.resources.registry import RESOURCES
from tests.api.conftest import NAMES, Record, records_of

ASCII_FOLD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def words_of(value: Any) -> list[str]:
    """Return the words of a text, of a language map, or of a list of maps."""
    if isinstance(value, list):
        return [word for item in value for word in words_of(item)]
    return [] if value is None else list(value.values()) if isinstance(value, dict) else [value]


def contains(value: Any, needle: str) -> bool:
    """Tell whether any of the words of a value contains another, ASCII letters in either case."""
    return any(needle.translate(ASCII_FOLD) in word.translate(ASCII_FOLD) for word in words_of(value))


MEANINGS: dict[str, Callable[[Any, Any], bool]] = {
    "ne": lambda value, asked: value != asked,
    "gt": lambda value, asked: value is not None and value > asked,
    "gte": lambda value, asked: value is not None and value >= asked,
    "lt": lambda value, asked: value is not None and value < asked,
    "lte": lambda value, asked: value is not None and value <= asked,
    "like": contains,
}
TEXTS = {
    name: [item for item in RESOURCES[name].filters.values() if item.schema.get("type") == "string"] for name in NAMES
}
OPERATORS = {
    name: [
        (field, operator)
        for field in RESOURCES[name].fields
        for operator in MEANINGS
        if f"{field}_{operator}" in RESOURCES[name].filters
    ]
    for name in NAMES
}


def asked_of(values: list[Any], operator: str) -> list[Any]:
    """Return what to ask for: some values that records have, or some parts of them, in capitals."""
    if operator != "like":
        some = sorted({value for value in values if value is not None})
        return some[:: max(1, len(some) // 4)]
    words = [word for value in values for word in words_of(value)]
    return sorted({word[len(word) // 3 :][:4].upper() for word in words[:: max(1, len(words) // 6)]})


@pytest.mark.parametrize("name", NAMES)
def test_an_operator_means_what_it_says(client: httpx.Client, name: str) -> None:
    records = records_of(name)
    for field, operator in OPERATORS[name]:
        for asked in asked_of([record[field] for record in records], operator):
            text = str(asked).lower() if isinstance(asked, bool) else str(asked)
            response = client.get(f"/{name}", params={f"{field}_{operator}": text, "limit": 1000, "fields": "id"})
            expected = [{"id": record["id"]} for record in records if MEANINGS[operator](record[field], asked)]
            assert response.json() == expected, (field, operator, asked)


def test_a_field_is_none_of_several(client: httpx.Client, held: dict[str, tuple[Record, ...]]) -> None:
    found = client.get("/claims?kind_ne=factual&kind_ne=thesis&limit=1000").json()
    assert found == [claim for claim in held["claims"] if claim["kind"] not in {"factual", "thesis"}]


def test_words_are_sought_as_they_are_without_wildcards(client: httpx.Client) -> None:
    assert client.get("/claims?text_like=%25").json() == [
        claim for claim in records_of("claims") if contains(claim["text"], "%")
    ]


def test_the_names_of_languages_are_no_words(client: httpx.Client) -> None:
    assert client.get("/claims?text_like=zh-Hans").json() == []


@pytest.mark.parametrize("name", NAMES)
def test_a_text_that_no_database_holds_is_refused(client: httpx.Client, name: str) -> None:
    found = {item.name: client.get(f"/{name}?{item.name}=%00").status_code for item in TEXTS[name]}
    assert found == dict.fromkeys(found, 400)


def test_a_text_of_any_kind_may_be_sought_in_part() -> None:
    assert {"as_written_like", "formula_like"} <= RESOURCES["statistics"].filters.keys()


@pytest.mark.parametrize("name", NAMES)
def test_what_no_index_answers_is_read_within_the_time_limit(name: str) -> None:
    operators = tuple(f"_{operator}" for operator in MEANINGS)
    columns = RESOURCES[name].table.c
    asked = [
        item for item in RESOURCES[name].filters.values() if item.name.endswith(operators) and item.name not in columns
    ]
    assert [item.name for item in asked if not item.scans] == []


def test_an_instant_is_told_its_form(client: httpx.Client) -> None:
    [fault] = client.get("/claims?updated_at_gt=2026-11-23T00:00:00").json()["errors"]
    assert "a time is written as 2026-11-23T08:00:00Z" in fault["detail"]


def test_a_comparison_is_given_once(client: httpx.Client) -> None:
    response = client.get("/claims?number_gt=1&number_gt=2")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "number_gt")
