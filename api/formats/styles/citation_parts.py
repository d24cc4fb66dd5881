"""How parts of a citation are put together."""

import re
from typing import Final

JOINT: Final = "\0"
"""Where parts meet, until a citation is finished; no text of an item has it, nor any of those below."""
CLOSED: Final = "\1"
"""What follows a quotation mark that closes."""
KEPT: Final = ("\2", "\3")
"""What stands around letters whose case is kept."""

SMALL: Final = "\4"
"""What stands before letters that stay small where titles have capitals."""

_PUNCTUATION: Final = ".,:;!?"
_MERGED: Final = {
    **dict.fromkeys(("!.", "!:"), "!"),
    **dict.fromkeys(("?.", "?:"), "?"),
    ":.": ":",
    ":!": "!",
    ":?": "?",
    ";.": ";",
    ";:": ";",
    ";!": "!",
    ";?": "?",
    **{mark * 2: mark for mark in _PUNCTUATION},
}
"""What two marks become that meet; others stand side by side."""


def join(left: str, right: str) -> str:
    """Return two parts of a citation, one after the other; of marks that meet, no more than is read."""
    if not left or not right:
        return left + right
    before = left.rstrip(JOINT + KEPT[1])
    quoted = re.search(f"(.)(?:.{CLOSED})+$", before)
    if quoted and _MERGED.get(quoted[1] + right[0]) == quoted[1]:
        return left + JOINT + right[1:]
    merged = _MERGED.get(before[-1:] + right[0])
    if merged is None:
        return left + JOINT + right
    return before[:-1] + left[len(before) :] + merged + JOINT + right[1:]


def group(*parts: str | None, between: str = ". ", before: str = "", after: str = "") -> str:
    """Return the parts that say anything, with what stands between them, and around them if there are any."""
    said = [part for part in parts if part]
    if not said:
        return ""
    written = said[0]
    for part in said[1:]:
        written = join(written, between) + JOINT + part
    return join(before + written, after)


def stopped(text: str) -> str:
    """Return a text with a full stop, unless it has an end."""
    return join(text, ".")


def finished(text: str, *, stops_in_quotes: bool) -> str:
    """Return a citation of which nothing is missing; with stops and commas before closing quotes, if they go there.

    Where they do not, commas and colons that end what is quoted go behind.
    """
    if stops_in_quotes:
        text = re.sub(f"(.)((?:.{CLOSED})+){JOINT}+([.,!?])", _tucked, text)
    else:
        text = re.sub(f"([,:;]+)((?:.{CLOSED})+)", r"\2\1", text)
    return re.sub(f"[{JOINT}{CLOSED}{SMALL}{''.join(KEPT)}]", "", text)


def _tucked(found: re.Match[str]) -> str:
    end, quotes, stop = found.groups()
    return _MERGED.get(end + stop, end + stop) + quotes
