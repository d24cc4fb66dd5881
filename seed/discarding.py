"""What a downgrade loses for ever, and that nobody loses it without having said so."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import context
from alembic.util import CommandError

from seed.stored_rows import reflect

_TOLD = {"discard": "yes"}


def refuse_loss(connection: sa.Connection, pack: str) -> None:
    """Refuse to empty a database of what no upgrade brings back, unless `-x discard=yes` says so.

    Args:
        connection: the database, at the revision that is left.
        pack: the name of the pack that an upgrade brings back.

    Raises:
        CommandError: something would be lost; Alembic prints it as one line, which names that.
    """
    lost = list(_lost(connection, pack))
    if lost and not _TOLD.items() <= context.get_x_argument(as_dictionary=True).items():
        message = (
            f"this downgrade loses for ever: {', '.join(lost)}. To lose that, say so: alembic -x discard=yes downgrade"
        )
        raise CommandError(message)


def _lost(connection: sa.Connection, pack: str) -> Iterator[str]:
    """Yield how much of each kind would be lost."""
    tables = reflect(connection)
    versions, packs, keys, texts = (tables[name].c for name in ("versions", "packs", "keys", "texts"))
    changed = sa.select(versions.resource, versions.record_id).where(versions.actor.not_like("pack:%")).distinct()
    if count := connection.scalar(sa.select(sa.func.count()).select_from(changed.subquery())):
        yield _counted(count, "record written with keys", "records written with keys")
    if names := connection.scalars(sa.select(packs.name).where(packs.name != pack).order_by(packs.name)).all():
        yield f"{_counted(len(names), 'further pack', 'further packs')} ({', '.join(names)})"
    if count := connection.scalar(sa.select(sa.func.count(keys.id))):
        yield _counted(count, "key", "keys")
    if count := connection.scalar(sa.select(sa.func.count()).where(texts.free == sa.false())):
        yield _counted(count, "attached text", "attached texts")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
