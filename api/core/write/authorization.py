"""Who may write: a key is looked up once, by the front, and the dependencies that a writing route names ask for it.

Reading is open. A write needs a key, in `Authorization: Bearer` and nowhere else: URLs are logged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import sqlalchemy as sa
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from api.core.db.engine import reading
from api.core.http.problems import ProblemError
from api.core.versions.clock import moment
from api.core.write import api_keys
from api.core.write.roles import Role

CREDENTIALS = "lunju.credentials"
"""Where the scope of a request that would write tells what `identify` found."""

_SCHEME = HTTPBearer(
    scheme_name="key",
    description="A key that the operator made: `lunju key create NAME --role editor --expires 90d`.",
    auto_error=False,
)
_HOW = "Send `Authorization: Bearer KEY`, with a key that the operator made: `lunju key create NAME --role editor`."
_NONE = "Bearer"
_BAD = 'Bearer error="invalid_token"'

_Documented = Annotated[HTTPAuthorizationCredentials | None, Depends(_SCHEME)]


@dataclass(frozen=True)
class Actor:
    """Who writes: the name of the key, and what it may do."""

    name: str
    role: Role


@dataclass(frozen=True)
class Unidentified:
    """Nobody who may write.

    Attributes:
        challenge: what `WWW-Authenticate` says (RFC 6750, section 3).
        detail: what is wrong, and what would be right.
    """

    challenge: str
    detail: str


_NOBODY = Unidentified(_NONE, f"This needs a key. {_HOW}")


def identify(engine: sa.Engine, given: Sequence[str]) -> Actor | Unidentified:
    """Return who sends a request.

    Args:
        engine: the database that has the keys.
        given: the values of its `Authorization` headers.

    Raises:
        SQLAlchemyError: the database cannot be asked now.
    """
    if len(given) > 1:
        return Unidentified(_BAD, f"There are {len(given)} Authorization headers: send one. {_HOW}")
    scheme, _, token = "".join(given).partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        return Unidentified(_NONE, f"Writing needs a key. {_HOW}")
    if not api_keys.is_key(token):
        return Unidentified(_BAD, f"What was sent is no key: a key begins with lunju_ and has 87 characters. {_HOW}")
    with reading(engine) as connection:
        key = api_keys.find(connection, token)
        end = key.end(moment(connection)) if key else None
    if key is None:
        return Unidentified(_BAD, f"There is no such key. {_HOW}")
    if end is not None:  # only who has the secret is told more than that the key is not known
        return Unidentified(_BAD, f"The key {key.name!r} is no longer good: it {end}. {_HOW}")
    return Actor(key.name, key.role)


async def editor(request: Request, _documented: _Documented) -> Actor:
    """Return who writes, with a key of any role.

    Raises:
        ProblemError: `key-needed`, where no good key is given.
    """
    found: Actor | Unidentified = request.scope[CREDENTIALS]
    if isinstance(found, Unidentified):
        raise refusal_of(found)
    return found


def refusal_of(nobody: Unidentified, why: str = "") -> ProblemError:
    """Return the problem that asks for a key; `why` says what it is needed for."""
    return ProblemError("key-needed", f"{why}{nobody.detail}", headers={"WWW-Authenticate": nobody.challenge})


async def reader_or_editor(request: Request, _documented: _Documented) -> Actor | Unidentified:
    """Return who asks what readers may ask in part: an editor, or nobody who may write."""
    if CREDENTIALS not in request.scope:  # reads pass by where keys are looked up
        given = request.headers.getlist("authorization")
        engine = request.app.state.engine
        request.scope[CREDENTIALS] = await run_in_threadpool(identify, engine, given) if given else _NOBODY
    found: Actor | Unidentified = request.scope[CREDENTIALS]
    return found


async def admin(actor: Annotated[Actor, Depends(editor)]) -> Actor:
    """Return who writes, with an admin's key.

    Raises:
        ProblemError: `key-needed`; or `role-too-small`, where the key is an editor's.
    """
    if actor.role != "admin":
        detail = f"This needs a key of the role admin; {actor.name!r} has the role {actor.role}."
        raise ProblemError("role-too-small", detail, headers={"WWW-Authenticate": 'Bearer error="insufficient_scope"'})
    return actor
