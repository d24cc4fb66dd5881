"""One argument, to show what an argument is: of the first claims, the one whose reasons tell it best."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from api.core.db.reader import ReadScript, Row, Statement, compile_statement
from api.core.records.related import published
from api.pages.maps.map_drawing import draw_map
from api.pages.maps.map_items import claim_map
from api.pages.maps.map_reading import MapReading, read_map
from api.pages.page_context import PageContext
from api.pages.parts.relation_signs import SIGNS
from api.resources.arguments.support import OBJECTIONS
from api.resources.claims.models import CLAIMS
from api.resources.evidence.models import EVIDENCE

_LINKS = 500
"""Among how many links the claim is looked for."""
_MOST, _BEST = 6, 4
"""How many claims should bear on it, at most and at best."""


@dataclass
class _Candidate:
    thesis: bool
    relations: list[str] = field(default_factory=list)

    @property
    def telling(self) -> tuple[bool, bool, bool, int, int]:
        """How well it shows what an argument is; more is better."""
        kinds, number = set(self.relations), len(self.relations)
        both_sides = "supports" in kinds and bool(kinds & OBJECTIONS)
        return number <= _MOST, both_sides, self.thesis, len(kinds), -abs(number - _BEST)


def most_telling(links: Iterable[Row]) -> str | None:
    """Return the claim to show, of links that are the claim, whether it is a thesis, and the relation."""
    found: dict[str, _Candidate] = {}
    for claim, is_thesis, relation in links:
        found.setdefault(claim, _Candidate(bool(is_thesis))).relations.append(relation)
    return max(found, key=lambda claim: found[claim].telling, default=None)


def read_argument_to_show(dialect: sa.Dialect) -> ReadScript[tuple[str, MapReading] | None]:
    """Read a claim with what bears on it, one step far; nothing where nothing bears on any."""
    claim = most_telling((yield _first_links(dialect), {}))
    return None if claim is None else (claim, (yield from read_map(claim, 1, dialect)))


def draw_argument(found: tuple[str, MapReading], context: PageContext) -> Mapping[str, Any]:
    """Return what templates need to draw it, and to tell it as a list."""
    claim_id, reading = found
    shown = replace(claim_map(claim_id, reading, 1, context), leaning=())
    return {
        "map": shown,
        "drawing": draw_map(shown),
        "more_beneath": context.say["more_beneath"],
        "signs": SIGNS,
        "argued_in": reading.essay,
        "written_in": reading.essay["language"],
    }


@lru_cache
def _first_links(dialect: sa.Dialect) -> Statement:
    evidence, claims = EVIDENCE.table, CLAIMS.table
    columns = (claims.c.id, claims.c.kind == "thesis", evidence.c.relation)
    joined = sa.select(*columns).join_from(evidence, claims, claims.c.id == evidence.c.target_id)
    standing = (evidence.c.origin_type == "claim", *published(evidence), *published(claims))
    ordered = joined.where(*standing).order_by(evidence.c.essay_id, evidence.c.number)
    return compile_statement(ordered.limit(_LINKS), dialect)
