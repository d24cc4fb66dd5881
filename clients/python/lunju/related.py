"""Records with what `embed` puts beside them: each is the record itself, and has it as `related`.

Written by `generate_related.py`, not by hand. What was not asked for cannot be had: its name says so, as an
`AttributeError`.
"""

from __future__ import annotations

from typing import Any

from msgspec import Raw, field

from lunju import records
from lunju.embedding import ABSENT, EmbeddedRecords, one_of


class EssayRelated(EmbeddedRecords, frozen=True, kw_only=True):
    """What can be embedded in `Essay`."""

    sections: list[SectionWithRelated] = ABSENT
    """Its outline."""


class EssayWithRelated(records.Essay, frozen=True, kw_only=True):
    """`Essay`, with what `embed` asked for."""

    related: EssayRelated = field(name="_embedded", default_factory=EssayRelated)
    """What is embedded."""


class SectionRelated(EmbeddedRecords, frozen=True, kw_only=True):
    """What can be embedded in `Section`."""

    essay: EssayWithRelated | None = ABSENT
    """The essay that it belongs to."""
    parent: SectionWithRelated | None = ABSENT
    """The section that it stands in."""
    sections: list[SectionWithRelated] = ABSENT
    """The sections that stand in it."""
    passages: list[PassageWithRelated] = ABSENT
    """The place of the whole section."""
    claims: list[ClaimWithRelated] = ABSENT
    """The claims whose primary place it holds."""
    statistics: list[StatisticWithRelated] = ABSENT
    """The figures whose primary place it holds."""


class SectionWithRelated(records.Section, frozen=True, kw_only=True):
    """`Section`, with what `embed` asked for."""

    related: SectionRelated = field(name="_embedded", default_factory=SectionRelated)
    """What is embedded."""


class PassageRelated(EmbeddedRecords, frozen=True, kw_only=True):
    """What can be embedded in `Passage`."""

    essay: EssayWithRelated | None = ABSENT
    """The essay that it belongs to."""
    section: SectionWithRelated | None = ABSENT
    """The innermost section that holds it."""
    claims: list[ClaimWithRelated] = ABSENT
    """The claims that stand there."""
    statistics: list[StatisticWithRelated] = ABSENT
    """The figures that stand there."""
    sources: list[SourceWithRelated] = ABSENT
    """The sources that it leans on."""
    text: dict[str, Any] | None = ABSENT
    """Its words, where the text is attached and served; null where it is not, or where the words are not those of the
    hash. `/essays/{id}/integrity` tells which.
    """


class PassageWithRelated(records.Passage, frozen=True, kw_only=True):
    """`Passage`, with what `embed` asked for."""

    related: PassageRelated = field(name="_embedded", default_factory=PassageRelated)
    """What is embedded."""


class ClaimRelated(EmbeddedRecords, frozen=True, kw_only=True):
    """What can be embedded in `Claim`."""

    essay: EssayWithRelated | None = ABSENT
    """The essay that it belongs to."""
    section: SectionWithRelated | None = ABSENT
    """The section of its first passage."""
    passages: list[PassageWithRelated] = ABSENT
    """Where the essay says it."""
    sources: list[SourceWithRelated] = ABSENT
    """The sources that it is attributed to."""
    states: list[StatisticWithRelated] = ABSENT
    """The figures that it states."""
    about: list[EntityWithRelated] = ABSENT
    """Who and what it is about."""
    evidence: list[EvidenceWithRelated] = ABSENT
    """The links that bear on it."""
    bears_on: list[EvidenceWithRelated] = ABSENT
    """The links by which it bears on something else."""
    statistics: list[StatisticWithRelated] = ABSENT
    """The figures that bear on it."""
    reviews: list[ReviewWithRelated] = ABSENT
    """What was found of it later."""
    topics: list[TopicWithRelated] = ABSENT
    """The topics that it belongs to."""
    relationships: list[RelationshipWithRelated] = ABSENT
    """The relationships that weigh it."""
    matches: list[dict[str, Any]] = ABSENT
    """Why `q` finds it."""


class ClaimWithRelated(records.Claim, frozen=True, kw_only=True):
    """`Claim`, with what `embed` asked for."""

    related: ClaimRelated = field(name="_embedded", default_factory=ClaimRelated)
    """What is embedded."""


