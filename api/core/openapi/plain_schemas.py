"""Schemas as people write them, without what pydantic and FastAPI add."""

from api.core.openapi.components import component
from api.core.openapi.schema_walk import Json

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def plain(schema: Json) -> Json:
    """Return a schema without titles made of names, after which generators would call types of their own.

    What is no more than null by default has none; whole bounds are integers; a shape is called as its records are.
    """
    made = {key: value for key, value in schema.items() if not (key == "title" or (key == "default" and value is None))}
    made |= {key: int(made[key]) for key in _BOUNDS if key in made and made[key] == int(made[key])}
    if "$ref" in made:
        made["$ref"] = component(made["$ref"])
    return made
