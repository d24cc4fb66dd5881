"""An essay of the database as a draft: places as spans, ids of records as ids, and what a draft cannot say told."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from api.core.http.paths import segment
from api.exports.drafted_argument import ArgumentDrafting
from api.exports.drafted_figures import drafted_figure
from api.exports.drafted_places import DraftedPlaces
from api.exports.essay_records import EssayRecords, Record
from api.exports.record_telling import RecordTelling
from api.exports.written import DraftedEssay
from api.imports.drafts import Draft
from api.resources.entities.models import ENTITIES
from api.resources.essays.models import ESSAYS
from api.resources.measures.models import MEASURES
from api.resources.sections.models import SECTIONS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS

_ESSAY = frozenset(
    {"title", "author", "issued", "language", "url", "license", "genre", "length", "sha256", "csl_type", "extra"}
)
_SECTION = frozenset({"parent_id", "level", "title", "summary", "passages"})
_ENTITY = frozenset({"kind", "label", "aliases", "same_as"})
_SOURCE = frozenset({"kind", "name", "csl_type", "title", "author", "issued", "url", "as_written", "entity_id"}) | {
    "passages",
    "extra",
}
_USUAL_TYPE = "article"
_USUAL_GENRE = "essay"


def draft_of(found: EssayRecords, base: str) -> DraftedEssay:
    """Return an essay as a draft.

    Args:
        found: its records.
        base: what URLs of records begin with, without a final slash.
    """
    essay = found.essay
    telling = RecordTelling(essay["language"])
    places = DraftedPlaces(found, telling)
    argument = ArgumentDrafting(found, telling, places)
    measures = {measure["id"]: measure for measure in found.of(MEASURES)}
    said: dict[str, Any] = {
        **_bibliography(essay, telling),
        "sections": _outline(found, telling, places),
        "entities": [_entity(record, telling) for record in found.of(ENTITIES)],
        "sources": [_source(record, telling, places) for record in found.of(SOURCES)],
        "figures": [drafted_figure(record, measures, telling, places) for record in found.of(STATISTICS)],
        **argument.parts(),
    }
    draft = Draft.model_validate(without_nothing(said))
    rooms = {record["id"]: name for name, records in found.records.items() for record in records}
    rooms[essay["id"]] = ESSAYS.name
    ids = {record: record for record in rooms}
    return DraftedEssay(draft, found.text, ids, partial(_url, base, rooms), telling.constructs)


def without_nothing(value: Any) -> Any:
    """Return what a part of a draft says, without what is null."""
    if isinstance(value, dict):
        return {name: without_nothing(item) for name, item in value.items() if item is not None}
    return [without_nothing(item) for item in value] if isinstance(value, list) else value


def _url(base: str, rooms: Mapping[str, str], identifier: str) -> str:
    return f"{base}/{rooms[identifier]}/{segment(identifier)}"


def _bibliography(essay: Record, telling: RecordTelling) -> dict[str, Any]:
    usual = {"csl_type"} if essay["csl_type"] == _USUAL_TYPE else set()
    telling.left(ESSAYS, essay, (_ESSAY - {"csl_type"}) | usual)
    return {
        "id": essay["id"],
        "title": telling.words(essay, "title"),
        "authors": _names(essay, telling),
        "year": essay["issued"],
        "language": essay["language"],
        "url": essay["url"],
        "license": essay["license"],
        "genre": "" if essay["genre"] == _USUAL_GENRE else essay["genre"],
        "extra": essay["extra"],
    }


def _names(record: Record, telling: RecordTelling) -> list[str]:
    return [_name(name, partial(telling.changed, record)) for name in record["author"]]


def _name(name: Mapping[str, Any], changed: Callable[[str], None]) -> str:
    """Return a name of CSL-JSON as drafts have it; what that cannot say is told."""
    if lost := sorted(set(name) - {"family", "given", "literal"}):
        changed(f"a draft’s names have no {', '.join(lost)}")
    family, given = name.get("family"), name.get("given")
    if family and given:
        return f"{family}, {given}"
    whole = name.get("literal") or family or given or ""
    if "," in whole:
        changed(f"the comma is taken out of {whole!r}, which is not to be divided")
    return " ".join(whole.replace(",", " ").split())


def _outline(found: EssayRecords, telling: RecordTelling, places: DraftedPlaces) -> list[dict[str, Any]]:
    """Return the sections; one that is the whole text, as it is made where a draft has none, is not told of."""
    sections = [_section(record, telling, places) for record in found.of(SECTIONS)]
    title = telling.words(found.essay, "title")
    alone = len(sections) == 1 and sections[0]["title"] == sections[0]["summary"] == title
    return [] if alone else sections


def _section(record: Record, telling: RecordTelling, places: DraftedPlaces) -> dict[str, Any]:
    telling.left(SECTIONS, record, _SECTION)
    return {
        "span": places.one(record),
        "level": record["level"],
        "title": telling.words(record, "title"),
        "summary": telling.words(record, "summary"),
    }


def _entity(record: Record, telling: RecordTelling) -> dict[str, Any]:
    telling.left(ENTITIES, record, _ENTITY)
    return {
        "id": record["id"],
        "kind": record["kind"],
        "name": telling.words(record, "label"),
        "aliases": record["aliases"],
        "same_as": record["same_as"],
    }


def _source(record: Record, telling: RecordTelling, places: DraftedPlaces) -> dict[str, Any]:
    telling.left(SOURCES, record, _SOURCE)
    return {
        "id": record["id"],
        "kind": record["kind"],
        "name": telling.words(record, "name"),
        "authors": _names(record, telling),
        "title": record["title"],
        "year": record["issued"],
        "url": record["url"],
        "entity": record["entity_id"],
        "wording": record["as_written"],
        "spans": places.all(record),
        "extra": record["extra"],
    }