class StatisticRelated(EmbeddedRecords, frozen=True, kw_only=True):
    """What can be embedded in `Statistic`."""

    essay: EssayWithRelated | None = ABSENT
    """The essay that it belongs to."""
    section: SectionWithRelated | None = ABSENT
    """The section of its first passage."""
    passages: list[PassageWithRelated] = ABSENT
    """Where the essay words it."""
    sources: list[SourceWithRelated] = ABSENT
    """The sources that it is attributed to."""
    unit: UnitWithRelated | None = ABSENT
    """The unit of value and ends."""
    measure: MeasureWithRelated | None = ABSENT
    """What is measured."""
    subject: EntityWithRelated | None = ABSENT
    """What it is measured of."""
    inputs: list[StatisticWithRelated] = ABSENT
    """The figures that it is computed from."""
    condition: StatisticWithRelated | None = ABSENT
    """The figure that restricts it."""
    stated_by: list[ClaimWithRelated] = ABSENT
    """Claims that state it."""
    evidence: list[EvidenceWithRelated] = ABSENT
    """The links that bear on it."""
    bears_on: list[EvidenceWithRelated] = ABSENT
    """The links by which it bears on something else."""
    reviews: list[ReviewWithRelated] = ABSENT
    """What was found of it later."""
    claims: list[ClaimWithRelated] = ABSENT
    """The claims that it bears on."""
    matches: list[dict[str, Any]] = ABSENT
    """Why `q` finds it."""


class StatisticWithRelated(records.Statistic, frozen=True, kw_only=True):
    """`Statistic`, with what `embed` asked for."""

    related: StatisticRelated = field(name="_embedded", default_factory=StatisticRelated)
    """What is embedded."""


class SourceRelated(EmbeddedRecords, frozen=True, kw_only=True):
    """What can be embedded in `Source`."""

    entity: EntityWithRelated | None = ABSENT
    """Who or what it is."""
    passages: list[PassageWithRelated] = ABSENT
    """Where essays lean on it."""
    claims: list[ClaimWithRelated] = ABSENT
    """The claims that are attributed to it."""
    statistics: list[StatisticWithRelated] = ABSENT
    """The figures that are attributed to it."""
    reviews: list[ReviewWithRelated] = ABSENT
    """The reviews that rest on it."""
    evidence: list[EvidenceWithRelated] = ABSENT
    """The links that rest on it."""
    matches: list[dict[str, Any]] = ABSENT
    """Why `q` finds it."""


class SourceWithRelated(records.Source, frozen=True, kw_only=True):
    """`Source`, with what `embed` asked for."""

    related: SourceRelated = field(name="_embedded", default_factory=SourceRelated)
    """What is embedded."""


class RelationshipRelated(EmbeddedRecords, frozen=True, kw_only=True):
    """What can be embedded in `Relationship`."""

    essay: EssayWithRelated | None = ABSENT
    """The essay that it belongs to."""
    thesis: ClaimWithRelated | None = ABSENT
    """The claim that is its thesis."""
    lever: TopicWithRelated | None = ABSENT
    """The lever that answers it."""
    claims: list[ClaimWithRelated] = ABSENT
    """The claims that it weighs."""
    about: list[EntityWithRelated] = ABSENT
    """Who and what it is about."""
    passages: list[PassageWithRelated] = ABSENT
    """Where the essay treats it."""
    matches: list[dict[str, Any]] = ABSENT
    """Why `q` finds it."""


class RelationshipWithRelated(records.Relationship, frozen=True, kw_only=True):
    """`Relationship`, with what `embed` asked for."""

    related: RelationshipRelated = field(name="_embedded", default_factory=RelationshipRelated)
    """What is embedded."""


class TopicRelated(EmbeddedRecords, frozen=True, kw_only=True):
    """What can be embedded in `Topic`."""

    essay: EssayWithRelated | None = ABSENT
    """The essay that it belongs to."""
    claims: list[ClaimWithRelated] = ABSENT
    """The claims that belong to it."""
    about: list[EntityWithRelated] = ABSENT
    """Who and what it is about."""
    passages: list[PassageWithRelated] = ABSENT
    """Where the essay names it."""
    relationships: list[RelationshipWithRelated] = ABSENT
    """The relationships that it answers, as a lever."""


class TopicWithRelated(records.Topic, frozen=True, kw_only=True):
    """`Topic`, with what `embed` asked for."""

    related: TopicRelated = field(name="_embedded", default_factory=TopicRelated)
    """What is embedded."""


class EntityRelated(EmbeddedRecords, frozen=True, kw_only=True):
    """What can be embedded in `Entity`."""

    claims: list[ClaimWithRelated] = ABSENT
    """The claims about it."""
    statistics: list[StatisticWithRelated] = ABSENT
    """The figures of it."""
    sources: list[SourceWithRelated] = ABSENT
    """The sources that it is."""
    relationships: list[RelationshipWithRelated] = ABSENT
    """The relationships about it."""
    topics: list[TopicWithRelated] = ABSENT
    """The topics about it."""
    matches: list[dict[str, Any]] = ABSENT
    """Why `q` finds it."""


