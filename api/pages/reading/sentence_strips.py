"""An essay whose text is not shown: what stands on each of its sentences, and a strip that says where within it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from api.pages.page_context import PageContext
from api.pages.parts.cards import Record
from api.pages.reading.essay_contents import EssayContents
from api.pages.reading.margin_notes import CLAIM, FIGURE, SOURCE, MarginNote
from api.pages.reading.note_places import SectionHead, again, by_place, heads_of, placed_by

_WIDE = 5.0
_NARROW = 2.0
"""How many pixels of a strip a character has: of Chinese, Japanese and Korean, and of other languages."""
_WIDE_LANGUAGES = frozenset({"zh", "ja", "ko"})
_ROW = 5
_TOP = 3


@dataclass(frozen=True)
class SentenceStrip:
    """A sentence.

    Attributes:
        number: which, from 1.
        begins: the passages that begin in it, by id.
        width: how wide its strip is.
        height: how high.
        bars: what is drawn in it: a line for each passage, by what stands on it.
        notes: what stands on it.
        again: what stands on it, and is told of an earlier one.
    """

    number: int
    begins: Sequence[str]
    width: float
    height: int
    bars: Markup
    notes: Sequence[MarginNote]
    again: Sequence[MarginNote]


@dataclass(frozen=True)
class StripParagraph:
    """A paragraph: which, the sections that begin with it, and its sentences, as far as anything stands on them."""

    number: int
    heads: Sequence[SectionHead]
    sentences: Sequence[SentenceStrip]


def strips_of(
    contents: EssayContents, notes: Sequence[MarginNote], context: PageContext, *, all_sentences: bool = True
) -> list[StripParagraph]:
    """Return the paragraphs of an essay, by what is known of them.

    Args:
        contents: the essay.
        notes: what is wanted of what stands in it.
        context: how the page is looked at.
        all_sentences: whether sentences are told that none of these stands on.
    """
    heads, standing = heads_of(contents, context), placed_by(notes)
    whole = {name for section in contents.sections for name in contents.places.get(section["id"], ())}
    sentences: dict[tuple[int, int], list[Record]] = {}
    for name, passage in contents.passages.items():
        within = sentences.setdefault((passage["paragraph"], passage["sentence"]), [])
        if name not in whole or passage["number"] in standing:  # a section is longer than its sentence
            within.append(passage)
    beside = by_place(notes, contents, "sentence")
    wide = contents.essay["language"].split("-")[0] in _WIDE_LANGUAGES
    found: dict[int, list[SentenceStrip]] = {paragraph: [] for paragraph, _ in sorted(sentences)}
    for paragraph, sentence in sorted(sentences):
        passages = sentences[paragraph, sentence]
        if passages and (all_sentences or any(passage["number"] in standing for passage in passages)):
            scale = _WIDE if wide else _NARROW
            found[paragraph].append(_strip(sentence, passages, beside.get(sentence, []), standing, scale))
    return [
        StripParagraph(paragraph, heads.get(paragraph, ()), within)
        for paragraph, within in found.items()
        if within or paragraph in heads
    ]


def _strip(
    number: int,
    passages: Sequence[Record],
    told: Sequence[MarginNote],
    standing: Mapping[int, Sequence[MarginNote]],
    scale: float,
) -> SentenceStrip:
    """Draw a sentence, as long as its passages tell: claims as lines above, figures and sources beneath them."""
    start, end = min(one["start"] for one in passages), max(one["end"] for one in passages)
    bars: list[str] = []
    row = 0
    for kind in (CLAIM, FIGURE, SOURCE):
        free: list[int] = []
        for passage in sorted(passages, key=lambda one: (one["start"], -one["end"])):
            notes = [note for note in standing.get(passage["number"], ()) if note.kind == kind]
            if not notes:
                continue
            lane = next((place for place, until in enumerate(free) if until <= passage["start"]), len(free))
            free[lane:] = [passage["end"], *free[lane + 1 :]]
            rejected = " rejected" if all(note.rejected for note in notes) else ""
            x, y = round((passage["start"] - start) * scale, 1), _TOP + (row + lane) * _ROW
            width = round((passage["end"] - passage["start"]) * scale - 1, 1)
            classes = f"bar-{kind}{rejected} p{passage['number']}"
            bars.append(f'<rect class="{classes}" x="{x}" y="{y}" width="{width}" height="3"/>')
        row += len(free)
    return SentenceStrip(
        number,
        [one["id"] for one in passages],
        round((end - start) * scale, 1),
        _TOP * 2 + max(row, 2) * _ROW,
        Markup("".join(bars)),  # noqa: S704 - made of numbers
        told,
        again(told, (one["number"] for one in passages), standing),
    )
