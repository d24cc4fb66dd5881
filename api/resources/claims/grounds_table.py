"""What each claim and figure rests on, as it is kept: reckoned of links, attributions and sources as those are written.

The rules are in `grounds.py`; here are the words that they begin with, as SQL, and which grades a change may touch:
those of what is supported, however indirectly, by what was changed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import SqlText, among, one_of
from api.core.records.base_record import table_of
from api.core.records.kept_tables import FOLLOWS_FROM
from api.core.records.resource import resource_named
from api.core.records.tallies import RecordChange
from api.resources.claims.grounds import (
    ANALYST,
    AUTHOR,
    GRADES,
    NAMED,
    NOTHING,
    UNLOCATED,
    UNNAMED,
    Grade,
    SupportLink,
    grades,
)

_BATCH = 10_000
_GRADED = ("claims", "statistics")
_SAYS = {
    "claims": ("stance", "attributed_to", "status"),
    "statistics": ("asserted_by", "attributed_to", "status"),
    "sources": ("kind", "title", "author", "editor", "publisher", "isbn", "doi", "url", "status"),
    "evidence": ("relation", "origin_id", "target_id", "group", "asserted_by", "status"),
}
"""The fields that grades follow from."""


class GroundsRow(SQLModel, table=True):
    """What the best chain of a claim or a figure rests on."""

    __tablename__ = "grounds"
    __table_args__ = (
        one_of("grade", Grade),
        sa.Index(None, "grade", "record_id"),
        {"sqlite_with_rowid": False, "info": {FOLLOWS_FROM: tuple(_SAYS)}},
    )

    record_id: str = Field(primary_key=True, sa_type=SqlText)
    grade: Grade = Field(sa_type=SqlText)


GROUNDS = table_of(GroundsRow)
_PUT = sa.text(
    "INSERT INTO grounds (record_id, grade) VALUES (:record_id, :grade) "
    "ON CONFLICT (record_id) DO UPDATE SET grade = excluded.grade"
)


def source_grade(source: sa.FromClause) -> sa.ColumnElement[int]:
    """Return what a source is worth."""
    c = source.c
    located = sa.or_(c.doi.is_not(None), c.isbn.is_not(None), c.url.is_not(None), c.title.is_not(None))
    people = sa.or_(_listed(c.author), _listed(c.editor), c.publisher.is_not(None))
    return sa.case(
        (c.status != _word("published"), _rank(NOTHING)),
        (c.kind == _word("anonymous"), _rank(UNNAMED)),
        (located, _rank(NAMED)),
        (sa.or_(people, c.kind.in_([_word("person"), _word("organisation")])), _rank(UNLOCATED)),
        else_=_rank(UNNAMED),
    )


def as_grade(rank: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    """Return the name of a grade, of its number."""
    return sa.case(*((rank == _rank(n), _word(name)) for n, name in enumerate(GRADES)))


class GroundsKeeper:
    """Keeps the table of grounds."""

    layout = "grounds-1"

    def fill(self, connection: sa.Connection) -> int:
        """Make all rows anew."""
        rows = _reckoned(connection)
        connection.execute(sa.delete(GROUNDS))
        _put(connection, rows)
        return len(rows)

    def follow(self, connection: sa.Connection, changed: Sequence[RecordChange]) -> None:
        """Grade what a change may touch; the dataset's row is held, so that nobody else grades meanwhile."""
        told = [change for change in changed if _says_other(change)]
        gone = [change.before["id"] for change in told if change.before and change.after is None]
        if gone:
            connection.execute(sa.delete(GROUNDS).where(among(GROUNDS.c.record_id, _array(gone))))
        seeds = _seeds(connection, told)
        # What a record supports that is new is told among the changes: its links are new, too.
        new = {state["id"] for resource, before, state in told if before is None and state and resource.name in _GRADED}
        older = [name for name in seeds if name not in new]
        above = connection.scalars(_above(older)).all() if older else []
        if names := sorted({*above, *new}):
            _put(connection, _reckoned(connection, names))

    def wrong(self, connection: sa.Connection) -> Iterator[str]:
        """Yield which records are kept as resting on something else than they do."""
        kept = _kept(connection)
        reckoned = _reckoned(connection)
        for name in sorted(kept.keys() | reckoned.keys()):
            if kept.get(name) != reckoned.get(name):
                yield f"{name}: it is kept as resting on {kept.get(name)}, and rests on {reckoned.get(name)}"


def _says_other(change: RecordChange) -> bool:
    """Tell whether a change is of something that grades follow from."""
    fields = _SAYS.get(change.resource.name, ())
    before, after = (None if state is None else [state[name] for name in fields] for state in change[1:])
    return before != after


def _seeds(connection: sa.Connection, changed: Iterable[RecordChange]) -> list[str]:
    """Return the claims and figures whose grades may follow from changes directly, or that lean on what changed."""
    names: set[str] = set()
    sources = []
    for resource, before, after in changed:
        for state in filter(None, (before, after)):
            if resource.name == "evidence":
                names.add(state["target_id"])
            elif resource.name == "sources":
                sources.append(state["id"])
            else:
                names.add(state["id"])
    if sources:
        links = resource_named("evidence").table.c
        naming = [
            sa.select(link.owner).where(among(link.member, _array(sources)))
            for link in (resource_named(name).links["attributed_to"] for name in ("claims", "statistics"))
        ]
        leaning = sa.select(links.target_id).where(among(links.origin_id, _array(sources)), *_supporting())
        names.update(connection.scalars(sa.union(*naming, leaning)))
    return sorted(names)


