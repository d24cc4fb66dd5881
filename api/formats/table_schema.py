"""Table Schema (Data Package v2, datapackage.org/standard/table-schema): what the columns of a CSV file mean.

Decimals are strings, since they are exact to 40 digits and a reader's numbers are not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from api.core.records.resource import Resource
from api.formats.flat import worded_columns

_TYPES = {"integer": "integer", "boolean": "boolean", "array": "array", "object": "object"}


def table_schema(resource: Resource, languages: Sequence[str], tables: Iterable[str]) -> dict[str, Any]:
    """Return the schema of a resource's CSV.

    Args:
        resource: the resource.
        languages: the languages that its language maps have columns for.
        tables: the resources that are there to be referred to.
    """
    worded = {name: languages for name in resource.fields if name in resource.worded_fields}
    fields = list(_fields(resource.schema, worded))
    keys = [
        {"fields": [name], "reference": {"resource": target if target != resource.name else "", "fields": ["id"]}}
        for name, target in _references(resource)
        if target in tables
    ]
    return {"fields": fields, "primaryKey": ["id"]} | ({"foreignKeys": keys} if keys else {})


def plain_schema(shape: type[BaseModel], key: str) -> dict[str, Any]:
    """Return the schema of a CSV of what is no resource: one column for each field of a shape."""
    return {"fields": list(_fields(shape.model_json_schema(), {})), "primaryKey": [key]}


def _fields(document: Mapping[str, Any], languages: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Any]]:
    columns = worded_columns(languages, document["properties"])
    for name, said in document["properties"].items():
        options = [option for option in said.get("anyOf", [said]) if option.get("type") != "null"]
        required = len(options) == len(said.get("anyOf", [said]))
        description = said.get("description", "")
        if name in languages:
            for tag, column in zip(languages[name], columns[name], strict=True):
                yield {"name": column, "type": "string", "description": f"{description} In {tag}."}
            continue
        constraints = {"required": True} if required else {}
        if "enum" in options[0]:
            constraints |= {"enum": options[0]["enum"]}
        field = {"name": name, "type": _TYPES.get(options[0].get("type"), "string"), "description": description}
        yield field | ({"constraints": constraints} if constraints else {})


def _references(resource: Resource) -> Iterator[tuple[str, str]]:
    for name in resource.fields:
        if name in resource.table.c:
            yield from ((name, str(key.column.table.name)) for key in resource.table.c[name].foreign_keys)
