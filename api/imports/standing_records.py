"""What a database holds already that a draft may mean: vocabularies, sources, and what was imported before."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.records.base_record import table_of
from api.core.versions.version_tables import Version
from api.core.write.transaction import WriteTransaction
from api.imports.earlier_imports import Earlier
from api.imports.same_works import SameWorks

_VERSIONS = table_of(Version).c


class StandingRecords:
    """Records that are there, read within the transaction that writes further ones.

    Those that the essay itself was imported as before are as if they were not there: they are planned again, and found
    again when they are written.
    """

    def __init__(self, transaction: WriteTransaction, earlier: Earlier | None = None) -> None:
        """Read in a transaction, but for what was imported before."""
        self._transaction = transaction
        self._earlier = earlier

    @property
    def essay_id(self) -> str | None:
        """The essay that was imported before; None of a new one."""
        return self._earlier.essay_id if self._earlier else None

    def find(self, resource: str, identifier: str) -> Mapping[str, Any] | None:
        """Return a record by its id; None where there is none."""
        shared = resource in {"sources", "entities"}
        return None if shared and identifier in self._ours(resource) else self._transaction.find(resource, identifier)

    def _ours(self, resource: str) -> set[str]:
        return self._earlier.ids(resource) if self._earlier else set()

    @cached_property
    def cited(self) -> set[str]:
        """The ids that were ever given to essays and sources."""
        statement = sa.select(_VERSIONS.record_id).where(_VERSIONS.resource.in_(("essays", "sources")))
        given = {row["record_id"] for row in self._transaction.rows(statement.distinct())}
        return given - self._ours("sources") - self._ours("essays")

    @cached_property
    def units(self) -> dict[str, str]:
        """Units by their codes, each with its dimension."""
        return {row["id"]: row["dimension"] for row in self._rows("units", "dimension")}

    @cached_property
    def measures(self) -> dict[str, str]:
        """Measures by their ids and by their labels in any language."""
        return self._by_names("measures")

    @cached_property
    def entities(self) -> dict[str, str]:
        """Entities by their ids, labels and other names."""
        return self._by_names("entities", "aliases")

    def used(self, resource: str) -> set[str]:
        """Return the ids that were ever given to records of a vocabulary."""
        statement = sa.select(_VERSIONS.record_id).where(_VERSIONS.resource == resource)
        return {row["record_id"] for row in self._transaction.rows(statement.distinct())} - self._ours(resource)

    def reviewer(self, kind: str, name: str) -> Mapping[str, Any] | None:
        """Return the person or organisation of a name; None where there is none."""
        found = self._reviewers.get((kind, name.casefold()))
        return self.find("sources", found) if found else None

    @cached_property
    def _reviewers(self) -> dict[tuple[str, str], str]:
        rows = self._rows("sources", "kind", "name")
        return {(row["kind"], word.casefold()): row["id"] for row in reversed(rows) for word in row["name"].values()}

    def same_works(self, works: Iterable[Mapping[str, Any]]) -> SameWorks:
        """Return what finds the sources that works are."""
        return SameWorks(self._transaction, works, self._ours("sources"))

    def review_at(self, url: str, reviewer: str, target: str) -> str | None:
        """Return the review of a record that a reviewer published at a URL; None where there is none."""
        its = SQLModel.metadata.tables["reviews"].c
        same = its.url == url, its.reviewer_id == reviewer, its.target_id == target, its.status == "published"
        found = self._transaction.rows(sa.select(its.id).where(*same).limit(1))
        return str(found[0]["id"]) if found and found[0]["id"] not in self._ours("reviews") else None

    def passages_of_source(self, identifier: str) -> list[str]:
        """Return the passages where essays lean on a source, in their order."""
        link = SQLModel.metadata.tables["sources_passages"].c
        statement = sa.select(link.passage_id).where(link.source_id == identifier).order_by(link.position)
        ours = self._ours("passages")
        return [row["passage_id"] for row in self._transaction.rows(statement) if row["passage_id"] not in ours]

    def essay_of_text(self, sha256: str) -> str | None:
        """Return the essay that has a text; None where none has, or the one that was imported before."""
        essays = SQLModel.metadata.tables["essays"].c
        other = essays.sha256 == sha256, essays.id != (self.essay_id or "")
        found = self._transaction.rows(sa.select(essays.id).where(*other).limit(1))
        return str(found[0]["id"]) if found else None

    def _rows(self, resource: str, *columns: str) -> list[Mapping[str, Any]]:
        table = SQLModel.metadata.tables[resource].c
        statement = sa.select(table.id, *(table[name] for name in columns)).where(table.status == "published")
        ours = self._ours(resource)
        return [row for row in self._transaction.rows(statement.order_by(table.id)) if row["id"] not in ours]

    def _by_names(self, resource: str, *lists: str) -> dict[str, str]:
        found: dict[str, str] = {}
        rows = self._rows(resource, "label", *lists)
        for row in rows:
            for name in (*row["label"].values(), *(word for column in lists for word in row[column])):
                found.setdefault(name.casefold(), row["id"])
        return found | {row["id"]: row["id"] for row in rows}
