"""How parts of a citation are put together."""

import re
from typing import Final

_ENDED: Final = ".?!"
"""What a full stop after it is dropped for."""


def group(*parts: str | None, between: str = ". ", before: str = "", after: str = "") -> str:
    """Return the parts that say anything, with what stands between them, and around them if there are any."""
    said = [part for part in parts if part]
    if not said:
        return ""
    written = said[0]
    for part in said[1:]:
        written += (between.removeprefix(".") if written[-1] in _ENDED else between) + part
    return before + written + after


def stopped(text: str) -> str:
    """Return a text with a full stop, unless it has an end."""
    return text if text[-1:] in _ENDED else f"{text}."


def curled(text: str, quotes: tuple[str, str]) -> str:
    """Return a text with typographic quotes and apostrophes for straight ones."""
    text = re.sub(r'(^|[\s(\[{\-—–])"', rf"\1{quotes[0]}", text)
    return re.sub(r"(?<=\w)'(?=\w)", "’", text.replace('"', quotes[1]))
