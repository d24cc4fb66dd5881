"""What is unfolded on the map of an essay: `?open=r1,t3,c15`, in the order in which it was unfolded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from api.core.http.problems import Fault, few, refuse_faults, shown

OPEN = "open"
MOST_OPEN = 50
"""How many parts may be unfolded at once."""

_PART = re.compile(r"[rtc][1-9][0-9]{0,8}")


@dataclass(frozen=True)
class OpenedParts:
    """The parts that are unfolded: relationships, topics and claims of one essay, by the ends of their ids."""

    parts: tuple[str, ...] = ()

    def has(self, record_id: str) -> bool:
        """Return whether a record is unfolded."""
        return part_of(record_id) in self.parts

    def of(self, letter: str, essay_id: str) -> list[str]:
        """Return the ids of what is unfolded of one kind."""
        return [f"{essay_id}-{part}" for part in self.parts if part[0] == letter]

    def with_part(self, record_id: str) -> "OpenedParts":
        """Return the same with one more unfolded."""
        return self if self.has(record_id) else OpenedParts((*self.parts, part_of(record_id)))

    def toggled(self, record_id: str) -> str:
        """Return what is unfolded once one more is, or is folded again."""
        part = part_of(record_id)
        return (
            _joined(one for one in self.parts if one != part) if self.has(record_id) else _joined([*self.parts, part])
        )


def part_of(record_id: str) -> str:
    """Return how a part is called within its essay: `r1` of `cao2023-r1`."""
    return record_id.rpartition("-")[2]


def read_opened(asked: QueryParams) -> OpenedParts:
    """Read what is to be unfolded; what is not there any more is passed over.

    Raises:
        ProblemError: it is given twice, is no list of parts, or is too much.
    """
    given = asked.getlist(OPEN)
    faults = [Fault(detail="give it once, with commas", parameter=OPEN)] if len(given) > 1 else []
    parts = dict.fromkeys(part for text in given[:1] for part in text.split(",") if part)
    if len(parts) > MOST_OPEN:
        faults.append(Fault(detail=f"names more than {MOST_OPEN} parts", parameter=OPEN))
    wrong = [part for part in parts if not _PART.fullmatch(part)]
    faults += few(
        wrong,
        lambda part: Fault(
            detail=f"{shown(part)} is no part of a map: name relationships, topics and claims as r1, t3, c15",
            parameter=OPEN,
        ),
    )
    refuse_faults(faults)
    return OpenedParts(tuple(parts))


def _joined(parts: Iterable[str]) -> str:
    return ",".join(parts)
