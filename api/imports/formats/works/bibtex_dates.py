"""The dates of BibTeX: one of biblatex, or a year with its month and day, as EDTF has them."""

import re

from api.imports.formats.works.bibtex_values import MONTHS, BibField
from api.imports.formats.works.latex_words import plain_words
from api.imports.formats.works.work_fields import Work

_DATES = ("date", "year", "month", "day")
_YEARS = re.compile(r"(\d{4})\s*(?:-{1,3}|[–—/])\s*(\d{4})")
_EDTF = re.compile(r"[-0-9X~?%/.]+")
_CIRCA = re.compile(r"(?i)(?:c\.?|ca\.?|circa|um)\s*(\d{4})|(\d{4})\?")


def put_dates(work: Work, left: dict[str, BibField]) -> None:
    """Take the date of a work out of what is left of its fields."""
    items = {name: left.pop(name) for name in _DATES if name in left}
    words = {name: plain_words(item.value)[0] for name, item in items.items()}
    told, date = words.get("date", ""), None
    if "date" in items and _EDTF.fullmatch(items["date"].value):
        told = items["date"].value  # in biblatex, ~ is no blank, but says that a date is about right
    if year := words.get("year"):
        month = _month(words.get("month", ""))
        day = words.get("day", "")
        parts = [year, *([month] if month else []), *([day.zfill(2)] if month and day.isdigit() else [])]
        date = "-".join(parts) if re.fullmatch(r"\d{4}", year) else _years(year)
    for name, item in items.items():
        if name == "date":
            work.put(item.what, item.place, "issued", told)
        elif "issued" in work.fields and "date" in items:
            same = name != "year" or work.fields["issued"].startswith(words["year"])
            if same:
                work.joined(item.what, item.place, "its date says it")
            else:
                work.drop(item.what, item.place, f"its date is {work.fields['issued']}")
        elif name == "year":
            work.put(item.what, item.place, "issued", date or words["year"], f"is {date} now" if date != year else None)
        elif "issued" in work.fields and date and date.count("-") >= 1 + (name == "day"):
            work.joined(item.what, item.place, "it stands in the date")
        else:
            work.drop(item.what, item.place, "it is none, or there is no year that it belongs to")


def _month(word: str) -> str | None:
    if word.isdigit() and 1 <= int(word) <= len(MONTHS):
        return word.zfill(2)
    return f"{MONTHS.index(word[:3].lower()) + 1:02}" if word[:3].lower() in MONTHS else None


def _years(words: str) -> str | None:
    if found := _YEARS.fullmatch(words):
        return f"{found[1]}/{found[2]}"
    if found := _CIRCA.fullmatch(words):
        return f"{found[1]}~" if found[1] else f"{found[2]}?"
    return None
