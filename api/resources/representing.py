"""What a resource can be shown as, beside JSON: each representation is a pure function of an embedded record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import Request

from api.formats.place import Place

Record = Mapping[str, Any]
"""A record as JSON has it, decoded; what it needs of others stands under `_embedded`, as `embed` gives it."""


@dataclass(frozen=True)
class Shown:
    """A representation of the records of one resource.

    Attributes:
        embed: what must be embedded in a record, as paths of relations.
        make: makes it of an embedded record, with URLs by a place.
    """

    embed: tuple[str, ...]
    make: Callable[[Record, Place], Any]


@dataclass(frozen=True)
class Representation:
    """What the records of a resource can be shown as.

    Attributes:
        citation: as an item to cite, which every bibliographic format is made of.
        linked: as a node of linked data.
    """

    citation: Shown | None = None
    linked: Shown | None = None


class Page(Protocol):
    """The pages that people read of one resource; the application registers them, since they come after resources.

    Attributes:
        parameters: the query parameters that they understand.
        embed: what must be embedded in a record, as paths of relations.
        list_embed: what must be embedded in the records of a list.
    """

    parameters: tuple[str, ...]
    embed: tuple[str, ...]
    list_embed: tuple[str, ...]

    async def render(self, request: Request, record: Record) -> bytes:
        """Return the page of a record, or of an old version of it."""

    async def render_list(self, request: Request, records: Sequence[Record], following: str | None) -> bytes:
        """Return the page of a list; `following` is the URL of the next page, if there is one."""
