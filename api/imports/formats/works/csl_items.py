"""CSL-JSON: items as sources, by the schema `csl-data.json` and as reference managers write it."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from api.core.http.json_limits import Extents, refuse_excess
from api.core.http.problems import ProblemError
from api.formats.csl_dates import to_edtf
from api.formats.item import TYPES
from api.imports.formats.works.work_fields import KEY, Bibliography, Work
from api.imports.parsed_files import GivenFile, Parsed

FORMAT = "csl-json"

_MOST = Extents(depth=12, items=100_000, characters=1_000_000)
_TYPE = re.compile(rb'"type"\s*:\s*"(' + "|".join(sorted(TYPES)).encode() + rb')"')
_NOT = (b'"@context"', b'"claims"', b'"nodes"', b'"selector"', b'"links"')
_WORDS = {
    "title": "title",
    "container-title": "container_title",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "edition": "edition",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "page": "page",
    "event-title": "event",
    "event": "event",
    "archive": "archive",
    "language": "language",
    "ISBN": "isbn",
    "ISSN": "issn",
    "DOI": "doi",
    "URL": "url",
    "note": "note",
}
_ROLES = ("author", "editor", "translator")
_DATES = ("issued", "accessed")
_PARTS = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}
_FLAGS = {"comma-suffix", "static-ordering", "parse-names"}


def looks_like(files: Sequence[GivenFile]) -> bool:
    """Tell whether files are of CSL-JSON."""
    return all(_is_csl(file.content[:100_000]) for file in files)


def _is_csl(head: bytes) -> bool:
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return begins in {b"[", b"{"} and bool(_TYPE.search(head)) and not any(mark in head for mark in _NOT)


def parse(files: Sequence[GivenFile]) -> Parsed:
    """Read the items of files: a list, one item, or an object with `items`."""
    bibliography = Bibliography(FORMAT, [file.described for file in files])
    for file in files:
        try:
            content = file.content.removeprefix(b"\xef\xbb\xbf")
            refuse_excess(content, _MOST)
            found = msgspec.json.decode(content)
        except (ProblemError, ValueError) as error:
            bibliography.fault(file.name, error.detail if isinstance(error, ProblemError) else f"is no JSON: {error}")
            continue
        items = found.get("items", [found]) if isinstance(found, dict) else found
        for number, item in enumerate(items if isinstance(items, list) else [items]):
            place = f"{file.name}: /{number}"
            if isinstance(item, dict):
                _take(item, place, bibliography)
            else:
                bibliography.tell("item", place, None, "dropped", "it is no object")
    return bibliography.parsed()


def _take(item: dict[str, Any], place: str, bibliography: Bibliography) -> None:
    csl_type = item.get("type")
    work = bibliography.work(f"item {csl_type}", place, _text(item.get("id")) or "")
    work.typed(csl_type if isinstance(csl_type, str) else None, str(csl_type))
    for name, value in item.items():
        where = f"{place}/{name}"
        if name == "type":
            work.kept(name, where)
        elif name == "id":
            work.joined(name, where, KEY)
        elif name in _ROLES:
            _put_names(work, name, where, value)
        elif name in _DATES:
            _put_date(work, name, where, value)
        elif name not in _WORDS:
            work.drop(name, where, "a source has no field for it")
        elif (words := _text(value)) is None:
            work.drop(name, where, "is neither text nor number")
        else:
            first, *others = re.split(r"[,;]?\s+(?=[\d-]{9})|[,;]\s*", words) if name in {"ISBN", "ISSN"} else [words]
            work.put(name, where, _WORDS[name], first, f"not kept: {', '.join(others)}" if others else None)


def _text(value: Any) -> str | None:
    if isinstance(value, list) and len(value) == 1:  # as Crossref writes titles
        return _text(value[0])
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _put_names(work: Work, role: str, place: str, value: Any) -> None:
    found, lost = list[dict[str, Any]](), list[str]()
    for name in value if isinstance(value, list) else [value]:
        if not isinstance(name, dict):
            lost.append(str(name)[:80])
            continue
        said: dict[str, Any] = {
            part: words for part in name if part in _PARTS and (words := (_text(name[part]) or "").strip())
        }
        said |= {flag: bool(name[flag]) for flag in _FLAGS & set(name)} if said else {}
        lost += [part for part in name if part not in _PARTS | _FLAGS]
        if {"family", "given", "literal"} & set(said):
            found.append(said)
        else:
            lost.append("a name of nobody")
    work.put_names(role, place, role, found, f"not kept: {', '.join(lost)}" if lost else None)


def _put_date(work: Work, name: str, place: str, value: Any) -> None:
    words = "/".join(_written(value)) if isinstance(value, dict) else _text(value)
    raw = value.get("raw", value.get("literal")) if isinstance(value, dict) else value
    if not words:
        work.drop(name, place, f"is no date: {str(raw)[:80]!r}")
    else:
        work.put(name, place, name, words, f"{raw!r} is {words} now" if isinstance(raw, str) and raw != words else None)


def _written(value: dict[str, Any]) -> Iterator[str]:
    """Yield a date in EDTF, if it is one."""
    try:
        parts = [[int(part) for part in end if part not in {"", None}] for end in value.get("date-parts") or ()]
        known = {"date-parts": [end for end in parts if end and end[0]]}
        season = {"season": int(value["season"])} if str(value.get("season", "")) in {"1", "2", "3", "4"} else {}
        circa = {"circa": True} if value.get("circa") not in (None, False, "", "false") else {}
        if known["date-parts"] and (edtf := to_edtf({**known, **season, **circa})):  # type: ignore[typeddict-item]
            yield edtf
            return
    except (TypeError, ValueError):
        return
    raw = _text(value.get("raw", value.get("literal")))
    if raw:
        yield raw
