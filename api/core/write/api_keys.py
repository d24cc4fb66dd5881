"""Keys that let somebody write: how they are made, stored, and found again.

A key is `lunju_`, a public part by which it is looked up, and a secret of 256 random bits. The database
holds only the SHA-256 of the secret: slow hashes protect passwords, which can be guessed; nobody guesses
256 random bits, and a slow hash would only make every write slow.
"""

import hmac
import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import Sha256, SqlText, Timestamp, one_of
from api.core.records.base_record import table_of
from api.core.versions.clock import moment
from api.core.write.roles import Role

_PUBLIC_BYTES, _SECRET_BYTES = 8, 32
_TOKEN = re.compile(rf"lunju_([0-9a-f]{{{2 * _PUBLIC_BYTES}}})_([0-9a-f]{{{2 * _SECRET_BYTES}}})")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAX_NAME = 100


class ApiKey(SQLModel, table=True):
    """A key, as stored: all but its secret. Names are not reused, since versions say by whom they are."""

    __tablename__ = "keys"
    __table_args__ = (
        sa.UniqueConstraint("name"),
        one_of("role", Role),
        sa.CheckConstraint("LENGTH(secret_hash) = 64", name="secret_hash"),
    )

    id: str = Field(primary_key=True, sa_type=SqlText)
    name: str = Field(sa_type=SqlText)
    role: Role = Field(sa_type=SqlText)
    secret_hash: Sha256 = Field(sa_type=SqlText)
    created_at: Timestamp = Field(sa_type=SqlText)
    expires_at: Timestamp = Field(sa_type=SqlText)
    revoked_at: Timestamp | None = Field(default=None, sa_type=SqlText)

    def end(self, now: datetime) -> str | None:
        """Tell how and when the key ended; None while it is good."""
        if self.revoked_at is not None:
            return f"was revoked at {self.revoked_at}"
        return f"expired at {self.expires_at}" if self.expires_at <= _stamp(now) else None


_KEYS = table_of(ApiKey)


class KeyNameError(ValueError):
    """A name that no key can have, or that no key has; the message says which."""


def issue(connection: sa.Connection, name: str, role: Role, lifetime: timedelta) -> str:
    """Make a key, and return it: nothing else ever tells its secret.

    Args:
        connection: a transaction, which the caller commits.
        name: what the key is called; versions that are written with it say so.
        role: what it may do.
        lifetime: how long it is good.

    Raises:
        KeyNameError: the name is of the wrong form, or taken.
    """
    if not _NAME.fullmatch(name) or len(name) > _MAX_NAME:
        message = f"a key's name is words of a-z and 0-9, joined by hyphens, such as alice-laptop; not {name!r}"
        raise KeyNameError(message)
    public, secret, now = secrets.token_hex(_PUBLIC_BYTES), secrets.token_hex(_SECRET_BYTES), moment(connection)
    row = {
        "id": public,
        "name": name,
        "role": role,
        "secret_hash": _hash(secret),
        "created_at": _stamp(now),
        "expires_at": _stamp(now + lifetime),
    }
    try:
        connection.execute(sa.insert(_KEYS), row)
    except sa.exc.IntegrityError:
        message = f"there is a key {name!r} already: names are not reused, so that history stays clear"
        raise KeyNameError(message) from None
    return f"lunju_{public}_{secret}"


def is_key(token: str) -> bool:
    """Tell whether a text has the form of a key."""
    return _TOKEN.fullmatch(token) is not None


def find(connection: sa.Connection, token: str) -> ApiKey | None:
    """Return the key that a token is, good or ended; None where there is none, or its secret is another."""
    parts = _TOKEN.fullmatch(token)
    if parts is None:
        return None
    row = connection.execute(sa.select(_KEYS).where(_KEYS.c.id == parts[1])).one_or_none()
    if row is None or not hmac.compare_digest(row.secret_hash, _hash(parts[2])):
        return None
    return _key(row)


def every(connection: sa.Connection) -> list[ApiKey]:
    """Return every key that was ever made, by name."""
    return [_key(row) for row in connection.execute(sa.select(_KEYS).order_by(_KEYS.c.name))]


def revoke(connection: sa.Connection, name: str) -> None:
    """End a key at once; one that was revoked before stays as it is.

    Raises:
        KeyNameError: there is no such key.
    """
    if connection.scalar(sa.select(_KEYS.c.id).where(_KEYS.c.name == name)) is None:
        message = f"there is no key {name!r}: `lunju key list` shows those that there are"
        raise KeyNameError(message)
    live = sa.update(_KEYS).where(_KEYS.c.name == name, _KEYS.c.revoked_at.is_(None))
    connection.execute(live.values(revoked_at=_stamp(moment(connection))))


def _key(row: sa.Row[tuple[str, ...]]) -> ApiKey:
    return ApiKey.model_validate(dict(row._mapping))  # noqa: SLF001 - SQLAlchemy's public name for it


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _stamp(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
