"""Words as Argdown reads them back: what would be markup is escaped, titles are without brackets, data in braces."""

import re
from collections.abc import Iterable
from typing import Any

import yaml

from api.imports.formats.maps.argdown_tokens import ArgdownTokens

_MARKUP = re.compile(r"[\\@#*_\[\]<>{}]|={3}|/(?=[/*])|[.:](?=[^\s]+?[.:])")
_BARE_TAG = re.compile(r"[a-zA-Z0-9\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF-]+")


def escaped(words: str) -> str:
    """Return words in one line, in which nothing is markup."""
    return _MARKUP.sub(lambda found: f"\\{found[0]}", " ".join(words.split()))


def plain_title(title: str) -> str:
    """Return a title without what would end it: it cannot be escaped."""
    plain = " ".join(title.translate(str.maketrans("[]<>", "()\u2039\u203a")).split())
    return plain.removeprefix("-").lstrip() or "untitled"


def tags_of(tags: Iterable[str]) -> str:
    """Return tags, each with a blank before it."""
    plain = (" ".join(tag.replace(")", " ").split()) for tag in tags)
    return "".join(f" #{tag}" if _BARE_TAG.fullmatch(tag) else f" #({tag})" for tag in plain if tag)


def data_of(data: Any) -> str:
    """Return data in braces, with a blank before them; empty of none, and of what would not be read as that."""
    if not isinstance(data, dict) or not data:
        return ""
    written = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10**6).strip()
    read = [token.kind for token in ArgdownTokens(f"[a] {written}\n\nb")]
    return f" {written}" if read[:3] == ["statement reference", "data", "blank lines"] else ""
