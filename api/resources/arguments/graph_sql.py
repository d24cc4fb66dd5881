"""The SQL of a graph: the whole of it, or the links that touch some records, and these records.

Limits are of what is in order, so that both databases leave out the same.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from api.core.db.columns import SqlText, among
from api.core.db.link_tables import LinkTable
from api.core.db.reader import Statement, parameter
from api.core.records.related import published
from api.core.records.resource import Resource
from api.resources.arguments.argument_sql import (
    MAX_LINKS,
    MAX_NODES,
    compiled,
    link_rows,
    node_rows,
    result_row,
    within,
)
from api.resources.claims.models import CLAIM_SOURCES, CLAIM_STATES, CLAIMS
from api.resources.evidence.models import EVIDENCE
from api.resources.relationships.models import RELATIONSHIP_CLAIMS, RELATIONSHIPS
from api.resources.reviews.models import (
    REVIEW_CLAIMS,
    REVIEW_SOURCES,
    REVIEW_STATISTICS,
    REVIEW_SUPERSEDES,
    REVIEWS,
)
from api.resources.sections.models import SECTIONS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTIC_SOURCES, STATISTICS
from api.resources.topics.models import TOPIC_CLAIMS, TOPICS

_DRAWN = (CLAIMS, STATISTICS, SOURCES, RELATIONSHIPS, TOPICS, REVIEWS)
_E, _C, _S, _O, _R, _T, _V = (resource.table.c for resource in (EVIDENCE, *_DRAWN))
_H = SECTIONS.table.c
_STANDS = sa.and_(*published(EVIDENCE.table))
_Ends = tuple[sa.Column[str], sa.Column[str]]
_ESSAY = parameter("id")
_IDS = parameter("ids", SqlText)


@lru_cache
def whole(dialect: sa.Dialect) -> Statement:
    """Gather the published claims and statistics of an essay, its links, and what these lead from and to."""
    own = _E.essay_id == _ESSAY
    members = sa.union(
        sa.select(_C.id).where(_C.essay_id == _ESSAY, _C.status == "published"),
        sa.select(_S.id).where(_S.essay_id == _ESSAY, _S.status == "published"),
        sa.select(_E.origin_id).where(own, _STANDS),
        sa.select(_E.target_id).where(own, _STANDS, _E.target_type != "evidence"),
    ).subquery()
    found = sa.select(members.c.id).order_by(members.c.id).limit(MAX_NODES + 1).cte("found")
    links = link_rows(sa.select(EVIDENCE.table).where(own, _STANDS).order_by(_E.number))
    return compiled([*node_rows(lambda column: column.in_(sa.select(found.c.id))), links], dialect)


@lru_cache
def touching(dialect: sa.Dialect) -> Statement:
    """Select the links of an essay that are, or begin or end at, one of some ids; some of them twice."""
    own = _hidden(_E.essay_id == _ESSAY)
    named = [among(column, _IDS) for column in (_E.id, _E.origin_id, _E.target_id)]
    wanted = [sa.select(EVIDENCE.table).where(condition, own, _STANDS).order_by(_E.number) for condition in named]
    return compiled([link_rows(links) for links in wanted], dialect)


@lru_cache
def memberships(dialect: sa.Dialect, *, reviewed: bool) -> Statement:
    """Select what records of an essay name beside evidence: sources, and what relationships, topics, reviews hold."""
    own = (links.where(owner.c.essay_id == _ESSAY) for owner, links, _ in _memberships(reviewed=reviewed))
    return compiled([within(links) for links in own], dialect)


@lru_cache
def memberships_touching(dialect: sa.Dialect, *, reviewed: bool) -> Statement:
    """Select those of them that begin or end at one of some ids; some of them twice."""
    touching = [
        links.where(among(end, _IDS), _hidden(owner.c.essay_id == _ESSAY))
        for owner, links, ends in _memberships(reviewed=reviewed)
        for end in ends
    ]
    return compiled([within(links) for links in touching], dialect)


@lru_cache
def records(dialect: sa.Dialect) -> Statement:
    """Select the published records that have some ids."""
    relationship = result_row("relationship", _R.id, None, None, _R.question, _R.status, None, None, _R.poles)
    topic = result_row("topic", _T.id, _T.kind, None, _T.title, _T.status)
    review = result_row("review", _V.id, _V.verdict, None, _V.note, _V.status)
    further = [rows.where(among(ids, _IDS)) for rows, ids in ((relationship, _R.id), (topic, _T.id), (review, _V.id))]
    every = [*node_rows(lambda column: among(column, _IDS)), *further]
    standing = [rows.where(*published(resource.table)) for rows, resource in zip(every, _DRAWN, strict=True)]
    return compiled(standing, dialect)


@lru_cache
def sections(dialect: sa.Dialect) -> Statement:
    """Select the sections of an essay, each with the one that it stands in."""
    rows = result_row("section", _H.id, None, None, _H.title, _H.status, _H.parent_id)
    own = rows.where(_H.essay_id == _ESSAY, *published(SECTIONS.table)).order_by(_H.number).limit(MAX_NODES)
    return compiled([within(own)], dialect)


def _memberships(*, reviewed: bool) -> Iterator[tuple[sa.Table, sa.Select[Any], _Ends]]:
    """Yield links that have no id of their own: the table of the records that say so, the links, and their ends."""
    lists: list[tuple[Resource, LinkTable, sa.ColumnElement[Any] | str]] = [
        (CLAIMS, CLAIM_STATES, "states"),
        (CLAIMS, CLAIM_SOURCES, "attributed_to"),
        (STATISTICS, STATISTIC_SOURCES, "attributed_to"),
        (RELATIONSHIPS, RELATIONSHIP_CLAIMS, RELATIONSHIP_CLAIMS.table.c.role),
        (TOPICS, TOPIC_CLAIMS, "belongs_to"),
    ]
    named: list[tuple[Resource, str, _Ends]] = [
        (RELATIONSHIPS, "thesis", (_R.thesis_id, _R.id)),
        (RELATIONSHIPS, "lever", (_R.id, _R.lever_id)),
    ]
    if reviewed:
        lists += [(REVIEWS, link, "rests_on") for link in (REVIEW_CLAIMS, REVIEW_STATISTICS, REVIEW_SOURCES)]
        lists.append((REVIEWS, REVIEW_SUPERSEDES, "superseded_by"))
        named.append((REVIEWS, "reviews", (_V.id, _V.target_id)))
    for owner, link, relation in lists:
        table, ends = owner.table, (link.member, link.owner)
        listed = _links(relation, ends, table).select_from(link.table.join(table, table.c.id == link.owner))
        # Of an expression, since SQLite would rather walk an index in this order than look up a few members.
        yield table, listed.order_by(link.owner + sa.literal_column("''"), link.position), ends
    for owner, role, ends in named:
        table = owner.table
        yield table, _links(role, ends, table).where(ends[1].is_not(None)).order_by(table.c.number), ends


def _links(relation: sa.ColumnElement[Any] | str, ends: _Ends, owner: sa.Table) -> sa.Select[Any]:
    return result_row("link", None, relation, *ends).where(*published(owner)).limit(MAX_LINKS + 1)


def _hidden(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Keep a condition from planners, who would rather read all of an essay than a few links by their ends."""
    return sa.case((condition, sa.true()), else_=sa.false())
