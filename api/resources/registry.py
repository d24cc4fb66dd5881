"""The resources that this service holds, in the order in which they are shown: each is a room, and a line here."""

from collections.abc import Mapping

from api.core.records.resource import Resource
from api.core.write.writable import Writable
from api.handlers.representation import Representation
from api.handlers.room import Room
from api.resources.claims import routes as claims
from api.resources.entities import routes as entities
from api.resources.essays import routes as essays
from api.resources.evidence import routes as evidence
from api.resources.measures import routes as measures
from api.resources.passages import routes as passages
from api.resources.relationships import routes as relationships
from api.resources.reviews import routes as reviews
from api.resources.sections import routes as sections
from api.resources.sources import routes as sources
from api.resources.statistics import routes as statistics
from api.resources.topics import routes as topics
from api.resources.units import routes as units
from seed.frozen.index import Searched

ROOMS: tuple[Room, ...] = (
    essays.ROOM,
    sections.ROOM,
    passages.ROOM,
    claims.ROOM,
    statistics.ROOM,
    sources.ROOM,
    relationships.ROOM,
    topics.ROOM,
    entities.ROOM,
    evidence.ROOM,
    reviews.ROOM,
    units.ROOM,
    measures.ROOM,
)

RESOURCES: dict[str, Resource] = {room.resource.name: room.resource for room in ROOMS}

WRITABLES: dict[str, Writable] = {room.resource.name: room.writes for room in ROOMS}
"""How each of them is written."""

REPRESENTATIONS: Mapping[str, Representation] = {room.resource.name: room.representation for room in ROOMS}
"""What the records of each can be shown as, beside JSON and pages."""

SEARCHED: Mapping[str, Searched] = {
    name: resource.searched for name, resource in RESOURCES.items() if resource.searched
}
"""What full-text search goes through, by resource, in the order in which hits are shown."""

SEARCHED_NAMES = " and ".join(", ".join(SEARCHED).rsplit(", ", 1))
"""The same, within a sentence."""
