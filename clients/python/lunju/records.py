"""The types of what the service returns and takes, by the names of its OpenAPI document.

Written by `generate_records.py`, not by hand. What may be left out of what is sent is `UNSET`, unless it is given:
None is sent as null.
"""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

Action = Literal["created", "updated", "withdrawn", "merged", "deleted", "redacted"]
BoundBasis = Literal["stated", "domain", "reading"]
ClaimKind = Literal["thesis", "factual", "causal", "evaluative", "predictive", "prescriptive", "definitional"]
Comparator = Literal["eq", "approx", "lt", "le", "gt", "ge", "range"]
CslType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
EntityKind = Literal["person", "organisation", "product", "place", "work", "event", "concept"]
EvidenceAssertedBy = Literal["author", "analyst", "other"]
EvidenceTargetType = Literal["claim", "statistic", "evidence"]
Genre = Literal["essay", "dialogue", "debate", "student-essay", "abstract", "article", "webpage", "speech"]
Mode = Literal["reported", "estimate", "forecast", "potential", "threshold", "definition", "computed", "rhetorical"]
Op = Literal["create", "patch", "put", "delete"]
OriginType = Literal["claim", "statistic", "source"]
Quantity = Literal[
    "count",
    "share",
    "share-difference",
    "ratio",
    "money",
    "duration",
    "rate",
    "rank",
    "ordinal",
    "data-size",
    "temperature",
    "temperature-difference",
    "computation",
    "mass",
    "length",
    "energy",
    "date",
]
Reading = Literal["about", "just-over", "approaching", "several", "remainder", "magnitude", "fraction", "emphasis"]
Relation = Literal[
    "supports",
    "challenges",
    "qualifies",
    "illustrates",
    "restates",
    "undercuts",
    "contrary",
    "contradictory",
    "equivalent",
]
ReviewTargetType = Literal["claim", "statistic"]
Role = Literal["pole_a", "pole_b", "between"]
Scheme = Literal[
    "expert-opinion",
    "position-to-know",
    "witness-testimony",
    "popular-opinion",
    "popular-practice",
    "example",
    "analogy",
    "precedent",
    "sign",
    "evidence-to-hypothesis",
    "cause-to-effect",
    "effect-to-cause",
    "correlation-to-cause",
    "positive-consequences",
    "negative-consequences",
    "practical-reasoning",
    "values",
    "rule",
    "verbal-classification",
    "definition-to-classification",
    "composition",
    "division",
    "commitment",
    "authority",
    "a-fortiori",
    "alternatives",
    "threat-or-danger",
    "waste",
    "gradual",
    "exception",
    "bias",
    "inconsistent-commitment",
    "statistics",
]
SourceKind = Literal[
    "person",
    "organisation",
    "report",
    "paper",
    "article",
    "speech",
    "webpage",
    "communication",
    "statistics",
    "saying",
    "anonymous",
]
Stance = Literal["endorses", "reports", "rejects"]
StatisticAssertedBy = Literal["author", "analyst"]
Status = Literal["published", "withdrawn"]
System = Literal["UCUM", "ISO 4217", "count"]
TopicKind = Literal["breakthrough", "gap", "lever"]
Verdict = Literal[
    "confirmed",
    "corrected",
    "refuted",
    "superseded",
    "retracted-source",
    "disputed",
    "outdated",
    "unverifiable",
]


class Name(Struct, frozen=True, kw_only=True, rename="kebab"):
    """A name (CSL-JSON 1.0.2, name-variable): family and given with what goes with them, or one literal.

    Its members are spelt as CSL-JSON spells them, with hyphens.
    """

    family: str | UnsetType | None = UNSET
    """The family name."""
    given: str | UnsetType | None = UNSET
    """The given name."""
    dropping_particle: str | UnsetType | None = UNSET
    """What stands before the family name, and is dropped where that stands alone: *de* of La Fontaine."""
    non_dropping_particle: str | UnsetType | None = UNSET
    """What stands before the family name, and stays with it: *van* of van Gogh."""
    suffix: str | UnsetType | None = UNSET
    """What stands after the name: *Jr.*, *III*."""
    comma_suffix: bool | UnsetType | None = UNSET
    """Whether a comma stands before the suffix."""
    static_ordering: bool | UnsetType | None = UNSET
    """Whether the family name always stands first."""
    parse_names: bool | UnsetType | None = UNSET
    """Whether a processor may look for particles in the family and given names."""
    literal: str | UnsetType | None = UNSET
    """The whole name, of an organisation or a pen name."""


class Essay(Struct, frozen=True, kw_only=True):
    """One argued text: its bibliographic facts, and the length and hash that anchors rest on."""

    id: str
    """The citable identifier, author and year, assigned once and never reused."""
    type: Literal["essay"]
    """What the record is: `essay`."""
    title: dict[str, str]
    """What the essay is called, by language."""
    author: list[Name]
    """Who wrote it, as CSL-JSON names."""
    affiliation: dict[str, str] | None
    """What the byline says of the author, by language."""
    csl_type: CslType
    """The kind of work, as a CSL 1.0.2 type."""
    container_title: str | None
    """Where it was published."""
    publisher: str | None
    """Who published it."""
    issued: str | None
    """When it was published (EDTF level 1)."""
    language: str
    """The language of the text (BCP 47)."""
    url: str | None
    """Where it can be read."""
    license: str | None
    """The licence of the text (SPDX); null where its author keeps all rights."""
    genre: Genre
    """What kind of text it is."""
    length: int | None
    """The length of the text in Unicode code points; null where it has none."""
    sha256: str | None
    """The SHA-256 of the text in UTF-8; null where it has none."""
    extra: dict[str, Any] | None
    """What a format says that no field is for, by the name of the format; null where there is nothing.

    At most 8192 bytes of JSON, 8 deep, numbers whole.
    """
    note: dict[str, str] | None
    """What a reader must know beside the record, by language."""
    status: Status
    """`withdrawn` when the record no longer stands."""
    version: int
    """The number of this state of the record, from 1."""
    created_at: str
    """When the first version was made."""
    updated_at: str
    """When this version was made."""


