"""Going through every schema of an OpenAPI document."""

from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]
Change = Callable[[Json], Json]
"""Returns what a schema is to be, whose inner schemas are so already."""

METHODS = ("get", "put", "post", "delete", "patch")

_BY_NAME = ("properties", "patternProperties")
_LISTS = ("anyOf", "oneOf", "allOf")
_SINGLE = ("items", "additionalProperties", "propertyNames")


def rewritten(schema: Json, change: Change) -> Json:
    """Return a schema in which each schema is changed, the innermost first."""
    made = dict(schema)
    for key in _BY_NAME:
        if key in made:
            made[key] = {name: rewritten(inner, change) for name, inner in made[key].items()}
    for key in _LISTS:
        if key in made:
            made[key] = [rewritten(inner, change) for inner in made[key]]
    for key in _SINGLE:
        if isinstance(made.get(key), dict):
            made[key] = rewritten(made[key], change)
    return change(made)


def rewrite_schemas(document: Json, change: Change) -> None:
    """Change every schema of a document: the components, and those of its operations."""
    schemas = document["components"]["schemas"]
    for name in schemas:
        schemas[name] = rewritten(schemas[name], change)
    for holder in _holders(document):
        holder["schema"] = rewritten(holder["schema"], change)


def operations(document: Json) -> Iterator[Json]:
    """Yield every operation of a document."""
    for item in document["paths"].values():
        yield from (item[method] for method in METHODS if method in item)


def _holders(document: Json) -> Iterator[Json]:
    """Yield what has a schema in operations: parameters, headers, bodies of requests and responses."""
    for operation in operations(document):
        yield from operation.get("parameters", ())
        yield from operation.get("requestBody", {}).get("content", {}).values()
        for response in operation["responses"].values():
            yield from response.get("headers", {}).values()
            yield from response.get("content", {}).values()
