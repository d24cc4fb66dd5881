"""Nodes of JSON-LD, found in a document or in the scripts of a page; read as schema.org's publishers write it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from api.core.http.json_limits import Extents, refuse_excess
from api.core.http.problems import ProblemError
from api.core.write.bodies import decode, pointer
from api.imports.parsed_files import GivenFile

Node = dict[str, Any]
_FRAME = re.compile(r"\A\s*(?:/[/*]\s*)?<!(?:\[CDATA\[|--)(?:\s*\*/)?|(?:/[/*]\s*)?(?:\]\]|--)>(?:\s*\*/)?;?\s*\Z")
"""What pages for old browsers set around a script."""
_MOST = Extents(depth=32, items=100_000, characters=1_000_000)


def nodes_of(file: GivenFile, kind: str) -> Iterator[tuple[str, Node]]:
    """Yield the nodes of a type, wherever they are nested, each with where it stands.

    Args:
        file: a document of JSON-LD, a feed of data, or a page with scripts of them.
        kind: the type, without schema.org's IRI.

    Raises:
        ProblemError: it is no JSON, or too much.
    """
    content = file.content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if content[:1] in {b"{", b"["}:
        yield from _within(_decoded(content), kind, "")
        return
    page = JsonLdScripts()
    page.feed(content.decode("utf-8", "replace"))
    for number, script in enumerate(page.found, start=1):
        inner = _FRAME.sub("", script)
        if kind in inner:  # others are of what else is on the page, and may be broken
            yield from _within(_decoded(inner.encode(), f"script {number}: "), kind, f"script {number} ")


def is_a(node: Node, kind: str) -> bool:
    """Tell whether a node is of a type."""
    return any(
        str(name).removeprefix("https://schema.org/").removeprefix("http://schema.org/") == kind
        for name in listed(node.get("@type"))
    )


def listed(value: Any) -> list[Any]:
    """Return the values of a property: none, one or many."""
    return [] if value is None else value if isinstance(value, list) else [value]


def text_of(value: Any) -> tuple[str, str | None]:
    """Return the text of a property, and its language where that is said: of several, the first."""
    for item in listed(value):
        if isinstance(item, dict):
            if "@value" in item:
                return str(item["@value"]), item.get("@language")
            for language, words in item.items():
                if isinstance(words, str) and not language.startswith("@"):
                    return words, language
        elif isinstance(item, str | int | float) and not isinstance(item, bool):
            return str(item).strip(), None
    return "", None


def _decoded(content: bytes, where: str = "") -> Any:
    try:
        refuse_excess(content, _MOST)
        return decode(content)
    except ProblemError as error:
        raise ProblemError(error.slug, f"{where}{error.detail}") from error


def _within(value: Any, kind: str, where: str) -> Iterator[tuple[str, Node]]:
    waiting = [(where, value)]
    while waiting:
        place, item = waiting.pop()
        if isinstance(item, dict) and is_a(item, kind):
            yield place or "the document", item
        inner = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
        waiting += reversed([(place + pointer(name), found) for name, found in inner])


class JsonLdScripts(HTMLParser):
    """The scripts of a page that are JSON-LD."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a script, where it is JSON-LD."""
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        self._inside = tag == "script" and kind == "application/ld+json"
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        """End a script."""
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        """Take what stands in a script."""
        if self._inside:
            self.found[-1] += data
