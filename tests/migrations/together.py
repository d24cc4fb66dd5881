"""Upgrading a database together with another process, which imports no more than that takes."""

from multiprocessing.synchronize import Barrier

from api.core.db import migrate
from api.core.db.engine import create_engine, parse_url


def upgrade_together(url: str, together: Barrier, patience: float) -> None:
    """Upgrade a database as soon as the other process is there to do so as well."""
    engine = create_engine(parse_url(url))
    together.wait(patience)
    migrate.upgrade(engine)
    engine.dispose()
