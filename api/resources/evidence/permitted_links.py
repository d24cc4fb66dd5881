"""Which links of evidence are permitted: what may bear on what, and how."""

from typing import Literal

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
OriginType = Literal["claim", "statistic", "source"]
TargetType = Literal["claim", "statistic", "evidence"]
Triple = tuple[OriginType, Relation, TargetType]

SYMMETRIC: frozenset[Relation] = frozenset({"contrary", "contradictory", "equivalent"})
"""The relations that hold from both sides: which end is the origin says nothing."""

PERMITTED: frozenset[Triple] = frozenset(
    {
        ("claim", "supports", "claim"),
        ("claim", "challenges", "claim"),
        ("claim", "qualifies", "claim"),
        ("claim", "illustrates", "claim"),
        ("claim", "restates", "claim"),
        ("claim", "contrary", "claim"),
        ("claim", "contradictory", "claim"),
        ("claim", "equivalent", "claim"),
        ("claim", "supports", "statistic"),
        ("claim", "challenges", "statistic"),
        ("claim", "qualifies", "statistic"),
        ("claim", "supports", "evidence"),
        ("claim", "challenges", "evidence"),
        ("claim", "qualifies", "evidence"),
        ("claim", "illustrates", "evidence"),
        ("claim", "restates", "evidence"),
        ("claim", "undercuts", "evidence"),
        ("statistic", "supports", "claim"),
        ("statistic", "challenges", "claim"),
        ("statistic", "qualifies", "claim"),
        ("statistic", "illustrates", "claim"),
        ("statistic", "supports", "statistic"),
        ("statistic", "challenges", "statistic"),
        ("statistic", "qualifies", "statistic"),
        ("statistic", "restates", "statistic"),
        ("statistic", "contrary", "statistic"),
        ("statistic", "contradictory", "statistic"),
        ("statistic", "equivalent", "statistic"),
        ("statistic", "supports", "evidence"),
        ("statistic", "challenges", "evidence"),
        ("statistic", "qualifies", "evidence"),
        ("statistic", "illustrates", "evidence"),
        ("statistic", "undercuts", "evidence"),
        ("source", "supports", "claim"),
        ("source", "challenges", "claim"),
        ("source", "qualifies", "claim"),
        ("source", "illustrates", "claim"),
        ("source", "supports", "statistic"),
        ("source", "challenges", "statistic"),
        ("source", "qualifies", "statistic"),
        ("source", "supports", "evidence"),
        ("source", "challenges", "evidence"),
        ("source", "qualifies", "evidence"),
        ("source", "illustrates", "evidence"),
        ("source", "undercuts", "evidence"),
    }
)
"""Only like restates like, or words an inference; what holds from both sides is between like and like; only evidence
can be undercut, and only `supports` carries support."""
