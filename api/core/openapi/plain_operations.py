"""Operations as people write them, without what FastAPI adds; and what no operation leads to, left out."""

import json

from api.core.openapi.schema_walk import Json, operations, rewritten

_SHARED = ("schemas", "parameters", "headers", "responses")


def make_plain(operation: Json) -> None:
    """Let an operation say each thing once: what it does, and what its parameters are."""
    operation["summary"], _, more = operation.pop("description").partition("\n\n")
    if more:
        operation["description"] = more
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            [parameter["example"], *_] = parameter["schema"].pop("examples")
            parameter["schema"].pop("description")
    if not operation.get("parameters"):
        operation.pop("parameters", None)


def with_embedded(document: Json) -> None:
    """Say of operations that embed what they answer with: records that have others embedded."""
    for operation in operations(document):
        if any(parameter["name"] == "embed" for parameter in operation.get("parameters", ())):
            content = operation["responses"]["200"]["content"]["application/json"]
            content["schema"] = rewritten(content["schema"], _with_embedded)


def _with_embedded(schema: Json) -> Json:
    return {"$ref": f"{schema['$ref']}WithEmbedded"} if "$ref" in schema else schema


def drop_unused(document: Json) -> None:
    """Drop the components that nothing refers to."""
    parts = document["components"]
    while True:
        text = json.dumps(document)
        unused = [
            (kind, name) for kind in _SHARED for name in parts[kind] if f'"#/components/{kind}/{name}"' not in text
        ]
        if not unused:
            return
        for kind, name in unused:
            del parts[kind][name]