class EntityWithRelated(records.Entity, frozen=True, kw_only=True):
    """`Entity`, with what `embed` asked for."""

    related: EntityRelated = field(name="_embedded", default_factory=EntityRelated)
    """What is embedded."""


class EvidenceRelated(EmbeddedRecords, frozen=True, kw_only=True):
    """What can be embedded in `Evidence`."""

    essay: EssayWithRelated | None = ABSENT
    """The essay that it belongs to."""
    origin_json: Raw = field(name="origin", default=ABSENT)
    """The JSON of `origin`."""
    target_json: Raw = field(name="target", default=ABSENT)
    """The JSON of `target`."""
    asserter: SourceWithRelated | None = ABSENT
    """Who asserts it, where it is another."""
    evidence: list[EvidenceWithRelated] = ABSENT
    """The links that bear on it."""

    @property
    def origin(self) -> ClaimWithRelated | StatisticWithRelated | SourceWithRelated:
        """The record that the link comes from."""
        record: ClaimWithRelated | StatisticWithRelated | SourceWithRelated = one_of(
            self.origin_json, ClaimWithRelated, StatisticWithRelated, SourceWithRelated
        )
        return record

    @property
    def target(self) -> ClaimWithRelated | StatisticWithRelated | EvidenceWithRelated:
        """The record that the link leads to."""
        record: ClaimWithRelated | StatisticWithRelated | EvidenceWithRelated = one_of(
            self.target_json, ClaimWithRelated, StatisticWithRelated, EvidenceWithRelated
        )
        return record


class EvidenceWithRelated(records.Evidence, frozen=True, kw_only=True):
    """`Evidence`, with what `embed` asked for."""

    related: EvidenceRelated = field(name="_embedded", default_factory=EvidenceRelated)
    """What is embedded."""


class ReviewRelated(EmbeddedRecords, frozen=True, kw_only=True):
    """What can be embedded in `Review`."""

    essay: EssayWithRelated | None = ABSENT
    """The essay that it belongs to."""
    target_json: Raw = field(name="target", default=ABSENT)
    """The JSON of `target`."""
    reviewer: SourceWithRelated | None = ABSENT
    """Who found it."""
    sources: list[SourceWithRelated] = ABSENT
    """The sources it rests on."""
    statistics: list[StatisticWithRelated] = ABSENT
    """The figures that it rests on."""
    claims: list[ClaimWithRelated] = ABSENT
    """The claims that it rests on."""
    supersedes: list[ReviewWithRelated] = ABSENT
    """The reviews in whose place it stands."""
    superseded_by: list[ReviewWithRelated] = ABSENT
    """The reviews that stand in its place."""
    matches: list[dict[str, Any]] = ABSENT
    """Why `q` finds it."""

    @property
    def target(self) -> ClaimWithRelated | StatisticWithRelated:
        """The record that was reviewed, as it is now."""
        record: ClaimWithRelated | StatisticWithRelated = one_of(
            self.target_json, ClaimWithRelated, StatisticWithRelated
        )
        return record


class ReviewWithRelated(records.Review, frozen=True, kw_only=True):
    """`Review`, with what `embed` asked for."""

    related: ReviewRelated = field(name="_embedded", default_factory=ReviewRelated)
    """What is embedded."""


class UnitRelated(EmbeddedRecords, frozen=True, kw_only=True):
    """What can be embedded in `Unit`."""

    statistics: list[StatisticWithRelated] = ABSENT
    """The figures that are in it."""


class UnitWithRelated(records.Unit, frozen=True, kw_only=True):
    """`Unit`, with what `embed` asked for."""

    related: UnitRelated = field(name="_embedded", default_factory=UnitRelated)
    """What is embedded."""


class MeasureRelated(EmbeddedRecords, frozen=True, kw_only=True):
    """What can be embedded in `Measure`."""

    statistics: list[StatisticWithRelated] = ABSENT
    """The figures that measure it."""
    matches: list[dict[str, Any]] = ABSENT
    """Why `q` finds it."""


class MeasureWithRelated(records.Measure, frozen=True, kw_only=True):
    """`Measure`, with what `embed` asked for."""

    related: MeasureRelated = field(name="_embedded", default_factory=MeasureRelated)
    """What is embedded."""
