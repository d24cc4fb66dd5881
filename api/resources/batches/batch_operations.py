"""Applying the operations of a batch: all of them, or none, and then all that is wrong with them is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from api.core.http.problems import Fault, ProblemError, nearest, shown
from api.core.write import crud
from api.core.write.bodies import Body, pointer, refuse
from api.core.write.constraint_errors import as_problem
from api.core.write.transaction import WriteTransaction
from api.core.write.writable import Writable
from api.resources.batches.models import Operation
from api.resources.batches.refused_operations import RefusedOperations


@dataclass
class Applying:
    """A batch under way.

    Attributes:
        transaction: the transaction that it is applied in.
        made: the records that its operations made, by the names that they gave them.
        standing: the ids of records that others of the batch say otherwise.
    """

    transaction: WriteTransaction
    made: dict[str, str] = field(default_factory=dict)
    standing: dict[str, str] = field(default_factory=dict)

    def apply_all(self, operations: Sequence[Operation]) -> list[tuple[str, str]]:
        """Apply operations, and return the resources and ids of their records.

        Raises:
            ProblemError: some are refused; of the kind of the first that is, and all are told.
        """
        self.hold(operations)
        found, refused = list[tuple[str, str]](), RefusedOperations()
        for place, operation in enumerate(operations):
            needed = self._needed(operation)
            if refused.causes_of({name for name in needed if name.startswith("$")}):
                refused.add_caused(place, operation, needed)
                continue
            try:
                found.append(self.apply(place, operation))
            except ProblemError as problem:
                refused.add(place, operation, needed, problem)
            except sa.exc.IntegrityError as error:
                if not refused:
                    raise
                refused.add(place, operation, needed, as_problem(error, self.transaction.request.writables))
                break  # the database looks at nothing more
        if refused:
            raise refused.problem(len(operations))
        return found

    def hold(self, operations: Sequence[Operation]) -> None:
        """Hold the standing records that operations change, before any is changed."""
        for name, writable in self.transaction.request.writables.items():
            these = [item for item in operations if item.resource == name and item.id is not None]
            removed = {str(item.id) for item in these if item.op == "delete"}
            crud.hold(self.transaction, writable, {str(item.id) for item in these}, removed)

    def apply(self, place: int, operation: Operation) -> tuple[str, str]:
        """Apply an operation, and return the resource and the id of its record.

        Raises:
            ProblemError: it is refused; its faults point into the batch.
        """
        try:
            return self._apply(operation)
        except ProblemError as problem:
            raise _within(problem, place) from problem

    def _apply(self, operation: Operation) -> tuple[str, str]:
        writable = _writable(self.transaction.request.writables, operation.resource)
        name, op = writable.resource.name, operation.op
        refuse(_faults(operation))
        body = self.named(writable, operation.body) if operation.body is not None else None
        if op == "create":
            identifier = crud.create(self.transaction, writable, body)
            if (ref := operation.ref) is not None:
                if ref in self.made:
                    refuse([Fault(detail=f"an earlier operation has the ref {ref!r}", pointer="../ref")])
                self.made[ref] = identifier
            return name, identifier
        identifier = self._resolved(str(operation.id))
        record = crud.locked(self.transaction, writable, identifier, to_remove=op == "delete")
        self._require(name, identifier, record["version"], operation.version)
        if op == "delete":
            crud.remove(self.transaction, writable, record)
        else:
            crud.change(self.transaction, writable, record, body, op)
        return name, identifier

    def _require(self, name: str, identifier: str, version: int, expected: int | None) -> None:
        change = self.transaction.changes.made.get((name, identifier))
        if change and (change.action == "created" or expected == version - 1):
            return  # what a batch itself has changed is at the version that it will make
        if expected is None:
            fault = Fault(detail=f"say the version of {identifier}; it stands at {version}", pointer="../version")
            raise ProblemError("precondition-required", f"{identifier} stands at version {version}.", [fault])
        if expected != version:
            fault = Fault(detail=f"{identifier} stands at version {version}, not {expected}", pointer="../version")
            raise ProblemError("precondition-failed", f"{identifier} stands at version {version}.", [fault])

    def _needed(self, operation: Operation) -> set[str]:
        """Return what an operation names: by id, or by `$name`."""
        writable = self.transaction.request.writables.get(operation.resource)
        body = operation.body or {}
        named = [body[name] for name in _naming(writable, body)] if writable else []
        return {operation.id or "", *_strings(named)}

    def named(self, writable: Writable, body: Body) -> Body:
        """Return a body that names records by their ids.

        Raises:
            ProblemError: it names what no earlier operation made.
        """
        names = _naming(writable, body)
        return {name: self._replaced(value) if name in names else value for name, value in body.items()}

    def _replaced(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._replaced(item) for item in value]
        if isinstance(value, dict):
            return {name: self._replaced(item) for name, item in value.items()}
        return self._resolved(value) if isinstance(value, str) else value

    def _resolved(self, identifier: str) -> str:
        if not identifier.startswith("$"):
            return self.standing.get(identifier, identifier)
        found = self.made.get(identifier[1:])
        if found is None:
            near = nearest(identifier[1:], list(self.made))
            detail = f"no earlier operation has the ref {shown(identifier[1:])}"
            refuse([Fault(detail=detail, pointer="..", nearest=near and f"${near}")])
        return str(found)


def _naming(writable: Writable, body: Body) -> set[str]:
    """Return the fields of a body that name records."""
    return {name for name in body if name in writable.links or name in writable.references or name[-3:] == "_id"}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner:
        yield from _strings(item)


def _writable(writables: Mapping[str, Writable], name: str) -> Writable:
    if name not in writables:
        detail, known = f"there is no resource {shown(name)}", tuple(writables)
        refuse([Fault(detail=detail, pointer="../resource", nearest=nearest(name, list(known)), known=known)])
    return writables[name]


def _faults(operation: Operation) -> list[Fault]:
    op = operation.op
    needed = {"create": ("body",), "delete": ("id",)}.get(op, ("id", "body"))
    taken = {"create": {"body", "ref"}, "delete": {"id", "version"}}.get(op, {"id", "version", "body"})
    missing = [name for name in needed if getattr(operation, name) is None]
    beyond = [
        name for name in ("id", "version", "ref", "body") if getattr(operation, name) is not None and name not in taken
    ]
    return [Fault(detail=f"{op} needs it", pointer=f"../{name}") for name in missing] + [
        Fault(detail=f"{op} has none", pointer=f"../{name}") for name in beyond
    ]


def _within(problem: ProblemError, place: int) -> ProblemError:
    """Return a problem of an operation as one of its batch; `..` leads from the operation's body to the operation."""
    at = pointer("operations", place)

    def pointed(fault: Fault) -> Fault:
        inner = fault.pointer
        if inner is None:
            return fault.model_copy(update={"pointer": at})
        where = at + inner.removeprefix("..") if inner.startswith("..") else f"{at}/body{inner}"
        return fault.model_copy(update={"pointer": where})

    faults = [pointed(fault) for fault in problem.errors] or [Fault(detail=problem.detail, pointer=at)]
    return ProblemError(problem.slug, f"Operation {place}: {problem.detail}", faults)
