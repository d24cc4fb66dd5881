"""Formatted citations, as plain text: a line for each item, in the order given.

Each is formatted for itself, to be copied: no list is sorted, and no letter is put after a year. Numbers
of GB/T 7714 count the items.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from api.formats.item import Item
from api.formats.language_text import primary
from api.formats.styles import apa, gbt, gbt2025
from api.formats.styles.citation_parts import finished
from api.formats.styles.csl_terms import GBT_TERMS, TERMS, Locale, Terms
from api.formats.styles.markup import printed

Style = Literal["apa", "gb-t-7714-2015-numeric", "gb-t-7714-2025-numeric"]


@dataclass(frozen=True)
class _Form:
    """How citations of a style are made."""

    cite: Callable[[Item, Terms], str]
    terms: Mapping[Locale, Terms]
    numbered: bool


STYLES: Final[Mapping[Style, _Form]] = {
    "apa": _Form(apa.cite, TERMS, numbered=False),
    "gb-t-7714-2015-numeric": _Form(gbt.cite, GBT_TERMS, numbered=True),
    "gb-t-7714-2025-numeric": _Form(gbt2025.cite, GBT_TERMS, numbered=True),
}
_IDENTIFIERS: Final = frozenset({"id", "type", "language", "DOI", "URL", "ISBN", "ISSN", "note", "abstract"})
LOCALES: Final = tuple(TERMS)
LANGUAGES: Final[Mapping[Locale, str]] = {"zh-CN": "zh-Hans", "en-US": "en"}
"""The language of each locale, in which an item's words are asked for."""


def locale_of(style: Style, language: str | None) -> Locale:
    """Return the locale in which an item is cited where none is asked for: that of the style.

    GB/T 7714 has the words of the item's own language: `等` in Chinese, `et al.` in others. APA is English.
    """
    return "zh-CN" if style != "apa" and (language is None or primary(language) == "zh") else "en-US"


def encode(items: Sequence[Item], style: Style, locale: Locale | None = None) -> bytes:
    """Return items as formatted citations, in UTF-8.

    Args:
        items: the items.
        style: how they are formatted.
        locale: the language of the style's own words; None is that of the style, for each item.
    """
    lines = (cite(item, style, locale or locale_of(style, item.get("language"))) for item in items)
    if STYLES[style].numbered:
        lines = (f"[{n}] {line}" for n, line in enumerate(lines, 1))
    return "".join(f"{line}\n" for line in lines).encode()


def cite(item: Item, style: Style, locale: Locale) -> str:
    """Return an item as an entry of a reference list, without its number."""
    form = STYLES[style]
    terms = form.terms[locale]
    return finished(form.cite(_printed(item, terms), terms), stops_in_quotes=terms.stops_in_quotes)


def _printed(item: Item, terms: Terms) -> Item:
    """Return an item whose words are as they are printed; identifiers stay as they are."""

    def said(value: Any) -> Any:
        if isinstance(value, str):
            return printed(value, terms.quotes)
        if isinstance(value, list | tuple):
            return [{part: said(text) for part, text in name.items()} for name in value]
        return value

    return cast("Item", {name: value if name in _IDENTIFIERS else said(value) for name, value in item.items()})
