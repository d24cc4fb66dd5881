"""How uvicorn is told to serve: with the front's own connections, and nothing that is not needed."""

from functools import partial
from typing import Any

try:
    from api.core.front.connections import BoundedConnection
except ImportError:  # httptools is for CPython: elsewhere uvicorn parses in Python
    BoundedConnection = None  # type: ignore[assignment, misc]

_HEAD_BYTES = 65536


def server_options(*, read_seconds: float, connections: int) -> dict[str, Any]:
    """Return the keyword arguments of `uvicorn.run` and `uvicorn.Config`.

    Args:
        read_seconds: how long a request may take to come.
        connections: how many connections a process has at once.
    """
    if BoundedConnection is None:
        bounds: dict[str, Any] = {
            "http": "h11",
            "h11_max_incomplete_event_size": _HEAD_BYTES,
            "limit_concurrency": connections,
        }
    else:
        bounds = {"http": partial(BoundedConnection, read_seconds=read_seconds, most=connections)}
    return bounds | {
        "ws": "none",
        "access_log": False,  # uvicorn would put each line together, only to drop it at this level
        "server_header": False,
        "proxy_headers": True,
        "timeout_keep_alive": 75,  # longer than proxies keep theirs, which would send a request as it is closed
    }
