"""Schemas of records as they are read, and of what can be embedded in them: two levels of it, and then an end.

`Claim` is a claim alone. `ClaimWithEmbedded` is one with what `embed` asks for, which is in `ClaimEmbedded`. One that
stands in another record is an `EmbeddedClaim`, and what is embedded in that, as `a.b` asks, is in `ClaimInner`: records
alone again. A shape that led back to itself would have no end where clients are made of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.core.openapi.components import pascal, reference, shapes_of, stem
from api.core.query.embedding import paths_of
from api.core.query.search_matches import MATCHES, Match
from api.core.records.related import Related
from api.core.records.resource import TYPE, Resource

Schemas = dict[str, Any]
Resources = Mapping[str, Resource]


def record_schemas(resource: Resource, resources: Resources, examples: Sequence[Any]) -> Schemas:
    """Return the schemas of a resource's records, by name.

    Args:
        resource: the resource.
        resources: every resource, by name.
        examples: records of it, to show.
    """
    name = stem(resource)
    record = {key: value for key, value in resource.schema.items() if key != "$defs"}
    made: Schemas = {name: record | ({"examples": list(examples)} if examples else {})}
    made |= resource.schema.get("$defs", {})
    for computed in resource.computed.values():
        made |= shapes_of(computed.shape)
    made[f"{name}Embed"] = {
        "description": f"What can be embedded in {resource.a_record}.",
        "type": "string",
        "enum": paths_of(resource, resources),
    }
    for level in ("", "inner"):
        made |= {pascal(name, level, key): shape for key, shape in _ends(resource, resources, level)}
    made[f"{name}Embedded"] = _embedded(resource, resources, "")
    made[f"{name}Inner"] = _embedded(resource, resources, "inner")
    made[f"{name}WithEmbedded"] = _with(name, f"{name}Embedded", f"{resource.a_record}, and what is embedded in it")
    made[f"Embedded{name}"] = _with(name, f"{name}Inner", f"{resource.a_record} that is embedded in another record")
    return made


def _with(record: str, embedded: str, description: str) -> dict[str, Any]:
    """Return the schema of a record that may have others embedded."""
    beside = {"type": "object", "properties": {"_embedded": _described(embedded, "What `embed` asked for.")}}
    said = f"{description[0].upper()}{description[1:]}."
    return {"description": said, "allOf": [reference(record), beside]}


def _embedded(resource: Resource, resources: Resources, level: str) -> dict[str, Any]:
    """Return the schema of what is embedded in a record: records alone, where it is embedded itself."""
    properties: dict[str, Any] = {}
    for name, related in resource.related.items():
        shape = _member(resource, resources, name, related, level)
        either = {"anyOf": [shape, {"type": "null"}]} if related.single else {"type": "array", "items": shape}
        properties[name] = either if level else {"description": related.description, **either}
    for name, computed in resource.computed.items():
        either = {"anyOf": [reference(computed.shape.__name__), {"type": "null"}]}
        properties[name] = either if level else {"description": computed.description, **either}
    if resource.searched and not level:
        match = {"type": "array", "items": reference(Match.__name__)}
        properties[MATCHES] = {"description": "Why `q` finds it.", **match}
    cut = [name for name, related in resource.related.items() if not related.single]
    properties["truncated"] = {
        "description": "The lists that `embed_limit` cut.",
        "type": "array",
        "items": {"type": "string", "enum": cut} if cut else {"type": "string"},
    }
    where = (
        f"{resource.a_record} that is embedded itself; as `{stem(resource)}Embedded`" if level else resource.a_record
    )
    return {
        "description": f"What is embedded in {where}.",
        "type": "object",
        "properties": properties,
        "required": ["truncated"],
        "additionalProperties": False,
    }


def _member(resource: Resource, resources: Resources, name: str, related: Related, level: str) -> dict[str, Any]:
    """Return the schema of a related record."""
    if len(related.members) > 1:
        return reference(pascal(stem(resource), level, name))
    [member] = related.members
    return reference(_record(resources[member], level))


def _record(resource: Resource, level: str) -> str:
    """Return what a record is called that stands on a level of what is embedded: on the inner one, it stands alone."""
    return stem(resource) if level else f"Embedded{stem(resource)}"


def _ends(resource: Resource, resources: Resources, level: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the schema of each relation that leads to records of several kinds, which their `type` tells apart."""
    for name, related in resource.related.items():
        if len(related.members) > 1:
            kinds = {
                resources[member].singular: reference(_record(resources[member], level)) for member in related.members
            }
            mapping = {kind: its["$ref"] for kind, its in kinds.items()}
            yield (
                name,
                {
                    "description": related.description,
                    "oneOf": list(kinds.values()),
                    "discriminator": {"propertyName": TYPE, "mapping": mapping},
                },
            )


def _described(name: str, description: str) -> dict[str, Any]:
    return {"description": description, **reference(name)}
