"""Where a text cites the works of a bibliography: by the name of the first author, with the year close behind."""

import re
from collections import Counter
from collections.abc import Iterator

from api.imports.draft_parts import DraftSource
from api.imports.draft_plan import DraftPlan

_YEAR = re.compile(r"[0-9]{4}")
_REACH = 60
_MOST = 100


def cite_works(plan: DraftPlan, text: str) -> None:
    """Let works stand where a text cites them, by name and year; of those that are not, tell it.

    Two works of one name and year are not told apart, and stand nowhere.

    Args:
        plan: what is planned.
        text: the text.
    """
    works = [(where, part) for where, part in plan.parts("sources") if part.work and not (part.quotes or part.spans)]
    marks = Counter(_mark(part) for _, part in works)
    for where, part in works:
        mark = _mark(part)
        if mark and marks[mark] == 1:
            part.spans = list(_places(text, *mark))
        if part.spans:
            plan.report.note("cited", where, f"{part.id} is cited {len(part.spans)} times, by {' '.join(mark or ())}")
        else:
            plan.report.note(
                "not-cited", where, f"no place names {part.id} by author and year: give it a quote, or a span"
            )


def _mark(part: DraftSource) -> tuple[str, str] | None:
    """Return the name and the year by which a work is cited; None where one is not known."""
    name = part.authors[0].partition(",")[0].strip() if part.authors else ""
    year = _YEAR.match(part.year)
    return (name, year[0]) if len(name) > 1 and year else None


def _places(text: str, name: str, year: str) -> Iterator[tuple[int, int]]:
    before = r"(?<!\w)" if name.isascii() else ""
    found = re.compile(rf"{before}{re.escape(name)}[^\w.!?。！？\n][^.!?。！？\n]{{0,{_REACH}}}?{year}(?![0-9])")
    for number, match in enumerate(found.finditer(text)):
        if number < _MOST:
            yield match.span()
