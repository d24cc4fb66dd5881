"""Reading a value as a draft: each part for itself, so that one that is wrong hides none of the others."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from api.core.http.problems import nearest, shown
from api.core.http.validation_words import words_of
from api.core.write.bodies import pointer
from api.imports.drafted import Drafted
from api.imports.drafts import PARTS, Draft
from api.imports.import_reports import ImportFinding


def read_draft(value: Any) -> tuple[Draft, dict[str, list[int]], list[ImportFinding]]:
    """Return what can be read of a draft, where each of its parts stands in its list, and what is wrong.

    Args:
        value: what a file holds, as JSON has it.
    """
    if not isinstance(value, dict):
        return Draft(), {name: [] for name in PARTS}, [_fault("", "a draft is an object, with a title and claims")]
    given = {name: item for name, item in value.items() if name not in PARTS}
    try:
        draft, faults = Draft.model_validate(given), list[ImportFinding]()
    except ValidationError as error:
        draft, faults = _sound(given), list(_faults(error, (), Draft))
    places: dict[str, list[int]] = {}
    for name, shape in PARTS.items():
        items, places[name] = list[Drafted](), []
        for place, item in enumerate(_listed(value, name, faults)):
            try:
                items.append(shape.model_validate(item))
                places[name].append(place)
            except ValidationError as error:
                faults += _faults(error, (name, place), shape)
        setattr(draft, name, items)
    return draft, places, faults


def named_in(value: Any) -> frozenset[str]:
    """Return the ids that parts of a draft have, those that cannot be read included."""
    lists = [value.get(name) for name in PARTS] if isinstance(value, dict) else []
    items = (item for found in lists if isinstance(found, list) for item in found if isinstance(item, dict))
    return frozenset(item["id"] for item in items if isinstance(item.get("id"), str))


def _sound(given: Mapping[str, Any]) -> Draft:
    """Return a draft of those fields that can be read."""
    sound: dict[str, Any] = {}
    for name, item in given.items():
        try:
            Draft.model_validate({name: item})
        except ValidationError:
            continue
        sound[name] = item
    return Draft.model_validate(sound)


def _listed(value: Mapping[str, Any], name: str, faults: list[ImportFinding]) -> list[Any]:
    found = value.get(name, [])
    if not isinstance(found, list):
        faults.append(_fault(pointer(name), "is not a list"))
        return []
    return found


def _faults(error: ValidationError, path: tuple[str | int, ...], shape: type[Drafted]) -> Iterator[ImportFinding]:
    known = [field.alias or name for name, field in shape.model_fields.items()]
    for item in error.errors(include_url=False):
        where = pointer(*path, *item["loc"])
        if item["type"] == "extra_forbidden":
            name = str(item["loc"][-1])
            yield ImportFinding(
                kind="no-such-field",
                pointer=where,
                detail=f"there is no field {shown(name)}; there are: {', '.join(known)}",
                nearest=nearest(name, known),
            )
        elif item["type"] == "missing":
            yield ImportFinding(kind="field-missing", pointer=where, detail="is needed, and is not there")
        elif item["type"] == "literal_error":
            options = [option.strip("'") for option in item["ctx"]["expected"].replace(" or ", ", ").split(", ")]
            detail = f"{shown(item['input'])} is none of {', '.join(filter(None, options))}"
            yield ImportFinding(
                kind="no-such-value", pointer=where, detail=detail, nearest=nearest(str(item["input"]), options)
            )
        else:
            yield _fault(where, words_of(item, shape))


def _fault(where: str, detail: str) -> ImportFinding:
    return ImportFinding(kind="wrong-shape", pointer=where, detail=detail)
