"""Another edition of a pack that is loaded: what it changes becomes new versions, as of a corrected draft.

What the edition before said is in the versions that it wrote; what people changed since is told, and left.
"""

from collections.abc import Iterator
from dataclasses import replace

import msgspec
import sqlalchemy as sa

from api.core.http.problems import ProblemError
from api.core.records.base_record import table_of
from api.core.texts import attached_texts
from api.core.versions.version_tables import GONE, Version
from api.core.versions.version_tables import Pack as PackRow
from api.core.write.bodies import Body
from api.core.write.idempotency import Answer
from api.core.write.transaction import WriteTransaction, transact
from api.imports.corrected_records import CorrectedRecords
from api.imports.draft_plan import Planned
from api.imports.earlier_imports import Earlier, KeptPart, said_of
from api.imports.import_reports import ImportedFile, ImportReport
from api.imports.import_transaction import IMPORTER, operators_request
from api.imports.part_keys import UNKEPT
from api.resources.batches.batch_operations import Applying
from api.resources.batches.models import Operation
from seed.packs import RESOURCES, Pack, PackError

_FIRST = ("units", "measures", "entities", "essays")
_VERSIONS = table_of(Version).c
_PACKS = table_of(PackRow)


def is_another_edition(connection: sa.Connection, pack: Pack) -> bool:
    """Tell whether another edition of a pack is loaded."""
    loaded = connection.scalar(sa.select(_PACKS.c.hash).where(_PACKS.c.name == pack.name))
    return loaded is not None and loaded != pack.hash


def correct_pack(engine: sa.Engine, pack: Pack) -> ImportReport:
    """Let the records of a pack be what another edition of it says, all of them or none.

    Raises:
        PackError: some cannot be that; all that is wrong is told.
    """
    reason = f"Corrected by the pack {pack.name} ({pack.hash[:12]})"
    request = replace(operators_request(engine, validate_only=False), actor=f"pack:{pack.name}", reason=reason)
    [essay] = pack.rows("essays")
    report = ImportReport(
        format="pack",
        files=[ImportedFile(name=pack.name, sha256=pack.hash)],
        importer=IMPORTER,
        essay_id=essay["id"],
        corrects=True,
        written=True,
    )

    def operation(transaction: WriteTransaction) -> Answer:
        report.changes.clear()
        report.notes.clear()
        _Correcting(transaction, pack, report).correct()
        return Answer(200, b"")

    transact(request, operation)
    return report


class _Correcting:
    def __init__(self, transaction: WriteTransaction, pack: Pack, report: ImportReport) -> None:
        self._transaction = transaction
        self._pack = pack
        self._report = report
        self._rows = [(name, row) for name in RESOURCES for row in pack.rows(name)]
        [essay] = pack.rows("essays")
        self._essay = str(essay["id"])
        self._applying = Applying(transaction)
        self._new_sections = set[str]()
        earlier = Earlier(self._essay, dict(self._earlier()))
        keys: list[str | None] = [_key(name, row["id"]) for name, row in self._rows]
        self._corrected = CorrectedRecords(transaction, self._applying, earlier, keys, report)

    def correct(self) -> None:
        faults = [fault for name, row in self._in_order() if (fault := self._fault(name, row))]
        if not faults:
            try:
                self._corrected.withdraw_gone()
            except ProblemError as problem:
                faults.append(problem.detail)
        if faults:
            message = f"{self._pack.name} is not corrected, nothing is written:\n" + "\n".join(faults)
            raise PackError(message)
        self._transaction.ledger.flush()
        connection, text = self._transaction.ledger.connection, self._pack.text
        if text and not attached_texts.is_attached(connection, self._essay, text.content, free=True):
            attached_texts.attach(connection, self._essay, text.content, free=True)
        manifest = self._pack.manifest
        now = {"hash": self._pack.hash, "title": manifest["title"], "license": manifest["license"]}
        connection.execute(sa.update(_PACKS).where(_PACKS.c.name == self._pack.name).values(now))

    def _in_order(self) -> Iterator[tuple[str, Body]]:
        """Yield rows after those that they name; new sections first without their places, which name them."""
        rows: dict[str, list[Body]] = {name: self._pack.rows(name) for name in RESOURCES}
        for name in _FIRST:
            yield from ((name, row) for row in rows[name])
        for row in rows["sections"]:
            if _key("sections", row["id"]) not in self._corrected.parts:
                yield "sections", row | {"passages": []}
                self._new_sections.add(row["id"])
        yield from (("passages", row) for row in rows["passages"])
        for name in RESOURCES:
            if name not in {*_FIRST, "passages"}:
                yield from ((name, row) for row in rows[name])

    def _fault(self, resource: str, row: Body) -> str | None:
        """Let a record be what its row says; tell what is wrong where it cannot."""
        key = _key(resource, row["id"])
        planned = Planned(Operation(op="create", resource=resource, body=row), key)
        try:
            if row["id"] in self._new_sections:
                places = Operation(op="patch", resource=resource, id=row["id"], body={"passages": row["passages"]})
                self._applying.apply(0, places)
            elif key in self._corrected.parts:
                self._corrected.settle(planned, key, row)
            elif self._transaction.find(resource, row["id"]) is None:
                self._applying.apply(0, planned.operation)
            elif resource not in UNKEPT:
                self._report.note("left-alone", key, f"{row['id']} is there, and was not made by this pack")
        except ProblemError as problem:
            return f"{key}: {'; '.join(fault.detail for fault in problem.errors) or problem.detail}"
        return None

    def _earlier(self) -> Iterator[tuple[str, KeptPart]]:
        """Yield what the editions before said, by the last version of each record that they wrote."""
        statement = sa.select(_VERSIONS.resource, _VERSIONS.record_id, _VERSIONS.version, _VERSIONS.state)
        its = _VERSIONS.actor == f"pack:{self._pack.name}", _VERSIONS.action.not_in(GONE)
        for row in self._transaction.rows(statement.where(*its).order_by(_VERSIONS.sequence)):
            if row["state"] and row["resource"] in RESOURCES and row["resource"] not in UNKEPT:
                part = KeptPart(
                    row["resource"], row["record_id"], row["version"], said_of(msgspec.json.decode(row["state"]))
                )
                yield _key(part.resource, part.id), part


def _key(resource: str, identifier: str) -> str:
    return f"{resource}/{identifier}"
