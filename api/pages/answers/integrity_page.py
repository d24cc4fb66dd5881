"""The page of an essay's anchors: a strip of its text that shows which places are proved, and those that are not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from api.core.db.reader import Reader
from api.pages.answers.named_records import read_one_of, way_to
from api.pages.page_context import PageContext
from api.resources.essays.models import ESSAYS
from api.resources.integrity.models import Anchor, Integrity

SHOWN = 200
"""How many passages of one state a page lists; the answer in JSON has all."""
_MEANS = {
    "proved": "proved_means",
    "unproved": "unproved_means",
    "untold": "untold_means",
    "broken": "broken_means",
}
_STATES = tuple(_MEANS)
"""The states of passages; of places where several stand, the last of these is told."""
_PIECES = 1_000
"""Into how many pieces a text is cut to be drawn."""
_LISTED = ("broken", "untold", "unproved")


@dataclass(frozen=True)
class TextRun:
    """A part of a text whose passages are in one state: where it begins and how long it is, in per cent of the text."""

    state: str
    x: float
    width: float


@dataclass(frozen=True)
class StateOfAnchors:
    """A state: what it is called and means, how many passages are in it, and those to look at."""

    state: str
    says: str
    means: str
    count: int
    anchors: tuple[Anchor, ...]


async def view(answer: Integrity, reader: Reader, context: PageContext) -> Mapping[str, Any]:
    """Return what the page of an essay's anchors shows."""
    essay, say = await read_one_of(reader, ESSAYS, answer.essay_id), context.say
    counts = answer.counts.model_dump()
    alike = counts["unproved"] == counts["passages"]
    return {
        "title": f"{say['integrity']} · {answer.essay_id}",
        "current": "essays",
        "way": await way_to(reader, ESSAYS, essay, context) if essay else [],
        "heading": say["integrity"],
        "lead": say["integrity_lead"],
        "truncated": answer.truncated,
        "wide": True,
        "answer": answer,
        "runs": text_runs(answer.passages, answer.length),
        "states": [
            StateOfAnchors(
                state, say[state], say[means], counts[state], tuple(_listed(answer.passages, state, alike=alike))
            )
            for state, means in _MEANS.items()
        ],
        "shown": SHOWN,
    }


def text_runs(anchors: Iterable[Anchor], length: int | None) -> list[TextRun]:
    """Return the parts of a text, in order, by the state of the passages that stand there.

    Args:
        anchors: the passages.
        length: how many code points the text has; None where there is none.
    """
    if not length:
        return []
    pieces = min(length, _PIECES)
    worst = [-1] * pieces
    for anchor in sorted(anchors, key=lambda one: _STATES.index(one.state)):
        first = min(anchor.start * pieces // length, pieces - 1)
        last = max(first + 1, min(-(-anchor.end * pieces // length), pieces))
        worst[first:last] = [_STATES.index(anchor.state)] * (last - first)
    runs, begin = [], 0
    for state, those in groupby(worst):
        number = len(list(those))
        if state >= 0:
            runs.append(TextRun(_STATES[state], round(100 * begin / pieces, 2), round(100 * number / pieces, 2)))
        begin += number
    return runs


def _listed(anchors: Iterable[Anchor], state: str, *, alike: bool) -> list[Anchor]:
    """Return the passages of a state that are worth a look: none of those that are proved, or all alike."""
    if state not in _LISTED or alike:
        return []
    return [anchor for anchor in anchors if anchor.state == state][:SHOWN]
