"""Where notes and sections stand in an essay: each note once, where its record stands first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from api.pages.page_context import PageContext
from api.pages.reading.essay_contents import EssayContents
from api.pages.reading.margin_notes import CLAIM, SOURCE, MarginNote


class SectionHead(NamedTuple):
    """A section, where it begins: its id, its depth from 1, what it is called and what it says, in our words."""

    id: str
    level: int
    title: str
    summary: str


def heads_of(contents: EssayContents, context: PageContext) -> dict[int, list[SectionHead]]:
    """Return the sections that begin with each paragraph."""
    found: dict[int, list[SectionHead]] = {}
    for section in contents.sections:
        places = [
            contents.passages[name] for name in contents.places.get(section["id"], ()) if name in contents.passages
        ]
        if places:
            head = SectionHead(
                section["id"], section["level"], context.words(section["title"]), context.words(section["summary"])
            )
            found.setdefault(places[0]["paragraph"], []).append(head)
    return found


def placed_by(notes: Iterable[MarginNote]) -> dict[int, list[MarginNote]]:
    """Return the notes by the passages that they stand on, by number."""
    found: dict[int, list[MarginNote]] = {}
    for note in notes:
        for passage in note.passages:
            found.setdefault(passage, []).append(note)
    return found


def by_place(
    notes: Iterable[MarginNote], contents: EssayContents, place: Literal["paragraph", "sentence"]
) -> dict[int, list[MarginNote]]:
    """Return the notes by the paragraph or sentence where they stand first, in the order of the text; sources last."""
    passages = {passage["number"]: passage for passage in contents.passages.values()}
    found: dict[int, list[tuple[tuple[bool, int, bool, int], MarginNote]]] = {}
    for note in notes:
        first = passages[note.passages[0]]
        order = (note.kind == SOURCE, first["start"], note.kind == CLAIM, note.number)
        found.setdefault(first[place], []).append((order, note))
    return {where: [note for _, note in sorted(ordered, key=lambda pair: pair[0])] for where, ordered in found.items()}


def again(
    here: Sequence[MarginNote], passages: Iterable[int], standing: Mapping[int, Sequence[MarginNote]]
) -> list[MarginNote]:
    """Return the notes on passages that stand somewhere else."""
    shown = {note.id for note in here}
    found = {note.id: note for passage in passages for note in standing.get(passage, ()) if note.id not in shown}
    return sorted(found.values(), key=lambda note: (note.kind, note.number))
