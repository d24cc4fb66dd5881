"""Writing one record, in the state that its author saw, and answering with what it is then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from api.core.http.etags import record_tag
from api.core.http.paths import segment
from api.core.write import crud
from api.core.write.bodies import Body, as_object, decode, read
from api.core.write.idempotency import Answer, Shown
from api.core.write.merging import Merge, merge
from api.core.write.preconditions import require_match
from api.core.write.transaction import WriteTransaction
from api.core.write.writable import Writable


@dataclass(frozen=True)
class RecordWrite:
    """A write of one record, within a transaction that others open and commit.

    Attributes:
        transaction: the transaction.
        writable: what kind of record it is.
        encode: makes the bytes that reading a record gives of its row.
    """

    transaction: WriteTransaction
    writable: Writable
    encode: Callable[[Sequence[Any]], bytes]

    def create(self) -> Answer:
        """Make the record that the body says.

        Raises:
            ProblemError: the body is not what such a record can be.
        """
        identifier = crud.create(self.transaction, self.writable, decode(self.transaction.request.content))
        return self._at(identifier, self._shown(identifier, HTTPStatus.CREATED))

    def edit(self, identifier: str, how: crud.How) -> Answer:
        """Patch or replace a record.

        Raises:
            ProblemError: it is not there or not in the state that is expected, or would not be what it can be.
        """
        record, present = self._expected(identifier)
        body = decode(self.transaction.request.content)
        changed = crud.change(self.transaction, self.writable, record, body, how)
        return self._shown(identifier) if changed else present

    def remove(self, identifier: str) -> Answer:
        """Remove a record, and answer with what it was.

        Raises:
            ProblemError: it is not there or not in the state that is expected, or others depend on it.
        """
        record, last = self._expected(identifier, to_remove=True)
        crud.remove(self.transaction, self.writable, record)
        assert last.shown is not None, "it shows the record"
        del last.headers["ETag"]  # there is no such state any more
        gone = self.transaction.version_of((self.writable.resource.name, identifier))  # it says what the last said
        return replace(last, shown=replace(last.shown, last_version=gone))

    def merge(self, identifier: str) -> Answer:
        """Merge a record into another, and answer with that.

        Raises:
            ProblemError: one is not there or not in the state that is expected, or they cannot be merged.
        """
        record, _ = self._expected(identifier, to_remove=True)
        into = read(Merge, as_object(decode(self.transaction.request.content))).into
        merge(self.transaction, self.writable, record, into)
        return self._at(into, self._shown(into))

    def _expected(self, identifier: str, *, to_remove: bool = False) -> tuple[Body, Answer]:
        """Hold a record that is in the state which the request expects, and return it with what shows it.

        Raises:
            ProblemError: it is not there, or in another state.
        """
        record = crud.locked(self.transaction, self.writable, identifier, to_remove=to_remove)
        present = self._shown(identifier)
        expected = self.transaction.request.if_match
        require_match(expected, record["version"], present.headers["ETag"], name=identifier)
        return record, present

    def _shown(self, identifier: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
        """Return the answer that shows a record as it is now."""
        resource = self.writable.resource
        row = self.transaction.ledger.rows(resource, [identifier])[identifier]
        content, version = self.encode(row), row[resource.fields.index("version")]
        shown = Shown(resource.name, identifier, version, version)
        return Answer(status, content, {"ETag": record_tag(version, content)}, shown)

    def _at(self, identifier: str, answer: Answer) -> Answer:
        """Return an answer that says where its record is."""
        location = f"{self.transaction.request.base}/{self.writable.resource.name}/{segment(identifier)}"
        return replace(answer, headers={**answer.headers, "Location": location})
