"""The first essay: the pack cao2023, each record as its version 1."""

from alembic import context, op

from seed.loader import load, unload
from seed.packs import Pack, PackError

revision = "20261123b"
down_revision = "20261123a"
branch_labels = None
depends_on = None

PACK = "cao2023"
PACK_HASH = "796957488e85aa28a7078d21dabf567127bfbfe2598e2265ce87abda8f913ebf"


def upgrade() -> None:
    """Load it."""
    pack = Pack.named(PACK)
    if pack.hash != PACK_HASH:
        message = f"the pack {PACK} is not the one that revision {revision} loads: its files were changed"
        raise PackError(message)
    load(op.get_bind(), pack, context.config.attributes.get("report"))


def downgrade() -> None:
    """Remove it."""
    unload(op.get_bind(), Pack.named(PACK))
