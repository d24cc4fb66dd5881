"""The tables and shapes of units."""

from typing import Literal

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.columns import DecimalText, LanguageMap, SqlJson, SqlText, one_of, words
from api.core.identifiers import UnitCode
from api.core.record import Provenance, provenance_checks, table_of
from api.core.related import referred
from api.core.resource import Resource

UnitSystem = Literal["UCUM", "ISO 4217", "count"]


class UnitBase(SQLModel):
    """A unit, and what it is in base units."""

    id: UnitCode = Field(primary_key=True, sa_type=SqlText, description="The code of the unit.")
    system: UnitSystem = Field(
        sa_type=SqlText,
        description="Whose code it is: UCUM, ISO 4217 for money, or `count` for what is counted, which has no code.",
    )
    dimension: str = Field(
        sa_type=SqlText,
        description="What it measures; figures compare within one dimension. A currency is one of its own.",
    )
    factor: DecimalText = Field(
        sa_type=SqlText, description="How many base units of the dimension one unit is, exactly."
    )
    label: LanguageMap = Field(sa_type=SqlJson, description="The name of the unit, by language.")


class Unit(Provenance, UnitBase, table=True):
    """A unit, as stored."""

    __tablename__ = "units"
    __table_args__ = (
        *provenance_checks(),
        *words("label"),
        one_of("system", UnitSystem),
        sa.CheckConstraint("factor NOT LIKE '-%' AND factor <> '0'", name="factor"),
    )


class UnitPublic(Provenance, UnitBase):
    """One unit that figures are measured in."""


UNITS = Resource(
    name="units",
    singular="unit",
    table=table_of(Unit),
    public=UnitPublic,
    filter_columns=(
        "id",
        "system",
        "dimension",
        "label",
        "note",
        "status",
        "created_at",
        "updated_at",
    ),
    facets=(
        "system",
        "dimension",
        "status",
    ),
    sorts=("system", "dimension", "created_at", "updated_at"),
    natural_order=("id",),
    related={
        "statistics": referred("unit", "statistics", "The figures that are in it.", scans=True),
    },
)
