"""What a route says of itself in the OpenAPI document."""

from collections.abc import Sequence
from types import GenericAlias
from typing import Any

from fastapi import Path
from starlette.responses import JSONResponse

from api.core.http.problems import MEDIA_TYPE, Problem, Redacted, Tombstone
from api.core.identifiers import EXAMPLES
from api.core.openapi.components import reference, stem
from api.core.openapi.expression_parameter import ALTERNATIVES
from api.core.query.embedding import DEFAULT_EMBED_LIMIT, MAX_EMBED_LIMIT, MAX_PATHS
from api.core.query.filter_values import MAX_VALUES
from api.core.query.pagination import CURSOR_PATTERN, DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET
from api.core.records.filters import Parameter
from api.core.records.resource import Resource

LINK = {
    "description": "Where there is more: the absolute URL of the next page, as `rel=next` (RFC 8288).",
    "schema": {"type": "string"},
}
"""The header that leads from page to page."""
TAG = {"ETag": {"description": "The tag of the state that the record is in now.", "schema": {"type": "string"}}}
"""The header that a change of a record has to name."""


Responses = dict[int | str, dict[str, Any]]
"""What an operation answers with, by status."""


class EncodedJson(JSONResponse):
    """A response whose content is JSON already: FastAPI documents the shape of what is JSON alone."""

    def render(self, content: bytes) -> bytes:
        """Return the content as it is."""
        return content


def problem(description: str, kind: type[Problem] = Problem) -> dict[str, Any]:
    """Return an OpenAPI response that is a problem."""
    return {"description": description, "content": {MEDIA_TYPE: {"schema": reference(kind.__name__)}}}


_TOTAL = {
    "description": "How many records there are in all, where `count` or `offset` asks.",
    "schema": {"type": "integer"},
}
_PAGED = {"Link": LINK, "X-Total-Count": _TOTAL}

ANY_ERROR: Responses = {"default": problem("Any other error.")}
"""What every operation may answer; `CONVENTIONS` tell which errors those are that are alike everywhere."""
ABSENT: Responses = {404: problem("There is no such record, or version of it.")}
"""How is answered what asks of a record that never was."""
REDACTED: Responses = {410: problem("The content of the version was redacted.", Redacted)}
"""How is answered what asks of a version that says nothing any more."""
_GONE: Responses = {410: problem("The record was deleted.", Tombstone)}


def filter_parameters(resource: Resource) -> list[dict[str, Any]]:
    """Return the OpenAPI parameters of a resource's filters and of alternatives; `CONVENTIONS` tell of contraries."""
    declared = [_filter(resource, item) for name, item in resource.parameters.items() if not name.endswith("_ne")]
    return [*declared, dict(ALTERNATIVES)]


def _filter(resource: Resource, item: Parameter) -> dict[str, Any]:
    """Return the parameter of a filter; what asks for a field is described where the field is."""
    said = resource.schema["properties"].get(item.name, {}).get("description")
    name, _, operator = item.name.rpartition("_")
    field, compared, how = item.description.rpartition(": ")
    description = f"`{name}`: {how}" if compared and field and f"{name}_{operator}" == item.name else item.description
    made = query_parameter(
        item.name, description, item.schema if item.single else several(item.schema, maxItems=MAX_VALUES)
    )
    if item.description == said:
        del made["description"]
    return made


def query_parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI parameter of query strings."""
    return {"name": name, "in": "query", "description": description, "schema": schema}


def several(item: dict[str, Any], **limits: Any) -> dict[str, Any]:
    """Return the schema of a parameter that is repeated; joined with commas is the same, which clients seldom know."""
    return {"type": "array", "items": item, "minItems": 1} | limits


CURSOR = query_parameter(
    "cursor",
    "Where the page begins: leave it out for the first page, then follow `Link: rel=next`.",
    {"type": "string", "format": "cursor", "pattern": CURSOR_PATTERN},
)
"""The parameter that goes on with a list."""


def embed_parameters(resource: Resource) -> list[dict[str, Any]]:
    """Return the OpenAPI parameters that embed related records; `record_schemas.py` has what they refer to."""
    paths = several(reference(f"{stem(resource)}Embed"), maxItems=MAX_PATHS)
    most = {"type": "integer", "minimum": 1, "maximum": MAX_EMBED_LIMIT, "default": DEFAULT_EMBED_LIMIT}
    description = "The related records to embed, under `_embedded`; a dot leads to the second level: `evidence.origin`."
    return [
        query_parameter("embed", description, paths),
        query_parameter(
            "embed_limit", "The most records of each embedded list; `truncated` names those that are cut.", most
        ),
    ]


def paging_parameters(resource: Resource, *, nested: bool) -> list[dict[str, Any]]:
    """Return the OpenAPI parameters that sort and page a list."""
    names = [sign + name for name in ("id", *resource.sorts) for sign in ("", "-")]
    sorts = several({"type": "string", "enum": names}, uniqueItems=True)
    whole = {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET}
    counted = [
        query_parameter("offset", "How many records to leave out, instead of a cursor; tells the total.", whole),
        query_parameter(
            "count", "Whether to tell the total, in `X-Total-Count`.", {"type": "boolean", "default": False}
        ),
    ]
    return [
        query_parameter(
            "sort",
            "The fields to sort by; a minus turns a field's order round.",
            sorts,
        )
        | {"example": ["id"]},
        query_parameter(
            "limit",
            "The most records of one page; where more ids are asked for by `id`, as many as those.",
            {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
        ),
        CURSOR,
        *([] if nested else counted),
    ]


def reads_one(resource: Resource, further: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """Return the keywords of a route that answers with one record, and takes further parameters."""
    record: Responses = {200: {"description": f"The {resource.singular}.", "headers": TAG}}
    return {
        "tags": [resource.name],
        "response_model": resource.public,
        "responses": record | ABSENT | _GONE | ANY_ERROR,
        "openapi_extra": {"parameters": [*embed_parameters(resource), *further]},
    }


def lists(resource: Resource, *, nested: bool = False) -> dict[str, Any]:
    """Return the keywords of a route that answers with a page of records."""
    page: Responses = {200: {"description": f"A page of {resource.name}.", "headers": _PAGED}}
    narrowed = [] if nested else filter_parameters(resource)  # `CONVENTIONS` tell that it takes those of the whole list
    return {
        "tags": [resource.name],
        "response_model": GenericAlias(list, (resource.public,)),
        "responses": page | (ABSENT if nested else {}) | ANY_ERROR,
        "openapi_extra": {
            "parameters": [*narrowed, *paging_parameters(resource, nested=nested), *embed_parameters(resource)]
        },
    }


def identifier(singular: str) -> Any:
    """Return what is said of an id in a path."""
    return Path(description=f"The id of the {singular}.", examples=[EXAMPLES[singular]])
