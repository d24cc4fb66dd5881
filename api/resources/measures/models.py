"""The tables and shapes of measures."""

from sqlmodel import Field, SQLModel

from api.core.db.columns import LanguageMap, Slug, SqlJson, SqlText, declared_checks
from api.core.query.search_plans import Search
from api.core.records.base_record import Provenance, WrittenRecord, provenance_checks, table_of
from api.core.records.related import one_to_many
from api.core.records.resource import Resource
from api.core.write.writable import Writable
from api.resources.measures.rules import check
from seed.frozen.index import FIELDS


class MeasureName(SQLModel):
    """A measure has a name."""

    id: Slug = Field(primary_key=True, sa_type=SqlText, description="The slug of the measure.")


class MeasureBase(SQLModel):
    """What is measured."""

    label: LanguageMap = Field(sa_type=SqlJson, description="The measure in words, by language.")


class Measure(Provenance, MeasureBase, MeasureName, table=True):
    """A measure, as stored."""

    __tablename__ = "measures"
    __table_args__ = (*provenance_checks(), *declared_checks(MeasureBase))


class MeasurePublic(Provenance, MeasureBase, MeasureName):
    """What figures measure: two of one measure can be compared."""


class MeasureUpdate(WrittenRecord, MeasureBase):
    """A measure, as it is to be."""


class MeasureCreate(MeasureUpdate, MeasureName):
    """A new measure."""


MEASURES = Resource(
    name="measures",
    singular="measure",
    table=table_of(Measure),
    public=MeasurePublic,
    id_type=Slug,
    id_example="users",
    schema_type="DefinedTerm",
    labels={"en": ("Measure", "Measures"), "zh-Hans": ("指标", "指标")},
    searched=FIELDS["measures"],
    filter_columns=("id", "label", "note", "status", "created_at", "updated_at"),
    composite_filters=(Search("measures", table_of(Measure).c.id),),
    named_by="label",
    facets=("status",),
    sorts=("created_at", "updated_at"),
    natural_order=("id",),
    related={"statistics": one_to_many("measure", "statistics", "The figures that measure it.", scans=True)},
)

MEASURE_WRITES = Writable(resource=MEASURES, create=MeasureCreate, update=MeasureUpdate, check=check)
