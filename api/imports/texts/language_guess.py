"""The language of a text, where its script or its smallest words prove it; else none."""

import re
import unicodedata
from collections import Counter

from seed.frozen.folding import han_variants

_LOOKED_AT = 20_000
_SURE = 0.05
_SMALL = frozenset(re.findall(r"\w+", "the of and to in is that it was for with as are be this on not by"))
_OTHERS = frozenset(re.findall(r"\w+", "der die das und el la los les des una het een och att que een il di w nie"))


def guess_language(text: str) -> str:
    """Return the language of a text (BCP 47); empty where it is not certain.

    Han with kana is Japanese, hangul Korean, Han alone Chinese, by its characters simplified or traditional. English is
    known by its small words. Other languages share their scripts, and are left open.
    """
    head = text[:_LOOKED_AT]
    scripts = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in head if letter.isalpha())
    many = sum(scripts.values())
    if not many:
        return ""
    if (scripts["HIRAGANA"] + scripts["KATAKANA"]) / many > _SURE:
        return "ja"
    if scripts["HANGUL"] / many > 0.5:  # noqa: PLR2004
        return "ko"
    if scripts["CJK"] / many > 0.3:  # noqa: PLR2004
        return _chinese(head)
    words = re.findall(r"[^\W\d_]+", head.lower())
    english = sum(word in _SMALL for word in words)
    foreign = sum(word in _OTHERS for word in words)
    known = len(words) >= 8 and english / len(words) >= 0.1  # noqa: PLR2004
    return "en" if known and english > 4 * foreign else ""


def _chinese(head: str) -> str:
    variants = han_variants()
    simple = set(variants.values())
    traditional = sum(letter in variants for letter in head)
    simplified = sum(letter in simple and letter not in variants for letter in head)
    if traditional > 2 * simplified:
        return "zh-Hant"
    return "zh-Hans" if simplified > 2 * traditional else "zh"
