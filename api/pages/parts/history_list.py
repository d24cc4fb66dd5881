"""What a record was: its versions, and what changed from each to the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from re import compile as pattern
from typing import Any

import msgspec
import sqlalchemy as sa
from markupsafe import Markup, escape

from api.core.db.reader import Reader, Row, Statement, compile_statement, parameter
from api.core.versions.history import ONE_RECORD, VERSIONS
from api.core.versions.json_diff import difference
from api.pages.page_context import PageContext

SHOWN = 20
"""How many versions a page shows; the list of versions has all."""

_TOKENS = pattern(r"[A-Za-z0-9]+|\s+|.")


@dataclass(frozen=True)
class HistoryEdit:
    """One thing that changed: where, from what and to what."""

    field: str
    language: str | None
    old: Markup
    new: Markup


@dataclass(frozen=True)
class History:
    """One version of a record.

    Attributes:
        version: its number, from 1.
        action: what made it.
        when: when it was made (RFC 3339, UTC).
        who: who made it.
        reason: why.
        href: where it is read.
        redacted: whether its content was removed.
        edits: what changed in it; None where the version before is not known.
        merged_into: the record that this one was merged into, if it was.
    """

    version: int
    action: str
    when: str
    who: str
    reason: str
    href: str
    redacted: bool
    edits: tuple[HistoryEdit, ...] | None
    merged_into: str | None


async def read_past(reader: Reader, resource: str, identifier: str, context: PageContext) -> list[History]:
    """Return the versions of a record, the latest first, no more than are shown."""
    values = {"resource": resource, "id": identifier, "limit": SHOWN + 1}
    rows = (await reader.fetch(_versions(reader.dialect), values)).rows
    return [
        _past(row, rows[place + 1] if place + 1 < len(rows) else None, resource, identifier, context)
        for place, row in enumerate(rows[:SHOWN])
    ]


@lru_cache
def _versions(dialect: sa.Dialect) -> Statement:
    columns = (VERSIONS.version, VERSIONS.action, VERSIONS.created_at, VERSIONS.actor, VERSIONS.reason, VERSIONS.state)
    statement = sa.select(*columns).where(*ONE_RECORD).order_by(VERSIONS.version.desc())
    return compile_statement(statement.limit(parameter("limit", sa.Integer())), dialect)


def _past(row: Row, before: Row | None, resource: str, identifier: str, context: PageContext) -> History:
    version, action, when, who, reason, state = row
    new = None if state is None or (before is None and action != "merged") else msgspec.json.decode(state)
    old = None if before is None or before[-1] is None else msgspec.json.decode(before[-1])
    return History(
        version=version,
        action=action,
        when=when,
        who=who,
        reason=reason or "",
        href=context.href(resource, f"{identifier}@{version}"),
        redacted=state is None,
        edits=None if new is None or old is None else tuple(edits(old, new)),
        merged_into=None if new is None else new.get("merged_into"),
    )


def edits(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[HistoryEdit]:
    """Yield what differs between two states, field by field; words by language."""
    for operation in difference(old, new):
        field, _, language = operation["path"].removeprefix("/").partition("/")
        before, after = operation["old"], operation["value"]
        if isinstance(before, str) and isinstance(after, str):
            marked = _compare(before, after)
        else:
            marked = _whole("del", before), _whole("ins", after)
        yield HistoryEdit(field, language or None, *marked)


def _whole(tag: str, value: Any) -> Markup:
    if value is None:
        return Markup()
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return (Markup("<del>{}</del>") if tag == "del" else Markup("<ins>{}</ins>")).format(text)


def _compare(old: str, new: str) -> tuple[Markup, Markup]:
    """Mark what was taken from one text and put into another."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    taken, put = Markup(), Markup()
    for same, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = escape("".join(before[i:j])), escape("".join(after[k:n]))
        taken += gone if same == "equal" else Markup("<del>{}</del>").format(gone) if gone else ""
        put += come if same == "equal" else Markup("<ins>{}</ins>").format(come) if come else ""
    return taken, put
