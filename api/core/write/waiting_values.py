"""Which records that wait to be written have which values: a search of many by all of them would look through all."""

from collections.abc import Mapping
from typing import Any

Values = tuple[Any, ...]


class WaitingValues:
    """Records of one table that wait to be written, by their values in some columns."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        """Know of none yet."""
        self._columns = columns
        self._ids: dict[Values, dict[str, None]] = {}
        self._of: dict[str, Values] = {}

    def put(self, identifier: str, record: Mapping[str, Any] | None) -> None:
        """Note what a record is to be; None where it is to go."""
        if (before := self._of.pop(identifier, None)) is not None:
            del self._ids[before][identifier]
        if record is not None:
            now = self._of[identifier] = tuple(record[name] for name in self._columns)
            self._ids.setdefault(now, {})[identifier] = None

    def having(self, values: Values) -> list[str]:
        """Return the ids of the records that have these values."""
        return list(self._ids.get(values, ()))
