"""What an essay was imported from before: which record each part of its draft became, and what was said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.records.base_record import table_of
from api.core.versions.import_table import Import
from api.core.write.bodies import Body
from api.core.write.transaction import WriteTransaction
from api.imports.draft_names import name_of
from api.imports.drafts import Draft
from api.imports.import_reports import ImportReport
from seed.frozen.canonical import canonical_json
from seed.frozen.languages import canonical_tag

_IMPORTS = table_of(Import)
_LOCK = 0x6C756E6A75
WITHDRAWN = "withdrawn"
"""What stands for the hash of what was said of a record that a later draft no longer has."""


@dataclass(frozen=True)
class KeptPart:
    """A record that a part of a draft became.

    Attributes:
        resource: what kind of record it is.
        id: its id.
        version: the version that an import left last.
        said: the hash of what was said of it then.
    """

    resource: str
    id: str
    version: int
    said: str


@dataclass
class Earlier:
    """The imports of an essay up to now: its records, by what the draft calls them."""

    essay_id: str
    parts: dict[str, KeptPart] = field(default_factory=dict)

    def ids(self, resource: str) -> set[str]:
        """Return the records of a resource that were made of the draft."""
        return {part.id for part in self.parts.values() if part.resource == resource}


def said_of(body: Body) -> str:
    """Return the hash of what is said of a record; its id and the version that it reviews are not of that."""
    told = {name: value for name, value in body.items() if name not in {"id", "target_version"}}
    return sha256(canonical_json(told).encode()).hexdigest()[:32]


def find_earlier(transaction: WriteTransaction, draft: Draft, text: str | None) -> Earlier | None:
    """Return what was imported before of the essay that a draft is of.

    It is known by the id that the draft gives, else by the exact text, else by title, authors and year; of those that
    nobody signs, many have one title.
    """
    essays = SQLModel.metadata.tables["essays"].c
    if draft.id:
        same: list[sa.ColumnElement[bool]] = [essays.id == draft.id]
    else:
        authors = [name_of(name) for name in draft.authors if name.strip()]
        signed = sa.and_(
            essays.title == {_tag(draft.language): draft.title},
            essays.author == authors,
            essays.issued == draft.year if draft.year else essays.issued.is_(None),
        )
        digest = sha256((text or "").encode("utf-8", "replace")).hexdigest()
        same = [*([essays.sha256 == digest] if text else []), *([signed] if authors else [])]
    for condition in same:
        made = sa.select(_IMPORTS.c.essay_id).where(_IMPORTS.c.parts != {})  # what joins an essay has none
        known = sa.select(essays.id).where(condition, essays.id.in_(made)).limit(2)
        found = transaction.rows(known)
        if len(found) == 1:
            return _latest(transaction, found[0]["id"])
    return None


def _tag(language: str) -> str:
    try:
        return canonical_tag(language)
    except ValueError:
        return language


def _latest(transaction: WriteTransaction, essay_id: str) -> Earlier:
    its = _IMPORTS.c.essay_id == essay_id, _IMPORTS.c.parts != {}
    [row] = transaction.rows(sa.select(_IMPORTS.c.parts).where(*its).order_by(_IMPORTS.c.id.desc()).limit(1))
    return Earlier(essay_id, {key: KeptPart(*part) for key, part in row["parts"].items()})


def keep_import(transaction: WriteTransaction, report: ImportReport, parts: Mapping[str, KeptPart]) -> int:
    """Keep what was imported, and return the number of the import."""
    row: dict[str, Any] = {
        "essay_id": report.essay_id,
        "format": report.format,
        "importer": report.importer,
        "files": [file.model_dump() for file in report.files],
        "actor": transaction.changes.actor,
        "created_at": transaction.changes.now,
        "report": report.model_dump_json(),
        "parts": {
            key: [part.resource, part.id, part.version, part.said] for key, part in parts.items() if report.essay_id
        },
    }
    connection = transaction.ledger.connection
    if connection.dialect.name == "postgresql":  # others count on from here, once this is committed
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    number = int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(_IMPORTS.c.id), 0))).scalar_one()) + 1
    connection.execute(sa.insert(_IMPORTS), row | {"id": number})
    return number
