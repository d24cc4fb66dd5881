"""Sets of words under names of their own: `ClaimKind`, `ClaimSort`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from api.core.openapi.components import pascal, reference
from api.core.openapi.schema_walk import Json, operations, rewrite_schemas

Words = tuple[Any, ...]

_BODIES = ("Create", "Update", "Patch")


def name_vocabularies(document: Json, stems: Mapping[str, str]) -> None:
    """Let every field and parameter that has some words alone refer to them by name.

    Those of a field are called as its record and itself, and as `Record` and itself where several records have it.

    Args:
        document: the document.
        stems: what records of each tag are called.
    """
    schemas = document["components"]["schemas"]
    names: dict[Words, str] = {}
    owners: dict[Words, list[tuple[str, str]]] = defaultdict(list)
    for name, schema in schemas.items():
        for field, value in schema.get("properties", {}).items():
            for words in _words_in(value):
                owners[words].append((name, field))
    for words, found in owners.items():
        name, field = next((it for it in found if not it[0].endswith(_BODIES)), found[0])
        records = {owner for owner, its in found if owner in stems.values() and its == field}
        called = pascal(field) if len(records) > 1 else pascal(name, field)
        names[words] = f"Record{called}" if called == pascal(field) and "_" not in field else called
    names |= {tuple(schema["enum"]): name for name, schema in schemas.items() if "enum" in schema}
    for operation in operations(document):
        [tag] = operation["tags"]
        for parameter in operation.get("parameters", ()):
            for words in _words_in(parameter["schema"]):
                names.setdefault(words, pascal(stems.get(tag, tag), parameter["name"]))
    made: Json = {}

    def change(schema: Json) -> Json:
        name = names.get(tuple(schema.get("enum", ())))
        if name is None:
            return schema
        made[name] = {"type": "string", "enum": schema["enum"]}
        return {key: schema[key] for key in ("description", "default") if key in schema} | reference(name)

    own = {name: schemas.pop(name) for name in list(schemas) if "enum" in schemas[name]}
    rewrite_schemas(document, change)
    clashing = made.keys() & schemas.keys()
    assert not clashing, f"two schemas are called {', '.join(clashing)}"
    schemas |= made | own


def _words_in(schema: Json) -> Iterator[Words]:
    """Yield the words of a schema, of its items and alternatives, where there are several."""
    if len(schema.get("enum", ())) > 1:
        yield tuple(schema["enum"])
    for inner in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from _words_in(inner)
