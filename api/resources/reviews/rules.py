"""What a review must keep to, and what follows from what it is of."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext
from seed.frozen.comparisons import INCOMPARABLE, comparison

_TABLES = {"claim": "claims", "statistic": "statistics"}
_REVIEWERS = frozenset({"person", "organisation"})

_Row = Mapping[str, Any]


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a review: by whom, of what; a retraction names what was retracted."""
    target = context.find(_TABLES[record["target_type"]], record["target_id"])
    if target is None:
        yield Fault(detail=f"there is no {record['target_type']} {record['target_id']}", pointer="/target_id")
    elif target["essay_id"] != record["essay_id"]:
        yield Fault(detail=f"{target['id']} is of another essay than {record['essay_id']}", pointer="/target_id")
    else:
        yield from _unpinned(context, record, target)
    reviewer = context.find("sources", record["reviewer_id"])
    if reviewer and reviewer["kind"] not in _REVIEWERS:
        fault = f"{reviewer['id']} is a {reviewer['kind']}, not a person or an organisation"
        yield Fault(detail=fault, pointer="/reviewer_id")
    if record["verdict"] == "retracted-source" and not record["sources"]:
        yield Fault(detail="name the source that was retracted", pointer="/sources")
    if record["id"] in record["supersedes"]:
        yield Fault(detail="no review supersedes itself", pointer="/supersedes")


def derive(context: RuleContext, record: Body, _given: frozenset[str]) -> Body:
    """Return whether what was reviewed has changed since, and how it compares with what was found."""
    target = context.find(_TABLES[record["target_type"]], record["target_id"])
    changed = target is None or _cited(target) != record["target_version"]
    return {"target_changed": changed} | _compared(context, record)


def _unpinned(context: RuleContext, record: Body, target: _Row) -> Iterator[Fault]:
    """Yield a fault if the version is none of the record's; a review whose record was merged keeps what it was of."""
    stands = context.find("reviews", record["id"])
    pinned = record["target_version"]
    if stands and stands["target_version"] == pinned:
        return
    if pinned.partition("@")[0] != target["id"]:
        yield Fault(detail=f"{pinned} is no version of {target['id']}", pointer="/target_version")
    elif _as_reviewed(context, record) is None:
        yield Fault(detail=f"there is no {pinned}: the latest is {_cited(target)}", pointer="/target_version")


def _compared(context: RuleContext, record: Body) -> Body:
    if record["target_type"] != "statistic" or not record["statistics"]:
        return dict(INCOMPARABLE)
    reviewed, found = _as_reviewed(context, record), context.find("statistics", record["statistics"][0])
    if reviewed is None or found is None:
        return dict(INCOMPARABLE)
    return comparison(dict(reviewed), dict(found), (_dimension(context, reviewed), _dimension(context, found)))


def _as_reviewed(context: RuleContext, record: Body) -> _Row | None:
    """Return the record as it was reviewed; None where there is no such version, or its content was taken away."""
    table, pinned = _TABLES[record["target_type"]], record["target_version"]
    identifier, _, version = pinned.partition("@")
    row = context.find(table, identifier)
    if row is not None and _cited(row) == pinned:
        return row
    its = SQLModel.metadata.tables["versions"].c
    wanted = its.resource == table, its.record_id == identifier, its.version == int(version)
    states = (version["state"] for version in context.rows(sa.select(its.state).where(*wanted)))
    return next((json.loads(state) for state in states if state), None)


def _dimension(context: RuleContext, figure: _Row) -> str | None:
    unit = context.find("units", figure["unit"]) if figure["unit"] else None
    return unit["dimension"] if unit else None


def _cited(row: _Row) -> str:
    return f"{row['id']}@{row['version']}"
