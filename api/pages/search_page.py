"""The page to search from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from markupsafe import Markup, escape

from api.core.db.reader import Reader
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.parts.asked_data import data_of_page
from api.pages.parts.cards import Record
from api.pages.records.record_page import frame, relative
from api.pages.templating import render
from api.resources.search.found_hits import MOST, count_by_resource
from api.resources.search.search_parameters import RELEVANCE, parse_search


@dataclass(frozen=True)
class Said:
    """A text of a hit, with what was sought marked in it; what it is of the record, where that is not its main text."""

    field: str
    language: str
    text: Markup


@dataclass(frozen=True)
class SearchHit:
    """A hit: what kind of record it is, where it is read, the texts that match, and how where that is not exactly."""

    kind: str
    id: str
    href: str
    texts: tuple[Said, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True)
class SearchChoice:
    """What the hits can be narrowed to, or ordered by: a link, or away from it where it is chosen."""

    says: str
    href: str
    chosen: bool


class SearchPage:
    """What is sought, and what is found."""

    parameters: tuple[str, ...] = (PARAMETER,)
    embed: tuple[str, ...] = ()
    list_embed: tuple[str, ...] = ()

    async def render(self, request: Request, reader: Reader, record: Record) -> bytes:
        """Return the page to begin a search from."""
        del record
        return await self.render_list(request, reader, (), None)

    async def render_list(
        self, request: Request, reader: Reader, records: Sequence[Record], following: str | None
    ) -> bytes:
        """Return the page of what was found."""
        context = page_context_of(request)
        sought = request.query_params.get("q", "")
        values = frame(
            context,
            f"{sought} · {context.say['search']}" if sought else context.say["search"],
            finds=False,
            sought=sought,
            kinds=await _kinds(reader, context) if sought else (),
            orders=_orders(context) if records else (),
            found=[_found(hit, context) for hit in records],
            following=relative(following, context),
            canonical=f"{context.at.base}/search",
            asked=data_of_page(context) if sought else None,
        )
        return render("search.html", values)


async def _kinds(reader: Reader, context: PageContext) -> list[SearchChoice]:
    """Return the kinds of records that are found, each with how many there are, whichever is chosen."""
    others = [item for item in context.query if item[0] not in {"resource", "cursor", "limit", "count"}]
    counts = await count_by_resource(reader, parse_search(urlencode(others).encode(), SearchPage.parameters))
    chosen = {name for key, value in context.query if key == "resource" for name in value.split(",")}
    return [
        SearchChoice(
            says=f"{context.name('plural', name)} {f'{MOST}+' if count > MOST else count}",
            href=context.list_at(others if name in chosen else [*others, ("resource", name)]),
            chosen=name in chosen,
        )
        for name, count in counts.items()
        if len(counts) > 1 or chosen
    ]


def _orders(context: PageContext) -> list[SearchChoice]:
    """Return the orders of hits."""
    others = [item for item in context.query if item[0] not in {"sort", "cursor"}]
    ranked = ("sort", RELEVANCE) in context.query
    return [
        SearchChoice(context.name("order", "natural"), context.list_at(others), chosen=not ranked),
        SearchChoice(context.name("order", RELEVANCE), context.list_at([*others, ("sort", RELEVANCE)]), chosen=ranked),
    ]


def _found(hit: Record, context: PageContext) -> SearchHit:
    resource = hit["resource"]
    # Of what is said in both languages, the page's own comes first; notes speak of a record, and come last.
    ordered = sorted(
        hit["matches"], key=lambda match: (match["field"] == "note", match["language"] != context.language)
    )
    ways = dict.fromkeys(way for match in ordered for way in match["by"])
    return SearchHit(
        kind=context.name("resource", resource),
        id=hit["id"],
        href=context.href(resource, hit["id"]),
        texts=tuple(
            Said(context.say["note"] if match["field"] == "note" else "", match["language"] or "", _marked(match))
            for match in ordered
        ),
        ways=() if "exact" in ways else tuple(context.name("way", way) for way in ways),
    )


def _marked(match: Record) -> Markup:
    """Return a text with its places marked; they are in code points, apart and in order."""
    return Markup().join(_pieces(match["text"], match["marks"]))


def _pieces(text: str, marks: Sequence[Sequence[int]]) -> Iterator[Any]:
    begin = 0
    for start, end in marks:
        yield escape(text[begin:start])
        yield Markup("<mark>{}</mark>").format(text[start:end])
        begin = end
    yield escape(text[begin:])
