"""JSON-LD 1.1: the context, and nodes to bytes.

Terms are those of schema.org, of the Web Annotation Vocabulary, of DCMI and SKOS where these say what is meant, else
Lunju's own. The context imports nothing, so that documents are read offline; schema.org's IRIs begin with `http:`, as
in its own context.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from api.formats.rdf_vocabulary import RELATIONS, WORDS, namespace
from api.formats.record_urls import RecordUrls

MEDIA_TYPE = "application/ld+json"
CONTEXT_PATH = "/context.jsonld"

Node = dict[str, Any]

_PREFIXES = {
    "schema": "http://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "qudt": "http://qudt.org/schema/qudt/",
}
_TYPES = {
    "schema": (
        "Article CreativeWork Claim ClaimReview Dataset DefinedTerm Event MediaObject NewsArticle Observation "
        "Organization Person Place Product Quotation Rating Report ScholarlyArticle WebPage"
    ),
    "oa": "SpecificResource TextPositionSelector TextQuoteSelector",
    "skos": "Concept ConceptScheme",
}
_PLAIN = {
    "schema": "bookEdition encodingFormat familyName genre givenName honorificSuffix identifier inLanguage isbn issn "
    "issueNumber pagination sha256 termCode volumeNumber",
    "oa": "exact prefix suffix",
    "skos": "notation",
    "dcterms": "bibliographicCitation",
}
_WORDED = {
    "schema": "alternateName claimReviewed description name ratingExplanation text",
    "skos": "definition note prefLabel",
}
_NAMING = {
    "schema": "about appearance author citation editor encoding inDefinedTermSet isBasedOn isPartOf itemReviewed "
    "license location locationCreated measuredProperty observationAbout publisher reviewRating sameAs sdLicense "
    "translator unitCode url",
    "dcterms": "hasVersion isVersionOf",
    "skos": "topConceptOf",
}
_TYPED = {
    "xsd:dateTime": {"schema": "dateCreated dateModified sdDatePublished"},
    "xsd:decimal": {"schema": "maxValue minValue value"},
    "xsd:nonNegativeInteger": {"oa": "end start"},
}
_DATED = {"schema": "datePublished observationDate", "dcterms": "date"}
_NUMBERED = {"schema": "position version"}

_OWN_WORDED = "byline condition criticalQuestion question rankedAmong rankedBy resolution"
_OWN_NAMING = (
    "asserter attributedTo between claim conditionedBy lever origin passage scheme section supersedes target thesis"
)
_OWN_LISTS = "inputs poles"
_OWN_DECIMALS = "factor normalisedLower normalisedUpper ratioLower ratioUpper recomputedLower recomputedUpper"


def context(at: RecordUrls) -> dict[str, Any]:
    """Return the context document, as this service answers it."""
    own = {word.name: f"lunju:{word.name}" for word in WORDS}
    terms: dict[str, Any] = {
        "@version": 1.1,
        "lunju": namespace(at),
        **_PREFIXES,
        **_terms(_TYPES),
        **_terms(_PLAIN),
        **_terms(_NUMBERED),
        **_terms(_DATED),
        **_terms(_WORDED, **{"@container": "@language"}),
        **_terms(_NAMING, **{"@type": "@id"}),
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "ucumCode": {"@id": "qudt:ucumCode", "@type": "qudt:UCUMcs"},
        "conversionOffset": {"@id": "qudt:conversionOffset", "@type": "xsd:decimal"},
        **own,
        **_terms({"lunju": _OWN_WORDED}, **{"@container": "@language"}),
        **_terms({"lunju": _OWN_NAMING}, **{"@type": "@id"}),
        **_terms({"lunju": _OWN_LISTS}, **{"@type": "@id", "@container": "@list"}),
        **_terms({"lunju": _OWN_DECIMALS}, **{"@type": "xsd:decimal"}),
        "period": {"@id": "lunju:period", "@type": "edtf:EDTF-level1"},
        "relation": {"@id": "lunju:relation", "@type": "@vocab"},
        "evidence": {"@reverse": "lunju:target", "@type": "@id"},
    }
    for kind, names in _TYPED.items():
        terms |= _terms(names, **{"@type": kind})
    for name, (inverse, _) in RELATIONS.items():
        terms[name] = {"@id": f"lunju:{name}", "@type": "@id"}
        if inverse:
            terms[inverse] = {"@reverse": f"lunju:{name}", "@type": "@id"}
    return {"@context": terms}


def _terms(names: Mapping[str, str], **said: Any) -> dict[str, Any]:
    return {
        name: {"@id": f"{prefix}:{name}", **said} if said else f"{prefix}:{name}"
        for prefix, those in names.items()
        for name in those.split()
    }


def encode_one(node: Node, context_url: str) -> bytes:
    """Return a document of one node."""
    return msgspec.json.encode({"@context": context_url, **node})


def encode_many(nodes: Sequence[Node], context_url: str) -> bytes:
    """Return a document of several nodes."""
    return msgspec.json.encode({"@context": context_url, "@graph": nodes})


def as_version(node: Node) -> Node:
    """Return a node of a record as that of the version that it was made of.

    It is named by the version's URL, and says which record it is a version of; so is, and does, whatever stands in it.
    """
    renamed: Node = _renamed(node, dict(_versions(node)))
    return renamed


def _versions(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if "hasVersion" in value:
            yield value["@id"], value["hasVersion"]
        for inner in value.values():
            yield from _versions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _versions(inner)


def _renamed(value: Any, versions: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        record, mark, part = value.partition("#")
        return versions.get(record, record) + mark + part
    if isinstance(value, dict):
        renamed = {name: _renamed(inner, versions) for name, inner in value.items()}
        if "hasVersion" in value:
            del renamed["hasVersion"]
            renamed["isVersionOf"] = value["@id"]
        return renamed
    if isinstance(value, list):
        return [_renamed(inner, versions) for inner in value]
    return value
