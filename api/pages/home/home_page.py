"""The home page, which invites one to begin."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

import sqlalchemy as sa
from fastapi import Request

from api.core.db.reader import Reader, Statement, compile_statement
from api.core.records.related import published
from api.pages.home.first_records import read_first
from api.pages.home.shown_argument import draw_argument, read_argument_to_show
from api.pages.home.shown_figure import figure_to_show
from api.pages.home.shown_review import review_to_show
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.parts.asked_data import data_of_page
from api.pages.parts.cards import Record, card
from api.pages.records.record_page import frame
from api.pages.templating import render
from api.resources.claims.models import CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.evidence.models import EVIDENCE
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS

_ESSAYS = 12
_RELATIONSHIPS = 4
_THESES = 5
_COUNTED = (CLAIMS, STATISTICS, SOURCES, EVIDENCE)


class HomePage:
    """What this service holds, and where to begin."""

    parameters: tuple[str, ...] = (PARAMETER,)
    embed: tuple[str, ...] = ()
    list_embed: tuple[str, ...] = ()

    async def render(self, request: Request, reader: Reader, record: Record) -> bytes:
        """Return the home page; `record` is what the service says of itself."""
        context = page_context_of(request)
        essays = await read_first(reader, ESSAYS, _ESSAYS)
        [counts] = (await reader.scan(_counts(reader.dialect), {})).rows
        theses = await read_first(reader, CLAIMS, _THESES, theses=True)
        values = frame(
            context,
            context.say["home_title"],
            finds=False,
            canonical=f"{context.at.base}/",
            description=context.say["home_about"],
            service=record,
            asked=data_of_page(context, ""),
            essays=[card("essays", essay, context) for essay in essays],
            relationships=await read_first(reader, RELATIONSHIPS, _RELATIONSHIPS),
            theses=[card("claims", thesis, context) for thesis in theses],
            counts=[(resource.name, count) for resource, count in zip(_COUNTED, counts, strict=True)],
            figure=await figure_to_show(reader, context),
            review=await review_to_show(reader, context),
            **await _argument(reader, context),
        )
        return render("home.html", values)

    async def render_list(
        self, request: Request, reader: Reader, records: Sequence[Record], following: str | None
    ) -> bytes:
        """Return the home page: there is but one."""
        del records, following
        return await self.render(request, reader, {})


async def _argument(reader: Reader, context: PageContext) -> Mapping[str, Any]:
    """Return what the drawing of an argument needs, where there is one to draw."""
    _, found = await reader.run_in_snapshot(partial(read_argument_to_show, reader.dialect), scans=False)
    return draw_argument(found, context) if found else {"map": None}


@lru_cache
def _counts(dialect: sa.Dialect) -> Statement:
    counted = [sa.select(sa.func.count()).where(*published(resource.table)).scalar_subquery() for resource in _COUNTED]
    return compile_statement(sa.select(*counted), dialect)
