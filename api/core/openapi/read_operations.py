"""What a route says of itself in the OpenAPI document."""

from collections.abc import Mapping
from types import GenericAlias
from typing import Any

from fastapi import Path
from starlette.responses import JSONResponse

from api.core.http.problems import MEDIA_TYPE, Problem, Tombstone
from api.core.identifiers import EXAMPLES
from api.core.query.embedding import DEFAULT_EMBED_LIMIT, MAX_EMBED_LIMIT, MAX_PATHS, paths_of
from api.core.query.filter_values import MAX_VALUES
from api.core.query.pagination import CURSOR_PATTERN, DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET
from api.core.query.search_matches import MATCHES, Match
from api.core.records.filters import Parameter
from api.core.records.resource import Resource

LINK = {
    "description": "Where there are more records: the absolute URL of the next page, as `rel=next` (RFC 8288).",
    "schema": {"type": "string"},
}


class EncodedJson(JSONResponse):
    """A response whose content is JSON already: FastAPI documents the shape of what is JSON alone."""

    def render(self, content: bytes) -> bytes:
        """Return the content as it is."""
        return content


def problem(description: str, kind: type[Problem] = Problem) -> dict[str, Any]:
    """Return an OpenAPI response that is a problem."""
    schema = {"$ref": f"#/components/schemas/{kind.__name__}"}
    return {"description": description, "content": {MEDIA_TYPE: {"schema": schema}}}


_TOTAL = {
    "description": "How many records there are in all, where `count` or `offset` asks.",
    "schema": {"type": "integer"},
}
_PAGED = {"Link": LINK, "X-Total-Count": _TOTAL}

FAULTS = {
    400: problem("A parameter is unknown, or has a value that is not of its type."),
    "default": problem("Any other error."),
}
ABSENT: dict[int | str, dict[str, Any]] = {
    308: {
        "description": "The record was merged into another, for ever.",
        "headers": {"Location": {"description": "The URL of that record.", "schema": {"type": "string"}}},
    },
    404: problem("There is no such record."),
    410: problem("The record was deleted.", Tombstone),
}
"""How is answered what asks of a record that is not there, or no more."""


def filter_parameters(resource: Resource) -> list[dict[str, Any]]:
    """Return the OpenAPI parameters of a resource's filters and questions."""
    return [once(item) if item.single else _repeated(item) for item in resource.parameters.values()]


def once(item: Parameter) -> dict[str, Any]:
    """Return the OpenAPI parameter of what is given at most once."""
    return query_parameter(item.name, item.description, item.schema)


def _repeated(item: Parameter) -> dict[str, Any]:
    values = {"type": "array", "items": item.schema, "minItems": 1, "maxItems": MAX_VALUES}
    description = f"{item.description} Repeat it for any of several values."
    if item.name.endswith("_ne"):
        description = f"{item.description} Repeat it to leave out several."
    return query_parameter(item.name, description, values) | {"style": "form", "explode": True}


def query_parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI parameter of query strings that need not be given."""
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


CURSOR = query_parameter(
    "cursor",
    "Where the page begins: leave it out for the first page, then follow `Link: rel=next`.",
    {"type": "string", "format": "cursor", "pattern": CURSOR_PATTERN},
)
_BOM = query_parameter(
    "bom",
    "Whether CSV begins with a byte order mark, by which spreadsheets know UTF-8; other forms refuse it.",
    {"type": "boolean", "default": False},
)


def fields_parameter(resource: Resource) -> dict[str, Any]:
    """Return the OpenAPI parameter that trims records."""
    names = {"type": "array", "items": {"type": "string", "enum": list(resource.fields)}, "minItems": 1}
    description = "The fields to answer with, joined with commas; the records are partial then."
    return query_parameter("fields", description, names | {"uniqueItems": True}) | {"style": "form", "explode": False}


def embed_parameters(resource: Resource) -> list[dict[str, Any]]:
    """Return the OpenAPI parameters that embed related records; `embed_schemas` has what they refer to."""
    paths = {"type": "array", "items": _reference(resource, "Embed"), "minItems": 1, "maxItems": MAX_PATHS}
    most = {"type": "integer", "minimum": 1, "maximum": MAX_EMBED_LIMIT, "default": DEFAULT_EMBED_LIMIT}
    description = (
        "The related records to embed in each record, under `_embedded`, joined with commas; a dot leads to the "
        "second level: `evidence.origin`."
    )
    return [
        query_parameter("embed", description, paths) | {"style": "form", "explode": False},
        query_parameter(
            "embed_limit", "The most records of each embedded list; `truncated` names those that are cut.", most
        ),
    ]


def embed_schemas(resource: Resource, resources: Mapping[str, Resource]) -> dict[str, Any]:
    """Return the OpenAPI schemas of what can be embedded in a resource's records, and of how it stands there."""
    properties: dict[str, Any] = {}
    for name, related in resource.related.items():
        shapes: list[dict[str, Any]] = [_reference(resources[member]) for member in related.members]
        one = shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
        shape = {"anyOf": [*shapes, {"type": "null"}]} if related.single else {"type": "array", "items": one}
        properties[name] = {"description": related.description, **shape}
    for name, computed in resource.computed.items():
        made = {"$ref": f"#/components/schemas/{computed.shape.__name__}"}
        properties[name] = {"description": computed.description, "anyOf": [made, {"type": "null"}]}
    if resource.searched:
        match = {"$ref": f"#/components/schemas/{Match.__name__}"}
        properties[MATCHES] = {"description": "Why `q` finds it.", "type": "array", "items": match}
    cut = [name for name, related in resource.related.items() if not related.single]
    properties["truncated"] = {
        "description": "The lists that `embed_limit` cut; the filtered list of that resource has them whole.",
        "type": "array",
        "items": {"type": "string", "enum": cut},
    }
    stem = _stem(resource)
    return {
        f"{stem}Embed": {
            "title": f"{stem}Embed",
            "description": f"What can be embedded in a {resource.singular}.",
            "type": "string",
            "enum": paths_of(resource, resources),
        },
        f"{stem}Embedded": {
            "title": f"{stem}Embedded",
            "description": f"What is embedded in a {resource.singular}: what `embed` asked for.",
            "type": "object",
            "properties": properties,
            "required": ["truncated"],
            "additionalProperties": False,
        },
    }


