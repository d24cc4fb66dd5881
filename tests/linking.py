"""Real processors of linked data, kept from the network."""

import json
import warnings
from collections.abc import Callable
from typing import Any

import httpx
from pyld import jsonld
from rdflib import Graph, Namespace

from api.formats.annotations import CONTEXT as ANNOTATIONS
from api.formats.jsonld import CONTEXT_PATH

Json = dict[str, Any]

SCHEMA = Namespace("http://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
AS = Namespace("http://www.w3.org/ns/activitystreams#")

_OA_NAMES = {
    "body": "hasBody",
    "target": "hasTarget",
    "source": "hasSource",
    "selector": "hasSelector",
    "motivation": "motivatedBy",
}
_OA_SAME = (
    "Annotation SpecificResource TextualBody TextPositionSelector TextQuoteSelector describing identifying "
    "exact prefix suffix"
)
ANNOTATION_TERMS: Json = {
    "oa": str(OA),
    "as": str(AS),
    "schema": str(SCHEMA),
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in _OA_SAME.split()},
    **{name: {"@id": f"oa:{iri}", "@type": "@id"} for name, iri in _OA_NAMES.items()},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    **{name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in ("start", "end")},
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    **{name: {"@id": f"as:{name}", "@type": "@id"} for name in ("partOf", "first", "last", "next", "prev")},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
    "modified": {"@id": "dcterms:modified", "@type": "xsd:dateTime"},
    "rights": {"@id": "dcterms:rights", "@type": "@id"},
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "dc:format",
    "language": "dc:language",
}
"""What the terms that we use of the Web Annotation Data Model stand for, by the Web Annotation Vocabulary (2017)."""


def offline(client: httpx.Client) -> Callable[[str, Json], Json]:
    """Return a loader of documents for PyLD that knows the service's context and that of annotations, and no other."""
    url = f"{base_of(client)}{CONTEXT_PATH}"
    known = {url: client.get(url).json(), ANNOTATIONS: {"@context": ANNOTATION_TERMS}}
    return lambda url, _options: {"contextUrl": None, "documentUrl": url, "document": known[url]}


def expanded(document: Json, client: httpx.Client) -> list[Json]:
    """Return a document in expanded form; whatever its context does not know is an error."""
    dropped: list[str] = []
    found: list[Json] = jsonld.expand(document, {"documentLoader": offline(client)}, on_property_dropped=dropped.append)
    assert dropped == []
    return found


def compacted(found: list[Json], client: httpx.Client) -> Json:
    """Return an expanded document in the terms of the service's context."""
    url = f"{base_of(client)}{CONTEXT_PATH}"
    document: Json = jsonld.compact(found, url, {"documentLoader": offline(client), "graph": True})
    return document


def as_pyld_reads(document: Json, client: httpx.Client) -> Graph:
    """Return the triples of a document, as PyLD finds them."""
    quads = jsonld.to_rdf(document, {"documentLoader": offline(client), "format": "application/n-quads"})
    return Graph().parse(data=quads, format="ntriples")


def as_rdflib_reads(document: Json) -> Graph:
    """Return the triples of a document, as rdflib finds them: it asks the service itself for the context."""
    if document["@context"] == ANNOTATIONS:
        document = {**document, "@context": ANNOTATION_TERMS}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated")  # rdflib's parser uses it itself
        return Graph().parse(data=json.dumps(document), format="json-ld")


def base_of(client: httpx.Client) -> str:
    """Return the base URL of a service, without a final slash."""
    return str(client.base_url).rstrip("/")
