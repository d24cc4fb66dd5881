"""An editor who changes one claim again and again."""

import time

import msgspec

from tests.bench.wire import Connection


class WriteError(Exception):
    """A write was refused."""


class Editor:
    """Changes a claim, each time by the tag that the change before gave."""

    def __init__(self, connection: Connection, key: str, claim: str) -> None:
        self._connection = connection
        self._path = f"/claims/{claim}"
        self._headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/merge-patch+json"}
        self._tag = ""
        self._count = 0

    @classmethod
    async def of(cls, base: str, key: str, claim: str) -> "Editor":
        """Connect, and read the claim."""
        self = cls(await Connection.to(base), key, claim)
        _, headers = await self._connection.ask("GET", self._path, {})
        self._tag = headers["etag"]
        return self

    async def write(self) -> float:
        """Change the claim, and return how many seconds that took.

        Raises:
            WriteError: it was refused.
        """
        self._count += 1
        words = f"{self._tag} {self._count}"  # never what is there already
        body = msgspec.json.encode({"note": {"en": words, "zh-Hans": words}})
        began = time.perf_counter()
        status, headers = await self._connection.ask("PATCH", self._path, self._headers | {"If-Match": self._tag}, body)
        took = time.perf_counter() - began
        if status != 200:
            message = f"PATCH {self._path} is answered with {status}"
            raise WriteError(message)
        self._tag = headers["etag"]
        return took

    def close(self) -> None:
        """Leave."""
        self._connection.close()
