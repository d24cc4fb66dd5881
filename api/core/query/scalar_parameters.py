"""Numbers, names, and what is true or false, read from a query string."""

from collections.abc import Mapping

from starlette.datastructures import QueryParams

from api.core.http.problems import Fault, shown

MAX_NAMES = 100
"""How many fields one parameter may name."""


def read_integer(name: str, given: Mapping[str, str], least: int, most: int, faults: list[Fault]) -> int | None:
    """Read a whole number within bounds; None where none is given."""
    text = given.get(name)
    if text is None:
        return None
    if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most:
        return int(text)
    faults.append(Fault(detail=f"{shown(text)} is not a whole number from {least} to {most}", parameter=name))
    return None


def read_flag(name: str, given: Mapping[str, str], faults: list[Fault]) -> bool:
    """Read what is true or false; false where nothing is given."""
    if given.get(name, "false") not in {"true", "false"}:
        faults.append(Fault(detail=f"{shown(given[name])} is neither true nor false", parameter=name))
    return given.get(name) == "true"


def joined(asked: QueryParams, name: str) -> str | None:
    """Return the names that a parameter lists, joined with commas, however often it is given; None if never."""
    return ",".join(asked.getlist(name)) if name in asked else None


def read_names(parameter: str, text: str, faults: list[Fault]) -> list[str]:
    """Return the names that a parameter joins with commas."""
    names = text.split(",", MAX_NAMES)
    if len(names) > MAX_NAMES:
        faults.append(Fault(detail=f"names more than {MAX_NAMES} fields", parameter=parameter))
    return names[:MAX_NAMES]
