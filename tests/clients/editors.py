"""Somebody who writes to a service while a front end shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from tests.api.writing import Json, client_of, key, patch
from tests.conftest import serving


@dataclass
class Editor:
    """Somebody who may write to a service, beside those who do so in a front end."""

    base: str
    key: str
    client: httpx.Client

    def claim(self, identifier: str) -> Json:
        """Return a claim as it is now."""
        found: Json = self.client.get(f"/claims/{identifier}").raise_for_status().json()
        return found

    def change(self, identifier: str, body: object) -> None:
        """Change a claim, whatever anybody else sees of it."""
        patch(self.client, f"/claims/{identifier}", body).raise_for_status()


@pytest.fixture
def editor(writable: str) -> Iterator[Editor]:
    """An editor, of a service over a database that nobody else writes to."""
    token = key(writable)
    with serving(writable) as base, client_of(base, token) as client:
        yield Editor(base, token, client)
