"""The tables and shapes of terms."""

from typing import Literal

from sqlmodel import Field, SQLModel

from api.core.db.columns import LanguageMap, Slug, SqlJson, SqlText, declared_checks
from api.core.records.base_record import Provenance, WrittenRecord, provenance_checks, table_of
from api.core.records.related import one_to_many
from api.core.records.resource import Resource
from api.core.write.writable import Writable
from api.resources.terms.rules import check

TermKind = Literal["measure", "subject"]


class Named(SQLModel):
    """A term has a name."""

    id: Slug = Field(primary_key=True, sa_type=SqlText, description="The slug of the term.")


class TermBase(SQLModel):
    """A word of the vocabulary in which statistics are described."""

    kind: TermKind = Field(sa_type=SqlText, description="Whether it names what is measured, or what it is measured of.")
    label: LanguageMap = Field(sa_type=SqlJson, description="The term in words, by language.")


class Term(Provenance, TermBase, Named, table=True):
    """A term, as stored."""

    __tablename__ = "terms"
    __table_args__ = (*provenance_checks(), *declared_checks(TermBase))


class TermPublic(Provenance, TermBase, Named):
    """One measure or subject: what makes two figures of one thing comparable."""


class TermUpdate(WrittenRecord, TermBase):
    """A term, as it is to be."""


class TermCreate(TermUpdate, Named):
    """A new term."""


TERMS = Resource(
    name="terms",
    singular="term",
    table=table_of(Term),
    public=TermPublic,
    id_type=Slug,
    id_example="users",
    schema_type="DefinedTerm",
    labels={"en": ("Term", "Terms"), "zh-Hans": ("术语", "术语")},
    filter_columns=(
        "id",
        "kind",
        "label",
        "note",
        "status",
        "created_at",
        "updated_at",
    ),
    named_by="label",
    facets=(
        "kind",
        "status",
    ),
    narrowing=("kind",),
    sorts=("kind", "created_at", "updated_at"),
    natural_order=("id",),
    related={
        "measured": one_to_many("measure", "statistics", "The figures that measure it.", scans=True),
        "described": one_to_many("subject", "statistics", "The figures of it.", scans=True),
    },
)

TERM_WRITES = Writable(resource=TERMS, create=TermCreate, update=TermUpdate, check=check)
