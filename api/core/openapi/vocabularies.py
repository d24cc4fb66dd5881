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

    Those of a field are called as its record and itself: `ClaimKind`. Where several records have them, they are called
    as the field alone, `AssertedBy`, and where that is one word, `RecordStatus`.

    Args:
        document: the document.
        stems: what records of each tag are called.
    """
    schemas = document["components"]["schemas"]
    own = {name: schemas.pop(name) for name in list(schemas) if "enum" in schemas[name]}
    names = dict(_names_by_field(schemas, {*stems.values()}))
    names |= {tuple(schema["enum"]): name for name, schema in own.items()}
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
        words = {"type": "string", "enum": schema["enum"]}
        assert made.setdefault(name, words) == words, f"two sets of words are called {name}"
        return {key: schema[key] for key in ("description", "default") if key in schema} | reference(name)

    rewrite_schemas(document, change)
    clashing = made.keys() & schemas.keys()
    assert not clashing, f"two schemas are called {', '.join(clashing)}"
    schemas |= made | own


def _names_by_field(schemas: Json, records: set[str]) -> Iterator[tuple[Words, str]]:
    """Yield the words of fields, each with a name."""
    owners: dict[Words, list[tuple[str, str]]] = defaultdict(list)
    for name, schema in schemas.items():
        for field, value in schema.get("properties", {}).items():
            for words in _words_in(value):
                owners[words].append((name, field))
    for words, found in owners.items():
        name, field = next((it for it in found if not it[0].endswith(_BODIES)), found[0])
        several = len({owner for owner, its in found if owner in records and its == field}) > 1
        if several:
            yield words, pascal(field) if "_" in field else pascal("record", field)
        else:
            yield words, pascal(name, field)


def _words_in(schema: Json) -> Iterator[Words]:
    """Yield the words of a schema, of its items and alternatives, where there are several."""
    if len(schema.get("enum", ())) > 1:
        yield tuple(schema["enum"])
    for inner in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from _words_in(inner)
