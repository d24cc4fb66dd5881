"""What must be said first of a record: that it is old, or no longer stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.pages.page_context import PageContext
from api.pages.parts.history_list import History


@dataclass(frozen=True)
class Old:
    """That a page shows an earlier version: which, of when, and where the latest is."""

    version: int
    when: str
    latest: str


@dataclass(frozen=True)
class Into:
    """The record that another was merged into."""

    id: str
    href: str


@dataclass(frozen=True)
class Notice:
    """What must be said first.

    Attributes:
        old: that this is an earlier version.
        withdrawn: whether this state of the record is withdrawn.
        why_withdrawn: why.
        deleted: when the record was deleted; None where it was not.
        merged_into: what it was merged into.
        why: why it was deleted or merged.
    """

    old: Old | None
    withdrawn: bool
    why_withdrawn: str
    deleted: str | None
    merged_into: Into | None
    why: str


def state_of(record: Mapping[str, Any], past: Sequence[History], resource: str, context: PageContext) -> Notice:
    """Return what must be said first of a record, given its versions, the latest first."""
    last = past[0] if past else None
    version = record["version"]
    gone = last is not None and last.action in {"deleted", "merged"}
    is_old = last is not None and (gone or version < last.version)
    withdrawal = next((one for one in past if one.action == "withdrawn" and one.version <= version), None)
    merged = last.merged_into if last and last.action == "merged" else None
    return Notice(
        old=Old(version, record["updated_at"], context.href(resource, record["id"])) if is_old else None,
        withdrawn=record["status"] == "withdrawn",
        why_withdrawn=withdrawal.reason if withdrawal else "",
        deleted=last.when if last and last.action == "deleted" else None,
        merged_into=Into(merged, context.href(resource, merged)) if merged else None,
        why=last.reason if last and gone else "",
    )
