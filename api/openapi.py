"""The OpenAPI document: what FastAPI makes of the routes, with real records as examples."""

import json
from collections.abc import Mapping, Sequence
from inspect import cleandoc
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from api.core.http.negotiation import Form
from api.core.http.problems import FeedRestarted, Problem, Redacted, Tombstone
from api.core.openapi.components import component, shapes_of, stem
from api.core.openapi.named_schemas import name_formats
from api.core.openapi.plain_operations import drop_unused, make_plain, with_embedded
from api.core.openapi.plain_schemas import plain
from api.core.openapi.problem_schemas import problem_schema
from api.core.openapi.record_schemas import record_schemas
from api.core.openapi.schema_walk import operations, rewrite_schemas
from api.core.openapi.sharing import share
from api.core.openapi.vocabularies import name_vocabularies
from api.core.openapi.write_operations import body_schemas
from api.core.records.resource import TYPE, Resource
from api.core.write.merging import Merge
from api.imports.models import ImportRequest
from api.resources.batches.models import Batch
from api.resources.figures.models import Wording
from api.resources.redactions.models import RedactionCreate
from api.resources.registry import RESOURCES, SEARCHED_NAMES, WRITABLES
from api.resources.texts.models import QuotesToResolve
from seed.packs import Pack

DESCRIPTION = """\
Lunju turns an argued essay into data: its claims, the statistics it rests on, the sources it leans on, and the
relationships it weighs, each tied to its exact place in the text, each with an identifier that can be cited.

What is alike everywhere is told where the service itself is, under the tag `service`; the guide is at `/guide/`.

The data is CC BY 4.0, unless its pack says otherwise; the software is MIT.
"""

CONVENTIONS = """\
* Lists are JSON arrays. `limit` sizes a page, and `Link: rel="next"` leads to the next.
* Filters repeat for any-of: `kind=thesis&kind=causal`; joined with commas is the same for `embed`, `sort` and `fields`.
  An unknown parameter is refused by name.
* `sort` puts nulls last, and text by code point; ties, and `id`, go by `essay_id` and `number`, where there are any.
* A list below a record, as `/essays/cao2023/claims`, takes every parameter of the whole list, `/claims`, and
  `/claims/facets` its filters, or with `limit` all of them: then the page comes with the counts. `/search` and
  `/search/facets` take those of all that they search. To each filter that repeats there is a contrary: `kind_ne` asks
  for none of these.
* Words are language maps: `{"en": "…", "zh-Hans": "…"}`. Nulls are present, keys never missing: but where
  `fields=id,text` asks every path that answers with records for some fields alone.
* `embed` adds related records to a record, under `_embedded`, two levels deep; its own fields stay as they are.
* Decimals are strings, exact to 40 digits.
* What a record has of its own (`id`, `type`, `version` …) may be sent back as it is. A field that is not known is
  refused by name.
* Every error is `application/problem+json` (RFC 9457). Alike everywhere are 400 where a parameter is unknown or not of
  its type, 401 without a good key, 406 and 415 for other forms, 410 for what was deleted, 428 without `If-Match`, 429
  beyond a quota, 503 for later; operations list what is more.
* Every path answers HEAD as it does GET. What was read has an `ETag`, and `If-None-Match` makes the answer a 304.
* A change names the state that it is made to: `If-Match`. `Prefer: return=minimal` makes the answer of any write a 204.
* A record that was merged into another answers 308, and `Location` leads there.
* Every state that a record had stays: `/claims/cao2023-c12@1` never changes. `/changes` tells what did, also live.

Records and lists have other forms, as `Accept` or a suffix asks: `/claims/cao2023-c12.bib`. Lists come whole as NDJSON
(`application/x-ndjson`) and CSV (`text/csv`), which `bom=true` begins for spreadsheets."""

