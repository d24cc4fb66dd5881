"""FacetCounts: how many of the records that pass the filters have each value of a field."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

import msgspec
from fastapi import Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.core.db.columns import LanguageMap
from api.core.db.reader import Reader
from api.core.http.etags import versioned
from api.core.http.media_types import JSON_TYPE
from api.core.openapi.read_operations import problem
from api.core.query.facet_query import SELF, OwnFilter, count_facets, parse_facets
from api.core.query.facet_sql import MAX_FACET_VALUES
from api.core.records.resource import Resource
from api.handlers.list_tags import tag_of
from api.handlers.value_labels import value_label


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
        "response_model": FacetCounts,
        "response_description": "How many records have each value.",
        "responses": {
            "default": problem("Any other error."),
        },
        "openapi_extra": {"parameters": [facet, own]},
    }


async def answer_facets(request: Request, resource: Resource) -> Response:
    """Answer with counts by value, off the event loop.

    Raises:
        ProblemError: the query string is wrong, or counting takes too long.
    """
    asked = parse_facets(resource, request.query_params)
    reader: Reader = request.app.state.reader
    resources: Mapping[str, Resource] = request.app.state.resources
    state, found = await count_facets(reader, resource, asked, resources.values())
    facets = [
        facet_of(resource, name, rows, found.names[name], resources)
        for name, rows in zip(asked.facets, found.counts, strict=True)
    ]
    body = FacetCounts(total=found.total, facets=facets)
    response = Response(body.model_dump_json().encode(), media_type=JSON_TYPE)
    response.headers["ETag"] = await tag_of(request, state, found.scopes, "json")
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