class EssayCreate(Struct, frozen=True, kw_only=True):
    """A new essay; its id is its author and year."""

    id: str
    """The citable identifier, author and year, assigned once and never reused."""
    title: dict[str, str]
    """What the essay is called, by language."""
    author: list[Name]
    """Who wrote it, as CSL-JSON names."""
    affiliation: dict[str, str] | UnsetType | None = UNSET
    """What the byline says of the author, by language."""
    csl_type: CslType
    """The kind of work, as a CSL 1.0.2 type."""
    container_title: str | UnsetType | None = UNSET
    """Where it was published."""
    publisher: str | UnsetType | None = UNSET
    """Who published it."""
    issued: str | UnsetType | None = UNSET
    """When it was published (EDTF level 1)."""
    language: str
    """The language of the text (BCP 47)."""
    url: str | UnsetType | None = UNSET
    """Where it can be read: a URL of http or https."""
    license: str | UnsetType | None = UNSET
    """The licence of the text (SPDX); null where its author keeps all rights."""
    genre: Genre | UnsetType = UNSET
    """What kind of text it is."""
    length: int | UnsetType | None = UNSET
    """The length of the text in Unicode code points; null where it has none."""
    sha256: str | UnsetType | None = UNSET
    """The SHA-256 of the text in UTF-8; null where it has none."""
    extra: dict[str, Any] | UnsetType | None = UNSET
    """What a format says that no field is for, by the name of the format; null where there is nothing.

    At most 8192 bytes of JSON, 8 deep, numbers whole.
    """
    note: dict[str, str] | UnsetType | None = UNSET
    """What a reader must know beside the record, by language."""
    status: Status | UnsetType = UNSET
    """`withdrawn` when the record no longer stands."""


class Section(Struct, frozen=True, kw_only=True):
    """One section of an essay's outline; numbers follow the order of the text."""

    id: str
    """The citable identifier, assigned once and never reused."""
    type: Literal["section"]
    """What the record is: `section`."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int
    """The number of the record among those of its kind in the essay."""
    parent_id: str | None
    """The section that this one stands in; null at the top level."""
    level: int
    """The depth in the outline, from 1."""
    title: dict[str, str]
    """A title, by language."""
    summary: dict[str, str]
    """What the section says, in one sentence, by language."""
    passages: list[str]
    """The place of the whole section."""
    note: dict[str, str] | None
    """What a reader must know beside the record, by language."""
    status: Status
    """`withdrawn` when the record no longer stands."""
    version: int
    """The number of this state of the record, from 1."""
    created_at: str
    """When the first version was made."""
    updated_at: str
    """When this version was made."""


class SectionCreate(Struct, frozen=True, kw_only=True):
    """A new section."""

    id: str | UnsetType | None = UNSET
    """The id, where it is brought along; else the server gives one."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int | UnsetType | None = UNSET
    """The number, where it is brought along."""
    parent_id: str | UnsetType | None = UNSET
    """The section that this one stands in; null at the top level."""
    level: int | UnsetType | None = UNSET
    """Follows from `parent_id`: leave it out, or echo it."""
    title: dict[str, str]
    """A title, by language."""
    summary: dict[str, str]
    """What the section says, in one sentence, by language."""
    passages: list[str]
    """The place of the whole section."""
    note: dict[str, str] | UnsetType | None = UNSET
    """What a reader must know beside the record, by language."""
    status: Status | UnsetType = UNSET
    """`withdrawn` when the record no longer stands."""


class Passage(Struct, frozen=True, kw_only=True):
    """One place in an essay's text, as positions and a hash: whoever holds the text can prove it."""

    id: str
    """The citable identifier, assigned once and never reused."""
    type: Literal["passage"]
    """What the record is: `passage`."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int
    """The number of the record among those of its kind in the essay."""
    start: int
    """Where it begins: the offset, in code points, of its first character."""
    end: int
    """Where it ends: the offset just beyond its last character."""
    sha256: str
    """The SHA-256 of the slice in UTF-8, never normalised."""
    section_id: str | None
    """The innermost section that holds it."""
    paragraph: int
    """The ordinal of the paragraph that it begins in, in the essay, from 1."""
    sentence: int
    """The ordinal of the sentence that it begins in, in the essay, from 1."""
    note: dict[str, str] | None
    """What a reader must know beside the record, by language."""
    status: Status
    """`withdrawn` when the record no longer stands."""
    version: int
    """The number of this state of the record, from 1."""
    created_at: str
    """When the first version was made."""
    updated_at: str
    """When this version was made."""


class PassageCreate(Struct, frozen=True, kw_only=True):
    """A new passage."""

    id: str | UnsetType | None = UNSET
    """The id, where it is brought along; else the server gives one."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int | UnsetType | None = UNSET
    """The number, where it is brought along."""
    start: int | UnsetType | None = UNSET
    """Where it begins; follows from `quote`."""
    end: int | UnsetType | None = UNSET
    """Where it ends; follows from `quote`."""
    sha256: str | UnsetType | None = UNSET
    """Follows from the place, where the text is attached: leave it out, or echo it."""
    section_id: str | UnsetType | None = UNSET
    """Follows from the place, where the text is attached, and that of sections: leave it out, or echo it."""
    paragraph: int | UnsetType | None = UNSET
    """Follows from the place, where the text is attached."""
    sentence: int | UnsetType | None = UNSET
    """Follows from the place, where the text is attached."""
    note: dict[str, str] | UnsetType | None = UNSET
    """What a reader must know beside the record, by language."""
    status: Status | UnsetType = UNSET
    """`withdrawn` when the record no longer stands."""
    quote: str | UnsetType | None = UNSET
    """Its words, as they stand in the text."""
    prefix: str | UnsetType | None = UNSET
    """What stands before these words."""
    suffix: str | UnsetType | None = UNSET
    """What stands after them."""


