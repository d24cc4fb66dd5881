"""The command line's part for what was removed."""

import typer

from api.core.db import migrate
from api.core.db.engine import create_engine, require_file
from api.core.db.vacuum import vacuum as rewrite
from api.settings import Settings

_LOCK_SECONDS = 10


def vacuum() -> None:
    """Rewrite the database, so that nothing of what was redacted or deleted stays in its files; nobody may serve it."""
    url = Settings().database
    require_file(url)
    engine = create_engine(url, lock_seconds=_LOCK_SECONDS)
    try:
        migrate.require(engine)
        rewrite(engine, lambda notice: typer.echo(notice, err=True))
    finally:
        engine.dispose()
    log = "; its write-ahead log has it until that is written over" if url.get_backend_name() == "postgresql" else ""
    typer.echo(f"the database is rewritten: nothing of what was removed is left in its files{log}")
