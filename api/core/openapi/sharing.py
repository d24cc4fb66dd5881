"""What operations have in common stands once, among the components: parameters, headers, responses."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from api.core.openapi.components import pascal
from api.core.openapi.schema_walk import Json, operations

_Holder = tuple[Any, Any, Json]
"""A list or mapping, the place of what may be shared in it, and the operation that it is of."""

_WHERE = {"path": "p", "query": "q", "header": "h"}
"""What the names of parameters begin with: some clients confuse them with schemas of the same name."""


def share(document: Json) -> None:
    """Let operations refer to what several of them have."""
    parts = document["components"]
    parts["parameters"] = _shared("parameters", list(_parameters(document)), _parameter_name, least=1)
    parts["headers"] = _shared("headers", list(_headers(document)), lambda place, _: place, least=1)
    parts["responses"] = _shared("responses", list(_responses(document)), _response_name, least=2)


def _shared(kind: str, holders: list[_Holder], name_of: Callable[[Any, Json], str], *, least: int) -> Json:
    """Move what at least so many have into components, and return those.

    Of several that have a name, that which operations of several tags share keeps it; others get a tag, or the name of
    an operation.
    """
    count = Counter(_text(holder[place]) for holder, place, _ in holders)
    kept = [holder for holder in holders if count[_text(holder[0][holder[1]])] >= least]
    tags, variants = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for holder, place, operation in kept:
        tags[_text(holder[place])] |= {*operation["tags"]}
        variants[name_of(place, holder[place])] |= {_text(holder[place])}
    made: Json = {}
    called: dict[str, str] = {}
    for holder, place, operation in sorted(kept, key=lambda item: -count[_text(item[0][item[1]])]):
        part, text = holder[place], _text(holder[place])
        if text not in called:
            [tag], plain = operation["tags"], name_of(place, part)
            common = len(tags[text]) > 1 or len(variants[plain]) == 1
            names = (*([plain] if common else []), f"{plain}.{tag}", f"{plain}.{operation['operationId']}")
            called[text] = next(name for name in names if name not in made)
            made[called[text]] = part
        holder[place] = {"$ref": f"#/components/{kind}/{called[text]}"}
    return dict(sorted(made.items()))


def _text(part: Json) -> str:
    return json.dumps(part, sort_keys=True)


def _parameters(document: Json) -> Iterable[_Holder]:
    for operation in operations(document):
        parameters = operation.get("parameters", [])
        yield from ((parameters, place, operation) for place in range(len(parameters)))


def _headers(document: Json) -> Iterable[_Holder]:
    for operation in operations(document):
        for response in operation["responses"].values():
            headers = response.get("headers", {})
            yield from ((headers, name, operation) for name in headers)


def _responses(document: Json) -> Iterable[_Holder]:
    for operation in operations(document):
        yield from ((operation["responses"], status, operation) for status in operation["responses"])


def _parameter_name(_place: int, parameter: Json) -> str:
    return f"{_WHERE[parameter['in']]}_{parameter['name'].replace('-', '_')}"


def _response_name(status: str, response: Json) -> str:
    """Return what a response is called: an error as its status is, others as what they hold."""
    if status == "default":
        return "Error"
    schema: Json = next((its["schema"] for its in response.get("content", {}).values()), {})
    name = schema.get("items", schema).get("$ref", "").rpartition("/")[2]
    if int(status) < HTTPStatus.MULTIPLE_CHOICES and name:
        return f"{name.removesuffix('WithEmbedded')}{'Page' if 'items' in schema else 'State'}"
    if name not in ("", "Problem"):
        return f"{name}Problem"
    return pascal(HTTPStatus(int(status)).phrase.replace(" ", "_"))
