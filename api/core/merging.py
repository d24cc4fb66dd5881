"""Merging a record into another that is found to be the same: whoever named the one names the other."""

from typing import Any

from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

from api.core import crud
from api.core.bodies import Body
from api.core.problems import ProblemError
from api.core.record import Provenance
from api.core.references import dependents, refuse_dependents
from api.core.writable import Writable
from api.core.writing import Writing


class Merge(SQLModel):
    """What a record is merged into."""

    model_config = SQLModelConfig(extra="forbid")

    into: str = Field(
        max_length=100,
        description="The id of the record that takes its place.",
        schema_extra={"examples": ["cao2023-c1"]},
    )


def merge(writing: Writing, writable: Writable, record: Provenance, into: str) -> None:
    """Merge a record that is locked into another, which takes its place wherever it is named.

    What would then say what another record says already is merged into that; what would bear on itself goes.

    Raises:
        ProblemError: the two are one, or of two essays; or others depend on what would go.
    """
    old = str(getattr(record, "id"))  # noqa: B009 - every table of records has it
    if old == into:
        raise ProblemError("conflict", f"{old} cannot be merged into itself.")
    successor = crud.locked(writing, writable, into)
    if getattr(successor, "essay_id", None) != getattr(record, "essay_id", None):
        raise ProblemError("conflict", f"{old} and {into} are of two essays.")
    found = dependents(writing, writing.sent.writables, writable.resource.table, old)
    for resource, identifier in dict.fromkeys((item.resource, item.id) for item in found):
        _name_instead(writing, writing.sent.writables[resource], identifier, old, into)
    writing.changes.merged_into[writable.resource.name, old] = into
    writing.session.delete(record)
    writing.session.flush()


def _name_instead(writing: Writing, writable: Writable, identifier: str, old: str, into: str) -> None:
    record = crud.locked(writing, writable, identifier, to_remove=True)
    current = writing.session.record(writable.resource, identifier)
    assert current is not None, "it is locked"
    after = {name: _replaced(writable, name, value, old, into) for name, value in current.items()}
    if writable.is_vain(after):
        refuse_dependents(writing, writing.sent.writables, writable.resource.table, identifier)
        crud.remove(writing, writable, record)
    elif same := [other for other in writable.same_as(writing, after) if other != identifier]:
        merge(writing, writable, record, same[0])
    else:
        changed: Body = {name: value for name, value in after.items() if value != current[name]}
        crud.change(writing, writable, record, changed, "patch")


def _replaced(writable: Writable, name: str, value: Any, old: str, into: str) -> Any:
    if name not in writable.links:
        return into if value == old and name.endswith("_id") else value
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
