"""The page of a claim."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from api.core.db.reader import Reader, Statement, compile_statement, parameter
from api.pages.page_context import PageContext
from api.pages.parts.cards import Record, card
from api.pages.parts.evidence_lists import bearing_on, leaning_on
from api.pages.parts.places import spots
from api.pages.parts.review_list import review_lines
from api.resources.claims.models import GROUNDS

EMBED = (
    "essay",
    "section.parent",
    "passages.section",
    "passages.text",
    "sources.reviews",
    "states",
    "about",
    "reviews.reviewer",
    "evidence.origin",
    "evidence.evidence",
    "evidence.asserter",
    "bears_on.target",
    "bears_on.asserter",
    "topics",
    "relationships",
)


def view(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of a claim shows beside what every page does."""
    embedded = record["_embedded"]
    return {
        "text": record["text"],
        "sources": [card("sources", source, context) for source in embedded["sources"]],
        "about": [card("entities", one, context) for one in embedded["about"]],
        "figures": [card("statistics", figure, context) for figure in embedded["states"]],
        "grounds": bearing_on(embedded["evidence"], context, embedded["bears_on"]),
        "leaning": leaning_on(embedded["bears_on"], context),
        "reviews": review_lines(embedded["reviews"], context),
        "spots": spots(embedded["passages"], embedded["essay"], context),
        "topics": [card("topics", topic, context) for topic in embedded["topics"]],
        "relationships": [card("relationships", one, context) for one in embedded["relationships"]],
        "truncated": set(embedded["truncated"]),
        "grade": None,
    }


async def more(reader: Reader, record: Record, context: PageContext) -> Mapping[str, Any]:  # noqa: ARG001 - one shape
    """Read what the best chain to a claim rests on."""
    snapshot = await reader.fetch(grade_of_claim(reader.dialect), {"id": record["id"]})
    return {"grade": snapshot.rows[0][0] if snapshot.rows else None}


@lru_cache
def grade_of_claim(dialect: sa.Dialect) -> Statement:
    """Select what the best chain to a claim rests on, by `id`."""
    return compile_statement(sa.select(GROUNDS.c.grade).where(GROUNDS.c.record_id == parameter("id")), dialect)
