"""Write `lunju/records.py` from the service's OpenAPI document: `python clients/python/generate_records.py`.

A test compares what it would write with the file, so that the types cannot drift from the service. Generated rather
than written by hand and compared: a new field is one command, and its description comes along.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any

from api.app import create_app
from api.core.openapi.components import stem
from api.resources.registry import RESOURCES
from api.settings import Settings

TARGET = Path(__file__).parent / "lunju" / "records.py"

_WIDTH = 120
_BESIDE_RESOURCES = ("Version", "DatasetState", "Operation", "BatchDone")
_SIMPLE = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_HEAD = '''\
"""The types of what the service returns and takes, by the names of its OpenAPI document.

Written by `generate_records.py`, not by hand. What may be left out of what is sent is `UNSET`, unless it is given:
None is sent as null.
"""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType
'''

Schema = dict[str, Any]


def records_module() -> str:
    """Return the text of `lunju/records.py`."""
    document: dict[str, Schema] = create_app(Settings()).openapi()["components"]["schemas"]
    records = [stem(resource) for resource in RESOURCES.values()]
    schemas = {name: _whole(name, document) for name, schema in document.items() if _is_record(schema)}
    names: list[str] = []
    for name in records:
        _collect(name, schemas, names)
        _collect(f"{name}Create", schemas, names)
    for name in _BESIDE_RESOURCES:
        _collect(name, schemas, names)
    enumerations = _name_enumerations({name: schemas[name] for name in names})
    aliases = [_alias(name, values) for values, name in sorted(enumerations.items(), key=lambda item: item[1])]
    classes = ["\n".join(_class(name, schemas[name], enumerations)) for name in names]
    return "\n\n\n".join([_HEAD + "\n" + "\n".join(aliases), *classes]) + "\n"


def _is_record(schema: Schema) -> bool:
    return "properties" in schema or "allOf" in schema


def _whole(name: str, document: dict[str, Schema]) -> Schema:
    """Return a schema with what others say of it: what it is made of, and what is said of formats and fields there."""
    schema, described = document[name], document.get(name.removesuffix("Create"), {}).get("properties", {})
    parts = [document.get(_referred(part), part) for part in reversed(schema.get("allOf", [schema]))]
    fields = {field: value for part in parts for field, value in part["properties"].items()}
    told = {field: (described.get(field, {}) | value).get("description") for field, value in fields.items()}
    return {
        "description": schema["description"],
        "properties": {
            field: _resolved(value, document) | {"description": told[field]} for field, value in fields.items()
        },
        "required": [field for part in parts for field in part.get("required", [])],
    }


def _resolved(schema: Schema, document: dict[str, Schema]) -> Schema:
    """Return a schema in which formats and vocabularies stand themselves, where it refers to them by name."""
    referred = document.get(_referred(schema), {})
    if referred and not _is_record(referred):
        return referred | {key: value for key, value in schema.items() if key != "$ref"}
    inner = {"anyOf": [_resolved(part, document) for part in schema["anyOf"]]} if "anyOf" in schema else {}
    return schema | inner | ({"items": _resolved(schema["items"], document)} if "items" in schema else {})


def _collect(name: str, schemas: dict[str, Schema], names: list[str]) -> None:
    """Add the name of a component, behind those of the components that it refers to."""
    for schema in schemas[name]["properties"].values():
        for part in _parts(schema):
            if "$ref" in part:
                _collect(_referred(part), schemas, names)
    if name not in names:
        names.append(name)


def _parts(schema: Schema) -> Iterator[Schema]:
    """Yield a schema, and those of its alternatives and items."""
    yield schema
    for part in (*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])):
        yield from _parts(part)


def _referred(schema: Schema) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _name_enumerations(schemas: dict[str, Schema]) -> dict[tuple[str, ...], str]:
    """Return a name for each set of values: that of its field, or of record and field where records differ in it."""
    found: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for name, schema in schemas.items():
        for field, value in schema["properties"].items():
            for part in _parts(value):
                if len(part.get("enum", ())) > 1:
                    found[_camel(field)].setdefault(tuple(part["enum"]), name.removesuffix("Create"))
    return {
        values: field if len(by_values) == 1 else record + field
        for field, by_values in found.items()
        for values, record in by_values.items()
    }


def _alias(name: str, values: tuple[str, ...]) -> str:
    quoted = [f'"{value}"' for value in values]
    line = f"{name} = Literal[{', '.join(quoted)}]"
    return line if len(line) <= _WIDTH else f"{name} = Literal[\n" + "".join(f"    {one},\n" for one in quoted) + "]"


def _class(name: str, schema: Schema, enumerations: dict[tuple[str, ...], str]) -> Iterator[str]:
    """Yield the lines of a class."""
    properties = schema["properties"]
    kebab = any("-" in field for field in properties)
    assert not (kebab and any("_" in field for field in properties)), f"{name} names its fields in two ways"
    rename = ', rename="kebab"' if kebab else ""
    yield f"class {name}(Struct, frozen=True, kw_only=True{rename}):"
    yield from _doc(schema["description"])
    yield ""
    for field, value in properties.items():
        types, default = _types(value, enumerations), ""
        if field not in schema.get("required", []):
            types, default = [*types, "UnsetType"], " = UNSET"
        types.sort(key="None".__eq__)  # null is said last
        yield f"    {field.replace('-', '_')}: {' | '.join(types)}{default}"
        yield from _doc(value["description"])


def _types(schema: Schema, enumerations: dict[tuple[str, ...], str]) -> list[str]:
    """Return the types that a value may be of, without the rules of what is valid: the service holds those."""
    if "anyOf" in schema:
        return [one for part in schema["anyOf"] for one in _types(part, enumerations)]
    if "$ref" in schema:
        return [_referred(schema)]
    if "enum" in schema:
        words = tuple(schema["enum"])
        return [enumerations[words] if len(words) > 1 else f'Literal["{words[0]}"]']
    if schema["type"] == "array":
        return [f"list[{' | '.join(_types(schema['items'], enumerations))}]"]
    if schema["type"] == "object":
        values = schema.get("additionalProperties")
        return [f"dict[str, {' | '.join(_types(values, enumerations)) if isinstance(values, dict) else 'Any'}]"]
    return [_SIMPLE[schema["type"]]]


def _doc(text: str) -> Iterator[str]:
    """Yield the lines of a docstring: where all does not fit in one line, the first sentence is a paragraph."""
    line = f'    """{" ".join(text.split())}"""'
    if len(line) <= _WIDTH:
        yield line
        return
    first, *rest = re.split(r"(?<=\.)\s+", text, maxsplit=1)
    yield from _wrapped(f'"""{first}')
    for paragraph in rest:
        yield ""
        yield from _wrapped(paragraph)
    yield '    """'


def _wrapped(text: str) -> list[str]:
    return [f"    {line}" for line in wrap(text, _WIDTH - 4, break_long_words=False, break_on_hyphens=False)]


def _camel(field: str) -> str:
    return "".join(part.capitalize() for part in field.replace("-", "_").split("_"))


if __name__ == "__main__":
    TARGET.write_text(records_module(), encoding="utf-8")
