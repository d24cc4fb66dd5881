"""How parts of a citation are put together."""

import re
from typing import Final

from api.formats.words import one_line

_ENDED: Final = ".?!"
"""What a full stop after it is dropped for."""
_JOINT: Final = "\0"
"""Where parts meet, until a citation is finished; no text of an item has it."""


def group(*parts: str | None, between: str = ". ", before: str = "", after: str = "") -> str:
    """Return the parts that say anything, with what stands between them, and around them if there are any."""
    said = [part for part in parts if part]
    if not said:
        return ""
    written = said[0]
    for part in said[1:]:
        dropped = "." if written[-1] == "." else ".:" if written[-1] in _ENDED else ""
        written += _JOINT + between.lstrip(dropped) + part
    return before + written + after


def stopped(text: str) -> str:
    """Return a text with a full stop, unless it has an end."""
    return text if text[-1:] in _ENDED else f"{text}{_JOINT}."


def printed(text: str) -> str:
    """Return a text on one line, with typographic quotes and apostrophes for straight ones."""
    text = re.sub(r'"([^"]*)"', r"“\1”", one_line(text))
    return re.sub(r"(?<!\w)'([^']*)'(?!\w)", "\u2018\\1’", text).replace("'", "’")


def finished(text: str, *, stops_in_quotes: bool) -> str:
    """Return a citation of which nothing is missing; with stops and commas before closing quotes, if they go there."""
    if stops_in_quotes:
        text = re.sub(f"([.?!]?)”{_JOINT}([.,])", _tucked, text)
    return text.replace(_JOINT, "")


def _tucked(found: re.Match[str]) -> str:
    end, stop = found.groups()
    return f"{end}{'' if end and stop == '.' else stop}”"