class Claim(Struct, frozen=True, kw_only=True):
    """One proposition that an essay asserts, reports or rejects."""

    id: str
    """The citable identifier, assigned once and never reused."""
    type: Literal["claim"]
    """What the record is: `claim`."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int
    """The number of the record among those of its kind in the essay."""
    kind: ClaimKind
    """What kind of proposition it is."""
    text: dict[str, str]
    """The proposition in our own words, by language."""
    stance: Stance
    """Whether the author endorses it, only reports it, or cites it to reject it."""
    one_utterance: bool
    """Whether its passages, in order, are pieces of one utterance; else each says it by itself."""
    section_id: str | None
    """The section of its first passage."""
    extra: dict[str, Any] | None
    """What a format says that no field is for, by the name of the format; null where there is nothing.

    At most 8192 bytes of JSON, 8 deep, numbers whole.
    """
    attributed_to: list[str]
    """The sources that it is attributed to; none means the author."""
    states: list[str]
    """The figures that it states; what it states does not support it."""
    about: list[str]
    """Who and what it is about."""
    passages: list[str]
    """Where the essay says it; the first is the primary place. None where the analyst reconstructed it."""
    note: dict[str, str] | None
    """What a reader must know beside the record, by language."""
    status: Status
    """`withdrawn` when the record no longer stands."""
    version: int
    """The number of this state of the record, from 1."""
    created_at: str
    """When the first version was made."""
    updated_at: str
    """When this version was made."""


class ClaimCreate(Struct, frozen=True, kw_only=True):
    """A new claim."""

    id: str | UnsetType | None = UNSET
    """The id, where it is brought along; else the server gives one."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int | UnsetType | None = UNSET
    """The number, where it is brought along."""
    kind: ClaimKind
    """What kind of proposition it is."""
    text: dict[str, str]
    """The proposition in our own words, by language."""
    stance: Stance
    """Whether the author endorses it, only reports it, or cites it to reject it."""
    one_utterance: bool | UnsetType = UNSET
    """Whether its passages, in order, are pieces of one utterance; else each says it by itself."""
    section_id: str | UnsetType | None = UNSET
    """Follows from the first passage: leave it out, or echo it."""
    extra: dict[str, Any] | UnsetType | None = UNSET
    """What a format says that no field is for, by the name of the format; null where there is nothing.

    At most 8192 bytes of JSON, 8 deep, numbers whole.
    """
    attributed_to: list[str]
    """The sources that it is attributed to; none means the author."""
    states: list[str] | UnsetType = UNSET
    """The figures that it states; what it states does not support it."""
    about: list[str] | UnsetType = UNSET
    """Who and what it is about."""
    passages: list[str]
    """Where the essay says it; the first is the primary place. None where the analyst reconstructed it."""
    note: dict[str, str] | UnsetType | None = UNSET
    """What a reader must know beside the record, by language."""
    status: Status | UnsetType = UNSET
    """`withdrawn` when the record no longer stands."""


class Statistic(Struct, frozen=True, kw_only=True):
    """One figure: what it measures, of what, when, how it is worded, and the interval it denotes."""

    id: str
    """The citable identifier, assigned once and never reused."""
    type: Literal["statistic"]
    """What the record is: `statistic`."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int
    """The number of the record among those of its kind in the essay."""
    text: dict[str, str]
    """The figure as a sentence in our own words, by language."""
    measure: str
    """What is measured: a measure."""
    subject: str
    """What it is measured of: an entity."""
    quantity: Quantity
    """What kind of quantity it is."""
    as_written: str
    """How the text words the figure."""
    comparator: Comparator
    """How the wording compares the figure with `value`; `range` has no one value."""
    value: str | None
    """The worded number, its multiplier folded in, in `unit`."""
    reading: Reading | None
    """The published rule that reads vague wording; null where it is exact."""
    lower: str | None
    """The lower end; null is unbounded."""
    lower_closed: bool
    """Whether the lower end belongs to the interval."""
    upper: str | None
    """The upper end; null is unbounded."""
    upper_closed: bool
    """Whether the upper end belongs to the interval."""
    bound_basis: BoundBasis | None
    """Where the ends come from: the wording, the nature of the quantity (domain), or a reading."""
    unit: str | None
    """The unit of value and ends."""
    normalised_lower: str | None
    """The lower end in the base unit of the unit's dimension."""
    normalised_upper: str | None
    """The upper end in the base unit of the unit's dimension."""
    period: str | None
    """When the figure holds (EDTF level 1); of a date, the date itself."""
    mode: Mode
    """In what way the figure is given."""
    condition: dict[str, str] | None
    """What restricts it, by language."""
    condition_id: str | None
    """The figure that restricts this one."""
    ranked_by: dict[str, str] | None
    """Of a rank: by what, by language."""
    ranked_among: dict[str, str] | None
    """Of a rank: among whom, by language."""
    formula: str | None
    """How the essay computes it from `inputs`: arithmetic over a, b, c…, each in base units."""
    recomputed_lower: str | None
    """The lower end as recomputed, in base units, rounded down."""
    recomputed_upper: str | None
    """The upper end as recomputed, in base units, rounded up."""
    agrees: bool | None
    """Whether the figure and its recomputation have a value in common."""
    asserted_by: StatisticAssertedBy
    """Whether the author gives it, or the analyst, for a recomputation."""
    section_id: str | None
    """The section of its first passage."""
    extra: dict[str, Any] | None
    """What a format says that no field is for, by the name of the format; null where there is nothing.

    At most 8192 bytes of JSON, 8 deep, numbers whole.
    """
    inputs: list[str]
    """The figures that it is computed from: a, b, c… of the formula."""
    attributed_to: list[str]
    """The sources that it is attributed to; none means the author."""
    passages: list[str]
    """Where the essay words it; the first is the primary place."""
    note: dict[str, str] | None
    """What a reader must know beside the record, by language."""
    status: Status
    """`withdrawn` when the record no longer stands."""
    version: int
    """The number of this state of the record, from 1."""
    created_at: str
    """When the first version was made."""
    updated_at: str
    """When this version was made."""


