"""Schemes of argument as linked data: a concept scheme (SKOS)."""

from collections.abc import Iterable

from api.formats.jsonld import Node
from api.formats.linked.record_nodes import Record, said
from api.formats.record_urls import RecordUrls


def concept(scheme: Record, at: RecordUrls) -> Node:
    """Return a scheme as a concept."""
    asked: dict[str, list[str]] = {}
    for question in scheme["critical_questions"]:
        for language, words in question.items():
            asked.setdefault(language, []).append(words)
    return said(
        **{"@id": at.record("schemes", scheme["id"]), "@type": "Concept"},
        topConceptOf=f"{at.base}/schemes",
        notation=scheme["id"],
        prefLabel=scheme["label"],
        definition=scheme["definition"],
        criticalQuestion=asked,
        bibliographicCitation=scheme["source"],
    )


def concepts(schemes: Iterable[Record], at: RecordUrls) -> list[Node]:
    """Return the whole of them, and each."""
    whole = {
        "@id": f"{at.base}/schemes",
        "@type": "ConceptScheme",
        "prefLabel": {"en": "Schemes of argument", "zh-Hans": "论证方式"},
        "license": at.license(None),
    }
    return [whole, *(concept(scheme, at) for scheme in schemes)]
