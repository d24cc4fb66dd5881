"""An essay as a pack: the files that seed another database with the same ids, words and numbers.

A pack has the state that each record has now, as its version 1; the states before are not in it. A pack that was never
changed since it was seeded comes out with its time and reason, and so makes the chain that it made before.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.http.problems import ProblemError
from api.core.records.base_record import table_of
from api.core.texts.attached_texts import TEXTS
from api.core.versions.version_tables import Version
from api.formats.license_urls import DEFAULT
from api.imports.omissions import coverage_rows
from api.imports.parsed_files import GivenFile
from seed.packs import RESOURCES
from seed.text import Text

Row = dict[str, Any]

_VERSIONS = table_of(Version).c
_SHARED = ("units", "measures", "entities", "sources")
_OWN = tuple(name for name in RESOURCES if name not in {*_SHARED, "essays"})
_AT_ONCE = 500
_TEXT = "text.txt"


@dataclass(frozen=True)
class EssayPack:
    """The files of a pack.

    Attributes:
        files: the files, by their names.
        records: how many records they have.
        earlier: how many earlier versions of these are not in them.
        has_text: whether the text is among them.
    """

    files: list[GivenFile]
    records: int
    earlier: int
    has_text: bool


def pack_of(connection: sa.Connection, essay_id: str, license_of_data: str | None = None) -> EssayPack:
    """Return an essay as a pack, from one snapshot.

    Args:
        connection: the database.
        essay_id: the essay.
        license_of_data: the licence (SPDX) of the records; by default that of the pack that they came with.

    Raises:
        ProblemError: there is no such essay.
    """
    packing = _Packing(connection, essay_id, license_of_data)
    return packing.pack()


class _Packing:
    """A pack under way."""

    def __init__(self, connection: sa.Connection, essay_id: str, license_of_data: str | None) -> None:
        self._connection = connection
        self._license = license_of_data
        self._essay_id = essay_id
        self._tables = SQLModel.metadata.tables
        self._rows: dict[str, dict[str, Row]] = {name: {} for name in RESOURCES}
        self._begun: dict[tuple[str, str], int] = {}
        self._first: list[sa.RowMapping] = []
        self._earlier = 0

    def pack(self) -> EssayPack:
        """Return the pack."""
        self._take("essays", [self._essay_id])
        if not self._rows["essays"]:
            raise ProblemError("not-found", f"There is no essay {self._essay_id} to pack.")
        for name in _OWN:
            table = self._tables[name].c
            ids = self._connection.scalars(sa.select(table.id).where(table.essay_id == self._essay_id))
            self._take(name, list(ids))
        self._take_shared()
        self._leave_others_passages()
        text = self._text()
        files = [self._manifest(has_text=text is not None)]
        files += [] if text is None else [GivenFile(_TEXT, text.encode())]
        for name, rows in self._rows.items():
            in_order = sorted(rows, key=lambda one: self._begun[name, one])
            lines = "".join(f"{json.dumps(rows[one], ensure_ascii=False)}\n" for one in in_order)
            files += [GivenFile(f"{name}.ndjson", lines.encode())] if rows else []
        files += [] if text is None else self._coverage(Text(text))
        return EssayPack(files, sum(map(len, self._rows.values())), self._earlier, text is not None)

    def _take(self, resource: str, ids: Iterable[str]) -> list[Row]:
        """Take the present states of records that are not taken yet, and return them."""
        wanted, taken = sorted(set(ids) - set(self._rows[resource])), list[Row]()
        columns = (_VERSIONS.record_id, _VERSIONS.sequence, _VERSIONS.version, _VERSIONS.state)
        for first in range(0, len(wanted), _AT_ONCE):
            of = _VERSIONS.resource == resource, _VERSIONS.record_id.in_(wanted[first : first + _AT_ONCE])
            latest: dict[str, Any] = {}
            for row in self._connection.execute(sa.select(*columns).where(*of).order_by(_VERSIONS.sequence)):
                self._begun.setdefault((resource, row.record_id), row.sequence)
                latest[row.record_id] = row
            self._earlier += sum(row.version - 1 for row in latest.values())
            taken += [json.loads(row.state) for row in latest.values() if row.state]
            if resource not in _SHARED:
                beginnings = sa.select(_VERSIONS.actor, _VERSIONS.reason, _VERSIONS.created_at).distinct()
                self._first += list(self._connection.execute(beginnings.where(*of)).mappings())
        self._rows[resource] |= {row["id"]: row for row in taken}
        return taken

    def _take_shared(self) -> None:
        """Take what the essay shares with others, as far as it is named, and what that names."""
        places = sa.select(self._tables["passages"].c.id).where(self._tables["passages"].c.essay_id == self._essay_id)
        leaned = self._tables["sources_passages"].c
        self._take(
            "sources", self._connection.scalars(sa.select(leaned.source_id).where(leaned.passage_id.in_(places)))
        )
        waiting = [(name, row) for name, rows in self._rows.items() for row in rows.values()]
        while waiting:
            wanted: dict[str, set[str]] = {name: set() for name in _SHARED}
            for name, row in waiting:
                for resource, identifier in self._named(name, row):
                    wanted[resource].add(identifier)
            waiting = [(name, row) for name, ids in wanted.items() for row in self._take(name, ids)]

    def _named(self, resource: str, row: Row) -> Iterator[tuple[str, str]]:
        """Yield the shared records that a record names."""
        for column in self._tables[resource].c:
            for key in column.foreign_keys:
                if (target := key.column.table.name) in _SHARED and row.get(column.name):
                    yield target, row[column.name]
        for field, members in row.items():
            link = self._tables.get(f"{resource}_{field}")
            if link is None or not isinstance(members, list):
                continue
            for column in link.c:
                for key in column.foreign_keys:
                    if (target := key.column.table.name) in _SHARED and target != resource:
                        for member in members:
                            yield target, member[column.name] if isinstance(member, dict) else member

    def _leave_others_passages(self) -> None:
        """Let sources say only where this essay leans on them."""
        own = self._rows["passages"]
        for row in self._rows["sources"].values():
            row["passages"] = [name for name in row["passages"] if name in own]

    def _text(self) -> str | None:
        its = TEXTS.c.essay_id == self._essay_id, TEXTS.c.free.is_(True)
        text: str | None = self._connection.scalar(sa.select(TEXTS.c.text).where(*its))
        return text

    def _coverage(self, text: Text) -> list[GivenFile]:
        rows = coverage_rows(self._connection, self._essay_id, text)
        lines = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
        return [GivenFile("coverage.ndjson", lines.encode())] if lines else []

    def _manifest(self, *, has_text: bool) -> GivenFile:
        essay = self._rows["essays"][self._essay_id]
        packs = self._tables["packs"].c
        known = self._connection.execute(
            sa.select(packs.title, packs.license).where(packs.name == self._essay_id)
        ).one_or_none()
        begun = {(row["actor"], row["reason"], row["created_at"]) for row in self._first}
        actor, reason, created_at = max(begun, key=lambda one: str(one[2]))
        if len(begun) > 1 or actor != f"pack:{self._essay_id}":
            reason = f"Packed from a dataset that has {self._essay_id}."
        manifest = {
            "name": self._essay_id,
            "title": known.title if known else essay["title"],
            "license": self._license or (known.license if known else DEFAULT),
            "created_at": created_at,
            "reason": reason,
            "text": _TEXT if has_text else None,
        }
        return GivenFile("pack.json", (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())
