"""Watching the file of a SQLite database: that what is open is still what its name leads to, and is whole.

A file that is deleted, moved or replaced stays open, and takes writes that nobody will find again (sqlite.org/
howtocorrupt.html, section 4). SQLite does not notice; the device and the inode behind the name tell.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from api.core.db.engine import SQLITE
from api.core.http.problems import ProblemError

_LOOK_NANOSECONDS = 10_000_000
"""For how long a look at the log is good for reads; a write looks for itself."""
_CORRUPT, _NOT_A_DATABASE = 11, 26
_DAMAGE = {_CORRUPT: "it is damaged", _NOT_A_DATABASE: "it is no database any more"}
"""The primary result codes that tell of it (sqlite.org/rescode.html)."""

_Identity = tuple[int, int]


class Watch:
    """Watches a file from when it is opened, and its write-ahead log with it.

    Args:
        path: the file.
        clock: tells nanoseconds, which never go back.
    """

    def __init__(self, path: Path, clock: Callable[[], int] = time.monotonic_ns) -> None:
        """Name the file; `begin` begins."""
        self._path = path
        self._clock = clock
        self._files: tuple[tuple[str, _Identity], ...] = ()
        self._good_until = 0
        self.damage: str | None = None

    def begin(self) -> None:
        """Take what is there now for what was opened: a connection holds it open, and has read from it.

        Raises:
            OSError: there is no file.
        """
        real = os.path.realpath(self._path)  # the log stands beside the file itself, whatever link leads there
        logs = [f"{real}-wal", f"{real}-shm"]
        named = [str(self._path), *(log for log in logs if Path(log).exists())]
        self._files = tuple((name, _identity(name)) for name in named)

    def look(self) -> None:
        """Look at the file, and at its log unless somebody did just now: two microseconds, once a turn.

        Raises:
            ProblemError: `unavailable`, as `check`.
        """
        now = self._clock()
        if now > self._good_until:
            self.check()
            self._good_until = now + _LOOK_NANOSECONDS
        else:
            self._look_at(*self._files[0])

    def check(self) -> None:
        """Look at the file and its log.

        Raises:
            ProblemError: `unavailable`: a name leads to no file, or to another, or the file is empty.
        """
        for name, identity in self._files:
            self._look_at(name, identity)

    def _look_at(self, name: str, identity: _Identity) -> None:
        try:
            found = os.stat(name)  # noqa: PTH116 - half the cost of a Path's
        except OSError as error:
            wrong = f"{name} is not there any more ({error.strerror})"
        else:
            if (found.st_dev, found.st_ino) == identity and (found.st_size or name != self._files[0][0]):
                return
            wrong = f"{name} was emptied" if found.st_size == 0 else f"{name} is another file than was opened"
        self._good_until = 0
        detail = (
            f"The database cannot be used now. The connection to it is lost: {wrong}. Put the file that was opened "
            "back in its place, and service goes on; to use another, restart the service."
        )
        raise ProblemError("unavailable", detail, headers={"Retry-After": "5"})

    def note(self, error: BaseException) -> None:
        """Note an error of SQLite, if it tells that the file is damaged."""
        if damage := damage_of(error):
            self.damage = f"{self._path}: {damage} ({error})"

    def damaged(self) -> ProblemError:
        """Return the problem of a file that is known to be damaged."""
        detail = f"The database is damaged. {self.damage}. Put a backup in its place, and restart the service."
        return ProblemError("unavailable", detail, headers={"Retry-After": "30"})


def damage_of(error: BaseException) -> str | None:
    """Return what an error of SQLite says of the file, if it is that the file is damaged."""
    if not isinstance(error, SQLITE.DatabaseError):
        return None
    if str(error).startswith("Could not decode to UTF-8"):  # the driver's own error, without a code
        return _DAMAGE[_CORRUPT]
    code: Any = getattr(error, "sqlite_errorcode", 0)
    return _DAMAGE.get(code & 0xFF)


def _identity(name: str) -> _Identity:
    found = os.stat(name)  # noqa: PTH116 - as above
    return found.st_dev, found.st_ino
