"""Poolers between Lunju and PostgreSQL, such as PgBouncer: noticed, so that nobody has to say that there is one.

A pooler in transaction mode gives each transaction whichever server process is free. Nothing may be left for
the next one then: no prepared statement, no setting of the session. It is known by the process that it names
when it is connected to, which is none of the server's.
"""

from typing import Any

_PROCESS = "SELECT pg_backend_pid()"


def notice(connection: Any) -> bool:
    """Tell whether a connection of psycopg, outside a transaction, leads to a pooler."""
    found = connection.execute(_PROCESS, prepare=False).fetchone()[0]
    return bool(found != connection.info.backend_pid)


async def notice_asyncpg(connection: Any) -> bool:
    """Tell whether a connection of asyncpg leads to a pooler."""
    async with connection.transaction():  # what it prepares, it must find again
        found = await connection.fetchval(_PROCESS)
    return bool(found != connection.get_server_pid())
