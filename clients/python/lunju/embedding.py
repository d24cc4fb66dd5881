"""What stands beside a record because `embed` asked for it."""

import re
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct

ABSENT: Any = UNSET
"""What a relation holds that was not asked for; nobody gets to see it."""

_LETTERS = {"c": "Claim", "s": "Statistic", "e": "Evidence"}
_NUMBERED = re.compile(r"-([a-z])\d+$")


class EmbeddedRecords(Struct, frozen=True, kw_only=True):
    """What is embedded in a record."""

    truncated: list[str] = ABSENT
    """The relations of which there are more than were asked for."""

    def __getattribute__(self, name: str) -> Any:
        """Return what is embedded.

        Raises:
            AttributeError: it was not asked for.
        """
        value = super().__getattribute__(name)
        if value is UNSET:
            message = f"{name.removesuffix('_json')} is not embedded: `embed` did not ask for it"
            raise AttributeError(message)
        return value


class _Identified(Struct):
    id: str


def one_of(record: Raw, *types: type[Struct]) -> Any:
    """Read a record that is of one of some types: its id tells of which."""
    numbered = _NUMBERED.search(msgspec.json.decode(record, type=_Identified).id)
    kind = _LETTERS[numbered[1]] if numbered else "Source"
    [found] = [one for one in types if one.__name__ == f"{kind}WithRelated"]
    return msgspec.json.decode(record, type=found)
