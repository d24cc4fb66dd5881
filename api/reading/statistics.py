"""The page of a statistic."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from api.core.reads import Reader
from api.reading.axis import draw
from api.reading.cards import Card, Record, card
from api.reading.comparing import extents_of, read_comparison
from api.reading.figures import meant, number, quantity, symbols, unit_name
from api.reading.grounds import bearing_on, leaning_on
from api.reading.look import Look
from api.reading.periods import period
from api.reading.places import spots

_READ = Context(prec=6)
"""To how many digits a recomputation is shown; the record has them all."""

EMBED = (
    "essay",
    "section.parent",
    "passages.section",
    "passages.text",
    "sources",
    "unit",
    "measure",
    "subject",
    "inputs",
    "condition",
    "evidence.origin",
    "evidence.evidence",
    "bears_on.target",
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


def view(record: Record, look: Look) -> dict[str, Any]:
    """Return what the page of a statistic shows beside what every page does."""
    embedded = record["_embedded"]
    dated = record["quantity"] == "date"
    drawing = None if dated else draw(extents_of(record))
    return {
        "means": period(record["period"], look) if dated else meant(record, look),
        "symbols": record["period"] if dated else symbols(record),
        "drawing": drawing,
        "tick": lambda value: _tick(value, record, look),
        "unit": unit_name(record, look),
        "facts": list(_facts(record, look)),
        "condition": card("statistics", embedded["condition"], look) if embedded.get("condition") else None,
        "computation": _computation(record, look),
        "sources": [card("sources", source, look) for source in embedded.get("sources", ())],
        "grounds": bearing_on(embedded.get("evidence", ()), look),
        "leaning": leaning_on(embedded.get("bears_on", ()), look),
        "spots": spots(embedded.get("passages", ()), embedded.get("essay"), look),
        "truncated": set(embedded.get("truncated", ())),
        "comparison": None,
    }


async def more(reader: Reader, record: Record, look: Look) -> Mapping[str, Any]:
    """Read the figures that compare with one."""
    return {"comparison": await read_comparison(reader, record, look)}


def _tick(value: Any, record: Record, look: Look) -> str:
    return quantity(value, record, look) if record["quantity"] == "share" else number(value, look.language)


def _facts(record: Record, look: Look) -> list[tuple[str, Markup | str]]:
    embedded, say = record["_embedded"], look.say
    unit = embedded.get("unit")
    facts: list[tuple[str, Markup | str | None]] = [
        (say["measure"], look.words((embedded.get("measure") or {}).get("label")) or record["measure"]),
        (say["subject"], look.words((embedded.get("subject") or {}).get("label")) or record["subject"]),
        (say["quantity"], look.name("quantity", record["quantity"])),
        (say["unit"], unit and Markup('{} <span class="id">{}</span>').format(look.words(unit["label"]), unit["id"])),
        (say["period"], record["quantity"] != "date" and period(record["period"], look)),
        (say["mode"], look.name("mode", record["mode"])),
        (say["reading"], record["reading"] and look.name("reading", record["reading"])),
        (say["basis"], record["bound_basis"] and look.name("basis", record["bound_basis"])),
        (say["ranked"], record["ranked_by"] and look.words(record["ranked_by"])),
        (say["ranked_among"], record["ranked_among"] and look.words(record["ranked_among"])),
        (say["condition"], look.words(record["condition"])),
        (say["asserted_by"], record["asserted_by"] == "analyst" and look.name("asserter", "analyst")),
    ]
    return [(name, value) for name, value in facts if value]


def _computation(record: Record, look: Look) -> Computation | None:
    if not record["formula"]:
        return None
    embedded = record["_embedded"]
    inputs = embedded.get("inputs", ())
    return Computation(
        formula=record["formula"].replace("*", "\u00d7").replace("/", "\u00f7"),
        inputs=tuple(Input(chr(ord("a") + place), card("statistics", one, look)) for place, one in enumerate(inputs)),
        recomputed=_recomputed(record, look),
        agrees=bool(record["agrees"]),
    )


def _recomputed(record: Record, look: Look) -> str:
    """Return in words what a figure comes to in its own unit, to as many digits as one reads."""
    unit = record["_embedded"].get("unit")
    factor, offset = (Fraction(unit[name]) for name in ("factor", "offset")) if unit else (Fraction(1), Fraction(0))
    ends = {
        end: None if value is None else _read(Fraction(value) / factor - offset)
        for end in ("lower", "upper")
        if (value := record[f"recomputed_{end}"]) or value is None
    }
    exact = ends["lower"] == ends["upper"]
    closed = {"lower_closed": True, "upper_closed": True} if exact else {}
    return meant({**record, **ends, **closed, "bound_basis": "stated"}, look)


def _read(exact: Fraction) -> str:
    return f"{_READ.divide(Decimal(exact.numerator), Decimal(exact.denominator)):f}"
