"""Names of authors, as reference lists print them: family first, given names as initials."""

import re
from collections.abc import Sequence
from typing import Final

from api.formats.item import Item, Name

# Letters of scripts whose names are turned round, as citeproc-js has them.
_LETTERS: Final = r"a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u1f00-\u1fff"
_TURNED: Final = re.compile(rf"[-0-9{_LETTERS}]")
_SPELT: Final = re.compile(rf"[{_LETTERS}]")


def printed(item: Item, *, initial: str, hyphens: bool, separator: str, capitals: bool) -> list[str]:
    """Return the names of an item's authors.

    Args:
        item: the item.
        initial: what stands after an initial.
        hyphens: whether initials keep the hyphen between given names.
        separator: what stands between family and given names.
        capitals: whether family names are in capitals.
    """
    eastern = item.get("language", "")[:2] in {"ja", "zh"}
    return [
        _one(name, initial=initial, hyphens=hyphens, separator=" " if eastern else separator, capitals=capitals)
        for name in item.get("author", [])
    ]


def joined(names: Sequence[str], last: str) -> str:
    """Return names with commas between them, and `last` before the last."""
    return last.join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _one(name: Name, *, initial: str, hyphens: bool, separator: str, capitals: bool) -> str:
    family, given = name.get("literal") or name.get("family", ""), name.get("given", "")
    if capitals:
        family = family.upper()
    if not (family and given):
        return family or given
    if not _TURNED.search(family):
        separator = " " if _SPELT.match(given) else ""
    return family + separator + _initials(given, initial, hyphens=hyphens)


def _initials(given: str, initial: str, *, hyphens: bool) -> str:
    if not _SPELT.match(given):
        return given
    parts = re.split(r"([\s-]+)", re.sub(r"\.(?=\S)", ". ", given if hyphens else given.replace("-", " ")))
    written = ""
    for part, between in zip(parts[::2], [*parts[1::2], ""], strict=True):
        short = part[:1] + initial if part[:1].isupper() else f"{part} "
        written += short.rstrip() + "-" if "-" in between else short
    return " ".join(written.split())
