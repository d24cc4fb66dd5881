"""Bibliographies beside a draft: its sources get what these know of them, by their keys; others are sources, too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from api.imports.formats.works import bibtex_library, csl_items, ris_records
from api.imports.parsed_files import GivenFile, Parsed, ReadConstruct

_FORMATS = (bibtex_library, ris_records, csl_items)


def is_bibliography(file: GivenFile) -> bool:
    """Tell whether a file is a bibliography."""
    return any(one.looks_like([file]) for one in _FORMATS)


def add_works(parsed: Parsed, files: Sequence[GivenFile]) -> None:
    """Add the works of bibliographies to the sources of a draft."""
    if not files or not isinstance(parsed.draft, dict):
        return
    given = parsed.draft.get("sources", [])
    sources: list[Any] = list(given) if isinstance(given, list) else []
    for file in files:
        found = next(one for one in _FORMATS if one.looks_like([file])).parse([file])
        parsed.faults += found.faults
        places = {
            f"/sources/{number}": f"/sources/{_add(sources, work)}"
            for number, work in enumerate(found.draft["sources"])
        }
        parsed.beside += [_placed(item, places) for item in found.read or ()]
    parsed.draft["sources"] = sources


def _add(sources: list[Any], work: Mapping[str, Any]) -> int:
    """Add a work, and return where it stands; what a draft says of it itself counts more."""
    for place, source in enumerate(sources):
        if isinstance(source, dict) and source.get("id") == work["id"]:
            sources[place] = {**work, **{name: value for name, value in source.items() if value}}
            return place
    sources.append(dict(work))
    return len(sources) - 1


def _placed(item: ReadConstruct, places: Mapping[str, str]) -> ReadConstruct:
    return replace(item, part=places.get(item.part, item.part) if item.part else None)