class StatisticCreate(Struct, frozen=True, kw_only=True):
    """A new statistic."""

    id: str | UnsetType | None = UNSET
    """The id, where it is brought along; else the server gives one."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int | UnsetType | None = UNSET
    """The number, where it is brought along."""
    text: dict[str, str]
    """The figure as a sentence in our own words, by language."""
    measure: str
    """What is measured: a measure."""
    subject: str
    """What it is measured of: an entity."""
    quantity: Quantity
    """What kind of quantity it is."""
    as_written: str
    """How the text words the figure."""
    comparator: Comparator
    """How the wording compares the figure with `value`; `range` has no one value."""
    value: str | UnsetType | None = UNSET
    """The worded number, its multiplier folded in, in `unit`."""
    reading: Reading | UnsetType | None = UNSET
    """The published rule that reads vague wording; null where it is exact."""
    lower: str | UnsetType | None = UNSET
    """Follows from `comparator`, `value`, `reading` and `quantity`, where they say it: leave it out, or echo it."""
    lower_closed: bool | UnsetType | None = UNSET
    """Follows from `comparator`, `value`, `reading` and `quantity`, where they say it: leave it out, or echo it."""
    upper: str | UnsetType | None = UNSET
    """Follows from `comparator`, `value`, `reading` and `quantity`, where they say it: leave it out, or echo it."""
    upper_closed: bool | UnsetType | None = UNSET
    """Follows from `comparator`, `value`, `reading` and `quantity`, where they say it: leave it out, or echo it."""
    bound_basis: BoundBasis | UnsetType | None = UNSET
    """Follows from the ends: leave it out, or echo it."""
    unit: str | UnsetType | None = UNSET
    """The unit of value and ends."""
    normalised_lower: str | UnsetType | None = UNSET
    """Follows from `lower` and `unit`: leave it out, or echo it."""
    normalised_upper: str | UnsetType | None = UNSET
    """Follows from `upper` and `unit`: leave it out, or echo it."""
    period: str | UnsetType | None = UNSET
    """When the figure holds (EDTF level 1); of a date, the date itself."""
    mode: Mode
    """In what way the figure is given."""
    condition: dict[str, str] | UnsetType | None = UNSET
    """What restricts it, by language."""
    condition_id: str | UnsetType | None = UNSET
    """The figure that restricts this one."""
    ranked_by: dict[str, str] | UnsetType | None = UNSET
    """Of a rank: by what, by language."""
    ranked_among: dict[str, str] | UnsetType | None = UNSET
    """Of a rank: among whom, by language."""
    formula: str | UnsetType | None = UNSET
    """How the essay computes it from `inputs`: arithmetic over a, b, c…, each in base units."""
    recomputed_lower: str | UnsetType | None = UNSET
    """Follows from `formula` and `inputs`: leave it out, or echo it."""
    recomputed_upper: str | UnsetType | None = UNSET
    """Follows from `formula` and `inputs`: leave it out, or echo it."""
    agrees: bool | UnsetType | None = UNSET
    """Follows from `formula` and `inputs`: leave it out, or echo it."""
    asserted_by: StatisticAssertedBy
    """Whether the author gives it, or the analyst, for a recomputation."""
    section_id: str | UnsetType | None = UNSET
    """Follows from the first passage: leave it out, or echo it."""
    extra: dict[str, Any] | UnsetType | None = UNSET
    """What a format says that no field is for, by the name of the format; null where there is nothing.

    At most 8192 bytes of JSON, 8 deep, numbers whole.
    """
    inputs: list[str]
    """The figures that it is computed from: a, b, c… of the formula."""
    attributed_to: list[str]
    """The sources that it is attributed to; none means the author."""
    passages: list[str]
    """Where the essay words it; the first is the primary place."""
    note: dict[str, str] | UnsetType | None = UNSET
    """What a reader must know beside the record, by language."""
    status: Status | UnsetType = UNSET
    """`withdrawn` when the record no longer stands."""


class Source(Struct, frozen=True, kw_only=True):
    """Whoever or whatever is leaned on: a person, an organisation, a work, a saying, or nobody named."""

    id: str
    """The citable identifier, author and year, shared by all essays; `anon…` where nobody is named."""
    type: Literal["source"]
    """What the record is: `source`."""
    kind: SourceKind
    """What the source is."""
    name: dict[str, str]
    """How to call it, by language."""
    csl_type: CslType
    """The kind of work, as a CSL 1.0.2 type."""
    title: str | None
    """The title of the work, in its own language."""
    author: list[Name]
    """Who wrote or said it, as CSL-JSON names."""
    editor: list[Name] | None
    """Who edited it, as CSL-JSON names."""
    translator: list[Name] | None
    """Who translated it, as CSL-JSON names."""
    container_title: str | None
    """The journal, newspaper or book that it is in."""
    publisher: str | None
    """Who published it."""
    publisher_place: str | None
    """Where it was published."""
    edition: str | None
    """The edition: a number, or words."""
    volume: str | None
    """The volume."""
    issue: str | None
    """The issue."""
    number: str | None
    """The number of a report, a standard, a patent or an article."""
    page: str | None
    """The pages."""
    event: str | None
    """The conference, or what else it was presented at."""
    archive: str | None
    """The archive that keeps it."""
    issued: str | None
    """When it was published (EDTF level 1)."""
    accessed: str | None
    """When it was looked at where it can be read (EDTF level 1)."""
    language: str | None
    """Its language (BCP 47)."""
    isbn: str | None
    """Its ISBN, as 13 digits."""
    issn: str | None
    """The ISSN of what it is in."""
    doi: str | None
    """Its DOI, bare."""
    url: str | None
    """Where it can be read."""
    as_written: str | None
    """How the essay words its name or title."""
    entity_id: str | None
    """Who or what it is: an entity."""
    extra: dict[str, Any] | None
    """What a format says that no field is for, by the name of the format; null where there is nothing.

    At most 8192 bytes of JSON, 8 deep, numbers whole.
    """
    passages: list[str]
    """Where essays lean on it."""
    note: dict[str, str] | None
    """What a reader must know beside the record, by language."""
    status: Status
    """`withdrawn` when the record no longer stands."""
    version: int
    """The number of this state of the record, from 1."""
    created_at: str
    """When the first version was made."""
    updated_at: str
    """When this version was made."""


class SourceCreate(Struct, frozen=True, kw_only=True):
    """A new source; its id is its author and year, or the next one where nobody is named."""

    id: str | UnsetType | None = UNSET
    """The id, author and year; `anonymous` sources are given one."""
    kind: SourceKind
    """What the source is."""
    name: dict[str, str]
    """How to call it, by language."""
    csl_type: CslType
    """The kind of work, as a CSL 1.0.2 type."""
    title: str | UnsetType | None = UNSET
    """The title of the work, in its own language."""
    author: list[Name]
    """Who wrote or said it, as CSL-JSON names."""
    editor: list[Name] | UnsetType | None = UNSET
    """Who edited it, as CSL-JSON names."""
    translator: list[Name] | UnsetType | None = UNSET
    """Who translated it, as CSL-JSON names."""
    container_title: str | UnsetType | None = UNSET
    """The journal, newspaper or book that it is in."""
    publisher: str | UnsetType | None = UNSET
    """Who published it."""
    publisher_place: str | UnsetType | None = UNSET
    """Where it was published."""
    edition: str | UnsetType | None = UNSET
    """The edition: a number, or words."""
    volume: str | UnsetType | None = UNSET
    """The volume."""
    issue: str | UnsetType | None = UNSET
    """The issue."""
    number: str | UnsetType | None = UNSET
    """The number of a report, a standard, a patent or an article."""
    page: str | UnsetType | None = UNSET
    """The pages."""
    event: str | UnsetType | None = UNSET
    """The conference, or what else it was presented at."""
    archive: str | UnsetType | None = UNSET
    """The archive that keeps it."""
    issued: str | UnsetType | None = UNSET
    """When it was published (EDTF level 1)."""
    accessed: str | UnsetType | None = UNSET
    """When it was looked at where it can be read (EDTF level 1)."""
    language: str | UnsetType | None = UNSET
    """Its language (BCP 47)."""
    isbn: str | UnsetType | None = UNSET
    """Its ISBN, as 13 digits."""
    issn: str | UnsetType | None = UNSET
    """The ISSN of what it is in."""
    doi: str | UnsetType | None = UNSET
    """Its DOI, bare."""
    url: str | UnsetType | None = UNSET
    """Where it can be read: a URL of http or https."""
    as_written: str | UnsetType | None = UNSET
    """How the essay words its name or title."""
    entity_id: str | UnsetType | None = UNSET
    """Who or what it is: an entity."""
    extra: dict[str, Any] | UnsetType | None = UNSET
    """What a format says that no field is for, by the name of the format; null where there is nothing.

    At most 8192 bytes of JSON, 8 deep, numbers whole.
    """
    passages: list[str]
    """Where essays lean on it."""
    note: dict[str, str] | UnsetType | None = UNSET
    """What a reader must know beside the record, by language."""
    status: Status | UnsetType = UNSET
    """`withdrawn` when the record no longer stands."""


class WeighedClaim(Struct, frozen=True, kw_only=True):
    """A claim that a relationship weighs, and the side it stands on."""

    claim_id: str
    """The claim."""
    role: Role
    """Whether it speaks for the first pole, for the second, or of how they stand to each other."""


class Relationship(Struct, frozen=True, kw_only=True):
    """One pair of poles, the question between them, and the essay's thesis and resolution."""

    id: str
    """The citable identifier, assigned once and never reused."""
    type: Literal["relationship"]
    """What the record is: `relationship`."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int
    """The number of the record among those of its kind in the essay."""
    poles: list[dict[str, str]]
    """The two poles, each by language."""
    question: dict[str, str]
    """The question between them, by language."""
    thesis_id: str
    """The claim that is the essay's thesis."""
    resolution: dict[str, str]
    """How the essay resolves the tension, by language."""
    lever_id: str | None
    """The lever that answers it, a topic."""
    claims: list[WeighedClaim]
    """The claims that it weighs, by their side."""
    about: list[str]
    """Who and what it is about."""
    passages: list[str]
    """Where the essay treats it; the first is the primary place."""
    note: dict[str, str] | None
    """What a reader must know beside the record, by language."""
    status: Status
    """`withdrawn` when the record no longer stands."""
    version: int
    """The number of this state of the record, from 1."""
    created_at: str
    """When the first version was made."""
    updated_at: str
    """When this version was made."""


