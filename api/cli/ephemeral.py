"""Serving seeded databases that are gone at the end, for other people's tests: `lunju serve --ephemeral`."""

import asyncio
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Self

import msgspec
import typer

from api.cli.database import look_for_garbage
from api.cli.ephemeral_servers import EphemeralServers
from api.cli.templates import SeededCopies
from api.core.db.whole_databases import DatabaseFiles, beside
from api.settings import Settings
from seed.packs import Pack

_ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def serve_ephemeral(host: str, port: int, packs: Sequence[Pack], *, stdin: bool) -> None:
    """Serve a seeded database until the process is told to end, and leave nothing behind.

    Args:
        host: the address to listen at.
        port: the port; 0 is a free one.
        packs: what is loaded beyond this version's own data.
        stdin: whether to obey what comes by standard input, and to end with it.
    """
    look_for_garbage()
    ending = _Ending()
    url = Settings().database
    templates = beside(url)
    with tempfile.TemporaryDirectory(prefix="lunju-", ignore_cleanup_errors=True) as folder:
        databases = DatabaseFiles(Path(folder)) if url.get_backend_name() == "sqlite" else templates
        with closing(SeededCopies(databases, templates, packs)) as copies, ending:
            servers = EphemeralServers(copies, host)
            servers.begin(lambda told: typer.echo(told, err=True))
            asyncio.run(_serve(servers, port, ending, stdin=stdin))


class _Ending:
    """Being told to end: an exception, so that what was made is removed; or, while somebody hears, told to them."""

    def __init__(self) -> None:
        """Listen to what ends a process, unless its parent had it ignored."""
        self._told = False
        self._hear: Callable[[str], None] | None = None
        self._signals = [number for number in _ENDING if signal.getsignal(number) is not signal.SIG_IGN]
        for number in self._signals:
            signal.signal(number, self._note)

    def _note(self, number: int, _frame: object) -> None:
        self._told = True
        if self._hear is None:
            raise SystemExit(128 + number)
        self._hear("")

    def tell(self, hear: Callable[[str], None]) -> None:
        """Tell somebody from now on, also what was told before: an exception may meet code that drops it."""
        self._hear = hear
        if self._told:
            hear("")

    def __enter__(self) -> Self:
        """Return this."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let nothing interrupt what removes all that was made."""
        self._hear = lambda _: None


async def _serve(servers: EphemeralServers, port: int, ending: _Ending, *, stdin: bool) -> None:
    loop, lines = asyncio.get_running_loop(), asyncio.Queue[str]()

    def hear(line: str) -> None:
        loop.call_soon_threadsafe(lines.put_nowait, line)

    ending.tell(hear)
    _tell(await servers.add(port))
    if stdin:
        Thread(target=_read, args=[hear], daemon=True).start()
    while line := await lines.get():
        _tell(await servers.obey(line))
    await servers.close()


def _read(hear: Callable[[str], None]) -> None:
    """Hand on each line of standard input, and an empty one for its end."""
    for line in sys.stdin:
        hear(line)
    hear("")


def _tell(answer: msgspec.Struct) -> None:
    typer.echo(msgspec.json.encode(answer))
