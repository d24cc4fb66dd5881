"""What pydantic finds wrong, in our own words: neither its phrases nor our patterns say what would be right."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from api.core.http.problems import shown

_NOT = {
    "string_type": "is no text",
    "list_type": "is no list",
    "tuple_type": "is no list",
    "dict_type": "is no object",
    "model_type": "is no object",
    "model_attributes_type": "is no object",
    "bool_type": "is neither true nor false",
    "bool_parsing": "is neither true nor false",
    "int_type": "is not a whole number",
    "int_parsing": "is not a whole number",
    "int_from_float": "is not a whole number",
    "int_parsing_size": "is too large a number",
    "float_type": "is no number",
    "float_parsing": "is no number",
    "decimal_parsing": "is no number",
    "none_required": "can only be null",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "less than"),
    "greater_than": ("gt", "not more than"),
    "less_than_equal": ("le", "more than"),
    "less_than": ("lt", "not less than"),
}
_FORM = "string_pattern_mismatch"
_OTHERWISE = "is not what is wanted here"


def words_of(found: Mapping[str, Any], shape: Any = None) -> str:
    """Return what is wrong with a value, and what would be right.

    Args:
        found: what pydantic found (https://pydantic.dev/docs/validation/latest/errors/validation_errors/).
        shape: the type that the value is held to, whose examples show what one looks like.
    """
    kind, given, context = found["type"], found["input"], found.get("ctx", {})
    if kind == "value_error":  # a check of ours, which says it
        return str(context["error"])
    if kind == _FORM:
        example = _examples(shape).get(context["pattern"]) if shape is not None else None
        return f"{shown(given)} is not of the form" + (f": one looks like {example}" if example else "")
    if kind in _BOUNDS:
        bound, words = _BOUNDS[kind]
        return f"{shown(given)} is {words} {context[bound]}"
    if kind in _NOT:
        return f"{shown(given)} {_NOT[kind]}"
    return _of_length(kind, given, context) or f"{shown(given)} {_OTHERWISE}"


def _of_length(kind: str, given: Any, context: Mapping[str, Any]) -> str | None:
    things = "characters" if kind.startswith("string_") else "members"
    if kind in {"string_too_short", "too_short"}:
        least = context["min_length"]
        return f"is empty: give {least} at least" if not given else f"has {len(given)} {things}, fewer than {least}"
    if kind in {"string_too_long", "too_long"}:
        return f"has {len(given)} {things}, more than {context['max_length']}"
    return None


@lru_cache(maxsize=64)
def _examples(shape: Any) -> Mapping[str, str]:
    """Return what each pattern of a type stands for."""
    return dict(_shown_by(TypeAdapter(shape).json_schema()))


def _shown_by(schema: Any) -> Iterator[tuple[str, str]]:
    if isinstance(schema, dict):
        if "pattern" in schema and schema.get("examples"):
            yield schema["pattern"], str(schema["examples"][0])
        for inner in schema.values():
            yield from _shown_by(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _shown_by(inner)