class RelationshipCreate(Struct, frozen=True, kw_only=True):
    """A new relationship."""

    id: str | UnsetType | None = UNSET
    """The id, where it is brought along; else the server gives one."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int | UnsetType | None = UNSET
    """The number, where it is brought along."""
    poles: list[dict[str, str]]
    """The two poles, each by language."""
    question: dict[str, str]
    """The question between them, by language."""
    thesis_id: str
    """The claim that is the essay's thesis."""
    resolution: dict[str, str]
    """How the essay resolves the tension, by language."""
    lever_id: str | UnsetType | None = UNSET
    """The lever that answers it, a topic."""
    claims: list[WeighedClaim]
    """The claims that it weighs, by their side."""
    about: list[str] | UnsetType = UNSET
    """Who and what it is about."""
    passages: list[str]
    """Where the essay treats it; the first is the primary place."""
    note: dict[str, str] | UnsetType | None = UNSET
    """What a reader must know beside the record, by language."""
    status: Status | UnsetType = UNSET
    """`withdrawn` when the record no longer stands."""


class Topic(Struct, frozen=True, kw_only=True):
    """One named strand of an essay: a breakthrough, a gap or a lever."""

    id: str
    """The citable identifier, assigned once and never reused."""
    type: Literal["topic"]
    """What the record is: `topic`."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int
    """The number of the record among those of its kind in the essay."""
    kind: TopicKind
    """Whether it is a breakthrough, a gap, or a lever that the essay would pull."""
    title: dict[str, str]
    """A title, by language."""
    summary: dict[str, str]
    """What the essay says of it, by language."""
    claims: list[str]
    """The claims that belong to it."""
    about: list[str]
    """Who and what it is about."""
    passages: list[str]
    """Where the essay names it; the first is the primary place."""
    note: dict[str, str] | None
    """What a reader must know beside the record, by language."""
    status: Status
    """`withdrawn` when the record no longer stands."""
    version: int
    """The number of this state of the record, from 1."""
    created_at: str
    """When the first version was made."""
    updated_at: str
    """When this version was made."""


class TopicCreate(Struct, frozen=True, kw_only=True):
    """A new topic."""

    id: str | UnsetType | None = UNSET
    """The id, where it is brought along; else the server gives one."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int | UnsetType | None = UNSET
    """The number, where it is brought along."""
    kind: TopicKind
    """Whether it is a breakthrough, a gap, or a lever that the essay would pull."""
    title: dict[str, str]
    """A title, by language."""
    summary: dict[str, str]
    """What the essay says of it, by language."""
    claims: list[str]
    """The claims that belong to it."""
    about: list[str] | UnsetType = UNSET
    """Who and what it is about."""
    passages: list[str]
    """Where the essay names it; the first is the primary place."""
    note: dict[str, str] | UnsetType | None = UNSET
    """What a reader must know beside the record, by language."""
    status: Status | UnsetType = UNSET
    """`withdrawn` when the record no longer stands."""


