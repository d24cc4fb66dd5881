"""The schema of drafts: published, within what structured outputs take, and true."""

import json

import httpx
import pytest
from jsonschema import Draft202012Validator

from api.imports.draft_reading import read_draft
from api.imports.draft_schema import draft_schema
from tests.api.cli.commands import lunju
from tests.api.imports.drafting import Json, draft

ADMITTED = {"type", "title", "description", "enum", "items", "properties", "required", "additionalProperties"}


def schemas(schema: Json) -> list[Json]:
    inner = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
    return [schema, *(found for item in inner for found in schemas(item))]


def filled(schema: Json, value: object) -> object:
    """Return a value with all that it leaves out, empty."""
    if schema["type"] == "object" and isinstance(value, dict):
        empty = {"string": "", "array": [], "boolean": False, "integer": 1}
        its = schema["properties"]
        return {name: filled(its[name], value.get(name, empty.get(its[name]["type"]))) for name in its}
    if schema["type"] == "array" and isinstance(value, list):
        return [filled(schema["items"], item) for item in value]
    return value


def test_it_has_nothing_that_structured_outputs_do_not_take() -> None:
    for schema in schemas(draft_schema()):
        assert set(schema) <= ADMITTED
        assert isinstance(schema["type"], str)


def test_every_member_is_described_and_required_and_there_is_no_other() -> None:
    for schema in schemas(draft_schema()):
        if schema["type"] == "object":
            assert schema["required"] == list(schema["properties"])
            assert schema["additionalProperties"] is False
            assert all(item.get("description") for item in schema["properties"].values())


def test_a_whole_draft_is_valid_and_is_read() -> None:
    whole = filled(draft_schema(), draft())
    Draft202012Validator(draft_schema()).validate(whole)
    assert read_draft(whole)[2] == []


def test_what_is_valid_is_read_as_what_leaves_out_what_is_empty() -> None:
    assert read_draft(filled(draft_schema(), draft()))[0] == read_draft(draft())[0]


def test_it_is_served_and_printed(seeded: str) -> None:
    from tests.conftest import serving  # noqa: PLC0415

    with serving(seeded) as base:
        answer = httpx.get(f"{base}/schemas/draft.json")
    assert answer.headers["Content-Type"] == "application/schema+json"
    assert answer.json() == json.loads(lunju("draft", "schema").stdout) == draft_schema()


@pytest.mark.parametrize("field", ["says", "quotes", "wording", "implicit", "left_out"])
def test_the_prompt_tells_of_the_fields_and_ends_in_the_schema(field: str) -> None:
    told = lunju("draft", "prompt").stdout
    instructions, _, schema = told.partition("The schema:")
    assert json.loads(schema) == draft_schema()
    assert f"{field}" in instructions or field == "says"
