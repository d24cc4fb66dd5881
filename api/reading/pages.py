"""Pages of records: what all kinds of them have in common, and what each adds."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request

from api.core.reads import Reader
from api.core.resource import Resource
from api.reading.cards import Record, card, plainly
from api.reading.filters import SEARCHED, choices, others
from api.reading.look import PARAMETER, Look, look_of
from api.reading.past import read_past
from api.reading.phrases import LANGUAGES
from api.reading.places import crumbs
from api.reading.states import state_of
from api.reading.templating import template

ROOMS = ("essays", "claims", "statistics", "sources", "relationships", "topics")
"""What the navigation of every page leads to."""

More = Callable[[Reader, Record, Look], Awaitable[Mapping[str, Any]]]
"""Reads what a page shows beyond what is embedded."""


_FRAME: Mapping[str, Any] = {
    "languages": LANGUAGES,
    "rooms": ROOMS,
    "current": "",
    "asked": "",
    "description": "",
    "canonical": "",
    "alternates": (),
    "metadata": (),
    "coins": "",
    "forms": (),
}


def frame(look: Look, title: str, **more: Any) -> dict[str, Any]:
    """Return what the frame of every page needs."""
    return {**_FRAME, "look": look, "say": look.say, "title": title, **more}


def relative(url: str | None, look: Look) -> str | None:
    """Return an absolute URL of this service as the page sees it."""
    return None if url is None else f"{look.root}{url.removeprefix(look.at.base).removeprefix('/')}"


@dataclass(eq=False)
class RecordPage:
    """The pages of one resource.

    Attributes:
        resource: what kind of records they show.
        view: what the page of one shows, beside what every page does.
        embed: what must be embedded in a record.
        more: what else is read for it.
    """

    resource: Resource
    view: Callable[[Record, Look], Mapping[str, Any]]
    embed: tuple[str, ...]
    more: More | None = None
    parameters: tuple[str, ...] = (PARAMETER,)
    list_embed: tuple[str, ...] = ()
    template: str = field(default="")

    async def render(self, request: Request, record: Record) -> bytes:
        """Return the page of a record, or of an old version of it."""
        look = look_of(request)
        reader: Reader = request.app.state.reader
        name, identifier = self.resource.name, record["id"]
        past = await read_past(reader, name, identifier, look)
        state = state_of(record, past, name, look)
        # What is read beside a record is of now, so that it is no part of an old version.
        further = await self.more(reader, record, look) if self.more and not state.old else {}
        embedded = record.get("_embedded", {})
        essay = record if name == "essays" else embedded.get("essay")
        context = frame(
            look,
            f"{plainly(name, record, look)} · {identifier}",
            current=name,
            canonical=look.at.record(name, identifier),
            record=record,
            version=record["version"],
            essay=essay,
            written_in=essay["language"] if essay else "",
            way=crumbs(record, look),
            state=state,
            past=past,
            versions=look.href(name, identifier, "versions"),
        )
        context |= {**self.view(record, look), **further}
        return template(self.template or f"{name}.html").render(context).encode()

    async def render_list(self, request: Request, records: Sequence[Record], following: str | None) -> bytes:
        """Return the page of a list; `following` is the URL of the next page, if there is one."""
        look, name = look_of(request), self.resource.name
        languages = {
            record["_embedded"]["essay"]["language"] for record in records if record.get("_embedded", {}).get("essay")
        }
        context = frame(
            look,
            look.name("plural", name),
            current=name,
            heading=look.name("plural", name),
            lead=look.say["relationships_lead"] if name == "relationships" else "",
            canonical=f"{look.at.base}/{name}",
            choices=choices(name, look),
            others=others(name, look),
            searched=name in SEARCHED,
            sought=dict(look.query).get("q", ""),
            kept=[item for item in look.query if item[0] not in {"q", "cursor"}]
            + ([(PARAMETER, look.language)] if look.chosen else []),
            action=f"{look.root}{look.path}",
            cards=[card(name, record, look) for record in records],
            coins=[""] * len(records),
            written_in=languages.pop() if len(languages) == 1 else "",
            following=relative(following, look),
        )
        return template("list.html").render(context).encode()