class Entity(Struct, frozen=True, kw_only=True):
    """Who or what essays speak of: a person, an organisation, a product, a place, a work, an event or a concept."""

    id: str
    """The slug of the entity, shared by all essays."""
    type: Literal["entity"]
    """What the record is: `entity`."""
    kind: EntityKind
    """What it is."""
    label: dict[str, str]
    """Its name, by language."""
    aliases: list[str]
    """Its other names, in any language, and as essays write it."""
    same_as: list[str]
    """IRIs by which others name the same: of https, or urn:isbn of a book."""
    note: dict[str, str] | None
    """What a reader must know beside the record, by language."""
    status: Status
    """`withdrawn` when the record no longer stands."""
    version: int
    """The number of this state of the record, from 1."""
    created_at: str
    """When the first version was made."""
    updated_at: str
    """When this version was made."""


class EntityCreate(Struct, frozen=True, kw_only=True):
    """A new entity."""

    id: str
    """The slug of the entity, shared by all essays."""
    kind: EntityKind
    """What it is."""
    label: dict[str, str]
    """Its name, by language."""
    aliases: list[str] | UnsetType = UNSET
    """Its other names, in any language, and as essays write it."""
    same_as: list[str] | UnsetType = UNSET
    """IRIs by which others name the same: of https, or urn:isbn of a book."""
    note: dict[str, str] | UnsetType | None = UNSET
    """What a reader must know beside the record, by language."""
    status: Status | UnsetType = UNSET
    """`withdrawn` when the record no longer stands."""


