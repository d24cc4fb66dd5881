"""Ids of sources that nobody is named for: given by the server, so that no two essays share one by accident."""

import re

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.author_years import author_year
from api.core.http.problems import Fault
from api.core.records.base_record import table_of
from api.core.versions.version_tables import Version
from api.core.write.bodies import Body, refuse
from api.core.write.writable import RuleContext

_VERSIONS = table_of(Version).c
_LONGEST = 40


def name_nobody(context: RuleContext, said: Body, current: Body | None, _whole: bool) -> Body:  # noqa: FBT001 - as told
    """Return a new source with its id: of one that nobody is named for, `anon`, its essay's letters, and its year.

    Raises:
        ProblemError: somebody is named, and no id is said.
    """
    if current is not None or said.get("id") is not None:
        return said
    if said.get("kind") != "anonymous":
        detail = "is needed, and is not there: author and year, as in vaswani2017; only `anonymous` ones are given one"
        refuse([Fault(detail=detail, pointer="/id")])
    letters = f"anon{_essay_letters(context, said)}"
    issued = said.get("issued")
    identifier = author_year(letters, issued if isinstance(issued, str) else "", _taken(context, letters))
    return said | {"id": identifier}


def _essay_letters(context: RuleContext, said: Body) -> str:
    passages = said.get("passages")
    first = passages[0] if isinstance(passages, list) and passages else None
    found = context.find("passages", first) if isinstance(first, str) else None
    return re.sub("[^a-z]|nd[a-z]?$", "", found["essay_id"])[:_LONGEST] if found else ""


def _taken(context: RuleContext, letters: str) -> set[str]:
    """Return the ids that begin so and were given, those of this transaction included."""
    sources = SQLModel.metadata.tables["sources"].c
    written = sa.select(_VERSIONS.record_id.label("id")).where(
        _VERSIONS.resource.in_(("essays", "sources")), _VERSIONS.record_id.startswith(letters)
    )
    made = sa.select(sources.id).where(sources.id.startswith(letters))
    return {row["id"] for row in context.rows(written.union(made))}
