"""Redaction: a version's content goes, its hash and its place in the chain stay, and the chain says that it went."""

import json

import sqlalchemy as sa

from api.core.http.problems import Fault, ProblemError, nearest, shown
from api.core.records.base_record import table_of
from api.core.versions.version_tables import REDACTIONS, Version, redaction_of
from api.core.write.bodies import refuse
from api.core.write.idempotency import forget_answers
from api.core.write.transaction import WriteTransaction
from api.core.write.transaction_changes import Change

_VERSIONS = table_of(Version).c


def redact(transaction: WriteTransaction, resource: str, identifier: str, number: int) -> dict[str, str]:
    """Take away the content of a version, and note that in the chain, with the reason.

    Returns:
        What remains: the hash of the content, and why and when it went.

    Raises:
        ProblemError: there is no such version, it is what stands, or it was redacted before; or no reason is given.
    """
    changes, connection = transaction.changes, transaction.ledger.connection
    known = list(transaction.request.writables)
    if resource not in known:
        detail = f"there is no resource {shown(resource)}"
        refuse([Fault(detail=detail, pointer="/resource", nearest=nearest(resource, known), known=tuple(known))])
    if not changes.reason:
        refuse([Fault(detail="a redaction needs a reason: send Lunju-Reason", pointer="")])
    these = (_VERSIONS.resource == resource, _VERSIONS.record_id == identifier)
    name = f"version {number} of {identifier}"
    found = connection.execute(
        sa.select(_VERSIONS.state, _VERSIONS.content_hash).where(*these, _VERSIONS.version == number).with_for_update()
    ).one_or_none()
    if found is None:
        raise ProblemError("not-found", f"There is no {name} of {resource}.")
    if found.state is None:
        raise ProblemError("conflict", f"The content of {name} was redacted before.")
    standing = transaction.find(resource, identifier)
    if standing is not None and standing["version"] == number:
        raise ProblemError("conflict", f"{name} is what stands: change or delete the record first, then redact it.")
    connection.execute(sa.update(table_of(Version)).where(*these, _VERSIONS.version == number).values(state=None))
    forget_answers(connection, resource, identifier, number)
    state = {"resource": resource, "id": identifier, "version": number, "content_hash": found.content_hash}
    if into := json.loads(found.state).get("merged_into"):  # no content: the old id leads to the new for ever
        state["merged_into"] = into
    changes.made[REDACTIONS, redaction_of(resource, identifier, number)] = Change("redacted", 1, state)
    return {"content_hash": found.content_hash, "reason": str(changes.reason), "created_at": changes.now}
