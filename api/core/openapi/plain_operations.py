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
    """Say of operations that embed what they answer with: records that have others embedded; a hit says so itself."""
    named = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}

    def change(schema: Json) -> Json:
        beside = f"{schema.get('$ref')}WithEmbedded"
        return {"$ref": beside} if beside in named else schema

    for operation in operations(document):
        if any(parameter["name"] == "embed" for parameter in operation.get("parameters", ())):
            content = operation["responses"]["200"]["content"]["application/json"]
            content["schema"] = rewritten(content["schema"], change)


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
