"""Making, changing and removing one record, within a transaction that others open and commit."""

from collections.abc import Mapping
from typing import Any, Literal

import sqlalchemy as sa

from api.core.http.problems import Fault, ProblemError, shown
from api.core.records.base_record import table_of
from api.core.versions.absent_problems import refuse_absent
from api.core.versions.version_tables import Counter
from api.core.write.bodies import Body, as_object, pointer, read_record, refuse, unknown
from api.core.write.foreign_keys import dependents, missing, refuse_dependents, repeated
from api.core.write.identifier_counters import assign
from api.core.write.language_tags import in_canonical_tags, missing_essay_language, respelled
from api.core.write.merge_patch import apply_merge_patch
from api.core.write.transaction import WriteTransaction
from api.core.write.writable import Writable

How = Literal["patch", "put"]

_COUNTERS = table_of(Counter)


def create(transaction: WriteTransaction, writable: Writable, body: Any) -> str:
    """Make a record, and return its id.

    Raises:
        ProblemError: the body is not what such a record can be, or its id was used before.
    """
    given = as_object(body)
    refuse(unknown(given, [*writable.create.model_fields]))
    given = writable.complete(transaction, given, None, True)
    said = _of_record(writable, read_record(writable.create, in_canonical_tags(given, writable.language_maps)))
    _require_reason(transaction, "published", said["status"])
    record = said | assign(transaction, writable, said)
    settled = _settled(transaction, writable, record, frozenset(given))
    transaction.ledger.create(writable.resource, settled, writable.columns(settled))
    return str(settled["id"])


def change(transaction: WriteTransaction, writable: Writable, current: Body, body: Any, how: How) -> bool:
    """Patch or replace a record that is locked, and tell whether that changed it.

    Raises:
        ProblemError: the record would not be what it can be.
    """
    return settle(transaction, writable, current, changed(transaction, writable, current, body, how))


def changed(transaction: WriteTransaction, writable: Writable, current: Body, body: Any, how: How) -> Body:
    """Return what a record that is locked would be once it is patched or replaced.

    Raises:
        ProblemError: it would not be what it can be.
    """
    given = as_object(body)
    refuse(unknown(given, writable.known))
    given = in_canonical_tags(given, writable.language_maps)
    refuse(_altered(writable, current, given))
    given = writable.complete(transaction, given, current, how == "put")
    following = writable.following(current)
    said = {name: value for name, value in current.items() if name not in writable.read_only | following}
    new = {name: value for name, value in given.items() if name not in writable.read_only}
    # What follows from others follows them again, unless it is said to be something else.
    echoed = {name for name in following if name in new and new[name] == current[name]}
    new = {name: value for name, value in new.items() if name not in echoed}
    whole = apply_merge_patch(said, respelled(said, new, writable.language_maps)) if how == "patch" else new
    shaped = _of_record(writable, read_record(writable.update, in_canonical_tags(whole, writable.language_maps)))
    _require_reason(transaction, current["status"], shaped["status"])
    shaped |= {name: current[name] for name in writable.identity}
    return _settled(transaction, writable, shaped, frozenset(whole))


def settle(transaction: WriteTransaction, writable: Writable, current: Body, after: Body) -> bool:
    """Let a record be what it is to be, and all that follows from it, and tell whether that changes it."""
    if not store(transaction, writable, current, after):
        return False
    derive_followers(transaction, writable, current["id"])
    return True


def remove(transaction: WriteTransaction, writable: Writable, record: Body) -> None:
    """Remove a record that is locked; its versions stay.

    Raises:
        ProblemError: `in-use`, where others depend on it; `conflict`, where this transaction made it.
    """
    identifier = record["id"]
    made = transaction.changes.made.get((writable.resource.name, identifier))
    if made and made.action == "created":
        raise ProblemError("conflict", f"{identifier} was made in the same transaction: leave it out instead.")
    if (writable.resource.name, identifier) not in transaction.ledger.unnamed:
        refuse_dependents(transaction, transaction.request.writables, writable.resource.table, identifier)
    if writable.resource.name == "essays":  # its numbers are not given again, since its id is not
        transaction.ledger.connection.execute(sa.delete(_COUNTERS).where(_COUNTERS.c.essay_id == identifier))
    transaction.ledger.remove(writable.resource, record)


