"""The page to search from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from markupsafe import Markup, escape

from api.core.db.reader import Reader
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.parts.cards import Record
from api.pages.records.record_page import frame, relative
from api.pages.templating import render


@dataclass(frozen=True)
class Said:
    """A text of a hit, with what was sought marked in it."""

    field: str
    language: str
    text: Markup


@dataclass(frozen=True)
class SearchHit:
    """A hit: what kind of record it is, where it is read, and the texts that match."""

    kind: str
    id: str
    href: str
    texts: tuple[Said, ...]


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
        del reader
        context = page_context_of(request)
        sought = request.query_params.get("q", "")
        values = frame(
            context,
            f"{sought} · {context.say['search']}" if sought else context.say["search"],
            finds=False,
            sought=sought,
            found=[_found(hit, context) for hit in records],
            following=relative(following, context),
            canonical=f"{context.at.base}/search",
        )
        return render("search.html", values)


def _found(hit: Record, context: PageContext) -> SearchHit:
    resource = hit["resource"]
    # Of what is said in both languages, the page's own comes first.
    ordered = sorted(hit["matches"], key=lambda match: match["language"] != context.language)
    return SearchHit(
        kind=context.name("resource", resource),
        id=hit["id"],
        href=context.href(resource, hit["id"]),
        texts=tuple(Said(match["field"], match["language"] or "", _marked(match)) for match in ordered),
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
