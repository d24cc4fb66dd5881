"""What an essay must keep to."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with an essay: its text must reach as far as its passages do."""
    passages = SQLModel.metadata.tables["passages"].c
    [found] = context.rows(sa.select(sa.func.max(passages.end).label("last")).where(passages.essay_id == record["id"]))
    if found["last"] is not None and found["last"] > record["length"]:
        yield Fault(detail=f"a passage ends at {found['last']}, beyond the text", pointer="/length")
