"""What a statement gathered: its rows, sorted by what they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from api.core.db.reader import Row
from api.resources.arguments.argument_sql import MAX_LINKS, MAX_NODES
from api.resources.arguments.models import Naming, Node, Place, ReviewTold
from api.resources.arguments.support import ArgumentLink, Reason, reasons_of, standing


@dataclass(frozen=True)
class ReadArgument:
    """Records by id, and the links between them.

    Attributes:
        nodes: the records.
        links: the links.
    """

    nodes: Mapping[str, Node]
    links: Sequence[ArgumentLink]

    @property
    def grounds(self) -> set[str]:
        """The statistics and sources."""
        return {node.id for node in self.nodes.values() if node.type != "claim"}

    @property
    def withdrawn(self) -> set[str]:
        """The records that cannot stand."""
        return {node.id for node in self.nodes.values() if node.status == "withdrawn"}


@dataclass(frozen=True)
class Gathered(ReadArgument):
    """What a statement gathered: records, links, places, claims without any, who names what falls, and its reviews."""

    places: Mapping[str, list[Place]]
    naming: Sequence[Naming]
    reviews: Sequence[ReviewTold]
    unplaced: Sequence[str]
    truncated: bool

    @property
    def reasons(self) -> list[Reason]:
        """The reasons whose target and premises were all read."""
        whole = reasons_of(self.links)
        return [reason for reason in whole if {reason.target, *reason.premises} <= self.nodes.keys()]

    @property
    def upheld(self) -> set[str]:
        """The links of which neither end was withdrawn."""
        withdrawn = self.withdrawn
        return {link.id for link in self.links if withdrawn.isdisjoint({link.origin_id, link.target_id})}

    @property
    def stands(self) -> set[str]:
        """The records that stand."""
        return standing(self.reasons, self.grounds, self.withdrawn)


def gathered(rows: Iterable[Row]) -> Gathered:
    """Sort rows by what they are."""
    nodes: dict[str, Node] = {}
    links: dict[str, ArgumentLink] = {}
    places: dict[str, dict[int, Place]] = {}
    naming, reviews, unplaced = [], [], list[str]()
    for what, *texts in rows:
        if what == "link":
            links[texts[0]] = ArgumentLink(*texts)
        elif what == "place":
            owner, position, name, start, end, section, paragraph, sentence = texts
            places.setdefault(owner, {})[int(position)] = Place(
                id=name, start=start, end=end, section_id=section, paragraph=paragraph, sentence=sentence
            )
        elif what == "named":
            naming.append(Naming(id=texts[0], type=texts[1], field=texts[2]))
        elif what == "unplaced":
            unplaced.append(texts[0])
        elif what == "review":
            reviews.append(ReviewTold(id=texts[0], target_version=texts[1], verdict=texts[2]))
        else:
            nodes[texts[0]] = _node(what, texts)
    kept = sorted(links.values(), key=lambda link: by_number(link.id))
    cut = len(links) > MAX_LINKS
    if cut:  # the last target in order may lack premises
        last = max(link.target_id for link in kept if link.relation == "supports")
        kept = [link for link in kept if link.relation != "supports" or link.target_id != last]
    in_order = {name: [place for _, place in sorted(found.items())] for name, found in places.items()}
    told = sorted(reviews, key=lambda review: by_number(review.id))
    ordered = {name: nodes[name] for name in sorted(nodes, key=by_number)}
    return Gathered(
        ordered, kept, in_order, naming, told, sorted(unplaced, key=by_number), cut or len(nodes) > MAX_NODES
    )


def by_number(name: str) -> tuple[str, int]:
    """Order ids by essay and kind, then by number: databases give rows of a union in an order of their own."""
    stem = name.rstrip("0123456789")
    return stem, int(name[len(stem) :] or 0)


def _node(what: Any, texts: Sequence[Any]) -> Node:
    name, kind, stance, text, status, section, as_written, grounds = texts
    words = msgspec.json.decode(text)
    return Node(
        id=name,
        type=what,
        kind=kind,
        stance=stance,
        text=words,
        as_written=as_written,
        status=status,
        section_id=section,
        grounds=grounds,
    )