class Evidence(Struct, frozen=True, kw_only=True):
    """One typed link, from a claim, statistic or source to what it bears on."""

    id: str
    """The citable identifier, assigned once and never reused."""
    type: Literal["evidence"]
    """What the record is: `evidence`."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int
    """The number of the record among those of its kind in the essay."""
    relation: Relation
    """How the origin bears on the target."""
    origin_type: OriginType
    """What kind of record the link comes from."""
    origin_id: str
    """The record that the link comes from."""
    target_type: EvidenceTargetType
    """What kind of record the link leads to."""
    target_id: str
    """The record that the link leads to."""
    group: str | None
    """Links that share a group and a target are jointly necessary; a link without one suffices alone."""
    scheme: Scheme | None
    """The scheme of argument, where it is clear (`/schemes`)."""
    asserted_by: EvidenceAssertedBy
    """Whether the author makes the link, the analyst sees it, or another asserts it."""
    asserter_id: str | None
    """Who asserts it, where it is another: a source, such as a speaker or an annotator."""
    extra: dict[str, Any] | None
    """What a format says that no field is for, by the name of the format; null where there is nothing.

    At most 8192 bytes of JSON, 8 deep, numbers whole.
    """
    note: dict[str, str] | None
    """What a reader must know beside the record, by language."""
    status: Status
    """`withdrawn` when the record no longer stands."""
    version: int
    """The number of this state of the record, from 1."""
    created_at: str
    """When the first version was made."""
    updated_at: str
    """When this version was made."""


class EvidenceCreate(Struct, frozen=True, kw_only=True):
    """A new link."""

    id: str | UnsetType | None = UNSET
    """The id, where it is brought along; else the server gives one."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int | UnsetType | None = UNSET
    """The number, where it is brought along."""
    relation: Relation
    """How the origin bears on the target."""
    origin_type: OriginType
    """What kind of record the link comes from."""
    origin_id: str
    """The record that the link comes from."""
    target_type: EvidenceTargetType
    """What kind of record the link leads to."""
    target_id: str
    """The record that the link leads to."""
    group: str | UnsetType | None = UNSET
    """Links that share a group and a target are jointly necessary; a link without one suffices alone."""
    scheme: Scheme | UnsetType | None = UNSET
    """The scheme of argument, where it is clear (`/schemes`)."""
    asserted_by: EvidenceAssertedBy
    """Whether the author makes the link, the analyst sees it, or another asserts it."""
    asserter_id: str | UnsetType | None = UNSET
    """Who asserts it, where it is another: a source, such as a speaker or an annotator."""
    extra: dict[str, Any] | UnsetType | None = UNSET
    """What a format says that no field is for, by the name of the format; null where there is nothing.

    At most 8192 bytes of JSON, 8 deep, numbers whole.
    """
    note: dict[str, str] | UnsetType | None = UNSET
    """What a reader must know beside the record, by language."""
    status: Status | UnsetType = UNSET
    """`withdrawn` when the record no longer stands."""


class Review(Struct, frozen=True, kw_only=True):
    """What one reviewer found of one version of a claim or a statistic; others may have found otherwise."""

    id: str
    """The citable identifier, assigned once and never reused."""
    type: Literal["review"]
    """What the record is: `review`."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int
    """The number of the record among those of its kind in the essay."""
    target_type: ReviewTargetType
    """Whether a claim or a statistic was reviewed."""
    target_id: str
    """The claim or statistic; once merged, what took its place."""
    target_version: str
    """The version that was reviewed; it stays, whatever becomes of the record."""
    target_changed: bool
    """Whether the record has changed since that version."""
    reviewer_id: str
    """Who found it: a source, a person or an organisation."""
    verdict: Verdict
    """What it comes to, in our words; there is no score."""
    rated: dict[str, str] | None
    """What was rated, as the reviewer words it, by language."""
    rating: dict[str, str] | None
    """The reviewer’s own rating, as they word it, by language."""
    scale: dict[str, str] | None
    """The scale that the rating is one of, by language."""
    issued: str | None
    """When it was published (EDTF level 1)."""
    url: str | None
    """Where it can be read."""
    doi: str | None
    """Its DOI, bare."""
    agrees: bool | None
    """Whether the figure reviewed and the first of `statistics` have a value in common; null where they cannot be
    compared.
    """
    ratio_lower: str | None
    """What the first of `statistics` is to the figure reviewed, at least, rounded down."""
    ratio_upper: str | None
    """The same, at most, rounded up."""
    sources: list[str]
    """The sources that it rests on; of a retraction, what was retracted."""
    statistics: list[str]
    """The figures that it rests on; the first is what a figure is compared with."""
    claims: list[str]
    """The claims that it rests on, of any essay."""
    supersedes: list[str]
    """The reviews in whose place it stands; they stay."""
    note: dict[str, str] | None
    """What a reader must know beside the record, by language."""
    status: Status
    """`withdrawn` when the record no longer stands."""
    version: int
    """The number of this state of the record, from 1."""
    created_at: str
    """When the first version was made."""
    updated_at: str
    """When this version was made."""


class ReviewCreate(Struct, frozen=True, kw_only=True):
    """A new review."""

    id: str | UnsetType | None = UNSET
    """The id, where it is brought along; else the server gives one."""
    essay_id: str
    """The essay that the record belongs to."""
    number: int | UnsetType | None = UNSET
    """The number, where it is brought along."""
    target_type: ReviewTargetType
    """Whether a claim or a statistic was reviewed."""
    target_id: str
    """The claim or statistic; once merged, what took its place."""
    target_version: str
    """The version that was reviewed; it stays, whatever becomes of the record."""
    target_changed: bool | UnsetType | None = UNSET
    """Follows from `target_version`: leave it out, or echo it."""
    reviewer_id: str
    """Who found it: a source, a person or an organisation."""
    verdict: Verdict
    """What it comes to, in our words; there is no score."""
    rated: dict[str, str] | UnsetType | None = UNSET
    """What was rated, as the reviewer words it, by language."""
    rating: dict[str, str] | UnsetType | None = UNSET
    """The reviewer’s own rating, as they word it, by language."""
    scale: dict[str, str] | UnsetType | None = UNSET
    """The scale that the rating is one of, by language."""
    issued: str | UnsetType | None = UNSET
    """When it was published (EDTF level 1)."""
    url: str | UnsetType | None = UNSET
    """Where it can be read: a URL of http or https."""
    doi: str | UnsetType | None = UNSET
    """Its DOI, bare."""
    agrees: bool | UnsetType | None = UNSET
    """Follows from `target_version` and `statistics`: leave it out, or echo it."""
    ratio_lower: str | UnsetType | None = UNSET
    """Follows from `target_version` and `statistics`: leave it out, or echo it."""
    ratio_upper: str | UnsetType | None = UNSET
    """Follows from `target_version` and `statistics`: leave it out, or echo it."""
    sources: list[str]
    """The sources that it rests on; of a retraction, what was retracted."""
    statistics: list[str]
    """The figures that it rests on; the first is what a figure is compared with."""
    claims: list[str]
    """The claims that it rests on, of any essay."""
    supersedes: list[str]
    """The reviews in whose place it stands; they stay."""
    note: dict[str, str] | UnsetType | None = UNSET
    """What a reader must know beside the record, by language."""
    status: Status | UnsetType = UNSET
    """`withdrawn` when the record no longer stands."""


class Unit(Struct, frozen=True, kw_only=True):
    """One unit that figures are measured in."""

    id: str
    """The code of the unit."""
    type: Literal["unit"]
    """What the record is: `unit`."""
    system: System
    """Whose code it is: UCUM, ISO 4217 for money, or `count` for what is counted, and whatever else has no code."""
    dimension: str
    """What it measures; figures compare within one dimension. A currency is one of its own."""
    factor: str
    """How many base units of the dimension one unit is, exactly: a decimal, or a ratio such as `5/9`."""
    offset: str
    """What is added to a number of the unit before the factor makes it one of the base unit: 273.15 of `Cel`, 0 of
    whatever begins at nought.
    """
    label: dict[str, str]
    """The name of the unit, by language."""
    note: dict[str, str] | None
    """What a reader must know beside the record, by language."""
    status: Status
    """`withdrawn` when the record no longer stands."""
    version: int
    """The number of this state of the record, from 1."""
    created_at: str
    """When the first version was made."""
    updated_at: str
    """When this version was made."""


class UnitCreate(Struct, frozen=True, kw_only=True):
    """A new unit."""

    id: str
    """The code of the unit."""
    system: System
    """Whose code it is: UCUM, ISO 4217 for money, or `count` for what is counted, and whatever else has no code."""
    dimension: str
    """What it measures; figures compare within one dimension. A currency is one of its own."""
    factor: str
    """How many base units of the dimension one unit is, exactly: a decimal, or a ratio such as `5/9`."""
    offset: str | UnsetType = UNSET
    """What is added to a number of the unit before the factor makes it one of the base unit: 273.15 of `Cel`, 0 of
    whatever begins at nought.
    """
    label: dict[str, str]
    """The name of the unit, by language."""
    note: dict[str, str] | UnsetType | None = UNSET
    """What a reader must know beside the record, by language."""
    status: Status | UnsetType = UNSET
    """`withdrawn` when the record no longer stands."""


class Measure(Struct, frozen=True, kw_only=True):
    """What figures measure: two of one measure can be compared."""

    id: str
    """The slug of the measure."""
    type: Literal["measure"]
    """What the record is: `measure`."""
    label: dict[str, str]
    """The measure in words, by language."""
    note: dict[str, str] | None
    """What a reader must know beside the record, by language."""
    status: Status
    """`withdrawn` when the record no longer stands."""
    version: int
    """The number of this state of the record, from 1."""
    created_at: str
    """When the first version was made."""
    updated_at: str
    """When this version was made."""


class MeasureCreate(Struct, frozen=True, kw_only=True):
    """A new measure."""

    id: str
    """The slug of the measure."""
    label: dict[str, str]
    """The measure in words, by language."""
    note: dict[str, str] | UnsetType | None = UNSET
    """What a reader must know beside the record, by language."""
    status: Status | UnsetType = UNSET
    """`withdrawn` when the record no longer stands."""


class Version(Struct, frozen=True, kw_only=True):
    """One version of one record: who made it, when and why, and where its state is."""

    sequence: int
    """Its number among the versions of all records, in the order in which they were committed."""
    resource: str
    """What kind of record it is of."""
    id: str
    """The record."""
    version: int
    """Its number among the versions of the record, from 1."""
    action: Action
    """What made it."""
    created_at: str
    """When it was made (RFC 3339, UTC)."""
    actor: str
    """Who made it: `pack:NAME` by seeding, `key:NAME` by a writer."""
    reason: str | None
    """Why, or null where nobody said."""
    content_hash: str
    """The SHA-256 of the state's canonical JSON (RFC 8785), without stamps."""
    redacted: bool
    """Whether the state was removed, by a legal duty; its hash remains."""
    url: str
    """The URL of the state."""


