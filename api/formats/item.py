"""The neutral bibliographic item, which every bibliographic format is made of: an item of CSL-JSON.

The variables are those of CSL 1.0.2 (https://docs.citationstyles.org/en/v1.0.2/specification.html), as
many as a record can fill; the schema is `csl-data.json` of the Citation Style Language project.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Required, TypedDict, cast, get_args

from api.core.records.work_identifiers import CslType


def types(names: str) -> frozenset[str]:
    """Return a set of types, named with spaces between them."""
    return frozenset(names.split())


TYPES: Final = frozenset(get_args(CslType))
"""The types of items (CSL 1.0.2, appendix III)."""


Name = TypedDict(
    "Name",
    {
        "family": str,
        "given": str,
        "dropping-particle": str,
        "non-dropping-particle": str,
        "suffix": str,
        "comma-suffix": bool,
        "static-ordering": bool,
        "parse-names": bool,
        "literal": str,
    },
    total=False,
)
"""A name: family and given, and what goes with them; or one literal."""


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
        "editor": list[Name],
        "translator": list[Name],
        "container-title": str,
        "publisher": str,
        "publisher-place": str,
        "edition": str,
        "volume": str,
        "issue": str,
        "number": str,
        "page": str,
        "event-title": str,
        "archive": str,
        "issued": Date,
        "accessed": Date,
        "language": str,
        "ISBN": str,
        "ISSN": str,
        "DOI": str,
        "URL": str,
        "abstract": str,
        "note": str,
    },
    total=False,
)
"""An item to cite; what is not known is not there."""


def item(identifier: str, csl_type: str, **variables: Any) -> Item:
    """Return an item; variables are named with `_` for `-`, and those that are empty are left out.

    A type that CSL does not know is `document`, its catch-all.
    """
    known = {"id": identifier, "type": csl_type if csl_type in TYPES else "document"}
    return cast("Item", known | {name.replace("_", "-"): value for name, value in variables.items() if value})


def names(given: Sequence[Mapping[str, Any]] | None) -> list[Name]:
    """Return the names that a record holds, without what is null."""
    return [cast("Name", {part: value for part, value in name.items() if value}) for name in given or ()]
