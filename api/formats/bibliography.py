"""Formatted citations, as plain text: a line for each item, in the order given.

Each is formatted for itself, to be copied: no list is sorted, and no letter is put after a year. Numbers
of GB/T 7714 count the items.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, cast

from api.formats.item import Item
from api.formats.styles import apa, gbt
from api.formats.styles.terms import TERMS, Locale, Terms
from api.formats.styles.text import finished, printed

Style = Literal["apa", "gb-t-7714-2015-numeric"]
STYLES: Final[Mapping[Style, Callable[[Item, Terms], str]]] = {"apa": apa.cite, "gb-t-7714-2015-numeric": gbt.cite}
_WORDS: Final = ("title", "container-title", "publisher", "publisher-place", "volume", "issue", "page")
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
    cited = [finished(cite(_printed(item), terms), stops_in_quotes=terms.stops_in_quotes) for item in items]
    lines = (f"[{n}] {line}" for n, line in enumerate(cited, 1)) if numbered else cited
    return "".join(f"{line}\n" for line in lines).encode()


def _printed(item: Item) -> Item:
    """Return an item whose words are as they are printed; identifiers stay as they are."""
    words = {name: printed(value) for name in _WORDS if isinstance(value := item.get(name), str)}
    authors = [{part: printed(str(value)) for part, value in name.items()} for name in item.get("author", [])]
    return cast("Item", {**item, **words, "author": authors})
