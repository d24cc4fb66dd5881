"""The page to search from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from markupsafe import Markup, escape

from api.reading.cards import Record
from api.reading.look import PARAMETER, Look, look_of
from api.reading.pages import frame, relative
from api.reading.templating import template


@dataclass(frozen=True)
class Said:
    """A text of a hit, with what was sought marked in it."""

    field: str
    language: str
    text: Markup


@dataclass(frozen=True)
class Found:
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

    async def render(self, request: Request, record: Record) -> bytes:
        """Return the page to begin a search from."""
        del record
        return await self.render_list(request, (), None)

    async def render_list(self, request: Request, records: Sequence[Record], following: str | None) -> bytes:
        """Return the page of what was found."""
        look = look_of(request)
        sought = request.query_params.get("q", "")
        context = frame(
            look,
            f"{sought} · {look.say['search']}" if sought else look.say["search"],
            asked=sought,
            sought=sought,
            found=[_found(hit, look) for hit in records],
            following=relative(following, look),
            canonical=f"{look.at.base}/search",
        )
        return template("search.html").render(context).encode()


def _found(hit: Record, look: Look) -> Found:
    resource = hit["resource"]
    # Of what is said in both languages, the page's own comes first.
    ordered = sorted(hit["matches"], key=lambda match: match["language"] != look.language)
    return Found(
        kind=look.name("resource", resource),
        id=hit["id"],
        href=look.href(resource, hit["id"]),
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
