"""Schemas of problems that say more than others do."""

from typing import Any

from api.core.http.problems import Problem
from api.core.openapi.components import reference, shapes_of


def problem_schema(kind: type[Problem]) -> dict[str, Any]:
    """Return the schema of a kind of problem: any problem, and what it says beyond."""
    whole = shapes_of(kind)[kind.__name__]
    more = {name: schema for name, schema in whole["properties"].items() if name not in Problem.model_fields}
    beside = {"type": "object", "properties": more, "required": list(more)}
    return {"description": whole["description"], "allOf": [reference(Problem.__name__), beside]}
