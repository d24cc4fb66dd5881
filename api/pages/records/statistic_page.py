"""The page of a statistic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from api.core.db.reader import Reader
from api.pages.page_context import PageContext
from api.pages.parts.axis import Drawing, draw
from api.pages.parts.cards import Card, Record, card, linked
from api.pages.parts.comparison import extents_of, read_comparison
from api.pages.parts.evidence_lists import bearing_on, leaning_on
from api.pages.parts.figure_words import meant, symbols, tick, unit_name
from api.pages.parts.period_words import period
from api.pages.parts.places import spots
from api.pages.parts.recomputation import recomputed_in_words
from api.pages.parts.review_list import review_lines

EMBED = (
    "essay",
    "section.parent",
    "passages.section",
    "passages.text",
    "sources.reviews",
    "reviews.reviewer",
    "unit",
    "measure",
    "subject",
    "inputs",
    "condition",
    "stated_by",
    "evidence.origin",
    "evidence.evidence",
    "evidence.asserter",
    "bears_on.target",
    "bears_on.asserter",
)


@dataclass(frozen=True)
class Input:
    """A figure that another is computed from: its letter in the formula, and itself."""

    letter: str
    card: Card


@dataclass(frozen=True)
class Computation:
    """How the essay computes a figure, and what that comes to."""

    formula: str
    inputs: tuple[Input, ...]
    recomputed: str
    agrees: bool


def drawing_of(record: Record) -> Drawing | None:
    """Return the interval of a figure on a small axis, beside its line in a list."""
    if record["quantity"] in {"date", "rank", "ordinal"} or record["lower"] == record["upper"]:
        return None
    return draw(extents_of(record), steps=2)


def view(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of a statistic shows beside what every page does."""
    embedded = record["_embedded"]
    dated = record["quantity"] == "date"
    drawing = None if dated else draw(extents_of(record))
    return {
        "means": period(record["period"], context) if dated else meant(record, context),
        "symbols": record["period"] if dated else symbols(record),
        "drawing": drawing,
        "tick": tick(context, percent=record["quantity"] == "share"),
        "unit": unit_name(record, context),
        "facts": list(_facts(record, context)),
        "condition": card("statistics", embedded["condition"], context) if embedded.get("condition") else None,
        "computation": _computation(record, context),
        "sources": [card("sources", source, context) for source in embedded.get("sources", ())],
        "stated": [card("claims", claim, context) for claim in embedded.get("stated_by", ())],
        "grounds": bearing_on(embedded.get("evidence", ()), context, embedded.get("bears_on", ())),
        "leaning": leaning_on(embedded.get("bears_on", ()), context),
        "reviews": review_lines(embedded.get("reviews", ()), context),
        "spots": spots(embedded.get("passages", ()), embedded.get("essay"), context),
        "truncated": set(embedded.get("truncated", ())),
        "comparison": None,
    }


async def more(reader: Reader, record: Record, context: PageContext) -> Mapping[str, Any]:
    """Read the figures that compare with one."""
    return {"comparison": await read_comparison(reader, record, context)}


def _facts(record: Record, context: PageContext) -> list[tuple[str, Markup | str]]:
    embedded, say = record["_embedded"], context.say
    unit = embedded.get("unit")
    facts: list[tuple[str, Markup | str | None]] = [
        (say["measure"], linked("measures", embedded.get("measure"), context) or record["measure"]),
        (say["subject"], linked("entities", embedded.get("subject"), context) or record["subject"]),
        (say["quantity"], context.name("quantity", record["quantity"])),
        (
            say["unit"],
            unit and Markup('{} <span class="id">{}</span>').format(context.words(unit["label"]), unit["id"]),
        ),
        (say["period"], record["quantity"] != "date" and period(record["period"], context)),
        (say["mode"], context.name("mode", record["mode"])),
        (say["reading"], record["reading"] and context.name("reading", record["reading"])),
        (say["basis"], record["bound_basis"] and context.name("basis", record["bound_basis"])),
        (say["ranked"], record["ranked_by"] and context.words(record["ranked_by"])),
        (say["ranked_among"], record["ranked_among"] and context.words(record["ranked_among"])),
        (say["condition"], context.words(record["condition"])),
        (say["asserted_by"], record["asserted_by"] == "analyst" and context.name("asserter", "analyst")),
    ]
    return [(name, value) for name, value in facts if value]


def _computation(record: Record, context: PageContext) -> Computation | None:
    if not record["formula"]:
        return None
    embedded = record["_embedded"]
    inputs = embedded.get("inputs", ())
    return Computation(
        formula=record["formula"].replace("*", "\u00d7").replace("/", "\u00f7"),
        inputs=tuple(
            Input(chr(ord("a") + place), card("statistics", one, context)) for place, one in enumerate(inputs)
        ),
        recomputed=recomputed_in_words(record, context),
        agrees=bool(record["agrees"]),
    )
