"""What a resource can be shown as, beside JSON: each representation is a pure function of an embedded record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import Request

from api.core.db.reader import Reader
from api.core.http.content_security_policy import OF_PAGES
from api.formats.item import Item
from api.formats.jsonld import Node
from api.formats.record_urls import RecordUrls

Record = Mapping[str, Any]
"""A record with its fields in Python; what it needs of others stands under `_embedded`, as `embed` gives it."""


@dataclass(frozen=True)
class Citation:
    """How the records of one resource are cited.

    Attributes:
        embed: what must be embedded in a record, as paths of relations.
        cite: makes an item of an embedded record, with URLs by a place; in a language, or in that of the essay.
    """

    embed: tuple[str, ...]
    cite: Callable[[Record, RecordUrls, str | None], Item]


@dataclass(frozen=True)
class Description:
    """How the records of one resource are described as linked data.

    Attributes:
        embed: what must be embedded in a record, as paths of relations.
        describe: makes a node of an embedded record, with URLs by a place.
    """

    embed: tuple[str, ...]
    describe: Callable[[Record, RecordUrls], Node]


@dataclass(frozen=True)
class Representation:
    """What the records of a resource can be shown as; None where that makes no sense of them.

    Attributes:
        citation: as an item to cite, which every bibliographic form is made of.
        linked: as linked data.
    """

    citation: Citation | None
    linked: Description | None


PAGE_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": OF_PAGES,
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
"""What every page has: it loads what comes from here alone, and runs nothing that stands in it."""


class PageRepresentation(Protocol):
    """The pages that people read of one resource; the application registers them, since they come after resources.

    What they need of a request, of the database and of records is handed to them; all else they import.

    Attributes:
        parameters: the query parameters that they understand.
        embed: what must be embedded in a record, as paths of relations.
        list_embed: what must be embedded in the records of a list.
    """

    parameters: tuple[str, ...]
    embed: tuple[str, ...]
    list_embed: tuple[str, ...]

    async def render(self, request: Request, reader: Reader, record: Record) -> bytes:
        """Return the page of a record, or of an old version of it; more may be read for it."""

    async def render_list(
        self, request: Request, reader: Reader, records: Sequence[Record], following: str | None
    ) -> bytes:
        """Return the page of a list; `following` is the URL of the next page, if there is one."""
