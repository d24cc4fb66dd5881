"""The form that a request asks for: what it needs of records, how it is made of them, and the response that it is."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from fastapi import Request
from starlette.responses import Response

from api.core.http.etags import ASK_FIRST, versioned
from api.core.http.negotiation import Choice, Form
from api.core.http.problems import Fault, nearest, refuse_faults, shown
from api.core.http.urls import base_url
from api.core.query.embedding import Embedding
from api.core.query.list_query import ListQuery, parse, parse_fields, parse_plain, refuse_unknown
from api.core.records.documents import decoded_documents_of, documents_of
from api.core.records.json_records import encode
from api.core.records.plain_records import MakesRecords
from api.core.records.resource import Resource
from api.formats import bibliography, bibtex, csl, jsonld, ris
from api.formats.forms import BIBLIOGRAPHY, BIBTEX, CSL, HTML, JSON, JSONLD, RIS
from api.formats.item import Item
from api.formats.record_urls import RecordUrls
from api.formats.styles.csl_terms import Locale
from api.handlers.licenses_of_data import own_licenses
from api.handlers.representation import PAGE_HEADERS, Citation, Description, PageRepresentation, Record, Representation

_SHARED = ("Accept",)


RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Rendering:
    """How the form that a request asks for is made.

    Attributes:
        form: the form.
        parameters: the query parameters that it understands, beside those of a list; None where those are that trim
            records and embed others in them, as JSON alone can be asked.
        embed: what must be embedded in a record.
        list_embed: what must be embedded in each record of a list.
        maker_of: tells what makes the records that it is made of.
        one: makes it of a record.
        many: makes it of the records of a page, and the URL of the next.
        varies: the request headers that it depends on.
        headers: what its responses have beside their own headers.
    """

    form: Form
    parameters: tuple[str, ...] | None
    embed: tuple[str, ...]
    list_embed: tuple[str, ...]
    one: Callable[[Record], Awaitable[bytes]]
    many: Callable[[Sequence[Record], str | None], Awaitable[bytes]]
    maker_of: MakesRecords = decoded_documents_of
    varies: tuple[str, ...] = _SHARED
    headers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def own_headers(self) -> RawHeaders:
        """What each of its responses says of itself, as it is sent."""
        own = {"Content-Type": self.form.content_type, "Vary": ", ".join(self.varies), **self.headers}
        return raw_headers(own)

    def parse_one(self, request: Request, resource: Resource) -> tuple[tuple[str, ...] | None, Embedding | None]:
        """Return which fields of a record are asked for, None being all, and what to embed in it.

        Raises:
            ProblemError: the query string is wrong.
        """
        if self.parameters is None:
            query: bytes = request.scope["query_string"]
            return parse_fields(query, resource), request.app.state.embeddings(query, resource, 1)
        refuse_unknown(request.query_params, [*self.parameters])
        return None, request.app.state.needed_embeddings(resource, self.embed, 1)

    def parse_list(self, request: Request, resource: Resource) -> tuple[ListQuery, Embedding | None]:
        """Return what a list is asked for, and what to embed in each of its records.

        Raises:
            ProblemError: the query string is wrong.
        """
        if self.parameters is None:
            query: bytes = request.scope["query_string"]
            asked = parse_plain(query, resource)
            return asked, request.app.state.embeddings(query, resource, asked.limit)
        asked = parse(resource, request.query_params, self.parameters)
        return asked, request.app.state.needed_embeddings(resource, self.list_embed, asked.limit)


async def _json_one(record: Record) -> bytes:
    return encode(record)


async def _json_many(records: Sequence[Record], _following: str | None) -> bytes:
    return encode(records)


JSON_RENDERING = Rendering(JSON, None, (), (), _json_one, _json_many, documents_of)


_ENCODERS: Mapping[Form, Callable[[Sequence[Item], Mapping[str, str]], bytes]] = {
    CSL: lambda items, _: csl.encode(items),
    BIBTEX: lambda items, _: bibtex.encode(items),
    RIS: lambda items, _: ris.encode(items),
    BIBLIOGRAPHY: lambda items, said: bibliography.encode(
        items, cast(bibliography.Style, said["style"]), cast("Locale | None", said.get("locale"))
    ),
}
"""How items are written in each bibliographic form, with what the request says of it."""


def offered(representation: Representation, page: PageRepresentation | None) -> tuple[Form, ...]:
    """Return the forms that a record has, the one to serve where all are welcome first."""
    forms = [JSON, *([HTML] if page else []), *([JSONLD] if representation.linked else [])]
    return (*forms, *(_ENCODERS if representation.citation else ()))


def rendering_of(request: Request, resource: Resource, choice: Choice, *, old: bool = False) -> Rendering:
    """Return how the chosen form is made.

    Args:
        request: the request.
        resource: what is shown.
        choice: the form, as it was negotiated.
        old: whether a record is asked for by its version.

    Raises:
        ProblemError: a parameter of the form has a value that it cannot have.
    """
    if choice.form is JSON:
        return JSON_RENDERING
    if choice.form is HTML:
        return page_rendering(request, request.app.state.pages[resource.name])
    representation: Representation = request.app.state.representations[resource.name]
    if choice.form is JSONLD:
        assert representation.linked, "only what is offered is chosen"
        return _linked(request, representation.linked, old=old)
    assert representation.citation, "only what is offered is chosen"
    return _cited(RecordUrls(base_url(request)), representation.citation, choice.form, _said(request, choice))


def page_rendering(request: Request, page: PageRepresentation) -> Rendering:
    """Return how a page is made; it depends on what the browser prefers, unless the reader picked a language."""

    async def one(record: Record) -> bytes:
        return await page.render(request, request.app.state.reader, record)

    async def many(records: Sequence[Record], following: str | None) -> bytes:
        return await page.render_list(request, request.app.state.reader, records, following)

    picked = any(name in request.query_params for name in page.parameters)
    varies = _SHARED if picked else (*_SHARED, "Accept-Language")
    needs = page.parameters, page.embed, page.list_embed
    return Rendering(HTML, *needs, one, many, varies=varies, headers=PAGE_HEADERS)


def _linked(request: Request, linked: Description, *, old: bool) -> Rendering:
    base = base_url(request)
    context = f"{base}{jsonld.CONTEXT_PATH}"

    async def one(record: Record) -> bytes:
        node = linked.describe(record, RecordUrls(base, await own_licenses(request)))
        return jsonld.encode_one(jsonld.as_version(node) if old else node, context)

    async def many(records: Sequence[Record], _following: str | None) -> bytes:
        at = RecordUrls(base, await own_licenses(request))
        return jsonld.encode_many([linked.describe(record, at) for record in records], context)

    return Rendering(JSONLD, (), linked.embed, linked.embed, one, many)


def _cited(at: RecordUrls, citation: Citation, form: Form, said: Mapping[str, str]) -> Rendering:
    locale = said.get("locale") or ("en-US" if said.get("style") == "apa" else None)
    language = bibliography.LANGUAGES[cast(Locale, locale)] if locale else None

    async def one(record: Record) -> bytes:
        return await many([record], None)

    async def many(records: Sequence[Record], _following: str | None) -> bytes:
        return _ENCODERS[form]([citation.cite(record, at, language) for record in records], said)

    return Rendering(form, tuple(form.parameters), citation.embed, citation.embed, one, many)


def _said(request: Request, choice: Choice) -> dict[str, str]:
    """Return what a request says of its form: in the query string, else in `Accept`, else what is usual."""
    said: dict[str, str] = {}
    faults = []
    for name, values in choice.form.parameters.items():
        given = request.query_params.getlist(name)
        words = given[0] if given else choice.parameters.get(name, values[0])
        said[name] = next((value for value in values if value.lower() == words.lower()), words)
        if len(given) > 1:
            faults.append(Fault(detail="give it once", parameter=name))
        elif said[name] not in values:
            detail = f"{shown(said[name])} is none of {', '.join(values)}"
            faults.append(Fault(detail=detail, parameter=name, nearest=nearest(said[name], list(values))))
    refuse_faults(faults)
    if not request.query_params.get("locale") and "locale" not in choice.parameters:
        said.pop("locale", None)  # each style has its own, or that of each item
    return said


def answered(
    request: Request,
    content: bytes,
    rendering: Rendering,
    headers: Mapping[str, str],
    version: int,
    caching: str = ASK_FIRST,
) -> Response:
    """Return what was made of a version of the dataset as a response, or 304 where the client has it.

    Args:
        request: the request.
        content: what was made.
        rendering: how.
        headers: those of this response alone, its tag among them.
        version: the version of the dataset.
        caching: how clients may keep it.
    """
    return versioned(request, respond_with(content, rendering, headers), version, caching)


def respond_with(content: bytes, rendering: Rendering, headers: Mapping[str, str]) -> Response:
    """Return what was made as a response, in its form."""
    response = Response(content)
    response.raw_headers += [*rendering.own_headers, *raw_headers(headers)]
    return response


def raw_headers(headers: Mapping[str, str]) -> RawHeaders:
    """Return headers as they are sent."""
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
