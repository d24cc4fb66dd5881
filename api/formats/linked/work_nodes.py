"""Works, and who made them."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.formats.display_names import spoken, surname
from api.formats.item import Name, names
from api.formats.jsonld import Node
from api.formats.linked.record_nodes import Record, said
from api.formats.record_urls import RecordUrls

_AGENTS = {"person": "Person", "organisation": "Organization"}
_WORKS = {
    "report": "Report",
    "paper": "ScholarlyArticle",
    "article": "Article",
    "webpage": "WebPage",
    "statistics": "Dataset",
    "saying": "Quotation",
}
_CSL = {"article-newspaper": "NewsArticle"}


def agents(given: Sequence[Mapping[str, Any]] | None, owner: str, role: str = "author") -> list[Node]:
    """Return those who made a work, by CSL-JSON names; a literal name may be a person's or an organisation's.

    The first author has the IRI that signposts lead to.
    """
    called = names(given)
    marks = [role, *(f"{role}-{place}" for place in range(2, len(called) + 1))]
    return [{"@id": f"{owner}#{mark}", **_agent(name)} for mark, name in zip(marks, called, strict=False)]


def _agent(name: Name) -> Node:
    kind = {} if "literal" in name else {"@type": "Person"}
    return kind | said(name={"@none": spoken(name)}) | parts(name)


def parts(name: Name) -> Node:
    """Return the parts of a person's name."""
    return said(familyName=surname(name) or None, givenName=name.get("given"), honorificSuffix=name.get("suffix"))


def work_types(csl_type: str, kind: str | None = None) -> list[str]:
    """Return the types of a work by its CSL type, and its kind among sources."""
    narrow = _CSL.get(csl_type) or _WORKS.get(kind or csl_type)
    return [narrow, "CreativeWork"] if narrow else ["CreativeWork"]


def source_types(source: Record) -> list[str]:
    """Return the types of a source."""
    agent = _AGENTS.get(source["kind"])
    return [agent] if agent else work_types(source["csl_type"], source["kind"])


def is_agent(source: Record) -> bool:
    """Tell whether a source is a person or an organisation, and no work."""
    return source["kind"] in _AGENTS


def source(record: Record, at: RecordUrls) -> Node:
    """Return a source as others refer to it."""
    return _reference(record, "sources", at) | {"@type": source_types(record), "name": record["name"]}


def essay(record: Record, at: RecordUrls) -> Node:
    """Return an essay as others refer to it."""
    return _reference(record, "essays", at) | {"@type": work_types(record["csl_type"]), "name": record["title"]}


def _reference(record: Record, resource: str, at: RecordUrls) -> Node:
    version = at.version(resource, record["id"], record["version"])
    return {"@id": at.record(resource, record["id"]), "hasVersion": version}


def container(title: str | None, **numbers: str | None) -> Node | None:
    """Return what a work is in: a journal, newspaper or book, with numbers that it has in terms of schema.org."""
    if title is None:
        return None
    return said(**{"@type": "CreativeWork"}, name={"@none": title}, **numbers)


def publisher(name: str | None, place: str | None = None) -> Node | None:
    """Return who published a work, and where."""
    if name is None:
        return None
    return said(**{"@type": "Organization"}, name={"@none": name}, location=location(place))


def location(name: str | None) -> Node | None:
    """Return a place."""
    return None if name is None else {"@type": "Place", "name": {"@none": name}}
