"""ZIP archives that are the same bytes for the same content: no time of day, one order, one way to compress."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from types import TracebackType
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MEDIA_TYPE = "application/zip"

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that ZIP can tell
_UNIX, _FILE_MODE = 3, 0o100644 << 16


@dataclass(frozen=True)
class Member:
    """What was put into an archive.

    Attributes:
        path: where in it.
        size: how many bytes it has, not compressed.
        sha256: its SHA-256 in hexadecimal.
    """

    path: str
    size: int
    sha256: str


class Archive:
    """Writes an archive to a file, which may be larger than memory, as its members are.

    Args:
        file: what to write to.
    """

    def __init__(self, file: IO[bytes]) -> None:
        """Begin an archive."""
        self._zip = ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True)

    def __enter__(self) -> Self:
        """Write until the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the archive."""
        self._zip.close()

    def add(self, path: str, pieces: Iterable[bytes]) -> Member:
        """Put a member into the archive, after those before it."""
        entry = ZipInfo(path, _EPOCH)
        entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _FILE_MODE, ZIP_DEFLATED
        digest, size = sha256(), 0
        with self._zip.open(entry, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                size += len(piece)
        return Member(path, size, digest.hexdigest())
