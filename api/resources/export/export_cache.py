"""Exports that are kept: each is made once for a version of the dataset, and thrown away after it."""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2s, file_digest
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO
from weakref import finalize

from api.resources.export.models import WrittenFile

_DIGEST_BYTES = 12


class Kept:
    """A file, which is there until it is dropped and nobody sends it any more.

    Attributes:
        path: where it is.
        size: how many bytes it has.
        version: the version of the dataset that it is of.
        tag: its entity tag: the version, and a digest of the bytes.
    """

    def __init__(self, path: Path, size: int, version: int, tag: str) -> None:
        """Keep a file."""
        self.path, self.size, self.version, self.tag = path, size, version, tag
        self._sending = 0
        self._is_dropped = False
        self._remove = finalize(self, path.unlink, missing_ok=True)  # at the latest when the service ends

    def drop(self) -> None:
        """Remove the file, at once or as soon as it is sent: it may hold what must not be told any more."""
        self._is_dropped = True
        if not self._sending:
            self._remove()

    @contextmanager
    def sending(self) -> Iterator[bool]:
        """Keep the file while it is sent; yield whether it is still there to be sent."""
        self._sending += 1
        try:
            yield self._remove.alive
        finally:
            self._sending -= 1
            if self._is_dropped:
                self.drop()


class ExportCache:
    """Makes exports, one at a time, and keeps the last.

    Args:
        write: writes an export to a file.
    """

    def __init__(self, write: Callable[[IO[bytes]], WrittenFile]) -> None:
        """Begin with none."""
        self._write = write
        self._kept: Kept | None = None
        self._epoch = ""
        self._making: asyncio.Task[None] | None = None
        self._forgotten = 0

    def forget(self) -> None:
        """Throw away what is kept, or being made: it may hold what must not be told any more."""
        self._forgotten += 1
        self._keep(None)

    async def export(self, version: int, epoch: str = "") -> Kept:
        """Return an export of a version of the dataset, or of a later one.

        Who comes while one is made that is too old waits for the next, together with all others who do; so a
        client can have no more than two made, whatever it asks with.

        Args:
            version: the version.
            epoch: the epoch of the dataset; an export of another is of no later version, whatever its number.
        """
        if epoch != self._epoch:
            self._epoch = epoch
            self.forget()
        while True:
            kept = self._kept
            is_of_now = epoch != self._epoch  # the dataset was restored meanwhile, and this is made of what is there
            if kept is not None and (kept.version >= version or is_of_now):
                return kept
            if self._making is None or self._making.done():
                self._making = asyncio.create_task(self._make())
            await asyncio.shield(self._making)

    async def _make(self) -> None:
        forgotten = self._forgotten
        made = await asyncio.to_thread(self._made)
        if forgotten == self._forgotten:
            self._keep(made)
        else:
            made.drop()

    def _keep(self, made: Kept | None) -> None:
        if self._kept is not None:
            self._kept.drop()
        self._kept = made

    def _made(self) -> Kept:
        with NamedTemporaryFile(prefix="lunju-", suffix=".zip", delete=False) as file:
            path = Path(file.name)
            try:
                written = self._write(file)
                file.seek(0)
                digest = file_digest(file, lambda: blake2s(digest_size=_DIGEST_BYTES)).hexdigest()
            except BaseException:
                path.unlink()
                raise
        if written.created_at:  # two workers tell the same time of the same bytes
            moment = datetime.fromisoformat(written.created_at).timestamp()
            os.utime(path, (moment, moment))
        return Kept(path, path.stat().st_size, written.version, f'"{written.version}-{digest}"')
