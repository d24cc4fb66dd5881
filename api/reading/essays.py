"""The page of an essay."""

from collections.abc import Mapping
from typing import Any

from api.core.reads import Reader
from api.reading.cards import Record
from api.reading.look import Look
from api.reading.outline import read_outline, read_strands
from api.reading.sources import facts

EMBED = ()


def view(record: Record, look: Look) -> dict[str, Any]:
    """Return what the page of an essay shows beside what every page does."""
    identifier = record["id"]
    return {
        "facts": facts(record, look),
        "outline": [],
        "topics": [],
        "relationships": [],
        "theses": [],
        "data": [
            (look.name("plural", room), f"{look.root}{room}.csv?essay_id={identifier}")
            for room in ("claims", "statistics", "relationships", "topics")
        ],
    }


async def more(reader: Reader, record: Record, look: Look) -> Mapping[str, Any]:
    """Read the outline of an essay, and its strands."""
    outline = await read_outline(reader, record["id"], look)
    return {"outline": outline, **await read_strands(reader, record["id"], look)}
