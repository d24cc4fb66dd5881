"""How the components of the OpenAPI document are called and referred to."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from api.core.records.resource import COMPONENT, Resource


def component(name: str) -> str:
    """Return what a shape is called: what is read of a claim is a `Claim`, of which there is a table here, too."""
    return name.removesuffix("Public")


def reference(name: str) -> dict[str, Any]:
    """Return a schema that refers to a component."""
    return {"$ref": COMPONENT.format(model=component(name))}


def stem(resource: Resource) -> str:
    """Return what a record of a resource is called among the components."""
    return component(resource.public.__name__)


def shapes_of(shape: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of a shape, and of those that it refers to, by name."""
    schema = shape.model_json_schema(ref_template=COMPONENT)
    inner: dict[str, Any] = schema.pop("$defs", {})
    return inner | {shape.__name__: schema}


def pascal(*words: str) -> str:
    """Return words as one name: `ClaimKind`."""
    return "".join(part[:1].upper() + part[1:] for word in words for part in _parts(word))


def _parts(word: str) -> Iterable[str]:
    return word.replace("-", "_").strip("_").split("_")
