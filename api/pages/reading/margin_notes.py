"""What stands beside a text: its claims, figures and sources, each with the places in the text that it is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from api.pages.page_context import PageContext
from api.pages.parts.axis import Drawing, draw
from api.pages.parts.cards import Record
from api.pages.parts.comparison import extents_of
from api.pages.parts.figure_words import meant
from api.pages.parts.relation_signs import RELATIONS, SIGNS
from api.pages.parts.review_list import ReviewLine, review_line
from api.pages.reading.essay_contents import EssayContents, Ground
from api.pages.reading.wanted_notes import WantedNotes
from api.resources.evidence.models import SYMMETRIC

CLAIM, FIGURE, SOURCE = "c", "f", "s"
"""The classes by which styles and scripts tell notes apart, in the order in which they are read."""

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
        reviews: what was found of it since.
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
    reviews: Sequence[ReviewLine] = ()


def notes_of(contents: EssayContents, wanted: WantedNotes, context: PageContext) -> list[MarginNote]:
    """Return what is wanted beside the text: claims, figures and sources, in that order.

    But for claims, which may have no place at all, they stand in it somewhere.
    """
    makes = _Notes(contents, wanted, context)
    notes = [makes.claim(claim) for claim in contents.claims if wanted.takes_claim(claim, contents)]
    notes += [makes.figure(figure) for figure in contents.statistics if wanted.takes_figure(figure, contents)]
    if not wanted.some:
        notes += map(makes.source, contents.sources)
    told = [note for note in notes if note.passages or (note.kind == CLAIM and note.id not in contents.places)]
    marks = {note.id: note.mark for note in told}
    grounds: dict[str, list[Ground]] = {}
    for ground in contents.grounds:
        if ground.origin in marks:
            grounds.setdefault(ground.target, []).append(ground)
        if ground.relation in SYMMETRIC and ground.target in marks:
            turned = Ground(ground.target, ground.relation, ground.origin, ground.asserter)
            grounds.setdefault(ground.origin, []).append(turned)
    for note in told:
        if note.id in grounds:
            note.grounds = _grounds(grounds[note.id], marks, context)
    return told


@dataclass(frozen=True)
class _Notes:
    """Makes notes of records."""

    contents: EssayContents
    wanted: WantedNotes
    context: PageContext

    def claim(self, claim: Record) -> MarginNote:
        name, told = self.context.name, []
        if claim["kind"] == "thesis":
            told.append(name("kind", "thesis"))
        if claim["stance"] != "endorses":
            told.append(name("stance_short", claim["stance"]))
        note = self._note(CLAIM, str(claim["number"]), "claims", claim, claim["text"])
        note.rejected, note.aside = claim["stance"] == "rejects", self.context.say["comma"].join(told)
        return note

    def figure(self, figure: Record) -> MarginNote:
        note = self._note(FIGURE, f"f{figure['number']}", "statistics", figure, figure["text"])
        note.worded, note.percent = figure["as_written"], figure["quantity"] == "share"
        if figure["mode"] != "reported":
            note.aside = self.context.name("mode", figure["mode"])
        if figure["quantity"] != "date":
            note.means = meant(figure, self.context)
        if figure["quantity"] not in _UNDRAWN and (figure["lower"] is None or figure["lower"] != figure["upper"]):
            note.drawing = draw(extents_of(figure), steps=2)
        return note

    def source(self, source: Record) -> MarginNote:
        return self._note(SOURCE, "§", "sources", source, source["name"])

    def _note(self, kind: str, mark: str, resource: str, record: Record, text: Mapping[str, str]) -> MarginNote:
        context, passages = self.context, self.contents.passages
        places = [name for name in self.contents.places.get(record["id"], ()) if name in passages]
        numbers = [passages[name]["number"] for name in places]
        return MarginNote(
            kind=kind,
            id=record["id"],
            number=record.get("number", 0),
            mark=mark,
            href=context.href(resource, record["id"]),
            passages=numbers,
            places=" ".join([f"p{place}" for place in numbers]),
            home=f"#{places[0]}" if places else "",
            says=context.words(text),
            also=context.others(text) if self.wanted.both else (),
            reviews=[review_line(review, context) for review in self.contents.reviews.get(record["id"], ())],
        )


def _grounds(grounds: Iterable[Ground], marks: Mapping[str, str], context: PageContext) -> list[NoteGrounds]:
    found: dict[tuple[int, bool], list[NoteLink]] = {}
    for ground in grounds:
        key = RELATIONS.index(ground.relation), ground.asserter == "analyst"
        found.setdefault(key, []).append(NoteLink(marks[ground.origin], f"#{ground.origin}"))
    by_analyst = context.say["says_the_analyst"]
    return [
        NoteGrounds(
            RELATIONS[place],
            SIGNS[RELATIONS[place]],
            context.name("inward", RELATIONS[place]) + (by_analyst if analyst else "") + context.say["colon"],
            analyst,
            links,
        )
        for (place, analyst), links in sorted(found.items())
    ]
