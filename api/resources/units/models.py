"""The tables and shapes of units."""

from typing import Annotated, Literal

import pydantic
import sqlalchemy as sa
from pydantic import StringConstraints
from sqlmodel import Field, SQLModel

from api.core.db.columns import DecimalText, LanguageMap, SqlJson, SqlText, declared_checks
from api.core.identifiers import UnitCode
from api.core.records.base_record import Provenance, WrittenRecord, provenance_checks, table_of
from api.core.records.related import one_to_many
from api.core.records.resource import Resource
from api.core.write.writable import Writable
from api.resources.units.rules import check
from seed.frozen.scales import FACTOR_PATTERN

Factor = Annotated[str, StringConstraints(pattern=FACTOR_PATTERN, max_length=200), pydantic.Field(examples=["2629800"])]
UnitSystem = Literal["UCUM", "ISO 4217", "count"]


class Coded(SQLModel):
    """A unit has a code."""

    id: UnitCode = Field(primary_key=True, sa_type=SqlText, description="The code of the unit.")


class UnitBase(SQLModel):
    """A unit, and what it is in base units."""

    system: UnitSystem = Field(
        sa_type=SqlText,
        description="Whose code it is: UCUM, ISO 4217 for money, or `count` for what is counted, and whatever else has "
        "no code.",
    )
    dimension: str = Field(
        sa_type=SqlText,
        description="What it measures; figures compare within one dimension. A currency is one of its own.",
    )
    factor: Factor = Field(
        sa_type=SqlText,
        description="How many base units of the dimension one unit is, exactly: a decimal, or a ratio such as `5/9`.",
    )
    offset: DecimalText = Field(
        default="0",
        sa_type=SqlText,
        description="What is added to a number of the unit before the factor makes it one of the base unit: 273.15 of "
        "`Cel`, 0 of whatever begins at nought.",
    )
    label: LanguageMap = Field(sa_type=SqlJson, description="The name of the unit, by language.")


class Unit(Provenance, UnitBase, Coded, table=True):
    """A unit, as stored."""

    __tablename__ = "units"
    __table_args__ = (
        *provenance_checks(),
        *declared_checks(UnitBase),
        sa.CheckConstraint("factor NOT LIKE '-%' AND factor <> '0'", name="factor"),
    )


class UnitPublic(Provenance, UnitBase, Coded):
    """One unit that figures are measured in."""


class UnitUpdate(WrittenRecord, UnitBase):
    """A unit, as it is to be."""


class UnitCreate(UnitUpdate, Coded):
    """A new unit."""


UNITS = Resource(
    name="units",
    singular="unit",
    table=table_of(Unit),
    public=UnitPublic,
    id_type=UnitCode,
    id_example="mo",
    ids_have_slashes=True,
    schema_type="DefinedTerm",
    labels={"en": ("Unit", "Units"), "zh-Hans": ("单位", "单位")},
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
    named_by="label",
    facets=(
        "system",
        "dimension",
        "status",
    ),
    narrowing=("system", "dimension"),
    sorts=("system", "dimension", "created_at", "updated_at"),
    natural_order=("id",),
    related={
        "statistics": one_to_many("unit", "statistics", "The figures that are in it.", scans=True),
    },
)

UNIT_WRITES = Writable(resource=UNITS, create=UnitCreate, update=UnitUpdate, check=check)
