"""What would lose support if a source or a figure fell."""

from starlette.concurrency import run_in_threadpool

from api.core.reads import Reader
from api.core.resource import Resource
from api.resources.arguments import assembly, queries
from api.resources.arguments.gathering import gathered
from api.resources.arguments.models import Impact


async def read_impact(reader: Reader, resource: Resource, identifier: str) -> Impact | None:
    """Return what falls with a source or figure; None where there is none of that id."""
    snapshot = await reader.scan(queries.impact(resource, reader.dialect), {"id": identifier})

    def answer() -> Impact | None:
        found = gathered(snapshot.rows)
        return assembly.impact(identifier, found) if identifier in found.nodes else None

    return await run_in_threadpool(answer)  # much may rest on a source, more than may hold the event loop
