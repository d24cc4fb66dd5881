"""Forms other than JSON: what each needs of a record, and how it is made of it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from fastapi import Request
from starlette.responses import Response

from api.core.embedding import Embedding, whole
from api.core.negotiation import Choice, Form
from api.core.resource import Resource
from api.formats.forms import HTML, JSON
from api.resources.representing import Page, Record

_SHARED = ("Accept",)


@dataclass(frozen=True)
class Rendering:
    """How the form that a request asks for is made.

    Attributes:
        form: the form.
        parameters: the query parameters that it understands, beside those of a list.
        embed: what must be embedded in a record.
        list_embed: what must be embedded in each record of a list.
        one: makes it of a record.
        many: makes it of the records of a page, and the URL of the next.
        varies: the request headers that it depends on.
    """

    form: Form
    parameters: tuple[str, ...]
    embed: tuple[str, ...]
    list_embed: tuple[str, ...]
    one: Callable[[Record], Awaitable[bytes]]
    many: Callable[[Sequence[Record], str | None], Awaitable[bytes]]
    varies: tuple[str, ...] = _SHARED

    def embedding(self, resource: Resource, resources: Mapping[str, Resource]) -> Embedding | None:
        """Return what to embed in one record."""
        return whole(resource, resources, self.embed, 1)

    def list_embedding(self, resource: Resource, resources: Mapping[str, Resource], records: int) -> Embedding | None:
        """Return what to embed in each record of a page."""
        return whole(resource, resources, self.list_embed, records)


def offered(page: Page | None) -> tuple[Form, ...]:
    """Return the forms that a record has, the one to serve where all are welcome first."""
    forms = [JSON]
    if page:
        forms.append(HTML)
    return tuple(forms)


def rendering_of(request: Request, resource: Resource, choice: Choice) -> Rendering | None:
    """Return how the chosen form is made; None for JSON, which records are encoded in as they are read.

    Raises:
        ProblemError: a parameter of the form has a value that it cannot have.
    """
    if choice.form is JSON:
        return None
    if choice.form is HTML:
        return _page(request, request.app.state.pages[resource.name])
    raise AssertionError(choice.form.name)


def answered(content: bytes, rendering: Rendering | None, headers: Mapping[str, str]) -> Response:
    """Return what was made as a response, in its form; JSON where there is no rendering."""
    varies = ", ".join(rendering.varies if rendering else _SHARED)
    content_type = (rendering.form if rendering else JSON).content_type
    return Response(content, headers={"Content-Type": content_type, "Vary": varies, **headers})


def decoded(encoded: bytes) -> Any:
    """Return a record, or records, as representations take them."""
    return msgspec.json.decode(encoded)


def _page(request: Request, page: Page) -> Rendering:
    async def one(record: Record) -> bytes:
        return await page.render(request, record)

    async def many(records: Sequence[Record], following: str | None) -> bytes:
        return await page.render_list(request, records, following)

    varies = (*_SHARED, "Accept-Language")
    return Rendering(HTML, page.parameters, page.embed, page.list_embed, one, many, varies)
