"""What stands beside a text: its claims, figures and sources, each with the places in the text that it is about."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from api.pages.page_context import PageContext
from api.pages.parts.axis import Drawing, draw
from api.pages.parts.cards import Record
from api.pages.parts.comparison import extents_of
from api.pages.parts.figure_words import meant, number
from api.pages.reading.essay_contents import EssayContents, Ground

CLAIM, FIGURE, SOURCE = "c", "f", "s"
"""The classes by which styles and scripts tell notes apart, in the order in which they are read."""

_GLYPHS: Mapping[str, str] = {
    "supports": "+",
    "illustrates": "e.g.",
    "restates": "=",
    "qualifies": "~",
    "challenges": "−",
    "undercuts": "×",
}
"""The signs of relations, in the order in which they are told."""
_RELATIONS = tuple(_GLYPHS)
_UNDRAWN = frozenset({"date", "rank", "ordinal"})
"""Quantities of which an axis says nothing."""


class NoteLink(NamedTuple):
    """A note that another leads to: what it is marked with, and where it stands."""

    mark: str
    href: str


class NoteGrounds(NamedTuple):
    """What bears on a claim in one way: how, its glyph, the same in words, whether the analyst says so, and what."""

    relation: str
    glyph: str
    says: str
    analyst: bool
    links: Sequence[NoteLink]


@dataclass(slots=True)
class MarginNote:
    """A record beside the text.

    Attributes:
        kind: `CLAIM`, `FIGURE` or `SOURCE`.
        id: which record.
        number: its number within the essay; 0 of a source.
        mark: what it is marked with in the text.
        href: its page.
        passages: where it stands, by the numbers of passages.
        places: the classes of the words there.
        home: where it stands first, on this page.
        says: what it says.
        also: the same in other languages, where both are asked for.
        rejected: whether the author cites it to reject it.
        aside: what tells it from most others, in words.
        worded: of a figure: how the essay words it.
        means: of a figure: the interval that the wording admits.
        drawing: the interval on an axis, where one says something.
        percent: whether numbers on that axis are shares.
        grounds: of a claim: what bears on it.
    """

    kind: str
    id: str
    number: int
    mark: str
    href: str
    passages: Sequence[int]
    places: str
    home: str
    says: str
    also: Sequence[tuple[str, str]]
    rejected: bool = False
    aside: str = ""
    worded: str = ""
    means: str = ""
    drawing: Drawing | None = None
    percent: bool = False
    grounds: Sequence[NoteGrounds] = ()


class Wanted(NamedTuple):
    """What a reader wants to see beside a text: claims of a kind or stance alone, and whether in both languages."""

    kind: str | None = None
    stance: str | None = None
    both: bool = False

    @property
    def some(self) -> bool:
        """Whether only some claims are wanted, and so neither figures nor sources."""
        return self.kind is not None or self.stance is not None

    def takes(self, claim: Record) -> bool:
        """Tell whether a claim is wanted."""
        return self.kind in {None, claim["kind"]} and self.stance in {None, claim["stance"]}


def notes_of(contents: EssayContents, wanted: Wanted, context: PageContext) -> list[MarginNote]:
    """Return what is wanted beside the text, and stands in it somewhere: claims, then figures, then sources."""
    notes = [
        *(_claim(claim, contents, wanted, context) for claim in contents.claims if wanted.takes(claim)),
        *(_figure(figure, contents, wanted, context) for figure in contents.statistics if not wanted.some),
        *(_source(source, contents, wanted, context) for source in contents.sources if not wanted.some),
    ]
    placed = [note for note in notes if note.passages]
    marks = {note.id: note.mark for note in placed}
    grounds: dict[str, list[Ground]] = {}
    for ground in contents.grounds:
        if ground.origin in marks:
            grounds.setdefault(ground.target, []).append(ground)
    for note in placed:
        if note.id in grounds:
            note.grounds = _grounds(grounds[note.id], marks, context)
    return placed


def _claim(claim: Record, contents: EssayContents, wanted: Wanted, context: PageContext) -> MarginNote:
    told = [context.name("kind", "thesis")] if claim["kind"] == "thesis" else []
    told += [] if claim["stance"] == "endorses" else [context.name("stance_short", claim["stance"])]
    return MarginNote(
        *(CLAIM, claim["id"], claim["number"], str(claim["number"])),
        *_common("claims", claim, claim["text"], contents, wanted, context),
        rejected=claim["stance"] == "rejects",
        aside=context.say["comma"].join(told),
    )


def _figure(figure: Record, contents: EssayContents, wanted: Wanted, context: PageContext) -> MarginNote:
    one = figure["lower"] is not None and figure["lower"] == figure["upper"]
    dated = figure["quantity"] == "date"
    return MarginNote(
        *(FIGURE, figure["id"], figure["number"], f"f{figure['number']}"),
        *_common("statistics", figure, figure["text"], contents, wanted, context),
        aside="" if figure["mode"] == "reported" else context.name("mode", figure["mode"]),
        worded=figure["as_written"],
        means="" if dated else meant(figure, context),
        drawing=None if one or figure["quantity"] in _UNDRAWN else draw(extents_of(figure), steps=2),
        percent=figure["quantity"] == "share",
    )


def _source(source: Record, contents: EssayContents, wanted: Wanted, context: PageContext) -> MarginNote:
    return MarginNote(
        *(SOURCE, source["id"], 0, "§"), *_common("sources", source, source["name"], contents, wanted, context)
    )


def _common(
    resource: str,
    record: Record,
    text: Mapping[str, str],
    contents: EssayContents,
    wanted: Wanted,
    context: PageContext,
) -> tuple[Any, ...]:
    """Return what notes of all kinds have, from their page to what they say in other languages."""
    passages = [name for name in contents.places.get(record["id"], ()) if name in contents.passages]
    numbers = [contents.passages[name]["number"] for name in passages]
    return (
        context.href(resource, record["id"]),
        numbers,
        " ".join([f"p{number_of_it}" for number_of_it in numbers]),
        f"#{passages[0]}" if passages else "",
        context.words(text),
        context.others(text) if wanted.both else (),
    )


def _grounds(grounds: Iterable[Ground], marks: Mapping[str, str], context: PageContext) -> list[NoteGrounds]:
    found: dict[tuple[int, bool], list[NoteLink]] = {}
    for ground in grounds:
        key = _RELATIONS.index(ground.relation), ground.asserter == "analyst"
        found.setdefault(key, []).append(NoteLink(marks[ground.origin], f"#{ground.origin}"))
    by_analyst = context.say["says_the_analyst"]
    return [
        NoteGrounds(
            _RELATIONS[place],
            _GLYPHS[_RELATIONS[place]],
            context.name("inward", _RELATIONS[place]) + (by_analyst if analyst else "") + context.say["colon"],
            analyst,
            links,
        )
        for (place, analyst), links in sorted(found.items())
    ]


def tick(context: PageContext, *, percent: bool = False) -> Callable[[Decimal], str]:
    """Return what words the number at a mark of an axis; a share in per cent."""
    return lambda value: f"{number(value * 100, context.language)}%" if percent else number(value, context.language)
