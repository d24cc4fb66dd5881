"""How deep, long and wide the JSON of a body may be."""

import json
from dataclasses import dataclass
from typing import Any

from api.core.problems import Fault, ProblemError


@dataclass(frozen=True)
class Extents:
    """The most that JSON may have of each.

    Attributes:
        depth: arrays and objects within each other.
        items: items of an array, members of an object.
        characters: characters of a string, names of members included.
    """

    depth: int
    items: int
    characters: int


def refuse_excess(content: bytes, most: Extents) -> None:
    """Refuse JSON beyond its extents; what is no JSON passes, for the route says better what it wants.

    Raises:
        ProblemError: `excessive-body`, with a pointer to what is too much.
    """
    try:
        found = _search(json.loads(content), most, 1)
    except RecursionError:
        found = [], _too_deep(most)
    except ValueError:
        return
    if found:
        path, detail = found
        pointer = "".join(f"/{part}" for part in reversed(path))
        fault = Fault(detail=detail, pointer=pointer)
        raise ProblemError("excessive-body", f"{pointer or 'the body'}: {detail}", [fault])


def _search(value: Any, most: Extents, depth: int) -> tuple[list[str], str] | None:
    """Find what is too much: where it is, from the inside out, and what."""
    if detail := _excess(value, most, depth):
        return [], detail
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in inner:
        if found := _search(item, most, depth + 1):
            found[0].append(_escaped(str(name)))
            return found
    return None


def _excess(value: Any, most: Extents, depth: int) -> str | None:
    if isinstance(value, str) and len(value) > most.characters:
        return _too_long(most)
    if isinstance(value, dict | list):
        if depth > most.depth:
            return _too_deep(most)
        if len(value) > most.items:
            return f"has {len(value)} items or members: at most {most.items} are possible"
        if isinstance(value, dict) and any(len(name) > most.characters for name in value):
            return f"a name in it {_too_long(most)}"
    return None


def _escaped(name: str) -> str:
    # The pointer is part of the answer, which is UTF-8: half of a pair is shown with a mark.
    return name.replace("~", "~0").replace("/", "~1").encode("utf-8", "replace").decode()


def _too_deep(most: Extents) -> str:
    return f"lies deeper than {most.depth} arrays or objects within each other"


def _too_long(most: Extents) -> str:
    return f"has more than {most.characters} characters"
