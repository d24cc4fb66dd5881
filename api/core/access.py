"""Who may write: the dependencies that a writing route names.

Reading is open. A write needs a key, in `Authorization: Bearer` and nowhere else: URLs are logged.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.core import keys
from api.core.db import reading
from api.core.keys import Role
from api.core.moments import moment
from api.core.problems import ProblemError

_SCHEME = HTTPBearer(
    scheme_name="key",
    description="A key that the operator made: `lunju key create NAME --role editor --expires 90d`.",
    auto_error=False,
)
_HOW = "Send `Authorization: Bearer KEY`, with a key that the operator made: `lunju key create NAME --role editor`."

_Given = Annotated[HTTPAuthorizationCredentials | None, Depends(_SCHEME)]


@dataclass(frozen=True)
class Actor:
    """Who writes: the name of the key, and what it may do."""

    name: str
    role: Role


def editor(request: Request, given: _Given) -> Actor:
    """Return who writes, with a key of any role.

    Raises:
        ProblemError: `key-needed`, where no good key is given.
    """
    if given is None:
        challenge = "Bearer"
        detail = f"Writing needs a key. {_HOW}"
    else:
        challenge = 'Bearer error="invalid_token"'
        if not keys.is_key(given.credentials):
            detail = f"What was sent is no key: a key begins with lunju_ and has 87 characters. {_HOW}"
        else:
            with reading(request.app.state.engine) as connection:
                key = keys.find(connection, given.credentials)
                end = key.end(moment(connection)) if key else None
            if key and end is None:
                return Actor(key.name, key.role)
            # Only who has the secret is told more than that the key is not known.
            detail = (
                f"The key {key.name!r} is no longer good: it {end}. {_HOW}" if key else f"There is no such key. {_HOW}"
            )
    raise ProblemError("key-needed", detail, headers={"WWW-Authenticate": challenge})


def admin(actor: Annotated[Actor, Depends(editor)]) -> Actor:
    """Return who writes, with an admin's key.

    Raises:
        ProblemError: `key-needed`; or `role-too-small`, where the key is an editor's.
    """
    if actor.role != "admin":
        detail = f"This needs a key of the role admin; {actor.name!r} has the role {actor.role}."
        raise ProblemError("role-too-small", detail, headers={"WWW-Authenticate": 'Bearer error="insufficient_scope"'})
    return actor
