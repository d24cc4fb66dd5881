"""Text in lines that fit a width, without a browser to measure it: widths are of wide fonts, so that none overruns."""

import re
from functools import lru_cache
from unicodedata import east_asian_width

_NARROW = frozenset("iljtfrI.,:;'’‘!|()[]·")
_WIDE = frozenset("mwMW@%—–…&")
_FULL = 1.02
_SPACE = 0.28
_FULL_SCRIPTS = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_TOKENS = re.compile(rf"\s+|[^\s{_FULL_SCRIPTS}]+|.", re.DOTALL)
"""Spaces, words, and single characters of scripts that may break between any two."""
_CLOSING_TEXT = "，。、；：？！）》」』”’…—%\uff05】"
_CLOSING = frozenset(_CLOSING_TEXT)
"""What may begin no line (JLREQ and CLREQ, line-start prohibition)."""
_OPENING = frozenset("（《「『“‘【")
"""What may end none."""
_FEWEST = 2
"""How many characters the last line has at least where characters are full."""


@lru_cache(maxsize=4096)
def width(text: str) -> float:
    """Return how wide a text is at most, in ems."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if east_asian_width(character) in "WF":
        return _FULL
    if character.isspace():
        return _SPACE
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.95
    return 0.7 if character.isupper() else 0.59


def wrapped(text: str, ems: float, most: int = 0) -> list[str]:
    """Return a text in lines.

    Args:
        text: the text.
        ems: how wide a line may be.
        most: how many lines there may be, of which the last then ends in an ellipsis; 0 is any number.
    """
    lines = _filled(_unbreakable(text), ems)
    if most and len(lines) > most:
        kept = lines[: most - 1]
        rest = "".join(lines[most - 1 :])
        while rest and width(f"{rest}…") > ems:
            rest = rest[:-1]
        return [*kept, f"{rest.rstrip()}…"]
    return lines


def _unbreakable(text: str) -> list[str]:
    """Return the pieces between which a line may end."""
    pieces: list[str] = []
    for token in _TOKENS.findall(" ".join(text.split())):
        if pieces and (token[0] in _CLOSING or pieces[-1][-1] in _OPENING):
            pieces[-1] += token
        else:
            pieces.append(token)
    while len(pieces) > 1 and width(pieces[-1][0]) >= _FULL and len(pieces[-1].rstrip(_CLOSING_TEXT)) < _FEWEST:
        pieces[-2:] = ["".join(pieces[-2:])]
    return pieces


def _filled(pieces: list[str], ems: float) -> list[str]:
    lines, line = [], ""
    for piece in _short_enough(pieces, ems):
        if line and width(line) + width(piece.rstrip()) > ems:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _short_enough(pieces: list[str], ems: float) -> list[str]:
    """Return the pieces, with those that are wider than a line taken apart into characters."""
    return [part for piece in pieces for part in ([piece] if width(piece) <= ems else piece)]
