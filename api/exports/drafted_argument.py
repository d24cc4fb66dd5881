"""The argument of an essay as parts of a draft: claims, links, topics, tensions and reviews."""

from collections.abc import Iterable, Iterator
from typing import Any

from api.exports.drafted_places import DraftedPlaces
from api.exports.essay_records import EssayRecords, Record
from api.exports.record_telling import RecordTelling
from api.imports.planned_argument import IMPLICIT
from api.resources.claims.models import CLAIMS
from api.resources.evidence.models import EVIDENCE
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.reviews.models import REVIEWS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.topics.models import TOPICS

Part = dict[str, Any]

_CLAIM = frozenset(
    {"kind", "text", "stance", "states", "attributed_to", "about", "passages", "section_id", "one_utterance", "extra"}
)
_LINK = frozenset(
    {"relation", "origin_type", "origin_id", "target_type", "target_id", "group", "scheme", "asserted_by"}
    | {"asserter_id", "extra"}
)
_TOPIC = frozenset({"kind", "title", "summary", "claims", "about", "passages"})
_TENSION = frozenset({"poles", "question", "thesis_id", "resolution", "lever_id", "claims", "about", "passages"})
_REVIEW = frozenset(
    {"target_type", "target_id", "target_version", "target_changed", "reviewer_id", "verdict", "rated", "rating"}
    | {"scale", "issued", "url", "agrees", "ratio_lower", "ratio_upper"}
)
_WHOSE = {"author": "author", "analyst": "reader", "other": "reader"}
_ROLES = {"pole_a": "for_a", "pole_b": "for_b", "between": "between"}


class ArgumentDrafting:
    """Makes the parts of an argument.

    Args:
        found: the records of the essay.
        telling: is told what is left out.
        places: where records stand.
    """

    def __init__(self, found: EssayRecords, telling: RecordTelling, places: DraftedPlaces) -> None:
        """Take the records."""
        self._found = found
        self._telling = telling
        self._places = places
        self._links = list(_grouped(found.of(EVIDENCE)))
        self._parts = {
            record["id"] for resource in (CLAIMS, STATISTICS, SOURCES, TOPICS) for record in found.of(resource)
        }
        self._link_of = {member["id"]: group[0]["id"] for group in self._links for member in group}

    def parts(self) -> dict[str, list[Part]]:
        """Return the parts, by the lists that they are in."""
        return {
            "claims": [self._claim(record) for record in self._found.of(CLAIMS)],
            "links": [part for group in self._links if (part := self._link(group))],
            "topics": [self._topic(record) for record in self._found.of(TOPICS)],
            "tensions": [self._tension(record) for record in self._found.of(RELATIONSHIPS)],
            "reviews": [part for record in self._found.of(REVIEWS) if (part := self._review(record))],
        }

    def _claim(self, record: Record) -> Part:
        implicit = bool(record["note"]) and all(
            IMPLICIT.get(tag, IMPLICIT["en"]) == said for tag, said in record["note"].items()
        )
        self._telling.left(CLAIMS, record, _CLAIM | ({"note"} if implicit else set()))
        return {
            "id": record["id"],
            "says": self._telling.words(record, "text"),
            "kind": record["kind"],
            "stance": record["stance"],
            "implicit": implicit,
            "spans": self._places.all(record),
            "one_utterance": record["one_utterance"],
            "states": self._kept(record, record["states"]),
            "about": record["about"],
            "sources": self._kept(record, record["attributed_to"]),
            "extra": record["extra"],
        }

    def _link(self, group: list[Record]) -> Part | None:
        first = group[0]
        origins = self._kept(first, [member["origin_id"] for member in group])
        target = first["target_id"]
        if first["target_type"] == EVIDENCE.singular:
            target = self._link_of.get(target)
            if target is not None and target != first["target_id"]:
                self._telling.changed(first, f"bears on all premises of {target}, not on {first['target_id']} alone")
        elif target not in self._parts:
            target = None
        for member in group:
            self._telling.left(EVIDENCE, member, _LINK)
        if not origins or target is None:
            self._telling.dropped(first, "what it comes from or leads to is not of this essay, or no longer stands")
            return None
        return {
            "id": first["id"],
            "from": origins,
            "relation": first["relation"],
            "to": target,
            "scheme": first["scheme"],
            "whose": _WHOSE[first["asserted_by"]],
            "by": first["asserter_id"],
            "extra": first["extra"],
        }

    def _topic(self, record: Record) -> Part:
        self._telling.left(TOPICS, record, _TOPIC)
        return {
            "id": record["id"],
            "kind": record["kind"],
            "title": self._telling.words(record, "title"),
            "summary": self._telling.words(record, "summary"),
            "claims": self._kept(record, record["claims"]),
            "about": record["about"],
            "spans": self._places.all(record),
        }

    def _tension(self, record: Record) -> Part:
        self._telling.left(RELATIONSHIPS, record, _TENSION)
        poles = self._telling.each(record, "poles")
        weighed: dict[str, list[str]] = {field: [] for field in _ROLES.values()}
        for item in record["claims"]:
            weighed[_ROLES[item["role"]]] += self._kept(record, [item["claim_id"]])
        return {
            "pole_a": poles[0],
            "pole_b": poles[1],
            "question": self._telling.words(record, "question"),
            "spans": self._places.all(record),
            **weighed,
            "answer": record["thesis_id"],
            "resolution": self._telling.words(record, "resolution"),
            "lever": record["lever_id"],
            "about": record["about"],
        }

    def _review(self, record: Record) -> Part | None:
        self._telling.left(REVIEWS, record, _REVIEW)
        if record["target_id"] not in self._parts:
            self._telling.dropped(record, "what it is of no longer stands")
            return None
        return {
            "of": record["target_id"],
            "reviewer": record["reviewer_id"],
            "verdict": record["verdict"],
            "rated": self._telling.words(record, "rated"),
            "rating": self._telling.words(record, "rating"),
            "scale": self._telling.words(record, "scale"),
            "date": record["issued"],
            "url": record["url"],
        }

    def _kept(self, record: Record, names: Iterable[str]) -> list[str]:
        """Return those of the names that the draft has a part of; that others are left out is told."""
        kept = []
        for name in names:
            if name in self._parts:
                kept.append(name)
            else:
                self._telling.changed(record, f"{name} is left out: it is of another essay, or no longer stands")
        return kept


def _grouped(links: Iterable[Record]) -> Iterator[list[Record]]:
    """Yield the links, those together that are one reason, in the order of the first of each."""
    groups: dict[tuple[Any, ...], list[Record]] = {}
    for link in links:
        alone = link["id"] if link["group"] is None else None
        its = (link["group"], alone, link["relation"], link["target_id"], link["asserted_by"], link["scheme"])
        groups.setdefault(its, []).append(link)
    yield from groups.values()
