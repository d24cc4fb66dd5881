"""Connections that say just what a test says."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.patience import PATIENCE


@contextmanager
def connected(base: str, said: bytes = b"") -> Iterator[socket.socket]:
    """Connect to a service, and say something."""
    url = httpx.URL(base)
    with socket.create_connection((url.host, url.port or 80), timeout=PATIENCE) as connection:
        connection.sendall(said)
        yield connection


def heard(connection: socket.socket) -> bytes:
    """Return all that comes until the service closes the connection."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def answer(base: str, said: bytes) -> bytes:
    """Say something, close that side, and return all that comes."""
    with connected(base, said) as connection:
        return heard(connection)


def status(response: bytes) -> int:
    """Return the status of a response."""
    return int(response.split(b" ", 2)[1])
