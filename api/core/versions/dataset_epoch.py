"""The epoch of the dataset: a random name for one life of it, which ends where it is restored from a backup.

Numbers of changes come again then, with other content; who knows the epoch does not take the one for the other.
"""

import secrets

import sqlalchemy as sa

from api.core.records.base_record import table_of
from api.core.versions.version_tables import Dataset

_BYTES = 6


def renew(connection: sa.Connection) -> str:
    """Give the dataset a new epoch, in a transaction that the caller commits, and return it."""
    epoch = secrets.token_hex(_BYTES)
    connection.execute(sa.update(table_of(Dataset)).values(epoch=epoch))
    return epoch