class LoadedPack(Struct, frozen=True, kw_only=True):
    """A pack that the database was seeded from."""

    name: str
    """The pack's name, which is its essay's id."""
    title: dict[str, str]
    """What the pack holds, by language."""
    hash: str
    """The SHA-256 of the pack's files."""
    license: str
    """The licence of the pack's data (SPDX)."""


class DatasetState(Struct, frozen=True, kw_only=True):
    """The state of everything that this service holds."""

    version: int
    """How many versions of records there are; every write advances it."""
    hash: str
    """The head of the version chain: equal hashes are equal data and equal history."""
    epoch: str
    """A random name for this life of the dataset: one that was restored from a backup has another."""
    packs: list[LoadedPack]
    """The packs that were loaded, in their order."""


class Operation(Struct, frozen=True, kw_only=True):
    """One write of a batch."""

    op: Op
    """What is done."""
    resource: str
    """To what kind of record: the name of a resource."""
    id: str | UnsetType | None = UNSET
    """Which record; `$name` is the one that an earlier operation of that `ref` made."""
    version: int | UnsetType | None = UNSET
    """The version that the record is expected at, unless this batch made it."""
    ref: str | UnsetType | None = UNSET
    """Of `create`: a name by which later operations say `$name`."""
    body: dict[str, Any] | UnsetType | None = UNSET
    """The record, or the merge patch. Fields that name records may say `$name` for one made before."""


class Done(Struct, frozen=True, kw_only=True):
    """What one operation came to."""

    op: Op
    """What was done."""
    resource: str
    """To what kind of record."""
    id: str
    """To which record."""
    version: int
    """The version that the record is at after the batch."""
    ref: str | None
    """The name that the operation gave it."""


class BatchDone(Struct, frozen=True, kw_only=True):
    """What a batch came to."""

    operations: list[Done]
    """What each operation came to, in their order."""
