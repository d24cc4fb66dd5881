"""English words by their stems: the Porter2 algorithm as Snowball 3.1 has it (snowballstem.org/algorithms/english).

It is written out here, and held to Snowball's own by a test, since an index must not change with a package.
"""

from collections.abc import Iterable
from functools import lru_cache

_VOWELS = "aeiouy"
_AFTER_LI = "cdeghkmnrt"
_WORDS = {
    "andes": "andes",
    "atlas": "atlas",
    "bias": "bias",
    "cosmos": "cosmos",
    "early": "earli",
    "gently": "gentl",
    "howe": "howe",
    "idly": "idl",
    "news": "news",
    "only": "onli",
    "singly": "singl",
    "skies": "sky",
    "skis": "ski",
    "sky": "sky",
    "ugly": "ugli",
}
_BEGINNINGS = ("arsen", "commun", "emerg", "gener", "inter", "later", "organ", "past", "univers")
_WHOLE = ("even", "cann", "inn", "earr", "herr", "out")
_SECOND = {
    "anci": "ance", "enci": "ence", "ogi": "og", "li": "", "bli": "ble", "abli": "able", "alli": "al", "fulli": "ful",
    "lessli": "less", "ousli": "ous", "entli": "ent", "aliti": "al", "biliti": "ble", "iviti": "ive",
    "tional": "tion", "ational": "ate", "alism": "al", "ation": "ate", "ization": "ize", "izer": "ize",
    "ator": "ate", "iveness": "ive", "fulness": "ful", "ousness": "ous", "ogist": "og",
}  # fmt: skip
_THIRD = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "tional": "tion", "ational": "ate",
    "ful": "", "ness": "",
}  # fmt: skip
_FOURTH = (
    "ic", "ance", "ence", "able", "ible", "ate", "ive", "ize", "iti", "al", "ism", "ion", "er", "ous", "ant", "ent",
    "ment", "ement",
)  # fmt: skip


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """Return the stem of a word of the letters a to z, in lower case."""
    if len(word) < 3 or word in _WORDS:  # noqa: PLR2004 - shorter ones are stems
        return _WORDS.get(word, word)
    letters = list(word)
    for place, letter in enumerate(letters):
        if letter == "y" and (not place or letters[place - 1] in _VOWELS):
            letters[place] = "Y"  # a consonant
    word = "".join(letters)
    first, second = _regions(word)
    word = _without_ending(_singular(word), first)
    if len(word) > 2 and word[-1] in "yY" and word[-2] not in _VOWELS:  # noqa: PLR2004
        word = f"{word[:-1]}i"
    word = _third(_second(word, first), first, second)
    return _last(_fourth(word, second), first, second).lower()


def _regions(word: str) -> tuple[int, int]:
    """Return where the regions begin that endings must lie in: after a consonant after a vowel, and again."""
    begun = next((len(beginning) for beginning in _BEGINNINGS if word.startswith(beginning)), None)
    first = _after_consonant(word, 0) if begun is None else begun
    return first, _after_consonant(word, first)


def _after_consonant(word: str, start: int) -> int:
    after_vowel = False
    for place in range(start, len(word)):
        if after_vowel and word[place] not in _VOWELS:
            return place + 1
        after_vowel = word[place] in _VOWELS
    return len(word)


def _singular(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]  # noqa: PLR2004 - ties, cries
    plural = word.endswith("s") and not word.endswith(("ss", "us")) and _has_vowel(word[:-2])
    return word[:-1] if plural else word


def _without_ending(word: str, first: int) -> str:
    ending = _longest(word, ("ed", "eed", "ing", "edly", "eedly", "ingly"))
    stem = word.removesuffix(ending)
    if ending in {"eed", "eedly"}:
        return word if len(stem) < first or stem in {"succ", "proc", "exc"} else f"{stem}ee"
    if ending == "ing" and len(stem) == 2 and stem[1] == "y" and stem[0] not in _VOWELS:  # noqa: PLR2004 - dying
        return f"{stem[0]}ie"
    kept = not ending or not _has_vowel(stem) or (ending == "ing" and stem in _WHOLE)
    return word if kept else _mended(stem, first)


def _mended(stem: str, first: int) -> str:
    """Return what a word was before it was given an ending with a vowel: hop of hopp-, hope of hop-."""
    if stem.endswith(("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt")):
        return stem if len(stem) == 3 and stem[0] in "aeo" else stem[:-1]  # noqa: PLR2004 - adding, ebbed
    lost = stem.endswith(("at", "bl", "iz")) or (len(stem) == first and _is_short(stem))
    return f"{stem}e" if lost else stem


def _second(word: str, first: int) -> str:
    ending = _longest(word, _SECOND)
    stem = word.removesuffix(ending)
    if not ending or len(stem) < first:
        return word
    if (ending == "ogi" and not stem.endswith("l")) or (ending == "li" and stem[-1:] not in _AFTER_LI):
        return word
    return stem + _SECOND[ending]


def _third(word: str, first: int, second: int) -> str:
    ending = _longest(word, _THIRD)
    stem = word.removesuffix(ending)
    kept = not ending or len(stem) < (second if ending == "ative" else first)
    return word if kept else stem + _THIRD[ending]


def _fourth(word: str, second: int) -> str:
    ending = _longest(word, _FOURTH)
    stem = word.removesuffix(ending)
    kept = len(stem) < second or (ending == "ion" and not stem.endswith(("s", "t")))
    return word if kept else stem


def _last(word: str, first: int, second: int) -> str:
    stem = word[:-1]
    if word.endswith("e"):
        return stem if len(stem) >= second or (len(stem) >= first and not _is_short(stem)) else word
    return stem if word.endswith("ll") and len(stem) >= second else word


def _is_short(stem: str) -> bool:
    """Tell whether a stem ends in a short syllable."""
    if stem.endswith("past"):
        return True
    if len(stem) == 2:  # noqa: PLR2004
        return stem[0] in _VOWELS and stem[1] not in _VOWELS
    end = stem[-3:]
    return len(end) == 3 and end[0] not in _VOWELS and end[1] in _VOWELS and end[2] not in f"{_VOWELS}wxY"  # noqa: PLR2004


def _has_vowel(text: str) -> bool:
    return any(letter in _VOWELS for letter in text)


def _longest(word: str, endings: Iterable[str]) -> str:
    return max((ending for ending in endings if word.endswith(ending)), key=len, default="")
