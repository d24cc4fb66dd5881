"""The parts of a draft: places are quotes, ids are one's own, and what follows from the text is in none of them.

An empty text, an empty list and `false` say nothing. Programs that have offsets give spans instead of quotes, and what
the model has no field for in `extra`; neither is in the published schema.
"""

from typing import Any, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from api.imports.drafted import Drafted, Extensible, Named, Offsets
from api.resources.claims.models import ClaimKind, Stance
from api.resources.entities.models import EntityKind
from api.resources.evidence.permitted_links import Relation
from api.resources.reviews.models import Verdict
from api.resources.sources.models import SourceKind
from api.resources.statistics.rules import Mode
from api.resources.topics.models import TopicKind
from seed.frozen.intervals import Comparator, Quantity, Reading

_COPIED = "Copied character for character from the text, long enough to stand there only once, within one sentence."
_PLACES = f"{_COPIED} Where it is said in two sentences, two quotes; the primary place first."
_SOURCES = "Ids of the sources that the essay gives for it; empty: the author."
_ABOUT = "Ids of the entities that it is about."
_SPANS = "Places as code points of the text, start and end, instead of quotes: for programs."


class DraftSection(Drafted):
    """One part of the essay, in order; together they cover it."""

    opens: str = Field(default="", description=f"The heading, or the first words. {_COPIED}")
    span: SkipJsonSchema[Offsets | None] = Field(default=None, description=_SPANS)
    level: int = Field(default=1, description="1 of a part, 2 of a part of that.")
    title: str = Field(description="Your title.")
    summary: str = Field(description="What it says, in one sentence.")


class DraftEntity(Named):
    """Who or what the essay speaks of, where that matters: named once, whatever it is called in the text."""

    kind: EntityKind = Field(description="What it is.")
    name: str = Field(description="Its name.")
    aliases: list[str] = Field(default=[], description="Its other names.")
    same_as: list[str] = Field(default=[], description="URLs by which others name the same: Wikidata, ROR, ORCID.")


class DraftSource(Extensible, Named):
    """Whoever or whatever the essay leans on."""

    kind: SourceKind = Field(
        description="person: speaks for himself. organisation: as such. report, paper, article, webpage: a work. "
        "speech, communication: spoken or written to someone. statistics: data. saying: proverb. anonymous: nobody is "
        "named."
    )
    name: str = Field(description="How to call it.")
    authors: list[str] = Field(
        default=[],
        description="Who wrote or said it. A person as `family name, given name`; an organisation without a comma; "
        "empty if nobody is named.",
    )
    title: str = Field(default="", description="Title of the work; empty if none is given.")
    year: str = Field(default="", description="When it was published: 2024, 2024-05, 199X; empty if not given.")
    url: str = Field(default="", description="Where it can be read; empty if not given.")
    work: SkipJsonSchema[dict[str, Any]] = Field(
        default={}, description="What else a bibliography knows of it: further fields of the record, for programs."
    )
    entity: str = Field(default="", description="Id of the entity that it is; empty if there is none.")
    wording: str = Field(default="", description="The few characters that name it in the text; part of a quote.")
    quotes: list[str] = Field(default=[], description=f"Where the essay leans on it. {_PLACES}")
    spans: SkipJsonSchema[list[Offsets]] = Field(default=[], description=_SPANS)


class DraftFigure(Extensible, Named):
    """A number, date or period that the essay asserts. “Rose from 3 to 4 million” is two figures."""

    says: str = Field(description="A full sentence with the figure.")
    quote: str = Field(default="", description=_COPIED)
    span: SkipJsonSchema[Offsets | None] = Field(default=None, description=_SPANS)
    wording: str = Field(
        description="The words of the figure with their “about”, “nearly”, “no more than”, multiplier and unit; part "
        "of the quote."
    )
    complete: str = Field(
        default="",
        description="The wording made complete, only if it leans on other words: “3” before “to 4 million” is “3 "
        "million”; otherwise empty.",
    )
    quantity: Quantity = Field(description="What kind of quantity it is. ordinal: the n-th of its kind.")
    comparator: Literal["", Comparator] = Field(
        default="", description="How the wording compares: approx with a reading, range with two ends, else as it says."
    )
    value: str = Field(
        default="",
        description="The number as a decimal, its multiplier folded in: 3000000 of “3 million”, 0.3 of “30 %”; empty "
        "of a range and of a date.",
    )
    reading: Literal["", Reading] = Field(
        default="",
        description="about: about. approaching: nearly. just-over: over a bit. several: several of `of`. emphasis: no "
        "less than, as much as. Empty where the wording is exact.",
    )
    of: str = Field(default="", description="The X of “several X”: 1000 of “several thousand”; else empty.")
    lower: str = Field(default="", description="Of a range: its lower end.")
    upper: str = Field(default="", description="Of a range: its upper end.")
    excludes: list[Literal["lower", "upper"]] = Field(default=[], description="Ends that are not part of the range.")
    unit: str = Field(
        default="",
        description="A code of UCUM (a, mo, d, h, By, Cel), or of a currency (EUR), or what is counted, one word, "
        "singular (route); empty of shares, ratios, ranks, ordinals and dates.",
    )
    measure: str = Field(description="What is measured, as a noun phrase: journeys by sleeper.")
    subject: str = Field(description="Of whom or what: the id of an entity, or a noun phrase.")
    when: str = Field(default="", description="When it holds: 2024, 2019/2024, 199X/.., ../2030; empty if not said.")
    mode: Mode = Field(
        description="computed: the essay works it out from other figures. definition, threshold: sets a bound. "
        "rhetorical: not meant as a number."
    )
    condition: str = Field(default="", description="What restricts it; empty if nothing.")
    ranked_by: str = Field(default="", description="Of a rank: by what.")
    ranked_among: str = Field(default="", description="Of a rank: among whom.")
    computed_from: list[str] = Field(default=[], description="Figures it is computed from, in the order a, b, c….")
    formula: str = Field(default="", description="Arithmetic over a, b, c…; else empty.")
    sources: list[str] = Field(default=[], description=_SOURCES)


