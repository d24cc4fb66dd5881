"""Which links of evidence are permitted: what may bear on what, and how."""

from typing import Literal

Relation = Literal["supports", "challenges", "qualifies", "illustrates", "restates", "undercuts"]
OriginType = Literal["claim", "statistic", "source"]
TargetType = Literal["claim", "statistic", "evidence"]

PERMITTED: frozenset[tuple[OriginType, Relation, TargetType]] = frozenset(
    {
        ("claim", "supports", "claim"),
        ("claim", "challenges", "claim"),
        ("claim", "qualifies", "claim"),
        ("claim", "illustrates", "claim"),
        ("claim", "restates", "claim"),
        ("claim", "supports", "statistic"),
        ("claim", "challenges", "statistic"),
        ("claim", "qualifies", "statistic"),
        ("claim", "undercuts", "evidence"),
        ("statistic", "supports", "claim"),
        ("statistic", "challenges", "claim"),
        ("statistic", "qualifies", "claim"),
        ("statistic", "illustrates", "claim"),
        ("statistic", "supports", "statistic"),
        ("statistic", "challenges", "statistic"),
        ("statistic", "qualifies", "statistic"),
        ("statistic", "restates", "statistic"),
        ("statistic", "undercuts", "evidence"),
        ("source", "supports", "claim"),
        ("source", "challenges", "claim"),
        ("source", "qualifies", "claim"),
        ("source", "illustrates", "claim"),
        ("source", "supports", "statistic"),
        ("source", "challenges", "statistic"),
        ("source", "qualifies", "statistic"),
        ("source", "undercuts", "evidence"),
    }
)
"""Only like restates like, only evidence can be undercut, and only `supports` carries support."""
