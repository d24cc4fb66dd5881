"""What the signs of drawn figures mean: those that occur, each as it is drawn."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.figures.figure_groups import FigureGroup
from api.pages.figures.figure_rows import FigureRow

_LINE = "M6 9H34"
_DISC = "m0-5a5 5 0 0 0 0 10a5 5 0 0 0 0-10z"


@dataclass(frozen=True)
class LegendSign:
    """A sign: the phrase that tells what it means, of which kind of row it is, and how it is drawn.

    Attributes:
        phrase: the key of the phrase.
        kind: of which kind of row the sign is.
        line: a line.
        vague: whether that is dashed.
        closed: a filled mark.
        opened: a hollow mark.
        strokes: what has no inside.
    """

    phrase: str
    kind: str = "own"
    line: str = ""
    vague: bool = False
    closed: str = ""
    opened: str = ""
    strokes: str = ""


_SIGNS = (
    LegendSign("end_included", line=_LINE, closed=f"M6 9{_DISC}"),
    LegendSign("end_excluded", line=_LINE, opened=f"M6 9{_DISC}"),
    LegendSign("end_none", line=_LINE, strokes="M28 4l6 5-6 5"),
    LegendSign("end_wall", line=_LINE, strokes="M6 2v14"),
    LegendSign("end_read", line=_LINE, vague=True),
    LegendSign("mark_estimate", closed="M20 4h-4.5v10h9v-10z"),
    LegendSign("mark_forecast", closed="M20 4l-6 5 6 5 6-5z"),
    LegendSign("mark_recomputed", kind="recomputed", strokes="M15 4l10 10m0-10l-10 10"),
    LegendSign("mark_confirms", kind="confirms", line=_LINE, closed=f"M6 9{_DISC}"),
    LegendSign("mark_corrects", kind="corrects", line=_LINE, closed=f"M6 9{_DISC}"),
)


def legend_of(groups: Iterable[FigureGroup]) -> list[LegendSign]:
    """Return the signs that occur in groups that are drawn."""
    drawn = [(group.rows, group.drawing) for group in groups if group.drawing]
    rows = [row for rows, _ in drawn for row in rows if row.extent]
    ends = {end for _, drawing in drawn for bar in drawing.bars for end in (bar.left, bar.right)}
    occurs = {phrase for row in rows for phrase in _signs_of(row)}
    occurs |= {{"closed": "end_included", "open": "end_excluded", "on": "end_none"}[end] for end in ends}
    return [sign for sign in _SIGNS if sign.phrase in occurs]


def _signs_of(row: FigureRow) -> set[str]:
    signs = {f"mark_{row.kind}", *(["end_wall"] if row.wall else []), *(["end_read"] if row.vague else [])}
    return signs | {{"square": "mark_estimate", "diamond": "mark_forecast"}.get(row.shape, "")}
