"""The forms of citable identifiers. An id carries no meaning but whose it is."""

from typing import Annotated

from pydantic import Field, StringConstraints

_ESSAY = r"[a-z]+([0-9]{4}|nd)[a-z]?"
_NUMBER = r"[1-9][0-9]{0,8}"

EssayId = Annotated[str, StringConstraints(pattern=f"^{_ESSAY}$", max_length=60), Field(examples=["cao2023"])]
SourceId = EssayId
SectionId = Annotated[
    str, StringConstraints(pattern=f"^{_ESSAY}-h{_NUMBER}$", max_length=80), Field(examples=["cao2023-h1"])
]
PassageId = Annotated[
    str, StringConstraints(pattern=f"^{_ESSAY}-p{_NUMBER}$", max_length=80), Field(examples=["cao2023-p1"])
]
ClaimId = Annotated[
    str, StringConstraints(pattern=f"^{_ESSAY}-c{_NUMBER}$", max_length=80), Field(examples=["cao2023-c1"])
]
StatisticId = Annotated[
    str, StringConstraints(pattern=f"^{_ESSAY}-s{_NUMBER}$", max_length=80), Field(examples=["cao2023-s1"])
]
RelationshipId = Annotated[
    str, StringConstraints(pattern=f"^{_ESSAY}-r{_NUMBER}$", max_length=80), Field(examples=["cao2023-r1"])
]
TopicId = Annotated[
    str, StringConstraints(pattern=f"^{_ESSAY}-t{_NUMBER}$", max_length=80), Field(examples=["cao2023-t1"])
]
EvidenceId = Annotated[
    str, StringConstraints(pattern=f"^{_ESSAY}-e{_NUMBER}$", max_length=80), Field(examples=["cao2023-e1"])
]
GrounderId = Annotated[
    str, StringConstraints(pattern=f"^{_ESSAY}(-[cse]{_NUMBER})?$", max_length=80), Field(examples=["cao2023-c1"])
]
"""The id of anything that evidence can link: a claim, a statistic, a source or evidence."""
_UNIT = r"[A-Za-z0-9%_.*^'+()\[\]\-]+"
UnitCode = Annotated[
    str, StringConstraints(pattern=f"^/?{_UNIT}(/{_UNIT})*$", max_length=40), Field(examples=["mo", "km/h", "mm[Hg]"])
]
"""The code of a unit: UCUM's characters but those of annotations, which are not units; or a code of one's own."""

EXAMPLES = {
    "essay": "cao2023",
    "section": "cao2023-h1",
    "passage": "cao2023-p1",
    "claim": "cao2023-c1",
    "statistic": "cao2023-s1",
    "source": "gartner2021",
    "relationship": "cao2023-r1",
    "topic": "cao2023-t1",
    "evidence": "cao2023-e1",
    "unit": "mo",
    "term": "users",
}
"""An id of each kind of record, to show what one looks like."""