def locked(transaction: WriteTransaction, writable: Writable, identifier: str, *, to_remove: bool = False) -> Body:
    """Return a record, and hold it until the transaction ends.

    Raises:
        ProblemError: it is not there: `not-found`, `deleted`, or `conflict` where it was merged.
    """
    record = transaction.ledger.held(writable.resource, identifier, to_remove=to_remove)
    if record is None:
        refuse_absent(transaction.ledger.connection, writable.resource, identifier, transaction.request.base)
    return record


def hold(transaction: WriteTransaction, writable: Writable, wanted: set[str], removed: set[str]) -> None:
    """Hold those records that are there, and find out together which of those that are to be removed nobody names."""
    transaction.ledger.hold(writable.resource, wanted, to_remove=bool(removed))
    found = dependents(transaction, transaction.request.writables, writable.resource.table, sorted(removed))
    transaction.ledger.unnamed |= {(writable.resource.name, name) for name in removed - {item.named for item in found}}


def store(transaction: WriteTransaction, writable: Writable, current: Body, after: Body) -> bool:
    """Let a record be what it is to be, and tell whether that changes it."""
    differing = _differing(current, after)
    if not differing:
        return False
    beside = _differing(writable.columns(current), writable.columns(after))
    transaction.ledger.change(writable.resource, current, differing, beside)
    return True


def derive_followers(
    transaction: WriteTransaction, writable: Writable, identifier: str, seen: frozenset[str] = frozenset()
) -> None:
    """Derive anew what follows from a record that has changed."""
    if identifier in seen:
        return
    for other in transaction.request.writables.values():
        for follow in other.follows:
            if follow.resource == writable.resource.name:
                for row in transaction.rows(follow.ids(identifier)):
                    _derive_anew(transaction, other, row["id"], seen | {identifier})


def _derive_anew(transaction: WriteTransaction, writable: Writable, identifier: str, seen: frozenset[str]) -> None:
    current = locked(transaction, writable, identifier)
    given = frozenset(current) - writable.following(current)
    if store(transaction, writable, current, current | writable.derive(transaction, current, given)):
        derive_followers(transaction, writable, identifier, seen)


def _of_record(writable: Writable, said: Body) -> Body:
    """Return what a body says of the record itself."""
    return {name: value for name, value in said.items() if name in writable.resource.fields}


def _altered(writable: Writable, current: Mapping[str, Any], given: Body) -> list[Fault]:
    return [
        Fault(detail=f"is {shown(current[name])}, and cannot be changed: leave it out", pointer=pointer(name))
        for name in given
        if name in writable.read_only and given[name] != current[name]
    ]


def _settled(transaction: WriteTransaction, writable: Writable, record: Body, given: frozenset[str]) -> Body:
    """Return a record with what follows in it, if all rules hold."""
    refuse(
        [
            *repeated(writable, record),
            *missing(transaction, writable, record),
            *missing_essay_language(transaction, writable, record),
        ]
    )
    derived = writable.derive(transaction, record, given)
    refuse(
        Fault(detail=f"follows from other fields, and is {shown(value)}: leave it out", pointer=pointer(name))
        for name, value in derived.items()
        if name in given and record[name] != value
    )
    after = record | derived
    refuse(writable.check(transaction, after))
    return after


def _require_reason(transaction: WriteTransaction, before: str, after: str) -> None:
    if after == "withdrawn" != before and not transaction.changes.reason:
        refuse([Fault(detail="withdrawing needs a reason: send Lunju-Reason", pointer="/status")])


def _differing(before: Body, after: Body) -> Body:
    return {name: value for name, value in after.items() if value != before[name]}
