"""The first essay: the pack cao2023, each record as its version 1."""

from alembic import context, op

from seed.discarding import refuse_loss
from seed.loader import load, unload
from seed.packs import Pack, PackError

revision = "20261127b"
down_revision = "20261127a"
branch_labels = None
depends_on = None

PACK = "cao2023"
PACK_HASH = "eb417c09fb938606962f887f1700dd1ab032cecd5d499d76b19b6c3a0b7a0d5d"


def upgrade() -> None:
    """Load it."""
    pack = Pack.named(PACK)
    if pack.hash != PACK_HASH:
        message = f"the pack {PACK} is not the one that revision {revision} loads: its files were changed"
        raise PackError(message)
    load(op.get_bind(), pack, context.config.attributes.get("report"))


def downgrade() -> None:
    """Remove it, and with it all that follows it in the chain."""
    refuse_loss(op.get_bind(), PACK)
    unload(op.get_bind())
