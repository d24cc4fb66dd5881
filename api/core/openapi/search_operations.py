"""What the routes of a search say of themselves in the OpenAPI document; of filters, `CONVENTIONS` tell."""

from collections.abc import Iterable, Sequence
from types import GenericAlias
from typing import Any

from pydantic import BaseModel

from api.core.openapi.expression_parameter import ALTERNATIVES
from api.core.openapi.read_operations import ANY_ERROR, CURSOR, LINK, Responses, query_parameter, several
from api.core.query.embedding import DEFAULT_EMBED_LIMIT, MAX_EMBED_LIMIT, MAX_PATHS
from api.core.records.filters import Parameter
from api.core.records.resource import Resource

_TOTALS = {
    "X-Total-Count": {
        "description": "How many hits there are in all, where `count` asks; at most 1000 are counted.",
        "schema": {"type": "integer"},
    },
    "X-Total-Count-Relation": {
        "description": "`eq`, or `gt` where there are more hits than are counted.",
        "schema": {"type": "string", "enum": ["eq", "gt"]},
    },
    "Search-Order": {
        "description": "Where `sort` asks: `relevance`, or `natural` where there are too many hits for that.",
        "schema": {"type": "string", "enum": ["relevance", "natural"]},
    },
}


def searches(
    asked: Parameter, hit: type[BaseModel], searched: Sequence[Resource], limit: int, most: int
) -> dict[str, Any]:
    """Return the keywords of a route that answers with a page of hits.

    Args:
        asked: what is searched for.
        hit: the shape of a hit.
        searched: what is searched.
        limit: how many hits a page has where nothing is said.
        most: how many it may have.
    """
    page: Responses = {200: {"description": "A page of hits.", "headers": {"Link": LINK, **_TOTALS}}}
    size = {"type": "integer", "minimum": 1, "maximum": most, "default": limit}
    embeds = {"type": "integer", "minimum": 1, "maximum": MAX_EMBED_LIMIT, "default": DEFAULT_EMBED_LIMIT}
    paths = ["record", *dict.fromkeys(f"record.{name}" for resource in searched for name in resource.embeddable)]
    return {
        "tags": ["search"],
        "response_model": GenericAlias(list, (hit,)),
        "responses": page | ANY_ERROR,
        "openapi_extra": {
            "parameters": [
                *_narrowing(asked, searched),
                query_parameter(
                    "sort",
                    "What matches best first, up to 1000 hits; else by resource, then in the order of its list.",
                    {"type": "string", "enum": ["relevance"]},
                ),
                query_parameter("limit", "The most hits of one page.", size),
                CURSOR,
                query_parameter(
                    "count", "Whether to tell the total, in `X-Total-Count`.", {"type": "boolean", "default": False}
                ),
                query_parameter(
                    "embed",
                    "What to show in each hit, under `_embedded`: its record, and behind a dot what can be embedded in "
                    "that. `fields` trims the record.",
                    _names(paths) | {"maxItems": MAX_PATHS},
                ),
                query_parameter("embed_limit", "The most records of each list that is embedded in a record.", embeds),
            ]
        },
    }


def counts_hits(
    asked: Parameter, facets: type[BaseModel], searched: Sequence[Resource], names: Sequence[str]
) -> dict[str, Any]:
    """Return the keywords of a route that counts hits."""
    facet = query_parameter("facet", "What to count by.", _names(names))
    return {
        "tags": ["search"],
        "response_model": facets,
        "response_description": "How many hits have each value.",
        "responses": ANY_ERROR,
        "openapi_extra": {
            "parameters": [facet | {"required": True, "example": ["resource"]}, *_narrowing(asked, searched)]
        },
    }


def _narrowing(asked: Parameter, searched: Sequence[Resource]) -> list[dict[str, Any]]:
    """Return the parameters of what is searched for, and in what."""
    return [
        query_parameter(asked.name, "What to search for: `q` of any list.", asked.schema)
        | {"required": True, "example": "ChatGPT"},
        query_parameter("resource", "What to search.", _names(resource.name for resource in searched)),
        dict(ALTERNATIVES),
    ]


def _names(names: Iterable[str]) -> dict[str, Any]:
    return several({"type": "string", "enum": list(names)}, uniqueItems=True)
