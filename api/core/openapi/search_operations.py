"""What the routes of a search say of themselves in the OpenAPI document."""

from collections.abc import Iterable, Mapping, Sequence
from types import GenericAlias
from typing import Any

from pydantic import BaseModel

from api.core.openapi.read_operations import CURSOR, FAULTS, LINK, filter_parameters, once, query_parameter
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
    asked: Parameter, hit: type[BaseModel], searched: Mapping[str, Resource], limit: int, most: int
) -> dict[str, Any]:
    """Return the keywords of a route that answers with a page of hits.

    Args:
        asked: what is searched for.
        hit: the shape of a hit.
        searched: what is searched, by name.
        limit: how many hits a page has where nothing is said.
        most: how many it may have.
    """
    size = {"type": "integer", "minimum": 1, "maximum": most, "default": limit}
    embeds = {"type": "integer", "minimum": 1, "maximum": MAX_EMBED_LIMIT, "default": DEFAULT_EMBED_LIMIT}
    paths = ["record", *dict.fromkeys(f"record.{name}" for one in searched.values() for name in one.embeddable)]
    fields = dict.fromkeys(name for resource in searched.values() for name in resource.fields)
    return {
        "tags": ["search"],
        "response_model": GenericAlias(list, (hit,)),
        "responses": {200: {"description": "A page of hits.", "headers": {"Link": LINK, **_TOTALS}}} | FAULTS,
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
                _joined(
                    "embed",
                    "What to show in each hit, under `_embedded`: its record, and what can be embedded in that, behind "
                    "a dot; joined with commas.",
                    _names(paths) | {"maxItems": MAX_PATHS},
                ),
                query_parameter("embed_limit", "The most records of each list that is embedded in a record.", embeds),
                _joined("fields", "The fields of the records that `embed` shows, joined with commas.", _names(fields))
                | {"example": ["id"]},
            ]
        },
    }


def counts_hits(
    asked: Parameter, facets: type[BaseModel], searched: Mapping[str, Resource], names: Sequence[str]
) -> dict[str, Any]:
    """Return the keywords of a route that counts hits."""
    facet = query_parameter("facet", "What to count by; repeat it for several.", _names(names))
    return {
        "tags": ["search"],
        "response_model": facets,
        "response_description": "How many hits have each value.",
        "responses": FAULTS,
        "openapi_extra": {
            "parameters": [
                facet | {"required": True, "style": "form", "explode": True, "example": ["resource"]},
                *_narrowing(asked, searched),
            ]
        },
    }


def _narrowing(asked: Parameter, searched: Mapping[str, Resource]) -> list[dict[str, Any]]:
    """Return the parameters of what is searched for, and in what: filters of several resources as one."""
    found: dict[str, dict[str, Any]] = {}
    for resource in searched.values():
        for item in filter_parameters(resource):
            name = item["name"]
            if name != asked.name:
                found[name] = _either(found[name], item) if name in found else item
    resources = query_parameter("resource", "What to search; repeat it for several.", _names(searched))
    return [
        once(asked) | {"required": True, "example": "ChatGPT"},
        resources | {"style": "form", "explode": True},
        *found.values(),
    ]


def _either(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter that has the values of two."""
    if one["schema"] == other["schema"]:
        return one
    schemas = [*one["schema"].get("anyOf", [one["schema"]]), other["schema"]]
    return one | {"schema": {"anyOf": schemas}}


def _names(names: Iterable[str]) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "enum": list(names)}, "minItems": 1, "uniqueItems": True}


def _joined(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return query_parameter(name, description, schema) | {"style": "form", "explode": False}
