"""Pages of records: what all kinds of them have in common, and what each adds."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from api.core.db.reader import Reader
from api.core.http.paths import segment
from api.core.records.resource import Resource
from api.handlers.representation import Representation
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.parts.asked_data import data_of_list, data_of_record
from api.pages.parts.axis import Drawing
from api.pages.parts.cards import Record, card, plainly
from api.pages.parts.cite_this import citation_forms
from api.pages.parts.figure_words import tick
from api.pages.parts.filter_links import choices, offered, others
from api.pages.parts.history_list import read_past
from api.pages.parts.list_counts import ListCounts, read_counts
from api.pages.parts.notices import state_of
from api.pages.parts.places import crumbs
from api.pages.parts.reference_managers import coins, tags
from api.pages.parts.translations import LANGUAGES
from api.pages.templating import render
from api.resources.registry import REPRESENTATIONS, SEARCHED

ROOMS = ("essays", "claims", "statistics", "sources", "relationships", "topics", "entities")
"""What the navigation of every page leads to."""

More = Callable[[Reader, Record, PageContext], Awaitable[Mapping[str, Any]]]
"""Reads what a page shows beyond what is embedded."""
ListMore = Callable[[Reader, Sequence[Record], ListCounts | None, PageContext], Awaitable[Mapping[str, Any]]]
"""Reads what a list shows beyond what is embedded in its records."""


_FRAME: Mapping[str, Any] = {
    "languages": LANGUAGES,
    "rooms": ROOMS,
    "current": "",
    "finds": True,
    "description": "",
    "canonical": "",
    "metadata": (),
    "coins": "",
    "forms": (),
    "shown": "",
    "written_in": "",
    "asked": None,
}


def frame(context: PageContext, title: str, **more: Any) -> dict[str, Any]:
    """Return what every page needs, beside its own."""
    return {**_FRAME, "context": context, "say": context.say, "title": title, **more}


def relative(url: str | None, context: PageContext) -> str | None:
    """Return an absolute URL of this service as the page sees it."""
    return None if url is None else f"{context.root}{url.removeprefix(context.at.base).removeprefix('/')}"


@dataclass(eq=False)
class RecordPage:
    """The pages of one resource.

    Attributes:
        resource: what kind of records they show.
        view: what the page of one shows, beside what every page does.
        needs: what must be embedded in a record for its page, beside what its other forms need.
        more: what else is read for it.
        template: the template of a record, where it is not that of its own kind.
        list_needs: what must be embedded in the records of its list, beside what citing them needs.
        drawing: draws what is drawn beside a record in its list; None where nothing is.
        list_template: the template of its list.
        list_more: what else is read for its list.
    """

    resource: Resource
    view: Callable[[Record, PageContext], Mapping[str, Any]]
    needs: tuple[str, ...]
    more: More | None = None
    template: str = ""
    parameters: tuple[str, ...] = (PARAMETER,)
    list_needs: tuple[str, ...] = ()
    drawing: Callable[[Record], Drawing | None] | None = None
    list_template: str = "list.html"
    list_more: ListMore | None = None

    def __post_init__(self) -> None:
        """Gather what must be embedded."""
        self.representation: Representation = REPRESENTATIONS[self.resource.name]
        cited = self.representation.citation.embed if self.representation.citation else ()
        self.list_embed: tuple[str, ...] = (*cited, *self.list_needs)
        self.forms = citation_forms(self.representation)
        self.embed: tuple[str, ...] = tuple(dict.fromkeys((*self.needs, *cited)))

    async def render(self, request: Request, reader: Reader, record: Record) -> bytes:
        """Return the page of a record, or of an old version of it."""
        context = page_context_of(request)
        name, identifier = self.resource.name, record["id"]
        past = await read_past(reader, name, identifier, context)
        state = state_of(record, past, name, context)
        # What is read beside a record is of now, so that it is no part of an old version.
        further = await self.more(reader, record, context) if self.more and not state.old else {}
        embedded = record.get("_embedded", {})
        essay = record if name == "essays" else embedded.get("essay")
        shown = f"{name}/{segment(identifier)}"
        versioned = f"{shown}@{record['version']}"
        values = frame(
            context,
            f"{plainly(name, record, context)} · {identifier}",
            current=name,
            canonical=context.at.record(name, identifier),
            record=record,
            version=record["version"],
            essay=essay,
            written_in=essay["language"] if essay else "",
            way=crumbs(record, context),
            state=state,
            past=past,
            forms=self.forms,
            shown=versioned,  # what is cited is what the page shows
            asked=data_of_record(context, name, identifier, versioned if state.old else shown, latest=not state.old),
            versions=context.href(name, identifier, "versions"),
        )
        item = self.representation.citation.cite(record, context.at, None) if self.representation.citation else None
        if item:
            values |= {"metadata": [tag for tag in tags(item) if tag[1]], "coins": coins(item)}
        values |= {**self.view(record, context), **further}
        return render(self.template or f"{name}.html", values)

    async def render_list(
        self, request: Request, reader: Reader, records: Sequence[Record], following: str | None
    ) -> bytes:
        """Return the page of a list; `following` is the URL of the next page, if there is one."""
        context, name, citation = page_context_of(request), self.resource.name, self.representation.citation
        counts = await read_counts(reader, self.resource, offered(name), context)
        embedded = [record["_embedded"]["essay"] for record in records if record.get("_embedded", {}).get("essay")]
        essays = {essay["id"]: essay for essay in embedded}
        languages = {essay["language"] for essay in essays.values()}
        values = frame(
            context,
            context.name("plural", name),
            current=name,
            heading=context.name("plural", name),
            lead=context.say["relationships_lead"] if name == "relationships" else "",
            canonical=f"{context.at.base}/{name}",
            drawn=essays.values() if name == "statistics" else (),
            counts=counts,
            choices=choices(name, context, counts),
            others=others(name, context),
            searched=name in SEARCHED,
            sought=dict(context.query).get("q", ""),
            kept=[item for item in context.query if item[0] not in {"q", "cursor"}]
            + ([(PARAMETER, context.language)] if context.chosen else []),
            action=f"{context.root}{context.path}",
            cards=[
                (
                    card(name, record, context),
                    coins(citation.cite(record, context.at, None)) if citation else "",
                    self.drawing(record) if self.drawing else None,
                    record.get("quantity") == "share",
                )
                for record in records
            ],
            written_in=languages.pop() if len(languages) == 1 else "",
            asked=data_of_list(context, name),
            following=relative(following, context),
            leaned={},
            ticks=(tick(context), tick(context, percent=True)),
        )
        if self.list_more:
            values |= await self.list_more(reader, records, counts, context)
        return render(self.list_template, values)
