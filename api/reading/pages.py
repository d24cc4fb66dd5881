"""Pages of records: what all kinds of them have in common, and what each adds."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from api.core.paths import segment
from api.core.reads import Reader
from api.core.resource import Resource
from api.reading.cards import Record, card, plainly
from api.reading.citing import cited
from api.reading.filters import SEARCHED, choices, others
from api.reading.look import PARAMETER, Look, look_of
from api.reading.past import read_past
from api.reading.phrases import LANGUAGES
from api.reading.places import crumbs
from api.reading.references import coins, tags
from api.reading.states import state_of
from api.reading.templating import template
from api.resources.representations import REPRESENTATIONS
from api.resources.representing import Representation

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
        needs: what must be embedded in a record for its page, beside what its other forms need.
        more: what else is read for it.
        template: the template of a record, where it is not that of its own kind.
    """

    resource: Resource
    view: Callable[[Record, Look], Mapping[str, Any]]
    needs: tuple[str, ...]
    more: More | None = None
    template: str = ""
    parameters: tuple[str, ...] = (PARAMETER,)

    def __post_init__(self) -> None:
        """Gather what must be embedded."""
        self.shown: Representation = REPRESENTATIONS[self.resource.name]
        linked = self.shown.linked.embed if self.shown.linked else ()
        self.list_embed: tuple[str, ...] = self.shown.citation.embed if self.shown.citation else ()
        self.embed: tuple[str, ...] = tuple(dict.fromkeys((*self.needs, *self.list_embed, *linked)))

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
            versions=f"{look.root}{name}/{segment(identifier)}/versions",  # no page, so it has no language
        )
        item = self.shown.citation.cite(record, look.at, None) if self.shown.citation else None
        forms = cited(record, name, self.shown, item, look)
        context |= {"forms": forms, "alternates": [form for form in forms if form.media_type]}
        if item:
            context |= {"metadata": [tag for tag in tags(item) if tag[1]], "coins": coins(item)}
        context |= {**self.view(record, look), **further}
        return template(self.template or f"{name}.html").render(context).encode()

    async def render_list(self, request: Request, records: Sequence[Record], following: str | None) -> bytes:
        """Return the page of a list; `following` is the URL of the next page, if there is one."""
        look, name, citation = look_of(request), self.resource.name, self.shown.citation
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
            coins=[coins(citation.cite(record, look.at, None)) if citation else "" for record in records],
            written_in=languages.pop() if len(languages) == 1 else "",
            following=relative(following, look),
        )
        return template("list.html").render(context).encode()
