"""The state of the database: what every answer follows from, and what caches and tags are made of."""

from functools import lru_cache
from typing import NamedTuple

from api import __version__


class ChangeMark(NamedTuple):
    """A change, by its place in the chain of all changes.

    Attributes:
        sequence: its number.
        link: the first digits of its link, which commits to it and to all before it.
    """

    sequence: int
    link: str

    def list_tag(self, form: str) -> str:
        """Return the strong entity tag of one form of what is unchanged since: the change, the build and the form."""
        return f'"{self.sequence}-{self.link}-{__version__}-{form}"'


class DataState(NamedTuple):
    """What every answer follows from.

    Attributes:
        version: the version of the dataset.
        text_changes: how often a text was attached or detached, which makes no version.
        head: the first digits of the head of the version chain. After a restore from a backup, a version may come
            again with other content; its head does not.
        epoch: which life of the dataset this is: a restored one has another.
    """

    version: int
    text_changes: int
    head: str
    epoch: str

    def is_behind(self, seen: "DataState | None") -> bool:
        """Tell whether this is not yet the state that was seen, of the same life of the dataset."""
        if seen is None:
            return False
        return self.epoch != seen.epoch or self.version < seen.version or self.text_changes < seen.text_changes

    @property
    def mark(self) -> ChangeMark:
        """The last change of all."""
        return ChangeMark(self.version, self.head)

    def list_tag(self, form: str) -> str:
        """Return the strong entity tag of one form of what may follow from anything."""
        return self.mark.list_tag(form)


STATE = "SELECT version, text_changes, SUBSTR(chain_hash, 1, 12), epoch FROM dataset"
"""Reads the state."""

_STATE_TEXT = "SELECT version || ' ' || text_changes || ' ' || SUBSTR(chain_hash, 1, 12) || ' ' || epoch FROM dataset"
"""Reads the state as one value, which costs less than four beside each row."""


def with_state(sql: str) -> str:
    """Return a statement whose rows end with the state: one statement is one snapshot."""
    return f"SELECT *, ({_STATE_TEXT}) FROM ({sql}) AS found"


@lru_cache(maxsize=8)
def state_of(text: str) -> DataState:
    """Return the state that a row of `with_state` ends with."""
    version, text_changes, head, epoch = text.split(" ")
    return DataState(int(version), int(text_changes), head, epoch)


class BehindError(Exception):
    """What a standby has is older than what was seen before."""


def require_seen(state: DataState, seen: DataState | None) -> DataState:
    """Return a state.

    Raises:
        BehindError: it is older than what was seen.
    """
    if state.is_behind(seen):
        raise BehindError
    return state
