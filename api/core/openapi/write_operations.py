"""What a writing route says of itself in the OpenAPI document."""

from collections.abc import Sequence
from typing import Any

from api.core.openapi.components import reference, shapes_of, stem
from api.core.openapi.named_schemas import admitting_null_words
from api.core.openapi.read_operations import ABSENT, TAG, Responses, problem
from api.core.write.writable import Writable

_TEXT = {"type": "string"}
_LOCATION = {"Location": {"description": "The URL of the record.", "schema": _TEXT}}


def _header(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "header", "description": description, "schema": _TEXT | schema}


_VALIDATE_ONLY = {
    "name": "validate_only",
    "in": "query",
    "description": "Whether to write nothing, and only tell what would be, with 200.",
    "schema": {"type": "boolean", "default": False},
}
_REASON = _header(
    "Lunju-Reason",
    "Why the change is made: UTF-8, percent-encoded. It is kept with the version; withdrawing needs one.",
    maxLength=9000,
)
_KEY = _header(
    "Idempotency-Key",
    "A string of the client's choosing, new for each new request: a repeat with the same key is answered as the "
    "first was, and writes nothing.",
    maxLength=200,
)
_IF_MATCH = _header("If-Match", "The ETag of the record as it was read, in any form; else, 428.") | {"required": True}

COMMON = [_VALIDATE_ONLY, _REASON, _KEY]
"""What every write takes beside its body."""

REFUSALS: dict[int | str, dict[str, Any]] = {
    409: problem(
        "What is there does not allow it: an id that was used, a record that others depend on, a request in flight."
    ),
    422: problem("The body says what a record cannot be; `errors` points at the fields."),
    "default": problem("Any other error."),
}
"""How any write may be refused."""
_STANDING = {
    **ABSENT,
    412: problem("The record has changed: `ETag` tells its present state."),
}


def creates(writable: Writable) -> dict[str, Any]:
    """Return the keywords of a route that makes a record."""
    singular = writable.resource.singular
    named = (
        "its id is the next one, unless the body brings one"
        if writable.letter
        else "its id is the body's, which needs one"
    )
    made = {"description": f"The new {singular}; {named}.", "headers": TAG | _LOCATION}
    would = _state(writable) | {"content": {"application/json": {"schema": reference(stem(writable.resource))}}}
    return _route(writable) | {
        "status_code": 201,
        "responses": {201: made, 200: would} | REFUSALS,
        "openapi_extra": {"parameters": COMMON, "requestBody": body("application/json", writable.create.__name__)},
    }


def patches(writable: Writable) -> dict[str, Any]:
    """Return the keywords of a route that changes fields of a record."""
    extra = {
        "parameters": [_IF_MATCH, *COMMON],
        "requestBody": body("application/merge-patch+json", patch_name(writable)),
    }
    return _changes(writable) | {"openapi_extra": extra}


def replaces(writable: Writable) -> dict[str, Any]:
    """Return the keywords of a route that replaces a record."""
    extra = {
        "parameters": [_IF_MATCH, *COMMON],
        "requestBody": body("application/json", replacement_name(writable)),
    }
    return _changes(writable) | {"openapi_extra": extra}


def deletes(writable: Writable) -> dict[str, Any]:
    """Return the keywords of a route that removes a record."""
    gone: Responses = {200: {"description": f"The {writable.resource.singular} as it was."}}
    extra = {"parameters": [_IF_MATCH, *COMMON]}
    return _route(writable) | {"responses": gone | REFUSALS | _STANDING, "openapi_extra": extra}


def merges(writable: Writable) -> dict[str, Any]:
    """Return the keywords of a route that merges a record into another."""
    keywords = _changes(writable)
    extra = {"parameters": [_IF_MATCH, *COMMON], "requestBody": body("application/json", "Merge")}
    return keywords | {"openapi_extra": extra}


def patch_name(writable: Writable) -> str:
    """Return what the schema of a resource's patches is called."""
    return f"{writable.update.__name__.removesuffix('Update')}Patch"


def replacement_name(writable: Writable) -> str:
    """Return what the schema of a resource's whole records, as they are sent, is called."""
    return writable.update.__name__


def body_schemas(writable: Writable) -> dict[str, Any]:
    """Return the schemas of what is sent of a resource, by name.

    A new record is what a record is to be, and what says its identity. What a record has of its own may be sent back as
    it is; and no body may have other fields: `CONVENTIONS` say so, and schemas that build on others cannot.
    """
    found = shapes_of(writable.update) | shapes_of(writable.create)
    new, whole = found[writable.create.__name__], found[writable.update.__name__]
    described = writable.resource.schema["properties"]
    fields = whole["properties"]
    properties = {name: _said_once(field, described.get(name, {})) for name, field in fields.items()}
    added = {
        name: _said_once(field, described[name]) for name, field in new["properties"].items() if name not in fields
    }
    needed = whole.get("required", [])
    elsewhere = f" What is not described is as in `{stem(writable.resource)}`."
    return found | {
        writable.update.__name__: _body(whole["description"] + elsewhere, properties, needed),
        writable.create.__name__: {
            "description": new["description"],
            "allOf": [
                reference(writable.update.__name__),
                _body("Which it is.", added, [name for name in new["required"] if name in added]),
            ],
        },
        patch_name(writable): _body(
            f"The fields to change; null empties a field (RFC 7396).{elsewhere}",
            {name: _patched(writable, name, field) for name, field in properties.items()},
            [],
        ),
    }


def _body(description: str, properties: dict[str, Any], required: Sequence[str]) -> dict[str, Any]:
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "description": description, "properties": properties} | needed


def _patched(writable: Writable, name: str, field: dict[str, Any]) -> dict[str, Any]:
    """Return what a patch may say of a field."""
    its = {key: value for key, value in field.items() if key != "default"}
    return admitting_null_words(its) if name in writable.language_maps else its


def _said_once(field: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    """Return a field of a body without the description that it has in the record that is read."""
    said = field.get("description") == described.get("description")
    return {key: value for key, value in field.items() if not (said and key == "description")}


def _route(writable: Writable) -> dict[str, Any]:
    return {"tags": [writable.resource.name], "response_model": writable.resource.public}


def _changes(writable: Writable) -> dict[str, Any]:
    return _route(writable) | {"responses": {200: _state(writable)} | REFUSALS | _STANDING}


def _state(writable: Writable) -> dict[str, Any]:
    """Return what is answered with the state that a record is in."""
    singular = writable.resource.singular
    return {"description": f"The {singular} as it is now; with `validate_only`, as it would be.", "headers": TAG}


def body(media_type: str, name: str) -> dict[str, Any]:
    """Return what is said of the body that a write takes, by the name of its schema."""
    return {"required": True, "content": {media_type: {"schema": reference(name)}}}
