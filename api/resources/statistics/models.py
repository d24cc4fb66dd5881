"""The tables and shapes of statistics."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import DecimalText, Edtf, LanguageMap, Slug, SqlJson, SqlText, declared_checks
from api.core.db.link_tables import link
from api.core.identifiers import ClaimId, EntityId, PassageId, SectionId, SourceId, StatisticId, UnitCode
from api.core.query.period_filters import Periods
from api.core.query.search_plans import Search
from api.core.query.vocabulary_filters import VocabularyFilter
from api.core.records.base_record import Numbered, Provenance, numbered_checks, table_of
from api.core.records.extra_objects import EXTRA, Extra
from api.core.records.filter_factories import joined_to, list_contains
from api.core.records.related import bears, many_to_many, many_to_many_inverse, many_to_one, one_to_many
from api.core.records.resource import Resource
from api.resources.entities.models import ENTITIES
from api.resources.evidence.models import inbound_evidence_filters, outbound_evidence_filters
from api.resources.measures.models import MEASURES
from api.resources.passages.models import placed
from api.resources.reviews.models import review_filters
from api.resources.statistics.rules import STATISTIC_CHECKS, Asserter, Mode
from api.resources.statistics.value_filters import Values
from api.resources.units.models import UNITS
from seed.frozen.index import FIELDS
from seed.frozen.intervals import BoundBasis, Comparator, Quantity, Reading


class StatisticBase(SQLModel):
    """A figure: its wording, and the interval that it denotes."""

    text: LanguageMap = Field(sa_type=SqlJson, description="The figure as a sentence in our own words, by language.")
    measure: Slug = Field(
        foreign_key="measures.id", index=True, sa_type=SqlText, description="What is measured: a measure."
    )
    subject: EntityId = Field(
        foreign_key="entities.id", index=True, sa_type=SqlText, description="What it is measured of: an entity."
    )
    quantity: Quantity = Field(sa_type=SqlText, description="What kind of quantity it is.")
    as_written: str = Field(min_length=1, sa_type=SqlText, description="How the text words the figure.")
    comparator: Comparator = Field(
        sa_type=SqlText, description="How the wording compares the figure with `value`; `range` has no one value."
    )
    value: DecimalText | None = Field(
        default=None, sa_type=SqlText, description="The worded number, its multiplier folded in, in `unit`."
    )
    reading: Reading | None = Field(
        default=None,
        sa_type=SqlText,
        description="The published rule that reads vague wording; null where it is exact.",
    )
    lower: DecimalText | None = Field(default=None, sa_type=SqlText, description="The lower end; null is unbounded.")
    lower_closed: bool = Field(description="Whether the lower end belongs to the interval.")
    upper: DecimalText | None = Field(default=None, sa_type=SqlText, description="The upper end; null is unbounded.")
    upper_closed: bool = Field(description="Whether the upper end belongs to the interval.")
    bound_basis: BoundBasis | None = Field(
        default=None,
        sa_type=SqlText,
        description="Where the ends come from: the wording, the nature of the quantity (domain), or a reading.",
    )
    unit: UnitCode | None = Field(
        default=None, foreign_key="units.id", sa_type=SqlText, description="The unit of value and ends."
    )
    normalised_lower: DecimalText | None = Field(
        default=None, sa_type=SqlText, description="The lower end in the base unit of the unit's dimension."
    )
    normalised_upper: DecimalText | None = Field(
        default=None, sa_type=SqlText, description="The upper end in the base unit of the unit's dimension."
    )
    period: Edtf | None = Field(
        default=None, sa_type=SqlText, description="When the figure holds (EDTF level 1); of a date, the date itself."
    )
    mode: Mode = Field(sa_type=SqlText, description="In what way the figure is given.")
    condition: LanguageMap | None = Field(default=None, sa_type=SqlJson, description="What restricts it, by language.")
    condition_id: StatisticId | None = Field(
        default=None, sa_type=SqlText, description="The figure that restricts this one."
    )
    ranked_by: LanguageMap | None = Field(default=None, sa_type=SqlJson, description="Of a rank: by what, by language.")
    ranked_among: LanguageMap | None = Field(
        default=None, sa_type=SqlJson, description="Of a rank: among whom, by language."
    )
    formula: str | None = Field(
        default=None,
        max_length=200,
        sa_type=SqlText,
        description="How the essay computes it from `inputs`: arithmetic over a, b, c…, each in base units.",
    )
    recomputed_lower: DecimalText | None = Field(
        default=None, sa_type=SqlText, description="The lower end as recomputed, in base units, rounded down."
    )
    recomputed_upper: DecimalText | None = Field(
        default=None, sa_type=SqlText, description="The upper end as recomputed, in base units, rounded up."
    )
    agrees: bool | None = Field(
        default=None, description="Whether the figure and its recomputation have a value in common."
    )
    asserted_by: Asserter = Field(
        sa_type=SqlText, description="Whether the author gives it, or the analyst, for a recomputation."
    )
    section_id: SectionId | None = Field(
        default=None,
        foreign_key="sections.id",
        index=True,
        sa_type=SqlText,
        description="The section of its first passage.",
    )
    extra: Extra | None = Field(default=None, sa_type=SqlJson, description=EXTRA)


class StatisticLists(SQLModel):
    """The lists that a statistic holds."""

    inputs: list[StatisticId] = Field(description="The figures that it is computed from: a, b, c… of the formula.")
    attributed_to: list[SourceId] = Field(description="The sources that it is attributed to; none means the author.")
    passages: list[PassageId] = Field(description="Where the essay words it; the first is the primary place.")


class Statistic(Provenance, StatisticBase, Numbered, table=True):
    """A statistic, as stored; keys order its normalised ends, and the days of its period, by code point."""

    __tablename__ = "statistics"
    __table_args__ = (
        *numbered_checks("s"),
        *declared_checks(StatisticBase),
        *STATISTIC_CHECKS,
        sa.ForeignKeyConstraint(["condition_id"], ["statistics.id"], deferrable=True, initially="DEFERRED"),
        sa.Index(None, "condition_id"),
        sa.Index(None, "measure", "subject"),
        sa.Index(None, "unit", "lower_key", "upper_key"),
        sa.Index(None, "lower_key", "upper_key"),
        sa.Index(None, "period_start", "period_end"),
    )

    lower_key: str | None = Field(default=None, sa_type=SqlText)
    upper_key: str | None = Field(default=None, sa_type=SqlText)
    period_start: str | None = Field(default=None, sa_type=SqlText)
    period_end: str | None = Field(default=None, sa_type=SqlText)


class StatisticPublic(Provenance, StatisticLists, StatisticBase, Numbered):
    """One figure: what it measures, of what, when, how it is worded, and the interval it denotes."""


STATISTIC_INPUTS = link(
    "statistics",
    "inputs",
    owner_key="statistic_id",
    member="statistics",
    member_key="input_id",
    said=(sa.CheckConstraint("input_id <> statistic_id", name="input"),),
)
STATISTIC_SOURCES = link(
    "statistics", "attributed_to", owner_key="statistic_id", member="sources", member_key="source_id"
)
STATISTIC_PASSAGES = link(
    "statistics", "passages", owner_key="statistic_id", member="passages", member_key="passage_id"
)

_TABLE = table_of(Statistic)
_ID = _TABLE.c.id
_FEW = ("quantity", "mode", "measure", "subject", "unit", "comparator", "reading", "bound_basis", "agrees")

STATISTICS = Resource(
    name="statistics",
    singular="statistic",
    table=_TABLE,
    public=StatisticPublic,
    id_type=StatisticId,
    id_example="cao2023-s1",
    schema_type="Observation",
    labels={"en": ("Figure", "Figures"), "zh-Hans": ("数字", "数字")},
    searched=FIELDS["statistics"],
    links={"inputs": STATISTIC_INPUTS, "attributed_to": STATISTIC_SOURCES, "passages": STATISTIC_PASSAGES},
    filter_columns=(
        *("id", "essay_id", "number"),
        *("measure", "subject", "quantity"),
        *("comparator", "unit", "period", "mode"),
        "condition_id",
        "agrees",
        "asserted_by",
        "section_id",
        "text",
        "as_written",
        "reading",
        "bound_basis",
        "condition",
        "ranked_by",
        "ranked_among",
        "formula",
        *("note", "status", "created_at", "updated_at"),
    ),
    filters_by_link=(
        list_contains("source_id", SourceId, STATISTIC_SOURCES, _ID, "A source that it is attributed to."),
        *placed(STATISTIC_PASSAGES, _ID),
        list_contains("input_id", StatisticId, STATISTIC_INPUTS, _ID, "A figure that it is computed from."),
        joined_to("stated_by", ClaimId, ("claims_states", "claim_id", "statistic_id"), _ID, "A claim that states it."),
        joined_to(
            "claim_id",
            ClaimId,
            ("evidence", "target_claim_id", "origin_statistic_id"),
            _ID,
            "A claim that it bears on.",
        ),
        *inbound_evidence_filters("statistic", _ID),
        *outbound_evidence_filters("statistic", _ID),
        *review_filters("statistic", _ID),
    ),
    named_by="text",
    facets=(
        *_FEW,
        *("asserted_by", "section_id", "essay_id", "period", "condition_id", "status"),
        *("source_id", "has_evidence", "reviewed", "verdict"),
    ),
    narrowing=(*_FEW, "asserted_by"),
    scattered=("condition_id",),
    composite_filters=(
        VocabularyFilter(("measure",), MEASURES),
        VocabularyFilter(("subject",), ENTITIES),
        Values(_TABLE, UNITS.table),
        Periods(_TABLE, "period", "The figure holds"),
        Search("statistics", _ID),
    ),
    sorts=("number", "measure", "subject", "quantity", "value", "unit", "period", "mode", "created_at", "updated_at"),
    sort_columns={"value": ("lower_key", "upper_key")},
    related={
        "essay": many_to_one("essay_id", "essays", "The essay that it belongs to."),
        "section": many_to_one("section_id", "sections", "The section of its first passage."),
        "passages": many_to_many(
            "statistics_passages", "statistic_id", "passage_id", "passages", "Where the essay words it."
        ),
        "sources": many_to_many(
            "statistics_attributed_to", "statistic_id", "source_id", "sources", "The sources that it is attributed to."
        ),
        "unit": many_to_one("unit", "units", "The unit of value and ends."),
        "measure": many_to_one("measure", "measures", "What is measured."),
        "subject": many_to_one("subject", "entities", "What it is measured of."),
        "inputs": many_to_many(
            "statistics_inputs", "statistic_id", "input_id", "statistics", "The figures that it is computed from."
        ),
        "condition": many_to_one("condition_id", "statistics", "The figure that restricts it."),
        "stated_by": many_to_many_inverse(
            "claims_states", "statistic_id", "claim_id", "claims", "Claims that state it."
        ),
        "evidence": one_to_many("target_statistic_id", "evidence", "The links that bear on it."),
        "bears_on": one_to_many("origin_statistic_id", "evidence", "The links by which it bears on something else."),
        "reviews": one_to_many("target_statistic_id", "reviews", "What was found of it later."),
        "claims": bears("origin_statistic_id", "target_claim_id", "claims", "The claims that it bears on."),
    },
)
