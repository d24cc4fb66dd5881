"""The SQL of questions: which records a question reaches, and what it needs to know of them.

One statement gathers everything, so that all of it is of one version of the dataset. UNION drops what
was reached before, which ends circles; a limit on what is reached ends what is too large.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from api.core.db.link_tables import LinkTable
from api.core.db.reader import Statement, compile_statement, parameter
from api.core.records.related import published
from api.core.records.resource import Resource
from api.resources.arguments.support import OBJECTIONS, OPPOSITIONS
from api.resources.claims.models import CLAIM_PASSAGES, CLAIM_SOURCES, CLAIMS, GROUNDS, as_grade, source_grade
from api.resources.essays.models import ESSAYS
from api.resources.evidence.models import EVIDENCE
from api.resources.passages.models import PASSAGES
from api.resources.reviews.models import REVIEW_SOURCES, REVIEWS
from api.resources.sources.models import SOURCE_PASSAGES, SOURCES
from api.resources.statistics.models import STATISTIC_INPUTS, STATISTIC_PASSAGES, STATISTIC_SOURCES, STATISTICS
from api.resources.units.models import UNITS

MAX_NODES = 10_000
"""How many records a question may reach; beyond, its answer is truncated."""
MAX_LINKS = 50_000
"""How many links between them it may follow."""

_E, _C, _S, _O, _P = (resource.table.c for resource in (EVIDENCE, CLAIMS, STATISTICS, SOURCES, PASSAGES))
_R = REVIEWS.table.c
_STANDS = sa.and_(*published(EVIDENCE.table))
# As expressions that planners know nothing of: SQLite, which keeps no statistics unasked, would rather search the index
# that begins with the relation, and so read every link of support at each step, than that of the target.
# A premise that was withdrawn is read all the same: reasons that need it do not hold, nor do others in its stead.
_SUPPORTS = sa.case((sa.and_(_E.relation == "supports", _E.status == "published"), sa.true()), else_=sa.false())
_OPPOSES = sa.case((sa.and_(_E.relation.in_(sorted(OPPOSITIONS)), _STANDS), sa.true()), else_=sa.false())
_OBJECTS = sa.case((sa.and_(_E.relation.in_(sorted(OBJECTIONS)), _STANDS), sa.true()), else_=sa.false())
_ID = parameter("id")
_PLACED = ((CLAIMS, CLAIM_PASSAGES), (STATISTICS, STATISTIC_PASSAGES), (SOURCES, SOURCE_PASSAGES))

_Rows = list[sa.Select[Any]]


@lru_cache
def why(dialect: sa.Dialect) -> Statement:
    """Gather a claim and whatever supports it."""
    found = _beneath("found", sa.select(_C.id).where(_C.id == _ID))
    return compiled([*_nodes(found), _links(found), *_places(found)], dialect)


@lru_cache
def against(dialect: sa.Dialect) -> Statement:
    """Gather the objections to a claim, the objections to those, what rests on them, and what they rest on."""
    inward = sa.select(_E.id).where(_E.target_id == _ID)
    direct = sa.select(_E.id, _E.origin_id).where(_OBJECTS, sa.or_(_E.target_id == _ID, _E.id.in_(_on_links(inward))))
    opposed = sa.select(_E.id, _E.target_id).where(_OPPOSES, _E.origin_id == _ID)
    first = direct.union(opposed).cte("first")
    objected = sa.select(first.c.id, first.c.origin_id).cte("objected", recursive=True)
    # One comparison finds what objects to the origin, and what to the link; what opposes it may be at either end.
    to_it = _E.target_id.in_([objected.c.origin_id, objected.c.id])
    again = sa.or_(sa.and_(to_it, _OBJECTS), sa.and_(_E.origin_id == objected.c.origin_id, _OPPOSES))
    other = sa.case((to_it, _E.origin_id), else_=_E.target_id)
    objected = objected.union(sa.select(_E.id, other).select_from(objected.join(EVIDENCE.table, again)))
    objections = _bounded("objections", objected, objected.c.id, objected.c.origin_id)
    resting = _above("resting", sa.select(first.c.origin_id.label("id")))
    roots = sa.union(
        sa.select(_C.id).where(_C.id == _ID), sa.select(objections.c.origin_id), sa.select(resting.c.id)
    ).cte("roots")
    found = _beneath("found", sa.select(roots.c.id))
    objecting = link_rows(sa.select(EVIDENCE.table).where(_E.id.in_(sa.select(objections.c.id))).order_by(_E.number))
    # The links that objections are to, which lead to what was objected to.
    led = link_rows(sa.select(EVIDENCE.table).where(_E.target_id == _ID, _STANDS).order_by(_E.number))
    return compiled([*_nodes(found), _links(found), objecting, led, *_places(found)], dialect)


@lru_cache
def impact(resource: Resource, dialect: sa.Dialect) -> Statement:
    """Gather a record, what rests on it, and whatever else supports that; what else names it, and what became of it."""
    ids = resource.table.c.id
    resting = _above("resting", sa.select(ids).where(ids == _ID))
    found = _beneath("found", sa.select(resting.c.id))
    told = result_row("review", _R.id, _R.target_version, _R.verdict).where(*published(REVIEWS.table))
    if resource is SOURCES:
        named = [
            _named(CLAIM_SOURCES, "claim", "attributed_to"),
            _named(STATISTIC_SOURCES, "statistic", "attributed_to"),
        ]
        naming = sa.select(REVIEW_SOURCES.owner).where(REVIEW_SOURCES.member == _ID)
        told = told.where(_R.verdict == sa.literal_column("'retracted-source'"), _R.id.in_(naming))
    elif resource is STATISTICS:
        conditional = result_row("named", _S.id, "statistic", "condition_id").where(_S.condition_id == _ID)
        named = [_named(STATISTIC_INPUTS, "statistic", "inputs"), conditional.limit(MAX_NODES)]
        told = told.where(_R.target_statistic_id == _ID)
    else:
        named = []
        told = told.where(_R.target_claim_id == _ID)
    return compiled([*_nodes(found), _links(found), *map(within, [*named, told.limit(MAX_NODES)])], dialect)


@lru_cache
def argument(dialect: sa.Dialect) -> Statement:
    """Gather claims and statistics of an essay, the sources of these, what supports any, and what is at odds."""
    named = STATISTIC_SOURCES.table.join(STATISTICS.table, STATISTIC_SOURCES.owner == _S.id)
    own = sa.union(
        sa.select(_C.id).where(_C.essay_id == _ID),
        sa.select(_S.id).where(_S.essay_id == _ID),
        sa.select(STATISTIC_SOURCES.member).select_from(named).where(_S.essay_id == _ID),
    ).cte("own")
    found = _beneath("found", sa.select(own.c.id))
    between = sa.select(EVIDENCE.table).where(
        _E.essay_id == _ID,
        _STANDS,
        _E.origin_type == _E.target_type,
        _E.relation.in_(["challenges", "restates", "contrary", "contradictory", "equivalent"]),
    )
    return compiled([*_nodes(found), _links(found), link_rows(between.order_by(_E.number)), _unplaced()], dialect)


@lru_cache
def figures(dialect: sa.Dialect) -> Statement:
    """Read the statistics that an essay gives and that are published, with the dimensions of their units."""
    unit = UNITS.table
    columns = [
        *(_S[name] for name in ("id", "measure", "subject", "quantity", "mode", "unit", "period", "condition")),
        *(_S[name] for name in ("condition_id", "ranked_by", "ranked_among", "lower_key", "upper_key", "agrees")),
        unit.c.dimension,
        STATISTICS.links["inputs"].json_of(_S.id),
        STATISTICS.links["attributed_to"].json_of(_S.id),
    ]
    read = sa.select(*columns).select_from(STATISTICS.table.outerjoin(unit, unit.c.id == _S.unit))
    own = read.where(_S.essay_id == _ID, _S.status == "published", _S.asserted_by == "author").order_by(_S.number)
    return compile_statement(own.limit(MAX_NODES), dialect)


def _unplaced() -> sa.Select[Any]:
    """Read the claims of an essay that stand nowhere in its text, where it has one."""
    texts = ESSAYS.table.c
    has_text = sa.exists().where(texts.id == _ID, texts.sha256.is_not(None))
    placed = sa.exists().where(CLAIM_PASSAGES.owner == _C.id)
    own = result_row("unplaced", _C.id).where(_C.essay_id == _ID, *published(CLAIMS.table), has_text, ~placed)
    return within(own.limit(MAX_NODES))


def _beneath(name: str, seed: sa.Select[Any]) -> sa.CTE:
    """Reach what supports, directly or through others."""
    return _closure(name, seed, _E.target_id, _E.origin_id)


def _above(name: str, seed: sa.Select[Any]) -> sa.CTE:
    """Reach what is supported, directly or through others."""
    return _closure(name, seed, _E.origin_id, _E.target_id)


def _closure(name: str, seed: sa.Select[Any], near: sa.Column[str], far: sa.Column[str]) -> sa.CTE:
    reached = seed.cte(f"{name}_all", recursive=True)
    joined = reached.join(EVIDENCE.table, near == reached.c.id)
    reached = reached.union(sa.select(far).select_from(joined).where(_SUPPORTS))
    return _bounded(name, reached, reached.c.id)


def _bounded(name: str, table: sa.CTE, *columns: sa.ColumnElement[Any]) -> sa.CTE:
    """Take no more than a question may reach, and one: both databases reach no further than is taken."""
    return sa.select(*columns).select_from(table).limit(MAX_NODES + 1).cte(name)


def _on_links(links: sa.Select[Any]) -> sa.Select[Any]:
    on_them = EVIDENCE.table.alias("on_them")
    return sa.select(on_them.c.id).where(on_them.c.target_id.in_(links))


def _nodes(found: sa.CTE) -> _Rows:
    ids = sa.select(found.c.id)
    return node_rows(lambda column: column.in_(ids))


def node_rows(wanted: Callable[[sa.Column[str]], sa.ColumnElement[bool]]) -> _Rows:
    """Select the claims, statistics and sources whose ids fulfil a condition."""
    claim = result_row("claim", _C.id, _C.kind, _C.stance, _C.text, _C.status, _C.section_id, None, _grade(_C.id))
    figure = result_row(
        "statistic", _S.id, _S.quantity, None, _S.text, _S.status, _S.section_id, _S.as_written, _grade(_S.id)
    )
    worth = as_grade(source_grade(SOURCES.table))
    source = result_row("source", _O.id, _O.kind, None, _O.name, _O.status, None, _O.as_written, worth)
    return [claim.where(wanted(_C.id)), figure.where(wanted(_S.id)), source.where(wanted(_O.id))]


def _grade(record: sa.Column[str]) -> sa.ColumnElement[str]:
    """Return what the best chain of a record rests on."""
    return sa.select(GROUNDS.c.grade).where(GROUNDS.c.record_id == record).scalar_subquery()


def _links(found: sa.CTE) -> sa.Select[Any]:
    """Read the links of support to what was found; in the order of targets, so that a limit cuts the last alone."""
    wanted = sa.select(EVIDENCE.table).where(_SUPPORTS, _E.target_id.in_(sa.select(found.c.id)))
    return link_rows(wanted.order_by(_E.target_id, _E.number))


def link_rows(wanted: sa.Select[Any]) -> sa.Select[Any]:
    """Select links of evidence, and no more than may be followed, and one."""
    e = wanted.limit(MAX_LINKS + 1).subquery().c
    told = (e.id, e.relation, e.origin_id, e.target_id, e.group, e.scheme, e.asserted_by, e.asserter_id)
    return result_row("link", *told)


def _places(found: sa.CTE) -> _Rows:
    return [
        result_row(
            "place", link.owner, link.position, _P.id, _P.start, _P.end, _P.section_id, _P.paragraph, _P.sentence
        )
        .select_from(link.table.join(PASSAGES.table, link.member == _P.id))
        .where(link.owner.in_(sa.select(found.c.id)))
        for _, link in _PLACED
    ]


def _named(link: LinkTable, kind: str, field: str) -> sa.Select[Any]:
    return result_row("named", link.owner, kind, field).where(link.member == _ID).limit(MAX_NODES)


def within(wanted: sa.Select[Any]) -> sa.Select[Any]:
    """Keep a limit to its own part of a union."""
    return sa.select(wanted.subquery())


def result_row(what: str, *values: sa.ColumnElement[Any] | str | None) -> sa.Select[Any]:
    """Select one row of a gathering: what it is, and up to eight texts."""
    texts = [_text(value) for value in (*values, *[None] * (8 - len(values)))]
    return sa.select(*(text.label(f"text_{n}") for n, text in enumerate([_text(what), *texts])))


def _text(value: sa.ColumnElement[Any] | str | None) -> sa.ColumnElement[Any]:
    if value is None:
        return sa.cast(sa.null(), sa.Text)
    if isinstance(value, str):
        return sa.literal_column(f"'{value}'", sa.Text)
    return sa.cast(value, sa.Text) if isinstance(value.type, sa.Integer) else value


def compiled(parts: Sequence[sa.Select[Any]], dialect: sa.Dialect) -> Statement:
    """Compile a gathering of rows of several kinds."""
    return compile_statement(sa.union_all(*parts), dialect)
