"""The words of a row in lines, each of pieces in several styles, that fit the room there is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from api.pages.parts.text_wrapping import width, wrapped

_SIZES = {"what": 14.0, "comes": 13.0, "wording": 12.5, "role": 12.5}
"""How large the text of a style is; what is bold is counted as wider."""
SMALL = 12.0
"""How large all else is."""
_LEADING = 18
ASCENT = 13
"""How far below its top the baseline of a line is."""
GAP = 8
"""How far pieces stand apart."""
_ROLE = 60
"""How wide the beginning of a line may be after which a text is broken rather than begun on the next one."""


@dataclass(frozen=True)
class RowRun:
    """A piece of a line, in one style."""

    text: str
    style: str


@dataclass(frozen=True)
class TextRow:
    """A line of text: where its baseline begins, and its pieces."""

    x: float
    y: float
    runs: tuple[RowRun, ...]


def lines_of(
    parts: Iterable[Sequence[RowRun]], x: float, top: float, room: float, *, short: bool = False
) -> tuple[TextRow, ...]:
    """Return texts, each of which begins a line.

    Args:
        parts: the pieces of each.
        x: where lines begin.
        top: above the first one.
        room: how wide they may be.
        short: whether each text has but one line, and is cut to fit.
    """
    several = [part for part in parts if part]
    broken = (
        [_cut(part, room) for part in several]
        if short
        else chain.from_iterable(_flowed(part, room) for part in several)
    )
    return tuple(TextRow(x, top + ASCENT + place * _LEADING, tuple(runs)) for place, runs in enumerate(broken))


def _size(run: RowRun) -> float:
    return _SIZES.get(run.style, SMALL)


def _wide(run: RowRun) -> float:
    return width(run.text) * _size(run)


def _flowed(runs: Iterable[RowRun], room: float) -> list[list[RowRun]]:
    """Return pieces of text in lines that are no wider than there is room."""
    lines: list[list[RowRun]] = [[]]
    used = 0.0
    for run in runs:
        wide, size = _wide(run), _size(run)
        if used and used + wide > room and (wide <= room or used > room / 2) and used > _ROLE:
            lines.append([])
            used = 0.0
        if used + wide <= room:
            lines[-1].append(run)
            used += wide + GAP
            continue
        first = wrapped(run.text, (room - used) / size)[0]
        rest = run.text[len(first) :].strip()
        lines[-1].append(RowRun(first, run.style))
        lines += [[RowRun(text, run.style)] for text in (wrapped(rest, room / size) if rest else ())]
        used = _wide(lines[-1][-1]) + GAP
    return lines


def _cut(runs: Iterable[RowRun], room: float) -> list[RowRun]:
    """Return the pieces of text that one line has room for, of which the last may be cut."""
    kept: list[RowRun] = []
    for run in runs:
        if _wide(run) > room:
            shorter = len(run.text)
            while shorter and (width(run.text[:shorter]) + 1) * _size(run) > room:
                shorter -= 1
            words = run.text[:shorter].rstrip()
            return [*kept, RowRun(f"{words}…", run.style)] if words else kept
        kept.append(run)
        room -= _wide(run) + GAP
    return kept
