"""What an essay must keep to."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with an essay: a text has both length and hash, and reaches as far as its passages do."""
    if (record["length"] is None) != (record["sha256"] is None):
        yield Fault(detail="a text has a length and a SHA-256; where there is none, neither", pointer="/sha256")
    passages = SQLModel.metadata.tables["passages"].c
    [found] = context.rows(sa.select(sa.func.max(passages.end).label("last")).where(passages.essay_id == record["id"]))
    if found["last"] is not None and found["last"] > (record["length"] or 0):
        yield Fault(detail=f"a passage ends at {found['last']}, beyond the text", pointer="/length")
