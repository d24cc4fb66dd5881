"""What a route says of itself in the OpenAPI document."""

from types import GenericAlias
from typing import Any

from fastapi import Path

from api.core.identifiers import EXAMPLES
from api.core.problems import MEDIA_TYPE, Problem
from api.core.query import parameters
from api.core.resource import Resource

_LINK = {
    "description": "Where there are more records: the absolute URL of the next page, as `rel=next` (RFC 8288).",
    "schema": {"type": "string"},
}


def problem(description: str) -> dict[str, Any]:
    """Return an OpenAPI response that is a problem."""
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {"description": description, "content": {MEDIA_TYPE: {"schema": schema}}}


_FAULTS = {
    400: problem("A parameter is unknown, or has a value that is not of its type."),
    "default": problem("Any other error."),
}
_MISSING = {404: problem("There is no such record.")}


def reads_one(resource: Resource) -> dict[str, Any]:
    """Return the keywords of a route that answers with one record."""
    return {
        "tags": [resource.name],
        "response_model": resource.public,
        "response_description": f"The {resource.singular}.",
        "responses": _FAULTS | _MISSING,
    }


def lists(resource: Resource, *, nested: bool = False) -> dict[str, Any]:
    """Return the keywords of a route that answers with a page of records."""
    page = {"description": f"A page of {resource.name}.", "headers": {"Link": _LINK}}
    return {
        "tags": [resource.name],
        "response_model": GenericAlias(list, (resource.public,)),
        "responses": {200: page} | _FAULTS | (_MISSING if nested else {}),
        "openapi_extra": {"parameters": parameters(resource)},
    }


def identifier(singular: str) -> Any:
    """Return what is said of an id in a path."""
    return Path(description=f"The id of the {singular}.", examples=[EXAMPLES[singular]])
