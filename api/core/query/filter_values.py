"""Reading the values of a query parameter, and what is said of those that it cannot have."""

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from api.core.http.problems import MAX_ERRORS, Fault, nearest, shown
from api.core.http.validation_words import words_of
from api.core.records.filters import Parameter

MAX_VALUES = 100
"""How often a filter may be repeated."""
_UNTOLD = Fault(detail="is wrong as well")
"""What stands for a fault that is only counted."""


def read_values(item: Parameter, texts: list[str], faults: list[Fault]) -> Iterable[Any]:
    """Read the values of a parameter."""
    most = 1 if item.single else MAX_VALUES
    if len(texts) > most:
        faults.append(Fault(detail=f"has {len(texts)} values, more than {most}", parameter=item.name))
        return
    wrong = 0
    for text in dict.fromkeys(texts):
        try:
            value = item.adapter.validate_strings(text, strict=True)
        except ValidationError as error:
            faults.append(_UNTOLD if len(faults) > MAX_ERRORS else _wrong(item, text, error, again=wrong > 0))
            wrong += 1
        else:
            # A text may be written in several ways; of all else there is one.
            plain = value if isinstance(value, str) else item.adapter.dump_json(value).decode()
            if plain != text and not isinstance(value, str):
                faults.append(Fault(detail=f"{shown(text)}: write it as {plain}", parameter=item.name))
            yield value


def _wrong(item: Parameter, text: str, error: ValidationError, *, again: bool) -> Fault:
    [first, *_] = error.errors(include_url=False)
    options = [str(option) for option in item.schema.get("enum", [])]
    examples = item.schema.get("examples")
    if first["type"] == "value_error":  # a check of ours, which says what is wrong
        detail = str(first["ctx"]["error"]).replace(repr(text), shown(text))
    elif options:
        detail = f"{shown(text)} is none of {'these either' if again else ', '.join(options)}"
    elif examples:
        detail = f"{shown(text)} is not of the form: one looks like {examples[0]}"
    elif item.schema["type"] == "integer":
        detail = f"{shown(text)} is not a whole number of its range; repeat the parameter for several"
    elif item.schema["type"] == "boolean":
        detail = f"{shown(text)} is neither true nor false"
    else:
        detail = words_of(first)
    return Fault(detail=detail, parameter=item.name, nearest=nearest(text, options))
