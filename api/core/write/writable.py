"""A resource that can be written, as data: the shapes of its bodies, its rules, and what follows from what."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.db.columns import LanguageMap
from api.core.db.link_tables import LinkTable
from api.core.http.problems import Fault
from api.core.records.resource import Resource
from api.core.versions.version_tables import STAMPS
from api.core.write.bodies import Body
from api.core.write.transaction_changes import Key


class RuleContext(Protocol):
    """What rules may ask of the database, within the transaction that writes."""

    def find(self, table: str, identifier: str) -> Mapping[str, Any] | None:
        """Return a row by its id; None where there is none."""

    def makes(self, table: str, identifier: str) -> bool:
        """Tell whether the transaction makes a record, so that nothing that was written before is of it."""

    def naming(self, table: str, column: str, identifier: str) -> list[str]:
        """Return the ids of the rows of which a column names a record."""

    def having(self, table: str, same: Mapping[str, Any], named: Iterable[Key]) -> list[str]:
        """Return the ids of the rows that have some values, where whoever has them names some records."""

    def rows(
        self, statement: sa.Select[Any] | sa.CompoundSelect[Any], parameters: Mapping[str, Any] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Return the rows of a statement."""


Derive = Callable[[RuleContext, Body, frozenset[str]], Body]
"""From a record, and the names of the fields that were given, to what follows."""


Complete = Callable[[RuleContext, Body, Body | None, bool], Body]
"""From what is said of a record, what it is now (None of a new one), and whether that is said of the whole of it."""


def _as_said(_look: RuleContext, said: Body, _current: Body | None, _whole: bool) -> Body:  # noqa: FBT001 - as told
    return said


def _nothing_follows(_look: RuleContext, _record: Body, _given: frozenset[str]) -> Body:
    return {}


def _no_faults(_look: RuleContext, _record: Body) -> Iterable[Fault]:
    return ()


def _nothing_derived(_record: Body) -> frozenset[str]:
    return frozenset()


def _no_others(_look: RuleContext, _record: Body) -> Sequence[str]:
    return ()


@dataclass(frozen=True, eq=False)
class Follow:
    """Records whose derived fields follow from another's.

    Attributes:
        resource: what kind of record that other is.
        ids: from its id to the ids of those that follow.
    """

    resource: str
    ids: Callable[[str], sa.Select[Any]]


@dataclass(frozen=True, eq=False)
class Writable:
    """A resource that can be written.

    Attributes:
        resource: what is written.
        create: the shape of the body that makes a record.
        update: the shape of a record as it is after a change.
        letter: of a numbered record, the letter of its ids; None where ids are always given.
        complete: from what is said of a record, before its shape is looked at, to the same in full: what was said in
            other words, and what follows from that; it refuses what cannot be so.
        derived: the fields that always follow from others; a body may echo them.
        derived_unless_given: the further fields of a record that follow from others, as long as nothing else is given.
        derive: from a record, and the names of the fields that were given, to all that follows.
        check: the rules that a whole record must keep.
        columns: computes what the table holds beside the record.
        follows: from which other records the derived fields follow.
        one_essay: whether all that it names must be of its own essay.
        others_words: the fields that hold words of others, which need not be in the language of the essay.
        same_as: the records that say what one says, so that there must not be both.
        is_vain: whether a record would say nothing, once others are merged.
    """

    resource: Resource
    create: type[SQLModel]
    update: type[SQLModel]
    letter: str | None = None
    complete: Complete = _as_said
    derived: tuple[str, ...] = ()
    derived_unless_given: Callable[[Body], frozenset[str]] = _nothing_derived
    derive: Derive = _nothing_follows
    check: Callable[[RuleContext, Body], Iterable[Fault]] = _no_faults
    columns: Callable[[Body], Body] = field(default=lambda _record: {})
    follows: tuple[Follow, ...] = ()
    one_essay: bool = True
    others_words: tuple[str, ...] = ()
    same_as: Callable[[RuleContext, Body], Sequence[str]] = _no_others
    is_trivial: Callable[[Body], bool] = lambda _record: False

    @cached_property
    def identity(self) -> tuple[str, ...]:
        """The fields that say which record it is, and never change."""
        return ("id", "essay_id", "number") if self.letter else ("id",)

    @cached_property
    def read_only(self) -> frozenset[str]:
        """The fields that a change may only echo."""
        return frozenset({*self.identity, *STAMPS})

    @cached_property
    def references(self) -> Mapping[str, str]:
        """The fields that name other records by foreign key or list, each with the table that holds those."""
        columns = {
            column.name: key.column.table.name
            for column in self.resource.table.c
            if column.computed is None and column.name != "essay_id"
            for key in column.foreign_keys
        }
        lists = {name: next(iter(link.member.foreign_keys)).column.table.name for name, link in self.links.items()}
        return columns | lists

    @cached_property
    def language_maps(self) -> tuple[str, ...]:
        """The fields that hold words by language, or a list of such."""
        fields = self.update.model_fields.items()
        return tuple(name for name, field in fields if str(LanguageMap) in str(field.annotation))

    def following(self, record: Body) -> frozenset[str]:
        """Return the fields of a record that follow from others."""
        return self.derived_unless_given(record) | set(self.derived)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The fields that a body may have: those of the record, and those that only say them in other words."""
        said = (name for name in self.update.model_fields if name not in self.resource.fields)
        return (*self.resource.fields, *said)

    @property
    def links(self) -> Mapping[str, LinkTable]:
        """The fields that are lists of other records."""
        return self.resource.links
