"""What search takes a text for: words and numbers of Latin and like scripts, and bigrams of Chinese and like scripts.

A text is first flattened: folded (`folding.py`), each word and each number set between spaces, characters that are
written without spaces side by side, and a line feed wherever such a character has anything but a word for a neighbour.
So a text says a phrase exactly where its flat form contains that of the phrase: `算力` is not in `算，力`, nor `gpt` in
` chatgpt `, and `GPT4`, `GPT-4` and `GPT 4` are one: ` gpt 4 `.

What a record says (`said_in`) is its flat texts; then, after a form feed, what else they are found by: each text that
is written otherwise in the form that variants share, words whose parts a hyphen joins as one, and the stems of English.

The tokens of all that only bound where to look; what they find is read again. The index is filled by `index.py`; what
is searched for is read by `search_terms.py`, and asked by `api/core/query/search_plans.py`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from seed.frozen.english_stems import stem_of
from seed.frozen.folding import CJK, GAP, fold, is_cjk, unvaried

TOKENIZER_VERSION = 2
"""An index that another version of this module, or of what it rests on, filled is filled again."""

MORE = "\f"
"""What stands between flat texts and what else they are found by."""
STEM = "≈"
"""What a stem begins with, and no word."""
LONGEST = 64
"""The length at which an index cuts words; PostgreSQL takes no lexeme of more than 2046 bytes."""

# A point belongs to a number between digits alone: GPT-3.5 is a word and a number.
_UNIT = re.compile(rf"(?P<run>[{CJK}]+)|(?P<number>\d+(?:\.\d+)*)|(?P<word>[^\s.\-\d{CJK}]+)")
_CJK = re.compile(f"[{CJK}]")
_HAS_STEM = re.compile("[a-z]{3,}").fullmatch


class Unit(NamedTuple):
    """A run of characters without spaces, a word or a number of a folded text, and where it is."""

    kind: Literal["run", "word", "number"]
    text: str
    start: int
    end: int


def units(folded: str) -> Iterator[Unit]:
    """Yield what a folded text consists of."""
    for unit in _UNIT.finditer(folded):
        yield Unit(unit.lastgroup, unit[0], unit.start(), unit.end())  # type: ignore[arg-type] # names of the pattern


def chains(folded: str) -> Iterator[list[Unit]]:
    """Yield the units of a folded text, together where nothing but a hyphen is between words or numbers."""
    chain: list[Unit] = []
    for unit in units(folded):
        if chain and "run" not in {unit.kind, chain[-1].kind} and folded[chain[-1].end : unit.start] in {"", "-"}:
            chain.append(unit)
            continue
        if chain:
            yield chain
        chain = [unit]
    if chain:
        yield chain


def joined(chain: list[Unit]) -> str:
    """Return words that hyphens join as one, as variants of writing share it; nothing where there is but one word."""
    if len(chain) == 1 or any(unit.kind != "word" for unit in chain):
        return ""
    return unvaried("".join(unit.text for unit in chain))


def english_stem(word: str) -> str:
    """Return how an index has the stem of a word; nothing of what English could not have as a word."""
    return f"{STEM}{stem_of(word)}" if _HAS_STEM(word) else ""


def flatten(text: str) -> str:
    """Return the flat form of a text."""
    return flatten_folded(fold(text))


def flatten_folded(folded: str) -> str:
    """Return the flat form of a text that is folded."""
    return "".join(piece for piece, _ in pieces(folded))


def said_in(texts: Iterable[str]) -> str:
    """Return what texts say, and what else they are found by, as an index keeps it: tabs are between.

    Of English, a word that is its own stem stands for that.
    """
    flats, more, words = [], dict[str, None](), dict[str, None]()
    for text in texts:
        folded = fold(text)
        flat = flatten_folded(folded)
        flats.append(flat)
        simple = unvaried(flat)
        if simple != flat:
            more[simple] = None
        as_one = dict.fromkeys(filter(None, map(joined, chains(folded)))) if "-" in folded else {}
        more |= {f" {word} ": None for word in as_one}
        words |= dict.fromkeys([*simple.split(), *as_one])
    stems = dict.fromkeys(stem for word in words if (stem := english_stem(word)) and stem != f"{STEM}{word}")
    return "\t".join(flats) + MORE + "\t".join([*more, *([f" {' '.join(stems)} "] if stems else [])])


def tokens(said: str) -> set[str]:
    """Return what an index keeps of what texts say: words, and of each run of characters every two neighbours.

    The last character of a run stands alone as well, so that every character begins some token.
    """
    found: set[str] = set()
    for piece in unvaried(said).split():
        if is_cjk(piece):
            found.update(map("".join, pairwise(piece)), piece[-1])
        else:
            found.add(piece[:LONGEST])
    return found


def characters(said: str) -> set[str]:
    """Return the characters of what texts say that are searched for one by one."""
    return set(_CJK.findall(unvaried(said)))


def pieces(folded: str) -> Iterator[tuple[str, int | None]]:
    """Yield the pieces of a flat text, each with where it begins in the folded one; gaps begin nowhere."""
    before, end = None, 0
    for kind, text, start, its_end in units(folded):
        runs = (before == "run") + (kind == "run")
        gap = before is not None and runs and (runs == 2 or folded[end:start].strip(" ") != "")  # noqa: PLR2004 - both
        if gap:
            yield GAP, None
        if kind == "run":
            yield text, start
        else:
            if gap or before in {None, "run"}:
                yield " ", None
            yield f"{text} ", start
        before, end = kind, its_end
