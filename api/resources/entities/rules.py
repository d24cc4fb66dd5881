"""What an entity must keep to."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.http.paths import why_no_id
from api.core.http.problems import Fault
from api.core.write.bodies import Body, pointer
from api.core.write.writable import RuleContext
from api.formats.forms import FORMS


def holds_iri(same_as: sa.ColumnElement[str], iri: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Tell whether a list of IRIs, as JSON text, has one: no IRI holds a quotation mark, so the text says it."""
    text = sa.type_coerce(same_as, sa.Text)
    return sa.func.replace(text, sa.literal('"') + iri + sa.literal('"'), "") != text


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with an entity: it has each name once, and no other is the same."""
    if why := why_no_id(record["id"], FORMS):
        yield Fault(detail=why, pointer="/id")
    for field in ("aliases", "same_as"):
        values = record[field]
        for place, value in enumerate(values):
            if value in values[:place]:
                yield Fault(detail=f"{value} stands in the list already: leave it out", pointer=pointer(field, place))
    for place, alias in enumerate(record["aliases"]):
        if alias != alias.strip():
            yield Fault(detail="begins or ends with a blank: leave it out", pointer=pointer("aliases", place))
    entities = SQLModel.metadata.tables["entities"].c
    for place, iri in enumerate(record["same_as"]):
        same = sa.select(entities.id).where(holds_iri(entities.same_as, sa.literal(iri)), entities.id != record["id"])
        if others := [row["id"] for row in context.rows(same)]:
            detail = f"{iri} is said of {', '.join(others)} too: merge the one into the other, or correct which it is"
            yield Fault(detail=detail, pointer=pointer("same_as", place))
