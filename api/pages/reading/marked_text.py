"""A text that is served, in paragraphs: cut where passages begin and end, each part marked by what stands on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from itertools import pairwise

from markupsafe import Markup

from api.pages.page_context import PageContext
from api.pages.parts.cards import Record
from api.pages.reading.essay_contents import EssayContents
from api.pages.reading.margin_notes import CLAIM, FIGURE, SOURCE, MarginNote
from api.pages.reading.note_places import SectionHead, again, by_place, heads_of, placed_by
from api.pages.reading.text_segments import PassageSpan, Segment, cut

_KINDS = (CLAIM, FIGURE, SOURCE)
_HEADING = 80
"""How many characters the heading of a section has at most."""
_ENDS = tuple('。！？!?….:：”"')
"""With which sentences end, and headings do not."""


@dataclass(frozen=True)
class MarkedParagraph:
    """A paragraph, and what stands beside it.

    Attributes:
        number: which, from 1.
        role: `title`, `heading`, or nothing.
        heads: the sections that begin with it.
        words: its words, marked by what stands on them: `uc` a claim, `uf` a figure, `us` a source; `p21` is a passage
            that covers them, the shortest first.
        notes: what stands beside it.
        again: what stands on it, and beside an earlier one.
        counts: how many notes of each kind there are.
    """

    number: int
    role: str
    heads: Sequence[SectionHead]
    words: Markup
    notes: Sequence[MarginNote]
    again: Sequence[MarginNote]
    counts: Mapping[str, int]


def paragraphs_of(
    text: str, contents: EssayContents, notes: Sequence[MarginNote], context: PageContext
) -> list[MarkedParagraph]:
    """Return the paragraphs of a text."""
    anchors = {
        PassageSpan(passage["number"], passage["start"], passage["end"]): passage["id"]
        for passage in contents.passages.values()
        if _holds(passage, text)
    }
    heads = heads_of(contents, context)
    beside, standing = by_place(notes, contents, "paragraph"), placed_by(notes)
    title = contents.essay["title"].get(contents.essay["language"], "").strip()
    found: list[MarkedParagraph] = []
    for number, (start, end) in enumerate(_lines(text), 1):
        begun = heads.get(number, ())
        said = text[start:end]
        role = "title" if number == 1 and said.strip() == title else "heading" if begun and _is_heading(said) else ""
        here = beside.get(number, [])
        segments = cut(start, end, anchors)
        found.append(
            MarkedParagraph(
                number,
                role,
                begun,
                _words(segments, text, anchors, standing, context),
                here,
                again(here, (passage.number for segment in segments for passage in segment.ending), standing),
                {kind: sum(note.kind == kind for note in here) for kind in _KINDS},
            )
        )
    return found


def _holds(passage: Record, text: str) -> bool:
    """Tell whether a text has the words at a passage that it was anchored to."""
    words = text[passage["start"] : passage["end"]]
    anchored: str = passage["sha256"]
    return sha256(words.encode()).hexdigest() == anchored


def _lines(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _is_heading(said: str) -> bool:
    return len(said) <= _HEADING and not said.rstrip().endswith(_ENDS)


def _words(
    segments: Iterable[Segment],
    text: str,
    anchors: Mapping[PassageSpan, str],
    standing: Mapping[int, Sequence[MarginNote]],
    context: PageContext,
) -> Markup:
    """Return marked words. Templates would take several times as long for as many small parts."""
    parts: list[str] = []
    for start, end, covering, ending in segments:
        kinds: set[str] = set()
        passages = ""
        for passage in covering:
            number, first, _ = passage
            passages += f" p{number}"
            if number in standing:
                kinds.update([note.kind for note in standing[number]])
            if first == start:
                parts.append(f'<span id="{anchors[passage]}"></span>')
        lanes = " ".join([f"u{kind}" for kind in _KINDS if kind in kinds])
        said = escape(text[start:end], quote=False)
        parts.append(f'<span class="{(lanes + passages).lstrip()}">{said}</span>' if covering else said)
        if ended := [note for passage in ending for note in standing.get(passage.number, ())]:
            for kind in (CLAIM, FIGURE):
                parts += _marks({note.number: note for note in ended if note.kind == kind}, context)
    return Markup("".join(parts))  # noqa: S704 - the words are escaped, and ids, numbers and phrases have nothing to escape


def _marks(notes: Mapping[int, MarginNote], context: PageContext) -> Iterable[str]:
    """Yield links to notes of one kind, from where their words end; numbers that follow each other share one."""
    numbers = sorted(notes)
    breaks = [place for place, (one, two) in enumerate(pairwise(numbers), 1) if two != one + 1]
    for left, right in pairwise([0, *breaks, len(numbers)] if numbers else ()):
        first, last = notes[numbers[left]], notes[numbers[right - 1]]
        until = "" if first is last else f"–{last.number}"
        called = f"{context.say['claim' if first.kind == CLAIM else 'statistic']} {first.number}{until}"
        classes = f"sup {first.kind} {first.places}"
        yield f'<a class="{classes}" href="#{first.id}" aria-label="{called}">{first.mark}{until}</a>'
