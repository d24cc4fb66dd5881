"""A client of Lunju: `Client`, and `AsyncClient` for asyncio.

`lunju.records` has the types of what they return, `lunju.problems` those of what they raise.
"""

from lunju.client import AsyncClient, Client
from lunju.errors import LunjuError

__all__ = ["AsyncClient", "Client", "LunjuError"]
