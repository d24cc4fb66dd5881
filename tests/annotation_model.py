"""What the Web Annotation Data Model (W3C Recommendation, 23 February 2017) says that documents MUST be."""

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_UTC = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def annotation_faults(document: Json) -> list[str]:
    """Return how an annotation that stands by itself fails the model; each fault begins with its section."""
    return [*_context("3.1", document), *_annotation(document)]


def page_faults(document: Json) -> list[str]:
    """Return how a page that stands by itself fails the model."""
    return [*_context("5.2", document), *_page(document)]


def collection_faults(document: Json) -> list[str]:
    """Return how a collection fails the model."""
    return [*_context("5.1", document), *_collection(document)]


def _context(section: str, document: Json) -> Iterator[str]:
    given = document.get("@context")
    if CONTEXT not in ([given] if isinstance(given, str) else given or []):
        yield f"{section} @context: one of its values MUST be {CONTEXT}"
    if isinstance(given, list) and len(given) == 1:
        yield f"{section} @context: a single value MUST be a string"


def _annotation(item: Json) -> Iterator[str]:
    yield from _identity("3.1", item)
    yield from _type("3.1", item, "Annotation")
    yield from _lifecycle(item)
    targets = _list(item.get("target"))
    if not targets:
        yield "3.1 target: there MUST be 1 or more"
    for resource in (*_list(item.get("body")), *targets):
        yield from _resource(resource)


def _resource(resource: object) -> Iterator[str]:
    if not isinstance(resource, dict):
        if not _is_iri(resource):
            yield f"3.2.1 {resource!r}: an external resource MUST have exactly 1 id, an IRI"
    elif "source" in resource or "SpecificResource" in _list(resource.get("type")):
        yield from _specific(resource)
    elif "value" in resource or "TextualBody" in _list(resource.get("type")):
        if not isinstance(resource.get("value"), str):
            yield "3.2.4 value: a textual body MUST have exactly 1"
        yield from _lifecycle(resource)
    else:
        yield from _identity("3.2.1", resource)
        yield from _lifecycle(resource)


def _specific(resource: Json) -> Iterator[str]:
    sources = _list(resource.get("source"))
    if len(sources) != 1:
        yield "4 source: there MUST be exactly 1"
    if "id" in resource and not _is_iri(resource["id"]):
        yield "4 id: it MUST be an IRI"
    for source in sources:
        if not (_is_iri(source) or (isinstance(source, dict) and _is_iri(source.get("id")))):
            yield "4 source: it MUST be an IRI, or have one"
    for selector in _list(resource.get("selector")):
        yield from _selector(selector)


def _selector(selector: object) -> Iterator[str]:
    if not isinstance(selector, dict):
        if not _is_iri(selector):
            yield "4.2 selector: it MUST be an IRI, or be described"
        return
    kind = selector.get("type")
    if kind == "TextPositionSelector":
        for end in ("start", "end"):
            if not _is_count(selector.get(end)):
                yield f"4.2.5 {end}: there MUST be exactly 1, a non-negative integer"
    elif kind == "TextQuoteSelector":
        if not isinstance(selector.get("exact"), str):
            yield "4.2.4 exact: there MUST be exactly 1"
        for beside in ("prefix", "suffix"):
            if not isinstance(selector.get(beside, ""), str):
                yield f"4.2.4 {beside}: there MUST NOT be more than 1"
    else:
        yield f"4.2 type: {kind!r} MUST be exactly 1 class of selector, of those that we use"


def _lifecycle(resource: Json) -> Iterator[str]:
    for name in ("created", "modified", "generated"):
        if name in resource and not (isinstance(resource[name], str) and _UTC.fullmatch(resource[name])):
            yield f"3.3.1 {name}: it MUST be 1 xsd:dateTime in UTC, with Z"


def _collection(document: Json) -> Iterator[str]:
    yield from _identity("5.1", document)
    yield from _type("5.1", document, "AnnotationCollection")
    yield from _lifecycle(document)
    if not all(isinstance(label, str) for label in _list(document.get("label"))):
        yield "5.1 label: it MUST be a string"
    if "total" in document and not _is_count(document["total"]):
        yield "5.1 total: it MUST be a non-negative integer"
    first = document.get("first")
    if isinstance(first, dict):
        yield from _page(first)
    elif (first is not None or document.get("total")) and not _is_iri(first):
        yield "5.1 first: a collection that is not empty MUST have exactly 1 first page"


def _page(document: Json) -> Iterator[str]:
    yield from _identity("5.2", document)
    yield from _type("5.2", document, "AnnotationPage")
    items = document.get("items")
    if not isinstance(items, list) or not items:
        yield "5.2 items: there MUST be an array of 1 or more annotations"
    for item in _list(items):
        yield from _annotation(item) if isinstance(item, dict) else _resource(item)
    if "startIndex" in document and not _is_count(document["startIndex"]):
        yield "5.2 startIndex: there MUST NOT be more than 1, a non-negative integer"
    for neighbour in ("next", "prev"):
        if neighbour in document and not _is_iri(document[neighbour]):
            yield f"5.2 {neighbour}: it MUST be an IRI"
    for whole in _list(document.get("partOf")):
        if not (_is_iri(whole) or (isinstance(whole, dict) and _is_iri(whole.get("id")))):
            yield "5.2 partOf: it is an IRI, or at least has an id"


def _identity(section: str, resource: Json) -> Iterator[str]:
    if not _is_iri(resource.get("id")):
        yield f"{section} id: there MUST be exactly 1, an IRI"


def _type(section: str, resource: Json, kind: str) -> Iterator[str]:
    if kind not in _list(resource.get("type")):
        yield f"{section} type: {kind} MUST be one of them"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _is_iri(value: object) -> bool:
    return isinstance(value, str) and _IRI.fullmatch(value) is not None


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
