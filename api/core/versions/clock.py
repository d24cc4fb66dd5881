"""What time it is, though the clock of the machine may go back: times of versions never do, and no key lives longer."""

import time
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from api.core.records.base_record import table_of
from api.core.versions.version_tables import Version

_BEGUN, _BEGUN_MONOTONIC = datetime.now(UTC), time.monotonic()
_VERSIONS = table_of(Version).c


def clock() -> datetime:
    """Return the time by the clock; where that went back while this process runs, the time that has passed counts."""
    passed = timedelta(seconds=time.monotonic() - _BEGUN_MONOTONIC)
    return max(datetime.now(UTC), _BEGUN + passed)


def stamp(when: datetime) -> str:
    """Return a time as it is stored (RFC 3339, UTC, whole seconds), which sorts as times do."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(connection: sa.Connection) -> datetime:
    """Return what time it is: by the clock, or that of the last version where the clock is behind it."""
    last = sa.select(_VERSIONS.created_at).order_by(_VERSIONS.sequence.desc()).limit(1)
    latest, now = connection.scalar(last), clock()
    return now if latest is None or latest <= stamp(now) else datetime.fromisoformat(latest)
