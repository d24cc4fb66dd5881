"""The forms of citable identifiers. An id carries no meaning but whose it is."""

from typing import Annotated

from pydantic import Field, StringConstraints

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""A name in lower case, its words joined by hyphens."""
_ESSAY = r"[a-z]+([0-9]{4}|nd)[a-z]?"
_NUMBER = r"[1-9][0-9]{0,8}"


def numbered(letter: str) -> str:
    """Return the pattern of the ids of records that are numbered within an essay, under the letter of their kind."""
    return f"^{_ESSAY}-{letter}{_NUMBER}$"


EssayId = Annotated[str, StringConstraints(pattern=f"^{_ESSAY}$", max_length=60), Field(examples=["cao2023"])]
SourceId = EssayId
SectionId = Annotated[str, StringConstraints(pattern=numbered("h"), max_length=80), Field(examples=["cao2023-h1"])]
PassageId = Annotated[str, StringConstraints(pattern=numbered("p"), max_length=80), Field(examples=["cao2023-p1"])]
ClaimId = Annotated[str, StringConstraints(pattern=numbered("c"), max_length=80), Field(examples=["cao2023-c1"])]
StatisticId = Annotated[str, StringConstraints(pattern=numbered("s"), max_length=80), Field(examples=["cao2023-s1"])]
RelationshipId = Annotated[str, StringConstraints(pattern=numbered("r"), max_length=80), Field(examples=["cao2023-r1"])]
TopicId = Annotated[str, StringConstraints(pattern=numbered("t"), max_length=80), Field(examples=["cao2023-t1"])]
EvidenceId = Annotated[str, StringConstraints(pattern=numbered("e"), max_length=80), Field(examples=["cao2023-e1"])]
ReviewId = Annotated[str, StringConstraints(pattern=numbered("v"), max_length=80), Field(examples=["cao2023-v1"])]
ReviewableId = Annotated[
    str, StringConstraints(pattern=f"^{_ESSAY}-[cs]{_NUMBER}$", max_length=80), Field(examples=["cao2023-s21"])
]
"""The id of anything that can be reviewed: a claim or a statistic."""
ReviewedVersion = Annotated[
    str,
    StringConstraints(pattern=f"^{_ESSAY}-[cs]{_NUMBER}@{_NUMBER}$", max_length=90),
    Field(examples=["cao2023-s21@1"]),
]
"""A version of a claim or a statistic, as it is cited."""
GrounderId = Annotated[
    str, StringConstraints(pattern=f"^{_ESSAY}(-[cse]{_NUMBER})?$", max_length=80), Field(examples=["cao2023-c1"])
]
"""The id of anything that evidence can link: a claim, a statistic, a source or evidence."""
EntityId = Annotated[str, StringConstraints(pattern=SLUG, max_length=100), Field(examples=["chatgpt"])]
"""The id of who or what an essay speaks of, shared by all essays."""
_UNIT = r"[A-Za-z0-9%_.*^'+()\[\]\-]+"
UnitCode = Annotated[
    str, StringConstraints(pattern=f"^/?{_UNIT}(/{_UNIT})*$", max_length=40), Field(examples=["mo", "km/h", "mm[Hg]"])
]
"""The code of a unit: UCUM's characters but those of annotations, which are not units; or a code of one's own."""

EXAMPLES: dict[str, str] = {}
"""An id of each kind of record, to show what one looks like; each resource adds its own as it is declared."""
