"""The page of an essay."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from api.core.db.reader import Reader, Statement, compile_statement, parameter
from api.core.texts.attached_texts import TEXTS
from api.pages.page_context import PageContext
from api.pages.parts.cards import Record
from api.pages.parts.outline import read_outline, read_strands
from api.pages.records.source_page import facts

EMBED = ()


def view(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of an essay shows beside what every page does."""
    identifier = record["id"]
    return {
        "facts": facts(record, context),
        "outline": [],
        "topics": [],
        "relationships": [],
        "theses": [],
        "attached": False,
        "data": [
            (context.name("plural", room), f"{context.root}{room}.csv?essay_id={identifier}")
            for room in ("claims", "statistics", "relationships", "topics")
        ],
    }


async def more(reader: Reader, record: Record, context: PageContext) -> Mapping[str, Any]:
    """Read the outline of an essay, its strands, and whether its text is attached."""
    outline = await read_outline(reader, record["id"], context)
    attached = (await reader.fetch(_attached(reader.dialect), {"sha256": record["sha256"], "id": record["id"]})).rows
    return {"outline": outline, "attached": bool(attached), **await read_strands(reader, record["id"], context)}


@lru_cache
def _attached(dialect: sa.Dialect) -> Statement:
    asked = (TEXTS.c.essay_id == parameter("id", sa.Text()), TEXTS.c.sha256 == parameter("sha256", sa.Text()))
    return compile_statement(sa.select(TEXTS.c.essay_id).where(*asked), dialect)
