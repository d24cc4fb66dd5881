"""What is drawn of an argument: the whole, or a part, read step by step from its root, the nearest first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import sqlalchemy as sa

from api.core.db.reader import ReadScript, Row
from api.handlers.value_labels import LABEL_LANGUAGES, LABELS
from api.resources.arguments import graph_sql
from api.resources.arguments.argument_sql import MAX_LINKS
from api.resources.arguments.gathered_rows import by_number
from api.resources.arguments.graph_parameters import GraphQuery
from api.resources.arguments.support import ArgumentLink


@dataclass(frozen=True, slots=True)
class DrawnRecord:
    """A record of a graph.

    Attributes:
        held: the section that it stands in.
        named: what is written on it, where that is not its text: of a relationship its poles, of a review its verdict.
    """

    id: str
    type: str
    kind: str | None
    stance: str | None
    text: Mapping[str, str] | None
    status: str
    held: str | None
    named: tuple[Mapping[str, str], ...] = ()


@dataclass
class ArgumentDrawing:
    """What is drawn.

    Attributes:
        records: the records by id.
        links: the links by id, of which not all need have both ends here.
        boxes: the records that others are put in.
        inside: what each record, and each box, is put in.
        truncated: whether there is more.
    """

    records: dict[str, DrawnRecord] = field(default_factory=dict)
    links: dict[str, ArgumentLink] = field(default_factory=dict)
    boxes: dict[str, DrawnRecord] = field(default_factory=dict)
    inside: dict[str, str] = field(default_factory=dict)
    truncated: bool = False

    def joined(self) -> list[ArgumentLink]:
        """Return the links whose two ends are drawn: records, or other such links."""
        known = {**self.records, **self.boxes}
        links = [link for link in self.links.values() if link.origin_id in known]
        drawn = {link.id for link in links if link.target_id in known}
        while grown := {link.id for link in links if link.target_id in drawn} - drawn:
            drawn |= grown
        return sorted((link for link in links if link.id in drawn), key=_in_order)


def read_drawing(essay_id: str, query: GraphQuery, dialect: sa.Dialect) -> ReadScript[ArgumentDrawing]:
    """Read what a query asks for of an essay."""
    reading = _Reading(essay_id, query, dialect)
    drawing = yield from (reading.whole() if query.root is None else reading.around(query.root))
    records = sorted(drawing.records.values(), key=lambda record: by_number(record.id))
    if query.joined_only:
        ends = {end for link in drawing.joined() for end in (link.origin_id, link.target_id)} | {query.root}
        records = [record for record in records if record.id in ends]
    drawing.records = {record.id: record for record in records}
    if query.box == "section":
        yield from reading.in_sections(drawing)
    elif query.box == "relationship":
        yield from reading.in_relationships(drawing)
    return drawing


@dataclass(frozen=True)
class _Reading:
    essay_id: str
    query: GraphQuery
    dialect: sa.Dialect

    def whole(self) -> ReadScript[ArgumentDrawing]:
        rows = yield graph_sql.whole(self.dialect), {"id": self.essay_id}
        drawing = ArgumentDrawing()
        self._add_links(drawing, rows)
        records = {row[1]: _record(row) for row in rows if row[0] != "link"}
        if self.query.memberships:
            found = yield graph_sql.memberships(self.dialect, reviewed=self.query.reviewed), {"id": self.essay_id}
            links = self._add_links(drawing, found)
            missing = {end for link in links for end in (link.origin_id, link.target_id)} - records.keys()
            records |= yield from self._records(missing)
        self._add_records(drawing, records.values())
        return drawing

    def around(self, root: str) -> ReadScript[ArgumentDrawing]:
        drawing, seen, near = ArgumentDrawing(), {root}, {root}
        self._add_records(drawing, (yield from self._records(near)).values())
        for step in range(self.query.depth + 1):
            rows = yield graph_sql.touching(self.dialect), self._values(near)
            if self.query.memberships:
                rows = [
                    *rows,
                    *(
                        yield (
                            graph_sql.memberships_touching(self.dialect, reviewed=self.query.reviewed),
                            self._values(near),
                        )
                    ),
                ]
            links = self._add_links(drawing, rows)
            reached = {name for link in links for name in (link.id, link.origin_id, link.target_id)} - seen
            if step == self.query.depth or not reached:  # the last step finds what joins those that were reached
                break
            seen |= reached
            records = yield from self._records(reached)
            self._add_records(drawing, records.values())
            near = {name for name in reached if name in drawing.records or name not in records}
        return drawing

    def in_sections(self, drawing: ArgumentDrawing) -> ReadScript[None]:
        rows = yield graph_sql.sections(self.dialect), {"id": self.essay_id}
        sections = {row[1]: _record(row) for row in rows}
        waiting = list(drawing.records.values())
        while waiting:
            one = waiting.pop()
            if one.held in sections:
                section = sections[one.held]
                drawing.inside[one.id] = section.id
                drawing.boxes[section.id] = section
                waiting.append(section)
        drawing.boxes = {name: drawing.boxes[name] for name in sorted(drawing.boxes, key=by_number)}

    def in_relationships(self, drawing: ArgumentDrawing) -> ReadScript[None]:
        """Put each claim in the first relationship that weighs it."""
        rows = yield graph_sql.memberships_touching(self.dialect, reviewed=False), self._values(drawing.records)
        weighed = [
            link
            for link in sorted(map(_link, rows), key=lambda link: by_number(link.target_id))
            if link.origin_id in drawing.records and link.relation in {"pole_a", "pole_b", "between", "thesis"}
        ]
        for link in weighed:
            drawing.inside.setdefault(link.origin_id, link.target_id)
        drawing.boxes = yield from self._records(set(drawing.inside.values()))
        drawing.inside = {name: box for name, box in drawing.inside.items() if box in drawing.boxes}
        drawing.records = {name: record for name, record in drawing.records.items() if name not in drawing.boxes}
        # What is in a box needs no line to it.
        outside = [link for link in drawing.links.values() if drawing.inside.get(link.origin_id) != link.target_id]
        drawing.links = {link.id: link for link in outside}

    def _records(self, names: Collection[str]) -> ReadScript[dict[str, DrawnRecord]]:
        if not names:
            return {}
        rows = yield graph_sql.records(self.dialect), self._values(names)
        return {row[1]: _record(row) for row in sorted(rows, key=lambda row: by_number(row[1]))}

    def _add_links(self, drawing: ArgumentDrawing, rows: Iterable[Row]) -> list[ArgumentLink]:
        found = {link.id: link for link in map(_link, (row for row in rows if row[0] == "link"))}
        drawing.truncated |= len(found) > MAX_LINKS
        read = list(found.values())[:MAX_LINKS]
        asked = [link for link in read if link.relation in self.query.relations]
        undercut = {link.target_id for link in (*drawing.links.values(), *asked)}  # a link that has a link to it
        links = [link for link in read if link.relation in self.query.relations or link.id in undercut]
        drawing.links |= {link.id: link for link in links}
        return links

    def _add_records(self, drawing: ArgumentDrawing, found: Iterable[DrawnRecord]) -> None:
        drawn = [one for one in found if one.id == self.query.root or self.query.draws(one.type, one.kind)]
        drawn.sort(key=lambda record: by_number(record.id))
        room = self.query.limit - len(drawing.records)
        drawing.truncated |= len(drawn) > room
        drawing.records |= {record.id: record for record in drawn[:room]}

    def _values(self, names: Iterable[str]) -> dict[str, Any]:
        return {"id": self.essay_id, "ids": msgspec.json.encode(sorted(names)).decode()}


def _link(row: Row) -> ArgumentLink:
    """Make a link of a row; one that has no id is named after what it joins."""
    _, name, relation, origin, target, group, scheme, asserted_by, asserter_id = row
    if name is None:
        return ArgumentLink(f"{origin}:{relation}:{target}", relation, origin, target)
    return ArgumentLink(name, relation, origin, target, group, scheme, asserted_by, asserter_id)


def _record(row: Row) -> DrawnRecord:
    what, name, kind, stance, text, status, section, _, last = row
    words = None if text is None else msgspec.json.decode(text)
    named = tuple(msgspec.json.decode(last)) if what == "relationship" else ()
    if what == "review":
        named = (dict(zip(LABEL_LANGUAGES, LABELS["verdict"][kind], strict=True)),)
    return DrawnRecord(name, what, kind, stance, words, status, section, named)


def is_membership(link: ArgumentLink) -> bool:
    """Whether one record names the other itself: such a link has no id of a record's form."""
    return ":" in link.id


def _in_order(link: ArgumentLink) -> tuple[bool, tuple[str, int]]:
    """Order evidence by number, and memberships behind."""
    return is_membership(link), by_number(link.id)
