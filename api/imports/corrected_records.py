"""A corrected draft: what changed in it becomes new versions, what is gone is withdrawn, what people changed is left.

What was said of each record is known by its hash: where the draft says the same, nothing is asked of the record, so
that the same draft again changes nothing, and what people changed stays.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.records.base_record import table_of
from api.core.texts import attached_texts
from api.core.versions.version_tables import STAMPS, Version
from api.core.write import crud
from api.core.write.bodies import Body
from api.core.write.foreign_keys import dependents
from api.core.write.transaction import WriteTransaction
from api.core.write.writable import Writable
from api.imports.draft_plan import Planned
from api.imports.earlier_imports import WITHDRAWN, Earlier, KeptPart, said_of
from api.imports.import_reports import ImportChange, ImportReport
from api.resources.batches.batch_operations import Applying

_VERSIONS = table_of(Version).c


class CorrectedRecords:
    """Lets the records of an essay be what a corrected draft says.

    Args:
        transaction: the transaction.
        applying: the operations of the draft, under way.
        earlier: what was imported before.
        keys: what the parts of the draft are called.
        report: where it is told.
    """

    def __init__(
        self,
        transaction: WriteTransaction,
        applying: Applying,
        earlier: Earlier,
        keys: list[str | None],
        report: ImportReport,
    ) -> None:
        """Begin with what was there."""
        self._transaction = transaction
        self._applying = applying
        self._report = report
        self._writables = transaction.request.writables
        self._ours = {(part.resource, part.id) for part in earlier.parts.values()}
        named = {key for key in keys if key}
        self.parts = {key: part for key, part in earlier.parts.items() if key in named}
        self._gone = {key: part for key, part in earlier.parts.items() if key not in named}
        self._by_hand = self._passages_by_hand(earlier)
        self._checked = False

    def adopt(self, planned: Planned, key: str) -> KeptPart | None:
        """Return the record that an operation is to make, where it is there; None where it is to be made."""
        operation, ref = planned.operation, str(planned.operation.ref)
        if (part := self.parts.get(key)) is None:
            part = self._renamed(planned, key)
        if part is not None:
            self._applying.made[ref] = part.id
            if said := (operation.body or {}).get("id"):
                self._applying.standing[said] = part.id
            return part
        if operation.resource == "passages":
            self._leave_text()
            body = operation.body or {}
            if by_hand := self._by_hand.get((body["start"], body["end"])):
                self._applying.made[ref] = by_hand
        return None

    def by_hand(self, planned: Planned) -> str | None:
        """Return the passage that people made at a place; None where there is none."""
        made = self._applying.made.get(str(planned.operation.ref))
        return made if made in self._by_hand.values() else None

    def leans_so(self, planned: Planned) -> bool:
        """Tell whether a source that others made is leaned on already where an operation would let it be."""
        operation = planned.operation
        if operation.resource != "sources" or str(operation.id).startswith("$"):
            return False
        writable = self._writables["sources"]
        current = crud.locked(self._transaction, writable, str(operation.id))
        wanted = self._applying.named(writable, operation.body or {})["passages"]
        return set(wanted) == set(current["passages"])

    def settle(self, planned: Planned, key: str, body: Body) -> None:
        """Let a record be what the draft says, unless that is the same as before, or people changed it.

        Raises:
            ProblemError: it cannot be that.
        """
        part, resource = self.parts[key], planned.operation.resource
        said = said_of(body)
        if said == part.said:
            return
        writable = self._writables[resource]
        current = self._transaction.ledger.held(writable.resource, part.id)
        if current is None:
            self._leave(part, planned.pointer, [], "it was deleted or merged, and stays so")
            return
        if resource == "passages":
            self._leave_text()
        theirs = self._changed_by_people(writable, part, current)
        wanted = self._wanted(writable, current, body)
        if resource == "essays":  # all else stands in it: what people changed of it stays, and the rest is the draft's
            wanted |= {name: current[name] for name in theirs}
        after = crud.changed(self._transaction, writable, current, wanted, "put")
        fields = _differing(current, after)
        if fields and theirs and resource != "essays":
            self._leave(part, planned.pointer, theirs, "people changed it since, and the draft changes it, too")
            return
        if crud.settle(self._transaction, writable, current, after):
            self._tell(part, "changed", planned.pointer, fields)
        version = self._transaction.version_of((resource, part.id))
        self.parts[key] = KeptPart(resource, part.id, version, said)

    def withdraw_gone(self) -> None:
        """Withdraw what the draft no longer has, but for what people changed, or name.

        Raises:
            ProblemError: something cannot be withdrawn.
        """
        named = self._named_by_people()
        for key, part in self._gone.items():
            self.parts[key] = part
            writable = self._writables[part.resource]
            current = self._transaction.ledger.held(writable.resource, part.id)
            if part.said == WITHDRAWN or current is None:
                continue
            if theirs := self._changed_by_people(writable, part, current):
                self._leave(part, "", theirs, "the draft no longer has it, but people changed it since")
            elif other := named.get((part.resource, part.id)):
                self._leave(part, "", [], f"the draft no longer has it, but {other} names it")
            else:
                if crud.change(self._transaction, writable, current, {"status": "withdrawn"}, "patch"):
                    self._tell(part, "withdrawn", "", [])
                version = self._transaction.version_of((part.resource, part.id))
                self.parts[key] = KeptPart(part.resource, part.id, version, WITHDRAWN)

    def _renamed(self, planned: Planned, key: str) -> KeptPart | None:
        """Return a record that the draft no longer has by its former name, and has by another."""
        resource, body = planned.operation.resource, planned.operation.body or {}
        resolved = self._applying.named(self._writables[resource], body)
        said, same = said_of(resolved), set[str]()
        if resource == "evidence":  # those that are told apart by a name of the draft are one, too
            ends = {name: resolved[name] for name in ("relation", "origin_id", "target_id")}
            same = set(self._transaction.having("evidence", ends, ()))
        for former, part in self._gone.items():
            if part.resource == resource and (part.said == said or part.id in {*same, body.get("id")}):
                del self._gone[former]
                self.parts[key] = part
                return part
        return None

    def _wanted(self, writable: Writable, current: Body, body: Body) -> Body:
        """Return what a record is to be, as the body that replaces it."""
        wanted = {name: value for name, value in body.items() if name not in writable.identity}
        if writable.resource.name == "sources":  # other essays lean on them, too
            kept = [name for name in current["passages"] if ("passages", name) not in self._ours]
            before = [name for name in current["passages"] if name in {*kept, *body["passages"]}]
            wanted["passages"] = [*before, *(name for name in body["passages"] if name not in before)]
        if writable.resource.name == "reviews" and body["target_id"] == current["target_id"]:
            wanted["target_version"] = current["target_version"]
        return wanted

    def _changed_by_people(self, writable: Writable, part: KeptPart, current: Body) -> list[str]:
        """Return the fields of a record that are not as an import left them."""
        its = _VERSIONS.resource == part.resource, _VERSIONS.record_id == part.id, _VERSIONS.version == part.version
        rows = self._transaction.rows(sa.select(_VERSIONS.state).where(*its))
        state = msgspec.json.decode(rows[0]["state"]) if rows and rows[0]["state"] else {}
        beyond = {*STAMPS, *writable.following(current)}
        if part.resource == "sources":
            beyond.add("passages")
        return [name for name in state if name in current and name not in beyond and state[name] != current[name]]

    def _named_by_people(self) -> dict[tuple[str, str], str]:
        """Return those records that are gone which stand in others that no draft made, each with one of these."""
        by_resource = defaultdict[str, list[str]](list)
        for part in self._gone.values():
            by_resource[part.resource].append(part.id)
        found: dict[tuple[str, str], str] = {}
        for resource, ids in by_resource.items():
            table = self._writables[resource].resource.table
            for item in dependents(self._transaction, self._writables, table, ids):
                row = self._transaction.find(item.resource, item.id) or {}
                if (item.resource, item.id) in self._ours or row.get("status") != "published":
                    continue
                if (item.resource, item.field) == ("sources", "passages"):  # an import let it lean there
                    self._lean_elsewhere(item.id, item.named)
                else:
                    found[resource, item.named] = item.id
        return found

    def _lean_elsewhere(self, source: str, passage: str) -> None:
        writable = self._writables["sources"]
        current = crud.locked(self._transaction, writable, source)
        places = [name for name in current["passages"] if name != passage]
        if crud.change(self._transaction, writable, current, {"passages": places}, "patch"):
            self._report.changes.append(
                ImportChange(record=source, resource="sources", what="changed", fields=["passages"])
            )

    def _passages_by_hand(self, earlier: Earlier) -> Mapping[tuple[int, int], str]:
        table = SQLModel.metadata.tables["passages"].c
        rows = self._transaction.rows(
            sa.select(table.id, table.start, table.end).where(table.essay_id == earlier.essay_id)
        )
        ours = earlier.ids("passages")
        return {(row["start"], row["end"]): row["id"] for row in rows if row["id"] not in ours}

    def _leave_text(self) -> None:
        """Let the text be attached anew in the end: until then, sections may not be where it says they are."""
        if not self._checked:
            self._checked = True
            essay = next(part.id for part in self.parts.values() if part.resource == "essays")
            if attached_texts.attached(self._transaction.ledger.connection, essay) is not None:
                attached_texts.detach(self._transaction.ledger.connection, essay)

    def _leave(self, part: KeptPart, where: str, fields: list[str], why: str) -> None:
        self._tell(part, "left", where, fields, why)
        self._report.note("left-alone", where, f"{part.id}: {why}")

    def _tell(self, part: KeptPart, what: Any, where: str, fields: list[str], why: str | None = None) -> None:
        told = ImportChange(record=part.id, resource=part.resource, what=what, fields=fields, pointer=where, why=why)
        self._report.changes.append(told)


def _differing(before: Body, after: Body) -> list[str]:
    return [name for name, value in after.items() if value != before.get(name)]
