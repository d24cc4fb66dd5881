"""What a writing route says of itself in the OpenAPI document."""

from copy import deepcopy
from typing import Any

from pydantic import BaseModel

from api.core.openapi.read_operations import problem
from api.core.write.writable import Writable

_SCHEMAS = "#/components/schemas/"
_TEXT = {"type": "string"}
_TAG = {"ETag": {"description": "The tag of the state that the record is in now.", "schema": _TEXT}}
_APPLIED = {"Preference-Applied": {"description": "That the answer is minimal, as asked.", "schema": _TEXT}}
_LOCATION = {"Location": {"description": "The URL of the new record.", "schema": _TEXT}}


def _header(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": False, "description": description, "schema": _TEXT | schema}


_VALIDATE_ONLY = {
    "name": "validate_only",
    "in": "query",
    "required": False,
    "description": "Whether to write nothing, and only tell what would be, with 200.",
    "schema": {"type": "boolean", "default": False},
}
_REASON = _header(
    "Lunju-Reason",
    "Why the change is made: UTF-8, percent-encoded. It is kept with the version; withdrawing needs one.",
    maxLength=9000,
)
_PREFER = _header("Prefer", "`return=minimal` asks for 204 without the record (RFC 7240).")
_KEY = _header(
    "Idempotency-Key",
    "A string of the client's choosing, new for each new request: a repeat with the same key is answered as the "
    "first was, and writes nothing.",
    maxLength=200,
)
_IF_MATCH = _header("If-Match", "The ETag of the record as it was read, in any form; needed, or 428.")

COMMON = [_VALIDATE_ONLY, _REASON, _PREFER, _KEY]
"""What every write takes beside its body."""

REFUSALS: dict[int | str, dict[str, Any]] = {
    400: problem("The body is not JSON, or a parameter or a header is not what it can be."),
    401: problem("A good key is needed."),
    409: problem(
        "What is there does not allow it: an id that was used, a record that others depend on, a request in flight."
    ),
    410: problem("The request was done before, under its idempotency key, and its answer was redacted since."),
    415: problem("The body is of another type."),
    422: problem("The body says what a record cannot be; `errors` points at the fields."),
    "default": problem("Any other error."),
}
"""How any write may be refused."""
_STANDING = {
    404: problem("There is no such record."),
    410: problem("The record was deleted; or the request was done before, and its answer was redacted since."),
    412: problem("The record has changed: `ETag` tells its present state."),
    428: problem("`If-Match` is needed."),
}
_MINIMAL = {204: {"description": "Done; the record was not asked for.", "headers": _TAG | _APPLIED}}


def creates(writable: Writable) -> dict[str, Any]:
    """Return the keywords of a route that makes a record."""
    singular = writable.resource.singular
    named = (
        "its id is the next one, unless the body brings one"
        if writable.letter
        else "its id is the body's, which needs one"
    )
    made = {"description": f"The new {singular}; {named}.", "headers": _TAG | _LOCATION | _APPLIED}
    would = {
        "description": f"The {singular} that would be, with `validate_only`.",
        "content": {"application/json": {"schema": {"$ref": _SCHEMAS + writable.resource.public.__name__}}},
    }
    minimal = {204: {"description": "Done.", "headers": _TAG | _LOCATION | _APPLIED}}
    return _route(writable) | {
        "status_code": 201,
        "responses": {201: made, 200: would} | minimal | REFUSALS,
        "openapi_extra": {"parameters": COMMON, "requestBody": body("application/json", writable.create.__name__)},
    }


def patches(writable: Writable) -> dict[str, Any]:
    """Return the keywords of a route that changes fields of a record."""
    extra = {
        "parameters": [_IF_MATCH, *COMMON],
        "requestBody": body("application/merge-patch+json", patch_name(writable)),
    }
    return _changes(writable, f"The {writable.resource.singular} as it is now.") | {"openapi_extra": extra}


def replaces(writable: Writable) -> dict[str, Any]:
    """Return the keywords of a route that replaces a record."""
    extra = {
        "parameters": [_IF_MATCH, *COMMON],
        "requestBody": body("application/json", replacement_name(writable)),
    }
    return _changes(writable, f"The {writable.resource.singular} as it is now.") | {"openapi_extra": extra}


def deletes(writable: Writable) -> dict[str, Any]:
    """Return the keywords of a route that removes a record."""
    keywords = _changes(writable, f"The {writable.resource.singular} as it was.")
    del keywords["responses"][415]  # it has no body
    return keywords | {"openapi_extra": {"parameters": [_IF_MATCH, *COMMON]}}


def merges(writable: Writable) -> dict[str, Any]:
    """Return the keywords of a route that merges a record into another."""
    keywords = _changes(writable, f"The {writable.resource.singular} that it was merged into.")
    extra = {"parameters": [_IF_MATCH, *COMMON], "requestBody": body("application/json", "Merge")}
    return keywords | {"openapi_extra": extra}


def patch_name(writable: Writable) -> str:
    """Return what the schema of a resource's patches is called."""
    return f"{writable.update.__name__.removesuffix('Update')}Patch"


def replacement_name(writable: Writable) -> str:
    """Return what the schema of a resource's whole records, as they are sent, is called."""
    return writable.update.__name__


def body_schemas(writable: Writable) -> dict[str, Any]:
    """Return the schemas of what is sent of a resource, by name; each refers only to what it defines."""
    found: dict[str, Any] = {}
    for shape in (writable.create, writable.update):
        found |= shapes_of(shape)
    replacement = found[replacement_name(writable)]
    echoed = shapes_of(writable.resource.public)[writable.resource.public.__name__]["properties"]
    for name in sorted(writable.read_only):
        description = f"Read-only: leave it out, or send it as it is. {echoed[name]['description']}"
        replacement["properties"][name] = echoed[name] | {"description": description}
    patch = deepcopy(replacement)
    patch.pop("required", None)
    patch |= {"title": patch_name(writable), "description": "The fields to change; null empties a field (RFC 7396)."}
    for name, field in patch["properties"].items():
        field.pop("default", None)
        if name in writable.language_maps:
            _admit_null_words(field)
    found[patch_name(writable)] = patch
    return found


def shapes_of(shape: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of a shape, and of those that it refers to, by name."""
    schema = shape.model_json_schema(ref_template=_SCHEMAS + "{model}")
    inner: dict[str, Any] = schema.pop("$defs", {})
    return inner | {shape.__name__: schema}


def _admit_null_words(field: dict[str, Any]) -> None:
    for part in (field, *field.get("anyOf", ())):
        for key in ("additionalProperties", "patternProperties"):
            if isinstance(part.get(key), dict):
                found = part[key]
                part[key] = (
                    {"anyOf": [found, {"type": "null"}]}
                    if key == "additionalProperties"
                    else {pattern: {"anyOf": [inner, {"type": "null"}]} for pattern, inner in found.items()}
                )


def _route(writable: Writable) -> dict[str, Any]:
    return {"tags": [writable.resource.name], "response_model": writable.resource.public}


def _changes(writable: Writable, description: str) -> dict[str, Any]:
    whole = {"description": description, "headers": _TAG | _APPLIED}
    return _route(writable) | {"responses": {200: whole} | _MINIMAL | REFUSALS | _STANDING}


def body(media_type: str, name: str) -> dict[str, Any]:
    """Return what is said of the body that a write takes, by the name of its schema."""
    return {"required": True, "content": {media_type: {"schema": {"$ref": _SCHEMAS + name}}}}
