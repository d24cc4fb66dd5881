"""The pages of the schemes of argument: all of them, and each with what to ask."""

from collections.abc import Sequence

from fastapi import Request

from api.core.db.reader import Reader
from api.pages.page_context import page_context_of
from api.pages.page_look import PARAMETER
from api.pages.parts.asked_data import data_of_page
from api.pages.parts.cards import Record
from api.pages.records.record_page import frame
from api.pages.templating import render


class SchemesPage:
    """How a link bears, and what to ask of what bears so."""

    parameters: tuple[str, ...] = (PARAMETER,)
    embed: tuple[str, ...] = ()
    list_embed: tuple[str, ...] = ()

    async def render(self, request: Request, reader: Reader, record: Record) -> bytes:
        """Return the page of one scheme."""
        del reader
        context = page_context_of(request)
        title = f"{context.words(record['label']).capitalize()} · {context.say['schemes']}"
        canonical = context.at.record("schemes", record["id"])
        values = frame(context, title, canonical=canonical, scheme=record, asked=data_of_page(context))
        return render("scheme.html", values)

    async def render_list(
        self, request: Request, reader: Reader, records: Sequence[Record], following: str | None
    ) -> bytes:
        """Return the page of all of them."""
        del reader, following
        context = page_context_of(request)
        canonical = f"{context.at.base}/schemes"
        asked = data_of_page(context)
        values = frame(context, context.say["schemes"], canonical=canonical, schemes=records, asked=asked)
        return render("schemes.html", values)