class DraftClaim(Extensible, Named):
    """One proposition."""

    says: str = Field(description="A full sentence that can be true or false, understood without the text.")
    kind: ClaimKind = Field(
        description="thesis: what the essay as a whole is for, one or two. factual: it is so. causal: it makes so. "
        "evaluative: it is good or bad. predictive: it will be so. prescriptive: do so. definitional: a word means so."
    )
    stance: Stance = Field(
        description="endorses: the author holds it. reports: another holds it, the author leaves it open. rejects: "
        "cited to be turned down."
    )
    implicit: bool = Field(
        default=False,
        description="True if nothing words it and an argument needs it; then quote the inference that needs it.",
    )
    quotes: list[str] = Field(
        default=[],
        description=f"{_PLACES} Empty only if nothing in the text words it, and no inference there needs it.",
    )
    spans: SkipJsonSchema[list[Offsets]] = Field(default=[], description=_SPANS)
    one_utterance: bool = Field(
        default=False,
        description="True if its quotes, in order, are pieces of one sentence that other words interrupt.",
    )
    states: list[str] = Field(default=[], description="Ids of the figures that it states.")
    about: list[str] = Field(default=[], description=_ABOUT)
    sources: list[str] = Field(default=[], description=_SOURCES)


class DraftLink(Extensible, Named):
    """How records bear on one another."""

    origins: list[str] = Field(
        alias="from",
        description="Ids of claims, figures or sources. More than one: each is needed, together they are one reason. "
        "Independent reasons are links of their own.",
    )
    relation: Relation = Field(
        description="supports: makes it likelier. challenges: speaks against it. qualifies: limits it. illustrates: an "
        "example. restates: says the same. undercuts: attacks a link, not what it leads to. contrary: both cannot be "
        "true. contradictory: just one of them is true. equivalent: both are true, or neither."
    )
    to: str = Field(description="Id of a claim or figure; of a link, if it bears on that, as undercuts does.")
    scheme: str = Field(
        default="", description="The scheme of argument, where it is clear: expert-opinion; else empty."
    )
    whose: Literal["author", "reader"] = Field(
        description="author: the text says so (because, so, but). reader: you see it."
    )
    by: str = Field(
        default="", description="Id of the source that asserts it, if it is neither: a speaker. Usually empty."
    )


class DraftTopic(Named):
    """One strand of the essay."""

    kind: TopicKind = Field(description="breakthrough: what was won. gap: what is lacking. lever: what to do about it.")
    title: str = Field(description="Noun phrase.")
    summary: str = Field(description="What the essay says of it, in one sentence.")
    claims: list[str] = Field(description="Ids of the claims that belong to it.")
    about: list[str] = Field(default=[], description=_ABOUT)
    quotes: list[str] = Field(default=[], description=_PLACES)
    spans: SkipJsonSchema[list[Offsets]] = Field(default=[], description=_SPANS)


class DraftTension(Drafted):
    """Two poles that the essay weighs."""

    pole_a: str = Field(description="Noun phrase.")
    pole_b: str = Field(description="Noun phrase.")
    question: str = Field(description="The question between them.")
    quote: str = Field(default="", description=_COPIED)
    spans: SkipJsonSchema[list[Offsets]] = Field(default=[], description=_SPANS)
    for_a: list[str] = Field(description="Ids of claims.")
    for_b: list[str] = Field(description="Ids of claims.")
    between: list[str] = Field(default=[], description="Ids of claims on how they stand to each other.")
    answer: str = Field(description="Id of the claim that settles it.")
    resolution: str = Field(description="How the essay settles it, in one sentence.")
    lever: str = Field(
        default="",
        description="What the essay would do about it: the id of a topic of that kind, or a noun phrase; empty if "
        "nothing.",
    )
    about: list[str] = Field(default=[], description=_ABOUT)


class DraftReview(Drafted):
    """What somebody else found of a claim or a figure."""

    of: str = Field(description="Id of the claim or figure: of this document, or of the service, or its URL there.")
    reviewer: str = Field(description="Who found it: the id of a source that is a person or an organisation.")
    verdict: Verdict = Field(description="What it comes to.")
    rated: str = Field(default="", description="What was rated, as the reviewer words it.")
    rating: str = Field(default="", description="The rating, as the reviewer words it.")
    scale: str = Field(default="", description="The scale that the rating is one of.")
    date: str = Field(default="", description="When it was published: 2026-11-28.")
    url: str = Field(default="", description="Where it can be read.")
    language: str = Field(default="", description="The language of these words; empty: that of the document.")


class DraftOmission(Drafted):
    """A sentence or number you knowingly gave no record."""

    quote: str = Field(description=_COPIED)
    why: Literal["transition", "rhetoric", "framing", "aside", "name"] = Field(
        description="transition: leads from one point to the next. rhetoric: asks or exclaims. framing: says how to "
        "read. aside: off the argument. name: a number that is part of a name."
    )