STREAM = "`/changes` is a stream, where `Accept: text/event-stream` asks."

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
    "entities": "An entity is who or what is spoken of: one register of names for all essays.",
    "evidence": "Evidence is a typed link from a claim, statistic or source to what it bears on.",
    "reviews": "A review is what somebody found later of one version of a claim or a statistic.",
    "figures": "A figure is read from its words: an interval is proposed, and nothing is written.",
    "schemes": "A scheme of argument is a way in which a reason bears, with what to ask of one that bears so.",
    "arguments": "Questions of an argument: why, what against, what if, how sound, and the whole of it as a graph.",
    "annotations": "What stands where in a text, as W3C Web Annotations.",
    "vocabulary": "What the terms of linked data mean.",
    "changes": "What changed, in the order in which it was committed.",
    "units": "A unit is what figures are measured in.",
    "batches": "A batch is many writes that are made together, or not at all.",
    "imports": "An import makes records of a draft, or of files of other formats.",
    "redactions": "A redaction takes away the content of a version, for ever.",
    "measures": "A measure is what figures measure: two of one measure can be compared.",
}

EXAMPLE_PACK = "cao2023"
_LONGEST_EXAMPLE = 700


def document(app: FastAPI, routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """Return the OpenAPI document of an application's routes, made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title,
            version=app.version,
            summary="Structured essay claims and evidence",
            description=DESCRIPTION,
            routes=routes,
            tags=_tags(app.state.forms),
            license_info={"name": "MIT", "identifier": "MIT"},
            servers=[{"url": app.state.settings.public_url or "/", "description": "This service."}],
        )
        made["security"] = []  # reading needs no key
        made["components"]["schemas"] = _schemas(made["components"]["schemas"])
        for operation in operations(made):
            make_plain(operation)
        rewrite_schemas(made, plain)
        name_formats(made)
        name_vocabularies(made, {name: stem(resource) for name, resource in RESOURCES.items()})
        with_embedded(made)
        share(made)
        drop_unused(made)
        app.openapi_schema = made
    return app.openapi_schema


def _schemas(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return every schema by name: of records, of what routes answer with and take, of problems."""
    pack = Pack.named(EXAMPLE_PACK)
    schemas: dict[str, Any] = {}
    for name, resource in RESOURCES.items():
        schemas |= record_schemas(resource, RESOURCES, _examples(resource, pack))
        schemas |= body_schemas(WRITABLES[name])
    for name, schema in found.items():
        schemas.setdefault(component(name), schema)
    for shape in (Wording, Batch, ImportRequest, QuotesToResolve, Merge, RedactionCreate, Problem):
        schemas |= shapes_of(shape)
    return schemas | {kind.__name__: problem_schema(kind) for kind in (Redacted, Tombstone, FeedRestarted)}


def _tags(forms: Mapping[str, Sequence[Form]]) -> list[dict[str, str]]:
    """Return what each tag means: what the record of a resource is, where nothing else is said of its.

    Clients repeat the description of the whole in each of their files: what is long stands at a tag.
    """
    named = {name: cleandoc(resource.public.__doc__ or "") for name, resource in RESOURCES.items()}
    service = "\n\n".join((TAGS["service"], CONVENTIONS, _forms(forms), STREAM))
    texts = TAGS | {name: text for name, text in named.items() if name not in TAGS} | {"service": service}
    return [{"name": name, "description": text} for name, text in texts.items()]


def _forms(forms: Mapping[str, Sequence[Form]]) -> str:
    """Return the forms that records have beside JSON, with those that have them."""
    found: dict[Form, list[str]] = {}
    for name, its in forms.items():
        for form in its[1:]:
            found.setdefault(form, []).append(name)
    rows = (f"| `.{form.name}` | `{form.media_type}` | {_named(names)} |" for form, names in found.items())
    return "\n".join(("| suffix | media type | of |\n|---|---|---|", *rows))


def _named(names: Sequence[str]) -> str:
    """Return resources by their names, or without those that are few."""
    others = [name for name in RESOURCES if name not in names]
    if not others:
        return "all records"
    return ", ".join(names) if len(others) >= len(names) else f"all records but {', '.join(others)}"


def _examples(resource: Resource, pack: Pack) -> list[dict[str, Any]]:
    """Return examples of a resource's records: the first of a pack, if it has one."""
    stamp = {
        TYPE: resource.singular,
        "version": 1,
        "created_at": pack.manifest["created_at"],
        "updated_at": pack.manifest["created_at"],
    }
    records = [row | stamp for row in pack.rows(resource.name)[:1]]
    shown = [{name: record[name] for name in resource.fields} for record in records]
    return [record for record in shown if len(json.dumps(record)) < _LONGEST_EXAMPLE]
