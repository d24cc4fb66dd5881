"""What the records of an essay say that a draft of it cannot: told, record by record."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.core.records.resource import Resource
from api.formats.language_text import said
from api.imports.import_reports import Construct

_ALWAYS = frozenset({"id", "type", "essay_id", "number", "status", "version", "created_at", "updated_at"})


class RecordTelling:
    """Takes words of records in one language, and gathers what is left out.

    Args:
        language: the language of the draft.
    """

    def __init__(self, language: str) -> None:
        """Begin with nothing left out."""
        self._language = language
        self._why: dict[tuple[str, str], list[str]] = {}
        self._dropped: set[str] = set()

    def words(self, record: Mapping[str, Any], name: str) -> str:
        """Return what a field says, in the language of the draft, else in another, which is told."""
        found = record[name]
        return self._one(record, found) if found else ""

    def each(self, record: Mapping[str, Any], name: str) -> list[str]:
        """Return the same of a field with several words."""
        return [self._one(record, found) for found in record[name]]

    def changed(self, record: Mapping[str, Any], why: str) -> None:
        """Tell what of a record is otherwise, or left out."""
        told = self._why.setdefault((record["type"], record["id"]), [])
        if why not in told:
            told.append(why)

    def dropped(self, record: Mapping[str, Any], why: str) -> None:
        """Tell that a record is left out."""
        self._dropped.add(record["id"])
        self.changed(record, why)

    def left(self, resource: Resource, record: Mapping[str, Any], held: frozenset[str]) -> None:
        """Tell what a record says in fields beside those that are held."""
        others = [name for name in resource.fields if name not in held and name not in _ALWAYS]
        if lost := [name for name in others if record[name] not in (None, "", False) and record[name] != []]:
            self.changed(record, f"a draft does not have {', '.join(lost)}")

    @property
    def constructs(self) -> Sequence[Construct]:
        """What is told."""
        return [
            Construct(
                what=kind,
                place=name,
                became="dropped" if name in self._dropped else "changed",
                records=[name],
                why="; ".join(why),
            )
            for (kind, name), why in self._why.items()
        ]

    def _one(self, record: Mapping[str, Any], found: Mapping[str, str]) -> str:
        chosen = said(found, self._language)
        others = sorted(language for language, words in found.items() if words is not chosen)
        if self._language not in found:
            self.changed(record, f"its words are in {next(iter(found))}, though the draft is in {self._language}")
        elif others:
            self.changed(record, f"words in {', '.join(others)} are left out")
        return chosen
