"""What a new field of a record, or a new value of its vocabulary, needs: each test names the file where it is missing.

The database's own constraints are held to the models by `tests/migrations/test_schema.py`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

import pytest

from api.core.versions.version_tables import STAMPS
from api.formats.jsonld import context
from api.formats.record_urls import RecordUrls
from api.handlers.room import Room
from api.pages.parts.labels import NAMES
from api.pages.parts.translations import LANGUAGES
from api.resources.registry import RESOURCES, ROOMS, WRITABLES
from seed.packs import Pack
from tests.api.conftest import Record, records_of

AT = RecordUrls("https://lunju.example")
TERMS = context(AT)["@context"]

VOCABULARIES: dict[tuple[str, str], Sequence[str]] = {
    ("claims", "kind"): ["kind"],
    ("claims", "stance"): ["stance", "stance_short"],
    ("essays", "genre"): ["genre"],
    ("evidence", "asserted_by"): ["asserter"],
    ("evidence", "relation"): ["inward", "outward"],
    ("evidence", "scheme"): ["scheme"],
    ("entities", "kind"): ["entity_kind"],
    ("reviews", "verdict"): ["verdict"],
    ("sources", "kind"): ["source_kind"],
    ("statistics", "asserted_by"): ["asserter"],
    ("statistics", "bound_basis"): ["basis"],
    ("statistics", "mode"): ["mode"],
    ("statistics", "quantity"): ["quantity"],
    ("statistics", "reading"): ["reading"],
    ("topics", "kind"): ["topic_kind"],
}
"""Which vocabularies of the pages name the values of a field."""

UNNAMED = {
    ("essays", "csl_type"): "CSL's own words are shown",
    ("evidence", "origin_type"): "the resource is named",
    ("evidence", "target_type"): "the resource is named",
    ("reviews", "target_type"): "the resource is named",
    ("sources", "csl_type"): "CSL's own words are shown",
    ("statistics", "comparator"): "the words of a figure say it",
    ("units", "system"): "codes are shown as they are",
}
"""Why no vocabulary names the values of a field."""

SAID_OTHERWISE = {
    "created_at": "of the works of others, the day on which Lunju told of them is said",
    "extra": "only the format that wrote it reads it",
    "number": "the id says it",
    "passages": "they are embedded",
    "type": "`@type` says it",
}
"""Why linked data does not say a field."""

CHOSEN = [
    (resource.name, name, kind)
    for resource in RESOURCES.values()
    for name, field in resource.public.model_fields.items()
    for kind in (field.annotation, *get_args(field.annotation))
    if get_origin(kind) is Literal and name != "status"
]
"""The fields that have the values of a `Literal`; a status is said apart from what a record is."""


class Asked(dict[str, Any]):
    """A record that remembers which of its fields were asked for."""

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.fields: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.fields.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.fields.add(name)
        return super().get(name, default)


def embedded(name: str) -> list[Record]:
    """Return the records of a resource, with their essay embedded, and nothing else that they name."""
    essays = {essay["id"]: essay for essay in records_of("essays")}
    return [record | {"_embedded": {"essay": essays.get(record.get("essay_id"))}} for record in records_of(name)]


def cited(room: Room, record: Record) -> Mapping[str, Any]:
    return room.citation.cite(record, AT, None) if room.citation else {}


def described(room: Room, record: Record) -> Mapping[str, Any]:
    return room.linked.describe(record, AT) if room.linked else {}


@pytest.mark.parametrize("room", ROOMS, ids=list(RESOURCES))
def test_linked_data_says_every_field(room: Room) -> None:
    records = [Asked(record) for record in embedded(room.resource.name)]
    for record in records:
        described(room, record)
    embed = room.linked.embed if room.linked else ()
    said = {field for record in records for field in record.fields} | {path.split(".")[0] for path in embed}
    missing = set(room.resource.fields) - said - SAID_OTHERWISE.keys()
    assert not missing, f"{missing}: say it in api/resources/{room.resource.name}/linked_data.py, or here why not"


@pytest.mark.parametrize("room", ROOMS, ids=list(RESOURCES))
def test_the_context_has_every_term(room: Room) -> None:
    said = {term for record in embedded(room.resource.name) for term in described(room, record)}
    missing = {term for term in said if not term.startswith("@")} - TERMS.keys()
    assert not missing, f"{missing}: add it to WORDS in api/formats/rdf_vocabulary.py, or to api/formats/jsonld.py"


@pytest.mark.parametrize(("resource", "field", "kind"), CHOSEN)
def test_every_value_is_named(resource: str, field: str, kind: Any) -> None:
    place = (resource, field)
    assert (place in VOCABULARIES) != (place in UNNAMED), (
        f"say in {__file__} which vocabulary names {place}, or why none"
    )
    for vocabulary in VOCABULARIES.get(place, ()):
        for language in LANGUAGES:
            missing = set(get_args(kind)) - NAMES[language].get(vocabulary, {}).keys()
            assert not missing, f"name {missing} in {language} under {vocabulary!r} in api/handlers/value_labels.py"


@pytest.mark.parametrize(("resource", "field", "kind"), CHOSEN)
def test_every_value_is_cited_and_described(resource: str, field: str, kind: Any) -> None:
    [room] = [room for room in ROOMS if room.resource.name == resource]
    [record, *_] = embedded(resource)
    for value in get_args(kind):
        for file, made in {"cite": cited, "describe": described}.items():
            try:
                made(room, record | {field: value})
            except KeyError as error:
                pytest.fail(f"{value!r} of {field}: api/resources/{resource}/{file}.py has no {error}")


@pytest.mark.parametrize("pack", ["cao2023", "moss2026"])
@pytest.mark.parametrize("resource", RESOURCES)
def test_packs_have_every_field(pack: str, resource: str) -> None:
    fields = set(RESOURCES[resource].fields) - set(STAMPS)
    for row in Pack.named(pack).rows(resource):
        assert row.keys() == fields, f"{row['id']}: seed/compile.py writes seed/packs/{pack}/{resource}.ndjson"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("resource", RESOURCES)
def test_every_resource_has_a_name(resource: str, language: str) -> None:
    assert language in RESOURCES[resource].labels, f"labels in api/resources/{resource}/models.py"


def test_no_two_resources_number_under_one_letter() -> None:
    letters = [writable.letter for writable in WRITABLES.values() if writable.letter]
    assert len(letters) == len(set(letters))
