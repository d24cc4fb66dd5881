"""What is told of a batch that is refused: each operation that is at fault, and those that only need what one would do.

Nothing of the batch is written, so what is wrong with later operations is looked at all the same. Those which name what
a refused one was to make, by its `ref`, are not; those which name it otherwise, and are refused, are told apart.
"""

from collections.abc import Collection
from typing import Any

from api.core.http.problems import Fault, ProblemError, shortened
from api.resources.batches.models import Operation

_MOST = 1000
"""How many refused operations one problem tells."""
_DETAIL = 300


class RefusedOperations:
    """The refused operations of a batch, in their order."""

    def __init__(self) -> None:
        """Begin with none."""
        self._told: list[dict[str, Any]] = []
        self._own: list[ProblemError] = []
        self._names: dict[str, int] = {}

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self._told)

    def causes_of(self, needed: Collection[str]) -> list[int]:
        """Return the refused operations that were to make or change what is needed."""
        return sorted({self._names[name] for name in needed if name in self._names})

    def add(self, place: int, operation: Operation, needed: Collection[str], problem: ProblemError) -> None:
        """Tell of an operation that is refused, and of what it needs."""
        causes = self.causes_of(needed)
        first = problem.errors[0].detail if problem.errors else problem.detail
        self._tell(place, operation, problem.slug, first, causes)
        if not causes:
            self._own.append(problem)

    def add_caused(self, place: int, operation: Operation, needed: Collection[str]) -> None:
        """Tell of an operation that was not looked at, since it needs what was not made."""
        causes = self.causes_of(needed)
        others = " and ".join(map(str, causes))
        self._tell(place, operation, None, f"needs what operation {others} was to make: mend that first", causes)

    def problem(self, operations: int) -> ProblemError:
        """Return the problem that tells of all: of the kind of the first, with the faults that have no other cause."""
        first = self._own[0]
        faults: list[Fault] = [fault for problem in self._own for fault in problem.errors]
        caused = sum(bool(item["caused_by"]) for item in self._told)
        detail = first.detail
        if len(self._told) > 1:
            others = f", {caused} of them for want of what others were to make" if caused else ""
            detail = f"{len(self._told)} of {operations} operations are refused{others}; the first: {detail}"
        return ProblemError(first.slug, detail, faults, first.headers, {"refused": self._told[:_MOST]})

    def _tell(self, place: int, operation: Operation, kind: str | None, detail: str, causes: list[int]) -> None:
        said = {"operation": place, "kind": kind, "detail": shortened(detail, _DETAIL), "caused_by": causes}
        self._told.append(said)
        made = (operation.body or {}).get("id")
        for name in (f"${operation.ref}" if operation.ref else None, operation.id, made):
            if isinstance(name, str) and name:
                self._names.setdefault(name, place)
