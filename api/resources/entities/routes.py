"""Reading and writing entities."""

from typing import Annotated

from fastapi import Request
from starlette.responses import Response

from api.core.http.router import Router
from api.core.identifiers import EntityId
from api.core.openapi.read_operations import identifier, lists, reads_one
from api.core.openapi.write_operations import creates, deletes, merges, patches, replaces
from api.core.write.transaction import ReceivedWrite
from api.handlers.facet_counts import answer_facets, counts
from api.handlers.read_handlers import answer_list, answer_one
from api.handlers.representation import Citation, Description
from api.handlers.room import Room
from api.handlers.write_handlers import answer_create, answer_delete, answer_merge, answer_patch, answer_put
from api.resources.entities import cite, linked_data
from api.resources.entities.models import ENTITIES, ENTITY_WRITES

router = Router()


@router.get("/entities", **lists(ENTITIES))
async def list_entities(request: Request) -> Response:
    """List entities, a page at a time, filtered and sorted as asked."""
    return await answer_list(request, ENTITIES)


@router.get("/entities/facets", **counts(ENTITIES))
async def count_entities(request: Request) -> Response:
    """Count entities by the values of fields, filtered as asked."""
    return await answer_facets(request, ENTITIES)


@router.get("/entities/{entity_id}", **reads_one(ENTITIES))
async def get_entity(request: Request, entity_id: Annotated[EntityId, identifier("entity")]) -> Response:
    """Read one entity."""
    return await answer_one(request, ENTITIES, entity_id)


@router.post("/entities", **creates(ENTITY_WRITES))
def create_entity(write: ReceivedWrite) -> Response:
    """Add an entity."""
    return answer_create(write, ENTITY_WRITES)


@router.patch("/entities/{entity_id}", **patches(ENTITY_WRITES))
def patch_entity(write: ReceivedWrite, entity_id: Annotated[EntityId, identifier("entity")]) -> Response:
    """Change fields of an entity."""
    return answer_patch(write, ENTITY_WRITES, entity_id)


@router.put("/entities/{entity_id}", **replaces(ENTITY_WRITES))
def replace_entity(write: ReceivedWrite, entity_id: Annotated[EntityId, identifier("entity")]) -> Response:
    """Replace an entity."""
    return answer_put(write, ENTITY_WRITES, entity_id)


@router.delete("/entities/{entity_id}", **deletes(ENTITY_WRITES))
def delete_entity(write: ReceivedWrite, entity_id: Annotated[EntityId, identifier("entity")]) -> Response:
    """Delete an entity, on which nothing depends; its versions stay."""
    return answer_delete(write, ENTITY_WRITES, entity_id)


@router.post("/entities/{entity_id}/merge", **merges(ENTITY_WRITES))
def merge_entity(write: ReceivedWrite, entity_id: Annotated[EntityId, identifier("entity")]) -> Response:
    """Merge an entity into another that is the same: what is said of it moves over, and its id leads there for ever."""
    return answer_merge(write, ENTITY_WRITES, entity_id)


ROOM = Room(
    ENTITY_WRITES, router, Citation(cite.EMBED, cite.cite), Description(linked_data.EMBED, linked_data.describe)
)
