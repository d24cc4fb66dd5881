"""Formatted citations, as plain text: a line for each item, in the order given.

Each is formatted for itself, to be copied: no list is sorted, and no letter is put after a year. Numbers
of GB/T 7714 count the items.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from api.formats.item import Item
from api.formats.styles import apa, gbt
from api.formats.styles.terms import TERMS, Locale, Terms

Style = Literal["apa", "gb-t-7714-2015-numeric"]
STYLES: Final[Mapping[Style, Callable[[Item, Terms], str]]] = {"apa": apa.cite, "gb-t-7714-2015-numeric": gbt.cite}
LOCALES: Final = tuple(TERMS)
LANGUAGES: Final[Mapping[Locale, str]] = {"zh-CN": "zh-Hans", "en-US": "en"}
"""The language of each locale, in which an item's words are asked for."""


def encode(items: Sequence[Item], style: Style, locale: Locale) -> bytes:
    """Return items as formatted citations, in UTF-8.

    Args:
        items: the items.
        style: how they are formatted.
        locale: the language of the style's own words.
    """
    cite, terms = STYLES[style], TERMS[locale]
    numbered = style != "apa"
    lines = (f"[{n}] {cite(item, terms)}" if numbered else cite(item, terms) for n, item in enumerate(items, 1))
    return "".join(f"{line}\n" for line in lines).encode()
