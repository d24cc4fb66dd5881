"""What a passage must keep to."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext

_QUOTE = "say `quote`, where the text of the essay is attached"
_ATTACH = "attach the text of the essay, from which it follows"
_OTHERWISE = {"start": _QUOTE, "end": _QUOTE, "sha256": _ATTACH, "paragraph": _ATTACH, "sentence": _ATTACH}
_PLACE = tuple(_OTHERWISE)


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a passage: it is a place in the text of its essay."""
    if lacking := [name for name in _PLACE if record[name] is None]:
        for name in lacking:
            yield Fault(detail=f"is needed, and is not there: say it, or {_OTHERWISE[name]}", pointer=f"/{name}")
        return
    essay = context.find("essays", record["essay_id"])
    if record["end"] <= record["start"]:
        yield Fault(detail=f"a passage that starts at {record['start']} ends beyond that", pointer="/end")
    if essay and record["end"] > essay["length"]:
        yield Fault(detail=f"the text ends at {essay['length']}", pointer="/end")
    if record["sentence"] < record["paragraph"]:
        yield Fault(detail="every paragraph before has at least one sentence", pointer="/sentence")
    if record["section_id"] is None and (primary := _primary(context, record["id"])):
        yield Fault(detail=f"the claim {primary} needs the section of its first passage", pointer="/section_id")


def _primary(context: RuleContext, identifier: str) -> str | None:
    """Return a claim whose first passage this is."""
    link = SQLModel.metadata.tables["claims_passages"].c
    first = sa.select(link.claim_id).where(link.passage_id == identifier, link.position == 1)
    found = context.rows(first.limit(1))
    return str(found[0]["claim_id"]) if found else None
