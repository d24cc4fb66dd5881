"""Merging a record into another that is found to be the same: whoever named the one names the other."""

from collections import defaultdict
from collections.abc import Container
from typing import Any

from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

from api.core.http.problems import ProblemError
from api.core.write import crud
from api.core.write.bodies import Body
from api.core.write.foreign_keys import dependents
from api.core.write.transaction import WriteTransaction
from api.core.write.writable import Writable


class Merge(SQLModel):
    """What a record is merged into."""

    model_config = SQLModelConfig(extra="forbid")

    into: str = Field(
        max_length=100,
        description="The id of the record that takes its place.",
        schema_extra={"examples": ["cao2023-c1"]},
    )


def merge(transaction: WriteTransaction, writable: Writable, record: Body, into: str) -> None:
    """Merge a record that is locked into another, which takes its place wherever it is named.

    What would then say what another record says already is merged into that; what would bear on itself goes.

    Raises:
        ProblemError: the two are one, or of two essays; or others depend on what would go.
    """
    old = record["id"]
    if old == into:
        raise ProblemError("conflict", f"{old} cannot be merged into itself.")
    successor = crud.locked(transaction, writable, into)
    if successor.get("essay_id") != record.get("essay_id"):
        raise ProblemError("conflict", f"{old} and {into} are of two essays.")
    found = dependents(transaction, transaction.request.writables, writable.resource.table, [old])
    fields = defaultdict[tuple[str, str], set[str]](set)
    for item in found:
        fields[item.resource, item.id].add(item.field)
    for (resource, identifier), naming in fields.items():
        _name_instead(transaction, transaction.request.writables[resource], identifier, naming, old, into)
    transaction.changes.merged_into[writable.resource.name, old] = into
    transaction.ledger.remove(writable.resource, record)


def _name_instead(
    transaction: WriteTransaction, writable: Writable, identifier: str, fields: Container[str], old: str, into: str
) -> None:
    """Name another in the fields of a record that name one; what else is called so is another thing."""
    current = crud.locked(transaction, writable, identifier, to_remove=True)
    after = {
        name: _replaced(writable, name, value, old, into) if name in fields else value
        for name, value in current.items()
    }
    if writable.is_trivial(after):
        crud.remove(transaction, writable, current)
    elif same := [other for other in writable.same_as(transaction, after) if other != identifier]:
        merge(transaction, writable, current, same[0])
    else:
        changed: Body = {name: value for name, value in after.items() if value != current[name]}
        crud.change(transaction, writable, current, changed, "patch")


def _replaced(writable: Writable, name: str, value: Any, old: str, into: str) -> Any:
    if name not in writable.links:
        return into
    member = writable.links[name].member.name
    known: set[str] = set()
    kept = []
    for item in value:
        named = item[member] if isinstance(item, dict) else item
        named = into if named == old else named
        if named not in known:
            known.add(named)
            kept.append(item | {member: named} if isinstance(item, dict) else named)
    return kept
