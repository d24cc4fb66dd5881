"""Marks of HTML within words of formats that are no HTML: CSL's rich text, and characters that a page would escape."""

import html
import re

_MARK = re.compile(
    r"</?(?:i|b|em|strong|sup|sub|sc)>|<span (?:class=\"nocase\"|style=\"font-variant:\s*small-caps;?\")>|</span>"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def unescaped(words: str) -> str:
    """Return words with `&amp;` and its like as the characters that they stand for."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), words)


def unmarked(words: str) -> str:
    """Return words without the marks of CSL's rich text, and with characters for what stands for them."""
    return unescaped(_MARK.sub("", words))
