"""What would lose support if a source or a figure fell."""

from starlette.concurrency import run_in_threadpool

from api.core.db.reader import Reader
from api.core.records.resource import Resource
from api.resources.arguments import argument_answers, argument_sql
from api.resources.arguments.gathered_rows import gathered
from api.resources.arguments.models import Impact


async def read_impact(reader: Reader, resource: Resource, identifier: str) -> Impact | None:
    """Return what falls with a source or figure; None where there is none of that id."""
    snapshot = await reader.scan(argument_sql.impact(resource, reader.dialect), {"id": identifier})

    def answer() -> Impact | None:
        found = gathered(snapshot.rows)
        return argument_answers.impact(identifier, found) if identifier in found.nodes else None

    return await run_in_threadpool(answer)  # much may rest on a source, more than may hold the event loop
