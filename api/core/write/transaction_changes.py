"""What a transaction changes, noted record by record, of which the versions are made in the end."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.core.records.resource import Resource
from api.core.versions.clock import clock, stamp
from api.core.versions.version_tables import STAMPS, Action

Key = tuple[str, str]
"""A resource and an id."""
State = dict[str, Any]
"""What is known of a record, by the names of its fields or columns."""


@dataclass
class Change:
    """What a transaction does to one record.

    Attributes:
        action: what the version will say was done.
        version: the number of the version.
        state: the last state of a record that goes; None of one that stays, whose state is read at the end.
        before: the record before the transaction; None where it was not there.
    """

    action: Action
    version: int
    state: State | None = None
    before: State | None = None


@dataclass
class Changes:
    """What a transaction changes: who, why and when, and the changes by record, in their order.

    Attributes:
        resources: every resource, by name.
        actor: who.
        reason: why.
        now: when.
        made: what is done to which record.
        merged_into: the ids of the records that others were merged into.
        counters: where the counters of numbers stand that were advanced, by essay and letter.
        counted: those of them of which the database is still to be told.
    """

    resources: Mapping[str, Resource]
    actor: str
    reason: str | None = None
    now: str = field(default_factory=lambda: stamp(clock()))
    made: dict[Key, Change] = field(default_factory=dict)
    merged_into: dict[Key, str] = field(default_factory=dict)
    counters: dict[tuple[str, str], int] = field(default_factory=dict)
    counted: set[tuple[str, str]] = field(default_factory=set)

    def note(self, key: Key, before: State, action: Action) -> Change:
        """Note what is done to a record that was as it was `before`, and return what is noted of it."""
        change = self.made.get(key)
        if change is None:
            change = self.made[key] = Change(action, before["version"] + 1, before=before)
        elif action != "updated":
            change.action = action
        return change


def values(resource: Resource, row: Sequence[Any]) -> State:
    """Return a row as the values of a record."""
    return {
        name: json.loads(value) if value is not None and name in resource.json_fields else value
        for name, value in zip(resource.fields, row, strict=True)
    }


def without_stamps(record: State) -> State:
    """Return the state of a record that its version holds."""
    return {name: value for name, value in record.items() if name not in STAMPS}
