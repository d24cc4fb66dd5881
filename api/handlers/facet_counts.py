"""Facets: how many of the records that pass the filters have each value of a field."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

import msgspec
from fastapi import Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.core.db.columns import LanguageMap
from api.core.db.dataset_state import DataState
from api.core.db.reader import Reader
from api.core.http.etags import record_tag, versioned
from api.core.http.media_types import JSON_TYPE
from api.core.http.urls import next_url
from api.core.openapi.read_operations import embed_parameters, paging_parameters, problem
from api.core.query.facet_query import (
    FACET,
    SELF,
    FacetQuery,
    FacetRows,
    OwnFilter,
    count_facets,
    counting,
    parse_facets,
)
from api.core.query.facet_sql import MAX_FACET_VALUES
from api.core.query.grid_dialect import GRID
from api.core.query.list_page import PageRequest, read_page_with
from api.core.query.list_query import PAGING, parse
from api.core.query.list_scopes import page_scopes
from api.core.records.documents import documents_of
from api.core.records.json_records import encode
from api.core.records.resource import Resource
from api.formats.forms import JSON
from api.handlers.list_tags import tag_of
from api.handlers.value_labels import value_label

_LISTING = frozenset((*PAGING, *GRID))
"""The parameters of lists: with any of them, what is counted is listed, too."""


class FacetValue(BaseModel):
    """A value, and how many records have it."""

    value: str | bool | None = Field(description="The value; null counts the records that have none.")
    count: int = Field(description="How many records have it.")
    label: LanguageMap | None = Field(
        description="What it is called, by language: the record that it names, or the value; null where it has no name."
    )


class Facet(BaseModel):
    """The values of one field."""

    name: str = Field(description="The filter whose values these are.")
    values: list[FacetValue] = Field(description="The most frequent values first, then by code point; null last.")
    truncated: bool = Field(description=f"Whether there are more than {MAX_FACET_VALUES} values.")


class FacetCounts(BaseModel):
    """Counts by value, under the filters that were asked."""

    total: int = Field(description="How many records pass the filters.")
    facets: list[Facet] = Field(description="The facets, as asked.")


class ListFacets(FacetCounts):
    """Counts by value, and the page of what they count, where `limit` or `sort` asks for it."""

    records: list[dict[str, Any]] | None = Field(description="With `limit` or `sort`, a page of the list; else null.")
    next: str | None = Field(description="The URL of the next page; null where there is none.")


def counts(resource: Resource) -> dict[str, Any]:
    """Return the keywords of a route that answers with facets."""
    names = {"type": "array", "items": {"type": "string", "enum": list(resource.facets)}, "minItems": 1}
    facet = {
        "name": "facet",
        "in": "query",
        "required": True,
        "description": "What to count; every filter narrows every facet.",
        "schema": names | {"uniqueItems": True},
        "example": [resource.facets[0]],
    }
    own = {
        "name": SELF,
        "in": "query",
        "description": "Whether a facet is narrowed by its own filter too: `exclude` tells what its other values would "
        "find, as a panel of several choices shows it.",
        "schema": {"type": "string", "enum": list(get_args(OwnFilter)), "default": "include"},
    }
    return {
        "tags": [resource.name],
        "response_model": ListFacets,
        "response_description": "How many records have each value.",
        "responses": {
            "default": problem("Any other error."),
        },
        "openapi_extra": {
            "parameters": [facet, own, *paging_parameters(resource, nested=True), *embed_parameters(resource)]
        },
    }


async def answer_facets(request: Request, resource: Resource) -> Response:
    """Answer with counts by value, off the event loop; where a list is asked for, with its page, too.

    Raises:
        ProblemError: the query string is wrong, or counting takes too long.
    """
    parameters = request.query_params
    if not _LISTING.isdisjoint(parameters):
        return await _answer_with_page(request, resource)
    asked = parse_facets(resource, parameters)
    reader: Reader = request.app.state.reader
    resources: Mapping[str, Resource] = request.app.state.resources
    state, found = await count_facets(reader, resource, asked, resources.values())
    tag = await tag_of(request, state, found.scopes, JSON.name)
    return _answer(request, _told(resource, asked, found, resources), b"null", None, state, tag)


async def _answer_with_page(request: Request, resource: Resource) -> Response:
    query: bytes = request.scope["query_string"]
    listed = parse(resource, request.query_params, further=(FACET, SELF))
    asked = parse_facets(resource, request.query_params, listed.filters)
    reader: Reader = request.app.state.reader
    resources: Mapping[str, Resource] = request.app.state.resources
    embedding = request.app.state.embeddings(query, resource, listed.limit)
    page = PageRequest(query, resource, listed, asked.filters, embedding, documents_of)
    counted = await counting(reader, resource, asked, resources.values())
    read, found = await read_page_with(reader, page, counted)
    records, told = encode(read.records), _told(resource, asked, found, resources)
    if embedding and embedding.computes:
        tag = record_tag(read.state.version, told + records)
    else:
        scopes = (*found.scopes, *page_scopes(query, resource, asked.filters, read.filters, embedding))
        tag = await tag_of(request, read.state, tuple(dict.fromkeys(scopes)), JSON.name)
    following = None if read.cursor is None else next_url(request, read.cursor)
    return _answer(request, told, records, following, read.state, tag)


def _told(resource: Resource, asked: FacetQuery, found: FacetRows, resources: Mapping[str, Resource]) -> bytes:
    """Return counts as JSON."""
    facets = [
        facet_of(resource, name, rows, found.names[name], resources)
        for name, rows in zip(asked.facets, found.counts, strict=True)
    ]
    return FacetCounts(total=found.total, facets=facets).model_dump_json().encode()


def _answer(
    request: Request, told: bytes, records: bytes, following: str | None, state: DataState, tag: str
) -> Response:
    content = b'%b,"records":%b,"next":%b}' % (told.removesuffix(b"}"), records, msgspec.json.encode(following))
    response = Response(content, media_type=JSON_TYPE)
    response.headers["ETag"] = tag
    return versioned(request, response, state.version)


def facet_of(
    resource: Resource,
    name: str,
    rows: Sequence[tuple[str | None, int]],
    called: Mapping[str, str],
    resources: Mapping[str, Resource],
) -> Facet:
    """Return the facet of rows that were counted; `called` tells what its values are called that are ids."""
    ordered = sorted(rows, key=lambda row: (row[0] is None, -row[1], str(row[0])))
    truth = name in resource.boolean_fields or (name in resource.filters and resource.filters[name].type is bool)
    values = [
        FacetValue(
            value=value == "true" if truth and value is not None else value,
            count=count,
            label=_label(resource, name, value, called, resources),
        )
        for value, count in ordered[:MAX_FACET_VALUES]
    ]
    return Facet(name=name, values=values, truncated=len(rows) > MAX_FACET_VALUES)


def _label(
    resource: Resource, name: str, value: str | None, called: Mapping[str, str], resources: Mapping[str, Resource]
) -> dict[str, str] | None:
    if value is None:
        return None
    if (words := called.get(value)) is not None:
        return msgspec.json.decode(words, type=dict[str, str])
    return value_label(resource, name, value, resources)
