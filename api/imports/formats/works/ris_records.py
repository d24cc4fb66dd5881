"""RIS: records as sources. Lines are read one by one, so that none is lost: a tag, or more of the line above."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from api.imports.formats.works.work_fields import KEY, Bibliography, Work
from api.imports.parsed_files import GivenFile, Parsed

FORMAT = "ris"

_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|\s*)")
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*TY {1,2}- ")
_TYPES = {
    "ABST": "article-journal",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CLSWK": "classic",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "DATA": "dataset",
    "DBASE": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "FIGURE": "figure",
    "GEN": "document",
    "GOVDOC": "report",
    "HEAR": "hearing",
    "ICOMM": "personal_communication",
    "INPR": "article-journal",
    "JFULL": "periodical",
    "JOUR": "article-journal",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "RPRT": "report",
    "SLIDE": "speech",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "UNBILL": "bill",
    "UNPB": "article",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}
_NAMES = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A3": "editor", "A4": "translator"}
_WORDS = {
    "TI": "title",
    "T1": "title",
    "T2": "container_title",
    "JO": "container_title",
    "JF": "container_title",
    "BT": "container_title",
    "PB": "publisher",
    "CY": "publisher_place",
    "PP": "publisher_place",
    "ET": "edition",
    "VL": "volume",
    "IS": "issue",
    "M1": "number",
    "C7": "number",
    "C3": "event",
    "DB": "archive",
    "DO": "doi",
    "UR": "url",
    "LA": "language",
    "N1": "note",
}
_DATES = {"DA": "issued", "PY": "issued", "Y1": "issued", "Y2": "accessed"}
_DATE = re.compile(r"(\d{4})(?:[/-](\d{1,2})?)?(?:[/-](\d{1,2})?)?(?:/(.*))?")
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}


@dataclass
class RisLine:
    """A tag with its value, which may go on over several lines."""

    tag: str
    value: str
    line: int


def looks_like(files: Sequence[GivenFile]) -> bool:
    """Tell whether files are of RIS."""
    return all(PurePath(file.name).suffix.lower() == ".ris" or _BEGINS.match(file.content[:1000]) for file in files)


def parse(files: Sequence[GivenFile]) -> Parsed:
    """Read the records of files."""
    bibliography = Bibliography(FORMAT, [file.described for file in files])
    for name, content in bibliography.texts(files):
        for record in _records(list(_lines(content)), name, bibliography):
            _take(record, name, bibliography)
    return bibliography.parsed()


def _lines(content: str) -> Iterator[RisLine]:
    last: RisLine | None = None
    for number, line in enumerate(re.split(r"\r\n|\r|\n", content), start=1):
        if found := _LINE.fullmatch(line.rstrip()):
            if last:
                yield last
            last = RisLine(found[1], (found[2] or "").strip(), number)
        elif line.strip() and last and last.tag not in {"ER", ""}:
            last.value = f"{last.value} {line.strip()}".strip()
        elif line.strip():
            if last:
                yield last
            last = RisLine("", line.strip(), number)
    if last:
        yield last


def _records(lines: list[RisLine], name: str, bibliography: Bibliography) -> Iterator[list[RisLine]]:
    record = list[RisLine]()
    for item in lines:
        if item.tag == "TY" and record:
            why = f"the record above, from line {record[0].line}, has no end: write a line ER  - at its end"
            bibliography.fault(f"{name}: line {item.line}", why)
            record = []
        if item.tag == "ER" and record:
            yield record
            record = []
        elif record or item.tag == "TY":
            record.append(item)
        else:
            place = f"{name}: line {item.line}"
            bibliography.tell(item.tag or "line", place, None, "dropped", "stands in no record: one begins with TY")
    if record:
        why = f"the record from line {record[0].line} on has no end: the file is cut, or lacks a line ER  -"
        bibliography.fault(name, why)


def _take(record: list[RisLine], name: str, bibliography: Bibliography) -> None:
    kind = record[0].value.upper()
    called = next((item.value for item in record if item.tag == "ID" and item.value), "")
    work = bibliography.work(f"TY {kind}", f"{name}: line {record[0].line}", called)
    work.typed(_TYPES.get(kind), kind)
    left = record[1:]
    for role in dict.fromkeys(_NAMES.values()):
        _put_people(work, role, [item for item in left if _NAMES.get(item.tag) == role], name)
    _put_pages(work, [item for item in left if item.tag in {"SP", "EP"}], name)
    for tag in _DATES:  # the one that says most comes first
        for item in left:
            if item.tag == tag:
                _put_date(work, item, f"{name}: line {item.line}")
    for item in left:
        place = f"{name}: line {item.line}"
        if item.tag in _WORDS:
            work.put(item.tag, place, _WORDS[item.tag], item.value)
        elif item.tag == "SN":
            digits = sum(character.isdigit() for character in item.value)
            work.put(item.tag, place, "issn" if digits <= 8 and "978" not in item.value else "isbn", item.value)  # noqa: PLR2004
        elif item.tag == "ID":
            work.joined("ID", place, KEY)
        elif item.tag not in {"SP", "EP"} and item.tag not in _NAMES and item.tag not in _DATES:
            work.drop(item.tag, place, "a source has no field for it")


def _put_people(work: Work, role: str, items: list[RisLine], name: str) -> None:
    """Put those of a role; each line is told."""
    people = [(item, found) for item in items if (found := _person(item.value))]
    if people:
        first = people[0][0]
        work.put_names(first.tag, f"{name}: line {first.line}", role, [found for _, found in people])
    for item in items:
        place = f"{name}: line {item.line}"
        if not _person(item.value):
            work.drop(item.tag, place, "names nobody")
        elif item is not people[0][0]:
            work.kept(item.tag, place)


def _person(written: str) -> dict[str, Any]:
    family, given, suffix = [*(part.strip() for part in written.split(",", 2)), "", "", ""][:3]
    if not given:
        return {"literal": family} if family else {}
    return {"family": family, "given": given} | ({"suffix": suffix} if suffix else {})


def _put_pages(work: Work, items: list[RisLine], name: str) -> None:
    pages = "–".join(item.value for item in sorted(items, key=lambda item: item.tag == "EP") if item.value)
    for number, item in enumerate(items):
        place = f"{name}: line {item.line}"
        if number:
            work.joined(item.tag, place, "it is one with the first page")
        else:
            work.put(item.tag, place, "page", pages, "it is one with the last page" if len(items) > 1 else None)


def _put_date(work: Work, item: RisLine, place: str) -> None:
    found = _DATE.fullmatch(item.value.strip("/ "))
    field = _DATES[item.tag]
    if not found:
        work.put(item.tag, place, field, item.value)
        return
    year, month, day, other = found.groups()
    season = _SEASONS.get((other or "").strip().lower())
    parts = [year, *([month.zfill(2)] if month else []), *([day.zfill(2)] if month and day else [])]
    date = "-".join([year, season] if season and not month else parts) + ("~" if other in {"ca.", "circa"} else "")
    if field in work.fields and work.fields[field].startswith(year):
        work.joined(item.tag, place, f"the date says it: {work.fields[field]}")
        return
    lost = other if other and not season and not date.endswith("~") else None
    said = "; ".join(
        filter(None, [f"is {date} now" if date != item.value else "", f"not kept: {lost}" if lost else ""])
    )
    work.put(item.tag, place, field, date, said or None)
