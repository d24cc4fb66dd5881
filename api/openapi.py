"""The OpenAPI document: what FastAPI makes of the routes, with real records as examples."""

from collections.abc import Mapping, Sequence
from inspect import cleandoc
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from api.core.http.negotiation import Form
from api.core.http.problems import FeedRestarted, Problem, Redacted, Tombstone
from api.core.openapi.read_operations import embed_schemas, embedded_property, problem
from api.core.openapi.write_operations import body_schemas, shapes_of
from api.core.records.resource import Resource
from api.core.write.merging import Merge
from api.resources.batches.models import Batch
from api.resources.redactions.models import RedactionCreate
from api.resources.registry import RESOURCES, SEARCHED_NAMES, WRITABLES
from seed.packs import Pack

DESCRIPTION = """\
Lunju turns an argued essay into data: its claims, the statistics it rests on, the sources it leans on, and the
relationships it weighs, each tied to its exact place in the text, each with an identifier that can be cited.

* Lists are JSON arrays. `limit` sizes a page, and `Link: rel="next"` leads to the next.
* Filters repeat for any-of: `kind=thesis&kind=causal`. An unknown parameter is refused by name.
* Words are language maps: `{"en": "…", "zh-Hans": "…"}`. Nulls are present, keys never missing.
* `embed` adds related records to a record, under `_embedded`, two levels deep; its own fields stay as they are.
* Records and lists have other forms: ask for `text/html`, `application/ld+json`, `application/x-bibtex` and others in
  `Accept`, or by a suffix: `/claims/cao2023-c12.bib`.
* Decimals are strings, exact to 40 digits.
* Every error is `application/problem+json` (RFC 9457).
* Every path answers HEAD as it does GET.
* Every state that a record had stays: `/claims/cao2023-c12@1` never changes. `/changes` tells what did, also live.

The data is CC BY 4.0, unless its pack says otherwise; the software is MIT.
"""

TAGS = {
    "service": "The service itself: what it holds, whether it is well, what its errors mean.",
    "search": f"A search goes through {SEARCHED_NAMES} by what they say.",
    "essays": "An essay is one argued text.",
    "sections": "A section is a part of an essay's outline, titled and summarised in our own words.",
    "passages": "A passage is a place in the text: positions and a hash; the words where the operator serves the text.",
    "claims": "A claim is a proposition that the essay asserts, reports or rejects.",
    "statistics": "A statistic is one figure: its wording, and the interval that it denotes.",
    "sources": "A source is whoever or whatever is leaned on.",
    "relationships": "A relationship is two poles held in tension, and how the essay resolves them.",
    "topics": "A topic is a named strand of the essay: a breakthrough, a gap or a lever.",
    "evidence": "Evidence is a typed link from a claim, statistic or source to what it bears on.",
    "arguments": "Questions of an argument: why, what against, what if, how sound, and the whole of it as a graph.",
    "annotations": "What stands where in a text, as W3C Web Annotations.",
    "vocabulary": "What the terms of linked data mean.",
    "changes": "What changed, in the order in which it was committed.",
    "units": "A unit is what figures are measured in.",
    "batches": "A batch is many writes that are made together, or not at all.",
    "redactions": "A redaction takes away the content of a version, for ever.",
    "terms": "A term is a measure or a subject: what makes two figures of one thing comparable.",
}

EXAMPLE_PACK = "cao2023"

_SCHEMAS = "#/components/schemas/"


def document(app: FastAPI, routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """Return the OpenAPI document of an application's routes, made once."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title,
            version=app.version,
            summary="Structured essay claims and evidence",
            description=DESCRIPTION,
            routes=routes,
            tags=[{"name": name, "description": text} for name, text in _tags().items()],
            license_info={"name": "MIT", "identifier": "MIT"},
            servers=[{"url": app.state.settings.public_url or "/", "description": "This service."}],
        )
        schemas = schema["components"]["schemas"]
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)  # FastAPI's own errors are replaced by problems
        for kind in (Problem, Redacted, Tombstone, FeedRestarted):
            schemas[kind.__name__] = kind.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= schemas[kind.__name__].pop("$defs")
        pack = Pack.named(EXAMPLE_PACK)
        for resource in RESOURCES.values():
            shape = schemas[resource.public.__name__]
            shape["required"] = list(resource.fields)  # nulls are present
            shape |= _examples(resource, pack)
            shape["properties"]["_embedded"] = embedded_property(resource)
            schemas |= embed_schemas(resource, RESOURCES)
            for computed in resource.computed.values():
                schemas |= shapes_of(computed.shape)
            schemas[f"Partial{resource.public.__name__}"] = _partial(shape)
        for writable in WRITABLES.values():
            schemas |= {name: schemas.get(name, shape) for name, shape in body_schemas(writable).items()}
        for shape in (Batch, Merge, RedactionCreate):
            schemas |= shapes_of(shape)
        forms = {resource.public.__name__: app.state.forms[name] for name, resource in RESOURCES.items()}
        for path in schema["paths"].values():
            if "get" in path:
                _admit_forms(path["get"]["responses"], forms)
                _admit_partial(path["get"]["responses"]["200"]["content"], schemas)
        app.openapi_schema = schema
    return app.openapi_schema


def _tags() -> dict[str, str]:
    """Return what each tag means: what the record of a resource is, where nothing else is said of its."""
    named = {name: cleandoc(resource.public.__doc__ or "") for name, resource in RESOURCES.items()}
    return TAGS | {name: text for name, text in named.items() if name not in TAGS}


def _partial(shape: dict[str, Any]) -> dict[str, Any]:
    """Return the shape that `fields` trims a record to: any of its fields."""
    description = f"Any of the fields of: {shape['description']}"
    return {
        "type": "object",
        "title": f"Partial{shape['title']}",
        "description": description,
        "properties": shape["properties"],
        "additionalProperties": False,
        "minProperties": 1,
    }


def _admit_forms(responses: dict[str, Any], forms: Mapping[str, Sequence[Form]]) -> None:
    """Say in which other forms an operation answers that answers with a record or records."""
    content = responses["200"].get("content", {})
    shape = content.get("application/json", {}).get("schema", {})
    of = forms.get(shape.get("items", shape).get("$ref", "").removeprefix(_SCHEMAS), ())
    for form in of[1:]:
        described = f"As `Accept` asks, or the suffix `.{form.name}` of the path."
        content[form.media_type] = {"schema": {"description": described} | ({} if form.is_json else {"type": "string"})}
    if of:
        responses["406"] = problem("There is no such form of this.")


def _admit_partial(content: dict[str, Any], schemas: dict[str, Any]) -> None:
    body = content.get("application/json")
    if body is None:
        return  # only records are trimmed
    record = body["schema"].get("items", body["schema"])
    whole = record.get("$ref", "").removeprefix(_SCHEMAS)
    if f"Partial{whole}" in schemas:
        either = {"anyOf": [{"$ref": f"{_SCHEMAS}{whole}"}, {"$ref": f"{_SCHEMAS}Partial{whole}"}]}
        body["schema"] = body["schema"] | {"items": either} if record is not body["schema"] else either


def _examples(resource: Resource, pack: Pack) -> dict[str, Any]:
    """Return what a shape says of examples: the first record of a pack, if it has one."""
    stamp = {"version": 1, "created_at": pack.manifest["created_at"], "updated_at": pack.manifest["created_at"]}
    records = [row | stamp for row in pack.rows(resource.name)[:1]]
    return {"examples": [{name: record[name] for name in resource.fields} for record in records]} if records else {}
