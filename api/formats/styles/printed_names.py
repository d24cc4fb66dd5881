"""Names of people and organisations, as reference lists print them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from api.formats.item import Item, Name

# Letters of scripts whose names are turned round, as citeproc-js has them.
_LETTERS: Final = r"a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u1f00-\u1fff"
_TURNED: Final = re.compile(rf"[-0-9{_LETTERS}\u0218-\u021b]")
_SPELT: Final = re.compile(rf"[&{_LETTERS}\u0218-\u021b]")
_TITLES: Final = ("Lord", "Lady")

_MORE: Final = 3
_MANY: Final = 20
"""How many names are all written; of more, the first nineteen and the last (APA 9.8)."""


@dataclass(frozen=True)
class NameForm:
    """How names are written.

    Attributes:
        inverted: whether the family name stands first.
        separator: what stands between family and given names then.
        initial: what stands after an initial.
        initials: whether given names are so shortened.
        hyphens: whether initials keep the hyphen between given names.
        capitals: whether family names are in capitals.
    """

    inverted: bool
    separator: str = ", "
    initial: str = ". "
    initials: bool = True
    hyphens: bool = True
    capitals: bool = False


def written(item: Item, role: str, form: NameForm) -> list[str]:
    """Return the names of those who had a part in an item."""
    return [_one(name, item, form) for name in cast("list[Name]", item.get(role, []))]


def institution_last(item: Item, role: str) -> bool:
    """Return whether the last of them is named in one piece."""
    return "literal" in cast("list[Name]", item.get(role, [{}]))[-1]


def joined(names: Sequence[str], of_two: str, of_more: str) -> str:
    """Return names with commas between them, and a word before the last: of two, or of more; of many, not all."""
    if len(names) > _MANY:
        return f"{', '.join(names[: _MANY - 1])}, … {names[-1]}"
    return of_two.join(names) if len(names) < _MORE else f"{', '.join(names[:-1])}{of_more}{names[-1]}"


def _one(name: Name, item: Item, form: NameForm) -> str:
    if literal := name.get("literal"):
        return literal.upper() if form.capitals else literal
    given, _, after = name.get("given", "").partition(",")
    suffix, given = name.get("suffix") or after.strip(" !,"), given.strip()
    family, particle = name.get("family", ""), name.get("non-dropping-particle", "")
    if form.capitals:
        family, particle = family.upper(), particle.upper()
    turned, spelt = _TURNED.search(name.get("family", "")), _SPELT.match(given)
    if family:
        shorten = _initials if form.initials else _normalised
        given = shorten(given, form.initial, hyphens=form.hyphens)
        suffix = _normalised(suffix, form.initial)
    eastern = item.get("language", "")[:2] in {"ja", "zh"} or item.get("language") in {"vi", "hu"}
    if not turned and not spelt:
        return particle + family + given
    if not turned or eastern or name.get("static-ordering"):
        return _spaced(_spaced(particle, family), given)
    surname = particle + family if particle[-1:] in {"’", "'", "-"} else _spaced(particle, family)
    dropped = name.get("dropping-particle", "")
    if not form.inverted:
        if dropped[-1:] in {"’", "'", "-"} and dropped[:-1] != "de" and not particle:
            surname, dropped = dropped + surname, ""
        said = _spaced(dropped, surname)
        said += (", " if name.get("comma-suffix") else " ") * bool(suffix and said) + suffix
        return _spaced(given, said)
    separator = ", " if name.get("given") in _TITLES else form.separator
    said = separator.join(filter(None, (surname, _spaced(given, dropped))))
    return separator.join(filter(None, (said, suffix)))


def _spaced(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _initials(given: str, initial: str, *, hyphens: bool) -> str:
    if given in _TITLES or not _SPELT.match(given):
        return given
    parts = re.split(r"([\s-]+)", re.sub(r"\.(?=\S)", ". ", given if hyphens else given.replace("-", " ")))
    short_form = ""
    for part, between in zip(parts[::2], [*parts[1::2], ""], strict=True):
        short = part[:1] + initial if part[:1] != part[:1].lower() else f"{part} "
        short_form += short.rstrip() + "-" if "-" in between else short
    return " ".join(short_form.split())


def _normalised(name: str, initial: str, *, hyphens: bool = True) -> str:
    """Return a name or suffix in full, whose abbreviations end as initials do: `Jr.`, or `Jr` without stops."""
    if not _SPELT.match(name):
        return name
    name = re.sub(r"\.(?=\S)", ". ", name if hyphens else name.replace("-", " "))
    parts = re.split(r"([\s-]+)", name)
    for n, part in enumerate(parts[::2]):
        if part.endswith(".") or (len(part) == 1 and part == part.upper()):
            parts[2 * n] = part.rstrip(".") + initial
    return " ".join("".join(parts).split()).replace(" -", "-")
