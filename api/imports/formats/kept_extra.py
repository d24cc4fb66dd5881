"""What a format says that no field is for, as far as a record may hold it."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from api.core.records.extra_objects import Extra
from seed.frozen.canonical import canonical_json

_EXTRA: TypeAdapter[dict[str, Any]] = TypeAdapter(Extra)


def kept_extra(name: str, values: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return what is beside the fields of a part, and what had to be left out of it, the longest first.

    Args:
        name: the format.
        values: what it says, by its own names.
    """
    left_out = [one for one, value in values.items() if not _holds({name: {one: value}})]
    kept = {one: value for one, value in values.items() if one not in left_out}
    while kept and not _holds({name: kept}):
        longest = max(kept, key=lambda one: len(canonical_json(kept[one])))
        left_out.append(longest)
        del kept[longest]
    return {"extra": {name: kept}} if kept else {}, left_out


def _holds(value: dict[str, Any]) -> bool:
    try:
        _EXTRA.validate_python(value)
    except ValidationError:
        return False
    return True
