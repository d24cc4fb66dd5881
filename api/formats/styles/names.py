"""Names of authors, as reference lists print them: family first, given names as initials."""

import re
from collections.abc import Sequence
from typing import Final

from api.formats.item import Item, Name
from api.formats.names import whole

# Letters of scripts whose names are turned round, as citeproc-js has them.
_LETTERS: Final = r"a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u1f00-\u1fff"
_TURNED: Final = re.compile(rf"[-0-9{_LETTERS}]")
_SPELT: Final = re.compile(rf"[{_LETTERS}]")

_MORE: Final = 3
_MANY: Final = 20
"""How many names are all written; of more, the first nineteen and the last (APA 9.8)."""


def inverted(item: Item, *, initial: str, hyphens: bool, separator: str, capitals: bool) -> list[str]:
    """Return the names of an item's authors.

    Args:
        item: the item.
        initial: what stands after an initial.
        hyphens: whether initials keep the hyphen between given names.
        separator: what stands between family and given names.
        capitals: whether family names are in capitals.
    """
    between = " " if _eastern(item) else separator
    return [
        _one(name, initial=initial, hyphens=hyphens, separator=between, capitals=capitals)
        for name in item.get("author", [])
    ]


def in_full(item: Item) -> list[str]:
    """Return the names of an item's authors as they are said, with their given names whole."""
    order = -1 if _eastern(item) else 1
    return [
        whole(name) or " ".join([name.get("given", ""), name.get("family", "")][::order]).strip()
        for name in item.get("author", [])
    ]


def joined(names: Sequence[str], of_two: str, of_more: str) -> str:
    """Return names with commas between them, and a word before the last: of two, or of more; of many, not all."""
    if len(names) > _MANY:
        return f"{', '.join(names[: _MANY - 1])}, … {names[-1]}"
    return of_two.join(names) if len(names) < _MORE else f"{', '.join(names[:-1])}{of_more}{names[-1]}"


def _eastern(item: Item) -> bool:
    """Return whether an item is in a language that puts family names first."""
    return item.get("language", "")[:2] in {"ja", "zh"}


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
