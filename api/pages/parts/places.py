"""Where a record stands in its essay: the sections around it, and the places in the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.pages.page_context import PageContext
from api.pages.parts.cards import Card, Record, card


@dataclass(frozen=True)
class Spot:
    """A place in a text.

    Attributes:
        id: the passage.
        href: where it is read.
        in_text: where it is read in its essay, with what stands around it.
        section: the section that holds it, if it is known.
        paragraph: its paragraph in the essay, from 1.
        sentence: its sentence in the essay, from 1.
        start: where it begins, in code points.
        end: just beyond where it ends.
        sha256: the hash of its text.
        x: where it begins in the text, as a percentage of its length; None where that is not known.
        width: how long it is, likewise.
        exact: its words, if the text is attached and served.
        before: the words before them.
        after: the words after them.
    """

    id: str
    href: str
    in_text: str
    section: Card | None
    paragraph: int
    sentence: int
    start: int
    end: int
    sha256: str
    x: float | None
    width: float
    exact: str | None
    before: str
    after: str


def spots(passages: Sequence[Record], essay: Record | None, context: PageContext) -> list[Spot]:
    """Return places, in the order of the record's list: the first is the primary one."""
    return [_spot(passage, essay, context) for passage in passages]


def _spot(passage: Record, essay: Record | None, context: PageContext) -> Spot:
    embedded: Mapping[str, Any] = passage.get("_embedded", {})
    section = embedded.get("section")
    length = essay["length"] if essay and essay["id"] == passage["essay_id"] else None
    text: Mapping[str, Any] = embedded.get("text") or {}
    return Spot(
        id=passage["id"],
        href=context.href("passages", passage["id"]),
        in_text=f"{context.href('essays', passage['essay_id'], 'read')}#{passage['id']}",
        section=card("sections", section, context) if section else None,
        paragraph=passage["paragraph"],
        sentence=passage["sentence"],
        start=passage["start"],
        end=passage["end"],
        sha256=passage["sha256"],
        x=round(100 * passage["start"] / length, 2) if length else None,
        width=round(max(100 * (passage["end"] - passage["start"]) / length, 0.6), 2) if length else 0,
        exact=text.get("exact"),
        before=text.get("prefix") or "",
        after=text.get("suffix") or "",
    )


@dataclass(frozen=True)
class Crumb:
    """A step of the way from the home page to a record."""

    href: str
    says: str


def crumbs(record: Record, context: PageContext) -> list[Crumb]:
    """Return the way to a record: its essay, and the sections that it stands in."""
    embedded: Mapping[str, Any] = record.get("_embedded", {})
    way: list[Crumb] = []
    if essay := embedded.get("essay"):
        way.append(Crumb(context.href("essays", essay["id"]), context.words(essay["title"])))
    if section := embedded.get("section"):
        if parent := section.get("_embedded", {}).get("parent"):
            way.append(Crumb(context.href("sections", parent["id"]), context.words(parent["title"])))
        way.append(Crumb(context.href("sections", section["id"]), context.words(section["title"])))
    return way
