"""What characters are taken for where texts are searched.

In an exact form, case and width are of no account (NFKC), nor what is not seen. Of that, `unvaried` makes the form
that variants of writing share: Latin and Greek without diacritics, Chinese in simplified characters.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

GAP = "\n"
"""What stands for all that parts words, but spaces, points and hyphens."""

# Scripts written without spaces between words: Han with its extensions, kana, bopomofo, hangul.
CJK = (
    "\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u309a\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003fffd"
)
is_cjk = re.compile(f"[{CJK}]").match

_INVISIBLE = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_HYPHENS = "-\u2010"
_REMEMBERED = 50_000

# Marks are put in order in a time that grows with the square of their number: composing goes piece by piece, each up to
# a character that is composed with none before it; of marks alone, more than any word has are cut.
_ALONE = r"\x00-\u02ff\u4e00-\u9fff"
_PIECE = re.compile(rf"(?s:.[^{_ALONE}]{{0,500}}(?:[{_ALONE}]+(?=[{_ALONE}]))?)")

_UNMARKED = re.compile("[a-z\u0370-\u03ff]*")
_MARKS = re.compile("[\u0300-\u036f]+")
_STROKES = dict(zip("đðħ\u0131łøŧþæœŋƀɨʉ", ("d", "d", "h", "i", "l", "o", "t", "th", "ae", "oe", *"nbiu"), strict=True))
"""Letters of Latin that no table of Unicode takes apart; ß is ss in any case."""


class Folding(dict[int, str]):
    """What each code point is folded to, found out when it is first met."""

    def __missing__(self, point: int) -> str:
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", chr(point)).casefold())
        return self._keep(point, "".join(map(_kept, folded)))

    def _keep(self, point: int, found: str) -> str:
        if len(self) < _REMEMBERED:
            self[point] = found
        return found


class Unvarying(Folding):
    """What each folded code point is where variants are of no account."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        letters = _MARKS.sub("", unicodedata.normalize("NFKD", character))
        bare = "".join(_STROKES.get(letter, letter) for letter in letters)
        simple = bare if _UNMARKED.fullmatch(bare) else han_variants().get(character, character)
        return self._keep(point, simple)


FOLDING = Folding()
UNVARYING = Unvarying()


@cache
def han_variants() -> dict[str, str]:
    """Return the characters of Chinese that are taken for others: traditional and Japanese ones for simplified ones."""
    lines = Path(__file__).with_name("han_variants.txt").read_text(encoding="utf-8").splitlines()
    return {pair[0]: pair[1] for line in lines if not line.startswith("#") for pair in line.split()}


def fold(text: str) -> str:
    """Return a text with every character as it stands in a word, a space, a point, a hyphen, nothing, or a gap."""
    return composed(text).translate(FOLDING)


def unvaried(folded: str) -> str:
    """Return the form that variants share of what is folded; the same again of that is the same."""
    return folded if folded.isascii() else folded.translate(UNVARYING)


def composed(text: str) -> str:
    """Return a text in the normal form NFC."""
    if text.isascii():
        return text
    return "".join(
        piece if unicodedata.is_normalized("NFC", piece) else unicodedata.normalize("NFC", piece)
        for piece in _PIECE.findall(text)
    )


def clusters(text: str) -> list[str]:
    """Return the characters of a text, each with the marks that are composed into it."""
    found: list[str] = []
    for character in text:
        if found and (unicodedata.combining(character) or "\u1160" <= character <= "\u11ff"):
            found[-1] += character
        else:
            found.append(character)
    return found


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if character == "." or is_cjk(character):
        return character
    if character in _HYPHENS:
        return "-"
    if category == "Cf" or _INVISIBLE.match(character):
        return ""
    if character.isspace():
        return " "
    return character if category[0] in "LMN" else GAP
