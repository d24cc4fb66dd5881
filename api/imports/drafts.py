"""The shape of a draft: an essay as one document."""

from typing import Literal

from pydantic import Field

from api.imports.draft_parts import (
    DraftClaim,
    DraftEntity,
    DraftFigure,
    DraftLink,
    DraftOmission,
    DraftReview,
    DraftSection,
    DraftSource,
    DraftTension,
    DraftTopic,
)
from api.imports.drafted import Drafted, Extensible
from api.resources.essays.models import Genre


class Draft(Extensible):
    """An argued essay as data. Use your own words everywhere except in `opens`, `quote`, `quotes` and `wording`.

    Refer to records by their `id`; ids are short, unique in the document and yours to choose.
    """

    id: str = Field(default="", description="Id to give the essay, author and year: moss2026. Empty: it is made.")
    title: str = Field(default="", description="The title as the text has it.")
    authors: list[str] = Field(
        default=[],
        description="Who wrote it. A person as `family name, given name`; an organisation, or a name that is not to "
        "be divided, without a comma.",
    )
    year: str = Field(default="", description="When it was published: 2026, or 2026-11-28; empty if unknown.")
    language: str = Field(default="en", description="Language of the text, and of your words (BCP 47): en, zh-Hans.")
    genre: Literal["", Genre] = Field(default="", description="What kind of text it is; empty: an essay.")
    url: str = Field(default="", description="Where it can be read; empty if unknown.")
    license: str = Field(default="", description="The licence of the text (SPDX): CC-BY-4.0; empty: all rights kept.")
    sections: list[DraftSection] = Field(default=[], description="Outline.")
    entities: list[DraftEntity] = Field(default=[], description="Who and what the essay speaks of.")
    sources: list[DraftSource] = Field(default=[], description="Sources.")
    figures: list[DraftFigure] = Field(default=[], description="Figures.")
    claims: list[DraftClaim] = Field(default=[], description="Claims.")
    links: list[DraftLink] = Field(default=[], description="Links.")
    topics: list[DraftTopic] = Field(default=[], description="Strands: what was won, what is lacking, what to do.")
    tensions: list[DraftTension] = Field(default=[], description="Tensions.")
    reviews: list[DraftReview] = Field(default=[], description="What others found of it later. Usually empty.")
    left_out: list[DraftOmission] = Field(
        default=[], description="May be empty: the importer tells what is not covered."
    )


PARTS: dict[str, type[Drafted]] = {
    "sections": DraftSection,
    "entities": DraftEntity,
    "sources": DraftSource,
    "figures": DraftFigure,
    "claims": DraftClaim,
    "links": DraftLink,
    "topics": DraftTopic,
    "tensions": DraftTension,
    "reviews": DraftReview,
    "left_out": DraftOmission,
}
"""The lists of a draft, in the order in which they are told, and what is in each."""
