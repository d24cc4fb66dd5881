"""The shapes of answers to questions of an argument."""

from typing import Literal

from pydantic import BaseModel, Field

from api.core.db.columns import LanguageMap
from api.resources.claims.models import Grade

NodeType = Literal["claim", "statistic", "source"]
_TRUNCATED = Field(
    description="Whether the question reached more than it may (10,000 records or 50,000 links); then the answer is "
    "of the part that was read."
)


class Place(BaseModel):
    """A place in the text where a record stands."""

    id: str = Field(description="The passage.")
    start: int = Field(description="Where it begins, in code points.")
    end: int = Field(description="Just beyond where it ends.")
    section_id: str | None = Field(description="The section that holds it.")
    paragraph: int = Field(description="Its paragraph in the essay.")
    sentence: int = Field(description="Its sentence in the essay.")


class Node(BaseModel):
    """A record that an argument is made of."""

    id: str = Field(description="The record.")
    type: NodeType = Field(description="Whether it is a claim, a statistic or a source.")
    kind: str = Field(description="The kind of the claim or source, or the quantity of the statistic.")
    stance: str | None = Field(description="Of a claim: how the author stands to it; else null.")
    text: LanguageMap = Field(description="What it says, or the source's name, by language.")
    as_written: str | None = Field(description="How the essay words the figure or names the source; else null.")
    status: str = Field(description="`withdrawn` records neither stand nor support.")
    section_id: str | None = Field(description="The section of its first passage, or null.")
    grounds: Grade | None = Field(
        description="What the best chain to it rests on; of a source, what it is worth itself. Null while it is not "
        "reckoned yet."
    )


class PlacedNode(Node):
    """A record, where it stands, and whether it is grounded."""

    passages: list[Place] = Field(description="Its places in the text; the first is the primary place.")
    depth: int | None = Field(
        description="How many links lie between it and the claim at least; null where none leads."
    )
    grounded: bool | None = Field(
        description="Whether it is a statistic or source, or rests on some in the end; null where truncation hides it."
    )


class Premise(BaseModel):
    """A link of support."""

    evidence_id: str = Field(description="The link.")
    origin_id: str = Field(description="The record that supports.")
    scheme: str | None = Field(description="The scheme of argument, where it is clear.")
    asserted_by: str = Field(
        description="Whether the author makes the link, the analyst sees it, or another asserts it."
    )


class ReasonAnswer(BaseModel):
    """What suffices alone for its target: one premise, or several that are jointly necessary."""

    target_id: str = Field(description="The record that it supports.")
    group: str | None = Field(description="What links the premises; null where there is one that suffices alone.")
    holds: bool | None = Field(description="Whether all premises are grounded; null where truncation hides it.")
    premises: list[Premise] = Field(description="What it needs.")


class Why(BaseModel):
    """How a claim is supported, down to statistics and sources."""

    claim_id: str = Field(description="The claim.")
    grounded: bool | None = Field(description="Whether it rests on a statistic or source in the end.")
    grounds: Grade | None = Field(description="What the best of its chains rests on.")
    nodes: list[PlacedNode] = Field(description="The claim and whatever supports it, nearest first.")
    reasons: list[ReasonAnswer] = Field(description="Each reason given for the claim or for what supports it.")
    chains: list[list[str]] = Field(
        description="For each statistic or source, a shortest chain of ids that leads from it to the claim."
    )
    truncated: bool = _TRUNCATED


class Objection(BaseModel):
    """A link that speaks against a claim, a figure or another link."""

    evidence_id: str = Field(description="The link.")
    relation: Literal["challenges", "qualifies", "undercuts", "contrary", "contradictory"] = Field(
        description="How it speaks against its target; contrary and contradictory do so from both sides."
    )
    origin_id: str = Field(description="What speaks against it.")
    target_id: str = Field(description="What it speaks against: a record, or a link.")
    group: str | None = Field(description="What links it with others that are jointly necessary; else null.")
    depth: int = Field(description="1 speaks against the claim; 2 against an objection of depth 1, and so on.")
    grounded: bool | None = Field(description="Whether its origin rests on a statistic or source in the end.")


class Against(BaseModel):
    """What speaks against a claim, and what stands on that."""

    claim_id: str = Field(description="The claim.")
    objections: list[Objection] = Field(description="What speaks against it, or against an objection.")
    resting: list[str] = Field(
        description="What stands on the objections of depth 1: the records that these support, directly or not."
    )
    nodes: list[PlacedNode] = Field(description="The records of the objections, and what stands on them.")
    truncated: bool = _TRUNCATED


class Lost(BaseModel):
    """A record that loses support."""

    id: str = Field(description="The record.")
    type: NodeType = Field(description="Whether it is a claim or a statistic.")
    kind: str = Field(description="The kind of the claim, or the quantity of the statistic.")
    text: LanguageMap = Field(description="What it says, by language.")
    loss: Literal["all", "some"] = Field(description="Whether it loses all its support or some.")
    held: int = Field(description="How many reasons for it hold.")
    remaining: int = Field(description="How many still would.")
    depth: int = Field(description="How many links lie between it and what falls at least.")


class Naming(BaseModel):
    """A record that names what falls otherwise than by a link of support."""

    id: str = Field(description="The record.")
    type: Literal["claim", "statistic"] = Field(description="What it is.")
    field: Literal["attributed_to", "inputs", "condition_id"] = Field(description="The field that names it.")


class ReviewTold(BaseModel):
    """A review that tells of what falls."""

    id: str = Field(description="The review.")
    target_version: str = Field(description="The version that was reviewed.")
    verdict: str = Field(description="What it comes to.")


class Impact(BaseModel):
    """What loses support when a source, a statistic or a claim falls."""

    id: str = Field(description="What falls.")
    type: NodeType = Field(description="What it is.")
    claims: list[Lost] = Field(
        description="The claims that lose support, theses included: all of it first, then the nearest first."
    )
    theses: list[str] = Field(description="Which of these claims are theses.")
    statistics: list[Lost] = Field(description="The statistics that lose support, in the same order.")
    reviews: list[ReviewTold] = Field(
        description="The reviews of the statistic or claim; of a source, those that tell that it was retracted."
    )
    named_by: list[Naming] = Field(description="Records that name it otherwise, which do not fall by these rules.")
    truncated: bool = _TRUNCATED


class AuditRule(BaseModel):
    """A rule that an argument is audited by."""

    id: str = Field(description="The name of the rule.")
    title: str = Field(description="What breaks it.")
    remedy: str = Field(description="What would mend it.")
    findings: int | None = Field(description="How often it is broken; null where truncation keeps it from being asked.")
    truncated: bool = Field(
        description="Whether it may be broken more often than is told, which is 1,000 times at most."
    )


class Finding(BaseModel):
    """One place where an argument breaks a rule."""

    rule: str = Field(description="The rule.")
    records: list[str] = Field(description="The records that break it.")
    detail: str = Field(description="How they break it.")


class GradedThesis(BaseModel):
    """A thesis, and what it rests on."""

    id: str = Field(description="The thesis.")
    grounds: Grade | None = Field(description="What the best chain to it rests on.")


class Audit(BaseModel):
    """Where an essay's argument is weak."""

    essay_id: str = Field(description="The essay.")
    theses: list[GradedThesis] = Field(description="Its theses that stand published.")
    rules: list[AuditRule] = Field(description="Every rule, broken or not.")
    findings: list[Finding] = Field(description="What breaks them, rule by rule.")
    truncated: bool = _TRUNCATED
