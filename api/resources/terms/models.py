"""The tables and shapes of terms."""

from typing import Literal

from sqlmodel import Field, SQLModel

from api.core.columns import LanguageMap, Slug, SqlJson, SqlText, one_of, words
from api.core.record import Provenance, provenance_checks, table_of
from api.core.related import referred
from api.core.resource import Resource

TermKind = Literal["measure", "subject"]


class TermBase(SQLModel):
    """A word of the vocabulary in which statistics are described."""

    id: Slug = Field(primary_key=True, sa_type=SqlText, description="The slug of the term.")
    kind: TermKind = Field(sa_type=SqlText, description="Whether it names what is measured, or what it is measured of.")
    label: LanguageMap = Field(sa_type=SqlJson, description="The term in words, by language.")


class Term(Provenance, TermBase, table=True):
    """A term, as stored."""

    __tablename__ = "terms"
    __table_args__ = (*provenance_checks(), *words("label"), one_of("kind", TermKind))


class TermPublic(Provenance, TermBase):
    """One measure or subject: what makes two figures of one thing comparable."""


TERMS = Resource(
    name="terms",
    singular="term",
    table=table_of(Term),
    public=TermPublic,
    filter_columns=(
        "id",
        "kind",
        "label",
        "note",
        "status",
        "created_at",
        "updated_at",
    ),
    facets=(
        "kind",
        "status",
    ),
    sorts=("kind", "created_at", "updated_at"),
    natural_order=("id",),
    related={
        "measured": referred("measure", "statistics", "The figures that measure it.", scans=True),
        "described": referred("subject", "statistics", "The figures of it.", scans=True),
    },
)
