"""The shape of a link set (RFC 9264, section 4.2)."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.handlers.signposts import Signpost


class Target(BaseModel):
    """Where a link leads."""

    href: str = Field(description="The URL.")
    type: str | None = Field(default=None, description="The media type of what is there, where that is told.")


class Context(BaseModel):
    """The links of one thing: each further member is a relation (RFC 8288), with its targets."""

    # Their type is told in words: of what stands beside a text, TypeScript takes no member of another type.
    model_config = ConfigDict(extra="allow", json_schema_extra={"additionalProperties": True})
    __pydantic_extra__: dict[str, list[Target]]

    anchor: str = Field(description="What the links lead from.")


class Linkset(BaseModel):
    """A link set."""

    linkset: list[Context] = Field(description="The links, by what they lead from.")


def linkset(contexts: Mapping[str, Iterable[Signpost]]) -> dict[str, Any]:
    """Return a link set: the links by what they lead from."""
    return {"linkset": [{"anchor": anchor, **_by_relation(links)} for anchor, links in contexts.items()]}


def _by_relation(links: Iterable[Signpost]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for link in links:
        target = {"href": link.target} | ({"type": link.media_type} if link.media_type else {})
        found.setdefault(link.relation, []).append(target)
    return found