def _above(seeds: Sequence[str]) -> sa.Select[Any]:
    """Select records, and what is supported by them, directly or through others."""
    links, graded = resource_named("evidence").table.c, [resource_named(name).table for name in _GRADED]
    begun = sa.union_all(*(sa.select(table.c.id).where(among(table.c.id, _array(seeds))) for table in graded))
    reached = sa.select(begun.subquery().c.id).cte("reached", recursive=True)
    further = sa.select(links.target_id).select_from(
        reached.join(resource_named("evidence").table, links.origin_id == reached.c.id)
    )
    return sa.select(reached.union(further.where(*_supporting())).c.id)


def _reckoned(connection: sa.Connection, names: Sequence[str] | None = None) -> dict[str, Grade]:
    """Return the grades of records by id: of some, on which nothing else leans that is graded, or of all."""
    links = _support(connection, names)
    beside = set() if names is None else {link.origin for link in links}.difference(names)
    words, own = dict[str, int](), dict[str, int]()
    for resource, name, status, word in connection.execute(_words(None if names is None else {*names, *beside})):
        if status == "published":
            words[name] = word
        if resource in _GRADED and name not in beside:
            own[name] = words.get(name, NOTHING) if resource == "statistics" else NOTHING
    for name, grade in _kept(connection, beside).items():
        if name in words:
            words[name] = min(words[name], GRADES.index(grade))
    found = grades(links, words)
    return {name: GRADES[min(grade, found.get(name, NOTHING))] for name, grade in own.items()}


def _support(connection: sa.Connection, names: Sequence[str] | None) -> list[SupportLink]:
    """Read the links of support to some records, or all."""
    e = resource_named("evidence").table.c
    read = sa.select(e.id, e.origin_id, e.target_id, e.group, e.asserted_by == "analyst").where(*_supporting())
    if names is not None:
        read = read.where(among(e.target_id, _array(names)))
    return [SupportLink(*row) for row in connection.execute(read)]


def _words(names: Iterable[str] | None) -> sa.CompoundSelect[Any]:
    """Select records of each kind, their status, and what they are worth by themselves."""
    claim, figure, source = (resource_named(name).table for name in (*_GRADED, "sources"))
    by_analyst = sa.case((figure.c.asserted_by == "analyst", _rank(ANALYST)), else_=_rank(AUTHOR))
    words = {
        claim: sa.case((claim.c.stance == "rejects", _rank(NOTHING)), else_=_attributed("claims", _rank(AUTHOR))),
        figure: _attributed("statistics", by_analyst),
        source: source_grade(source),
    }
    selected = [sa.select(_word(table.name), table.c.id, table.c.status, word) for table, word in words.items()]
    if names is not None:
        told = _array(names)
        wanted = zip(selected, words, strict=True)
        selected = [select.where(among(table.c.id, told)) for select, table in wanted]
    return sa.union_all(*selected)


def _attributed(resource: str, unattributed: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """Return the best grade of the sources that a record is attributed to, or another where it is to none."""
    table, link, source = (
        resource_named(resource).table,
        resource_named(resource).links["attributed_to"],
        resource_named("sources").table,
    )
    best = sa.select(sa.func.min(source_grade(source))).select_from(link.table.join(source, link.member == source.c.id))
    return sa.func.coalesce(best.where(link.owner == table.c.id).correlate(table).scalar_subquery(), unattributed)


def _kept(connection: sa.Connection, names: Iterable[str] | None = None) -> dict[str, Grade]:
    """Return the grades that are kept, of some records or of all."""
    told = sa.select(GROUNDS.c.record_id, GROUNDS.c.grade)
    told = told if names is None else told.where(among(GROUNDS.c.record_id, _array(names)))
    return {row.record_id: row.grade for row in connection.execute(told)}


def _put(connection: sa.Connection, rows: Mapping[str, Grade]) -> None:
    """Write grades, whether or not there were others."""
    told = [{"record_id": name, "grade": grade} for name, grade in sorted(rows.items())]
    for start in range(0, len(told), _BATCH):
        connection.execute(_PUT, told[start : start + _BATCH])


def _supporting() -> list[sa.ColumnElement[bool]]:
    """Return the conditions under which a link supports; what its ends are worth is asked of them."""
    e = resource_named("evidence").table.c
    return [e.relation == "supports", e.status == "published"]


def _array(names: Iterable[str]) -> sa.ColumnElement[str]:
    return sa.literal(json.dumps(list(names)), sa.Text)


def _listed(column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Tell whether a column of JSON holds a list of something."""
    return sa.type_coerce(column, sa.Text) != _word("[]")


def _rank(grade: int) -> sa.ColumnElement[int]:
    return sa.literal_column(str(grade), sa.Integer)


def _word(word: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{word}'", sa.Text)


KEEPER = GroundsKeeper()
