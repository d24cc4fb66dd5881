"""W3C Web Annotations: what stands where in an essay, as the Web Annotation Data Model (2017) has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from api.formats.linked.passage_nodes import selectors, text_of
from api.formats.linked.record_nodes import Record
from api.formats.record_urls import RecordUrls

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
PAGE = 100
"""How many annotations a page has."""

Node = dict[str, Any]

_TYPES = {"claims": "schema:Claim", "statistics": "schema:Observation", "sources": "schema:Thing"}
_MOTIVATIONS = {"claims": "describing", "statistics": "describing", "sources": "identifying"}


@dataclass(frozen=True)
class Anchored:
    """A record that stands at a passage.

    Attributes:
        resource: what kind of record it is.
        id: which it is.
        words: what it says, or the source's name, by language.
        created_at: when its first version was made.
        updated_at: when its latest was made.
        passage: where it stands.
    """

    resource: str
    id: str
    words: Mapping[str, str]
    created_at: str
    updated_at: str
    passage: Record


@dataclass(frozen=True)
class AnnotatedEssay:
    """An essay, and how much is said of it.

    Attributes:
        id: the essay.
        language: the language of its text.
        total: how many annotations it has.
        updated_at: when the latest of them was changed; null where there is none.
    """

    id: str
    language: str
    total: int
    updated_at: str | None

    @property
    def pages(self) -> int:
        """How many pages its annotations have."""
        return -(-self.total // PAGE)


def annotation(anchored: Anchored, essay: AnnotatedEssay, at: RecordUrls) -> Node:
    """Return an annotation (3.1): the record and its words as bodies, the passage of the text as target."""
    passage = anchored.passage
    record = {"id": at.record(anchored.resource, anchored.id), "type": _TYPES[anchored.resource]}
    words = [
        {"type": "TextualBody", "value": text, "format": "text/plain", "language": language}
        for language, text in anchored.words.items()
    ]
    target = {
        "id": at.record("passages", passage["id"]),
        "type": "SpecificResource",
        "source": {"id": text_of(essay.id, at), "format": "text/plain", "language": essay.language},
        "selector": [{"type": selector.pop("@type"), **selector} for selector in selectors(passage)],
    }
    return {
        "id": f"{_collection(essay, at)}/{passage['id']}/{anchored.id}",
        "type": "Annotation",
        "motivation": _MOTIVATIONS[anchored.resource],
        "created": anchored.created_at,
        "modified": anchored.updated_at,
        "rights": at.license(essay.id),
        "body": [record, *words],
        "target": target,
    }


def page(number: int, items: Sequence[Anchored], essay: AnnotatedEssay, at: RecordUrls) -> Node:
    """Return a page of the annotations of an essay (5.2); the first has the number 1."""
    neighbours = {"prev": number - 1, "next": number + 1}
    return {
        "id": _page(number, essay, at),
        "type": "AnnotationPage",
        "partOf": _described(essay, at),
        "startIndex": (number - 1) * PAGE,
        **{name: _page(other, essay, at) for name, other in neighbours.items() if 0 < other <= essay.pages},
        "items": [annotation(item, essay, at) for item in items],
    }


def collection(first: Sequence[Anchored], essay: AnnotatedEssay, at: RecordUrls) -> Node:
    """Return the annotations of an essay as a collection (5.1), with its first page."""
    described = _described(essay, at)
    if not essay.total:
        return described
    beginning = page(1, first, essay, at)
    beginning["partOf"] = described["id"]
    return {**described, "first": beginning, "last": _page(essay.pages, essay, at)}


def encode(node: Node) -> bytes:
    """Return an annotation, a page or a collection as a document."""
    return msgspec.json.encode({"@context": CONTEXT, **node})


def _described(essay: AnnotatedEssay, at: RecordUrls) -> Node:
    changed = {"modified": essay.updated_at} if essay.updated_at else {}
    label = f"Claims, statistics and sources in {essay.id}"
    return {
        "id": _collection(essay, at),
        "type": "AnnotationCollection",
        "label": label,
        "total": essay.total,
        **changed,
        "rights": at.license(essay.id),
    }


def _collection(essay: AnnotatedEssay, at: RecordUrls) -> str:
    return f"{at.record('essays', essay.id)}/annotations"


def _page(number: int, essay: AnnotatedEssay, at: RecordUrls) -> str:
    return f"{_collection(essay, at)}?page={number}"
