"""The operations of a plan, applied: what fails is told, and what needs it left out; what is there is corrected."""

from typing import Any

from api.core.http.problems import Fault, ProblemError
from api.core.write.bodies import Body
from api.core.write.transaction import WriteTransaction
from api.imports.corrected_records import CorrectedRecords
from api.imports.draft_plan import DraftPlan, Planned
from api.imports.earlier_imports import Earlier, KeptPart, said_of
from api.imports.part_keys import keys_of
from api.resources.batches.batch_operations import Applying


class RecordWriting:
    """Writes what is planned of a draft.

    Attributes:
        parts: the records of the essay, by what the draft calls them.
    """

    def __init__(self, transaction: WriteTransaction, plan: DraftPlan, earlier: Earlier | None) -> None:
        """Write in a transaction; what was imported before is corrected."""
        self._transaction = transaction
        self._plan = plan
        self._keys = keys_of(plan)
        self._applying = Applying(transaction)
        self._corrected = (
            CorrectedRecords(transaction, self._applying, earlier, self._keys, plan.report) if earlier else None
        )
        self._adopted: dict[str, tuple[Planned, str]] = {}
        self._new: dict[str, tuple[str, str, str]] = {}
        self._said: dict[str, Body] = {}
        self.parts: dict[str, KeptPart] = {}

    @property
    def made(self) -> dict[str, str]:
        """The ids of the records, by how the plan names them."""
        return self._applying.made

    def write(self) -> None:
        """Apply all operations, those that need one that is refused left out."""
        failed = {"$unplanned"}
        last = {_name_of(planned): place for place, planned in enumerate(self._plan.operations)}
        for place, (planned, key) in enumerate(zip(self._plan.operations, self._keys, strict=True)):
            name = _name_of(planned)
            self._said[name] = self._said.get(name, {}) | (planned.operation.body or {})
            if _strings(planned.operation.body) & failed or planned.operation.id in failed:
                failed.add(name)
                continue
            try:
                identifier = self._apply(planned, key, name)
                if name in self._adopted and last[name] == place:
                    self._settle(name)
            except ProblemError as problem:
                self._fault(planned, problem)
                if planned.operation.resource == "essays" and not self._corrected and self._stand_in(planned):
                    continue
                failed.add(name)
                if planned.operation.resource == "essays":
                    return
                continue
            if planned.pointer in self._plan.constructs and planned.operation.op == "create":
                self._plan.constructs[planned.pointer].records.append(identifier)
        self._finish()

    def _apply(self, planned: Planned, key: str | None, name: str) -> str:
        """Apply an operation, or find the record that it is to make, and return the id of its record."""
        operation = planned.operation
        if name in self._adopted:
            return str(operation.id)
        if self._corrected and operation.op == "create" and key:
            if part := self._corrected.adopt(planned, key):
                self._adopted[name] = planned, key
                return part.id
            if by_hand := self._corrected.by_hand(planned):
                return by_hand
            if operation.resource == "reviews":
                operation = operation.model_copy(update={"body": self._pinned(operation.body or {})})
        if self._corrected and operation.op == "patch" and self._corrected.leans_so(planned):
            return str(operation.id)
        _, identifier = self._applying.apply(0, operation)
        if operation.op == "create" and key:
            self._new[name] = key, operation.resource, identifier
        return identifier

    def _settle(self, name: str) -> None:
        assert self._corrected is not None, "records are adopted by it"
        planned, key = self._adopted[name]
        writable = self._transaction.request.writables[planned.operation.resource]
        self._corrected.settle(planned, key, self._applying.named(writable, self._said[name]))

    def _pinned(self, body: Body) -> Body:
        """Return a review, of the version that its claim or figure is at: those of a new essay are at their first."""
        target = self._applying.made.get(str(body["target_id"]).removeprefix("$"))
        if target is None:
            return body
        resource = "claims" if body["target_type"] == "claim" else "statistics"
        return body | {"target_version": f"{target}@{self._transaction.version_of((resource, target))}"}

    def _finish(self) -> None:
        if self._corrected:
            try:
                self._corrected.withdraw_gone()
            except ProblemError as problem:
                self._plan.report.fault(problem.slug, "", problem.detail)
            self.parts |= self._corrected.parts
        for name, (key, resource, identifier) in self._new.items():
            writable = self._transaction.request.writables[resource]
            body = self._applying.named(writable, self._said[name])
            version = self._transaction.version_of((resource, identifier))
            self.parts[key] = KeptPart(resource, identifier, version, said_of(body))

    def _stand_in(self, planned: Planned) -> bool:
        """Make an essay of what is certain of it, so that its records can be looked at, too; tell whether that is."""
        body = planned.operation.body or {}
        least: Body = {name: body[name] for name in ("id", "csl_type", "language", "length", "sha256") if name in body}
        least |= {"author": [], "title": {body["language"]: "-"}}
        try:
            self._applying.apply(0, planned.operation.model_copy(update={"body": least}))
        except ProblemError:
            return False
        return True

    def _fault(self, planned: Planned, problem: ProblemError) -> None:
        for fault in problem.errors or [Fault(detail=problem.detail)]:
            within = (fault.pointer or "").removeprefix("/operations/0").removeprefix("/body").strip("/")
            first, _, _ = within.partition("/")
            name = planned.fields.get(first, first)
            where = f"{planned.pointer}/{name}" if name else planned.pointer
            self._plan.report.fault(problem.slug, where, fault.detail, fault.nearest)


def _name_of(planned: Planned) -> str:
    return f"${planned.operation.ref}" if planned.operation.ref else str(planned.operation.id)


def _strings(value: Any) -> set[str]:
    """Return the texts in a body that name what was planned before."""
    if isinstance(value, str):
        return {value} if value.startswith("$") else set()
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(_strings, inner))