def embedded_property(resource: Resource) -> dict[str, Any]:
    """Return the OpenAPI schema of the property that records have where `embed` is given."""
    return {"description": "The related records, where `embed` asks.", **_reference(resource, "Embedded")}


def _reference(resource: Resource, what: str = "Public") -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{_stem(resource)}{what}"}


def _stem(resource: Resource) -> str:
    return resource.public.__name__.removesuffix("Public")


def paging_parameters(resource: Resource) -> list[dict[str, Any]]:
    """Return the OpenAPI parameters that sort and page a list."""
    names = [sign + name for name in ("id", *resource.sorts) for sign in ("", "-")]
    sorts = {"type": "array", "items": {"type": "string", "enum": names}, "minItems": 1, "uniqueItems": True}
    whole = {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET}
    return [
        query_parameter(
            "sort",
            "The fields to sort by, joined with commas; a minus turns a field's order round. Nulls come last, text "
            f"sorts by code point, ties and `id` go by {' and '.join(resource.natural_order)}.",
            sorts,
        )
        | {"style": "form", "explode": False, "example": ["id"]},
        query_parameter(
            "limit",
            "The most records of one page; where more ids are asked for by `id`, as many as those.",
            {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
        ),
        CURSOR,
        query_parameter("offset", "How many records to leave out, instead of a cursor; tells the total.", whole),
        query_parameter(
            "count", "Whether to tell the total, in `X-Total-Count`.", {"type": "boolean", "default": False}
        ),
        query_parameter("_start", "As `offset`, for admin grids that speak json-server.", whole),
        query_parameter(
            "_end", "The offset just beyond the page, at most 1000 beyond `_start`.", whole | {"minimum": 1}
        ),
        query_parameter("_sort", "As `sort`, without minus.", {"type": "string", "enum": ["id", *resource.sorts]}),
        query_parameter("_order", "The order of `_sort`.", {"type": "string", "enum": ["asc", "desc", "ASC", "DESC"]}),
    ]


def reads_one(resource: Resource) -> dict[str, Any]:
    """Return the keywords of a route that answers with one record."""
    return {
        "tags": [resource.name],
        "response_model": resource.public,
        "response_description": f"The {resource.singular}.",
        "responses": FAULTS | ABSENT,
        "openapi_extra": {"parameters": [fields_parameter(resource), *embed_parameters(resource)]},
    }


def lists(resource: Resource, *, nested: bool = False) -> dict[str, Any]:
    """Return the keywords of a route that answers with a page of records."""
    page = {"description": f"A page of {resource.name}; as CSV and NDJSON, the whole list.", "headers": _PAGED}
    whole = {"content": {name: {"schema": {"type": "string"}} for name in ("text/csv", "application/x-ndjson")}}
    return {
        "tags": [resource.name],
        "response_model": GenericAlias(list, (resource.public,)),
        "responses": {200: page | whole} | FAULTS | (ABSENT if nested else {}),
        "openapi_extra": {
            "parameters": [
                *filter_parameters(resource),
                *paging_parameters(resource),
                fields_parameter(resource),
                *embed_parameters(resource),
                _BOM,
            ]
        },
    }


def identifier(singular: str) -> Any:
    """Return what is said of an id in a path."""
    return Path(description=f"The id of the {singular}.", examples=[EXAMPLES[singular]])
