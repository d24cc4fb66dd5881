"""The neutral bibliographic item, which every bibliographic format is made of: an item of CSL-JSON.

The variables are those of CSL 1.0.2 (https://docs.citationstyles.org/en/v1.0.2/specification.html), as
many as a record can fill; the schema is `csl-data.json` of the Citation Style Language project.
"""

import re
from typing import Any, Final, Required, TypedDict, cast


def types(names: str) -> frozenset[str]:
    """Return a set of types, named with spaces between them."""
    return frozenset(names.split())


TYPES: Final = types(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage"
)
"""The types of items (CSL 1.0.2, appendix III)."""


class Name(TypedDict, total=False):
    """A name: family and given, or one literal."""

    family: str
    given: str
    literal: str


Date = TypedDict(
    "Date", {"date-parts": list[list[int]], "season": int, "circa": bool, "literal": str}, total=False
)  # fmt: skip
"""A date: one or two of year, month and day; or words where none would be true."""

Item = TypedDict(
    "Item",
    {
        "id": Required[str],
        "type": Required[str],
        "title": str,
        "title-short": str,
        "author": list[Name],
        "container-title": str,
        "publisher": str,
        "publisher-place": str,
        "volume": str,
        "issue": str,
        "page": str,
        "issued": Date,
        "accessed": Date,
        "language": str,
        "DOI": str,
        "URL": str,
        "abstract": str,
        "note": str,
    },
    total=False,
)
"""An item to cite; what is not known is not there."""

# Scripts whose names are written family first, without a comma or a space.
_HAN = r"[\u2e80-\u30ff\u3105-\u312f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff·]+"


def item(identifier: str, csl_type: str, **variables: Any) -> Item:
    """Return an item; variables are named with `_` for `-`, and those that are empty are left out.

    A type that CSL does not know is `document`, its catch-all.
    """
    known = {"id": identifier, "type": csl_type if csl_type in TYPES else "document"}
    return cast("Item", known | {name.replace("_", "-"): value for name, value in variables.items() if value})


def name(given: dict[str, Any]) -> Name:
    """Return the name that a record holds, without what is null."""
    return cast("Name", {part: value for part, value in given.items() if value})


def whole(name: Name) -> str | None:
    """Return a name that is written in one piece, a literal or one in Han or the like; None if it is not."""
    if literal := name.get("literal"):
        return literal
    joined = name.get("family", "") + name.get("given", "")
    return joined if re.fullmatch(_HAN, joined) else None
