"""Files for parsers of formats, and what they come to."""

from collections.abc import Callable, Sequence
from typing import Any

from api.imports.parsed_files import GivenFile, Parsed

Parser = Callable[[Sequence[GivenFile]], Parsed]


def read(parse: Parser, content: str | bytes, name: str = "file") -> Parsed:
    """Return what a parser makes of one file."""
    return parse([GivenFile(name, content if isinstance(content, bytes) else content.encode("utf-8", "replace"))])


def work(parsed: Parsed, number: int = 0) -> dict[str, Any]:
    """Return a source of a draft with what else is known of it, as one."""
    source: dict[str, Any] = parsed.draft["sources"][number]
    rest: dict[str, Any] = source["work"]
    return {name: value for name, value in source.items() if name != "work"} | rest


def told(parsed: Parsed) -> dict[str, tuple[str, str | None]]:
    """Return what became of each construct, by what it is."""
    return {item.what: (item.became, item.why) for item in parsed.read or ()}
