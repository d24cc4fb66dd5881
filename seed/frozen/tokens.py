"""What search takes a text for: words of Latin and like scripts, and bigrams of Chinese and like scripts.

A text is first flattened: folded (NFKC and case), each word set between spaces, characters that are
written without spaces side by side, and a line feed wherever such a character has anything but a
word for a neighbour. So a text says a phrase exactly where its flat form contains that of the phrase:
`算力` is not in `算，力`, nor `gpt` in ` chatgpt `, and a text that says `A100芯片` says `A100 芯片`.

The tokens of a flat text only bound where to look; what they find is read again.

The index is filled by `seed/frozen/index.py`, and asked by `api/core/query/search_plans.py`.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

TOKENIZER_VERSION = 1
"""An index that another version of this module filled is filled again."""

GAP = "\n"
_LONGEST = 64
"""The length at which an index cuts words; PostgreSQL takes no lexeme of more than 2046 bytes."""
_REMEMBERED = 50_000

# Scripts written without spaces between words: Han with its extensions, kana, bopomofo, hangul.
_CJK = (
    "\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u309a\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003fffd"
)
_IS_CJK = re.compile(f"[{_CJK}]")
# A point belongs to a word between digits alone: GPT-3.5 is two words.
_UNIT = re.compile(rf"(?P<run>[{_CJK}]+)|(?P<word>(?:[^\s.{_CJK}]|(?<=\d)\.(?=\d))+)")
_IS_RUN = re.compile(f"[{_CJK}]+").fullmatch
_QUOTED = re.compile('["“”\uff02]([^"“”\uff02]*)["“”\uff02]')
_INVISIBLE = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

# Marks are put in order in a time that grows with the square of their number: composing goes piece by piece, each up to
# a character that is composed with none before it; of marks alone, more than any word has are cut.
_ALONE = r"\x00-\u02ff\u4e00-\u9fff"
_PIECE = re.compile(rf"(?s:.[^{_ALONE}]{{0,500}}(?:[{_ALONE}]+(?=[{_ALONE}]))?)")


class _Folding(dict[int, str]):
    """What each code point is folded to, found out when it is first met."""

    def __missing__(self, point: int) -> str:
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", chr(point)).casefold())
        found = "".join(map(_kept, folded))
        if len(self) < _REMEMBERED:
            self[point] = found
        return found


_FOLDING = _Folding()


@dataclass(frozen=True)
class Query:
    """What is searched for: all of its phrases.

    Attributes:
        phrases: each phrase in its flat form.
        tokens: what the index has of every record that says all of them.
        prefixes: where there are no tokens, what some token of every such record begins with.
    """

    phrases: tuple[str, ...]
    tokens: tuple[str, ...]
    prefixes: tuple[str, ...]


def flatten(text: str) -> str:
    """Return the flat form of a text."""
    return "".join(piece for piece, _ in _pieces(_composed(text).translate(_FOLDING)))


def tokens(flat: str) -> set[str]:
    """Return what an index keeps of a flat text: its words, and of each run of characters every two neighbours.

    The last character of a run stands alone as well, so that every character begins some token.
    """
    found: set[str] = set()
    for piece in flat.split():
        if _IS_CJK.match(piece):
            found.update(map("".join, pairwise(piece)), piece[-1])
        else:
            found.add(piece[:_LONGEST])
    return found


def characters(flat: str) -> set[str]:
    """Return the characters of a flat text that are searched for one by one."""
    return set(_IS_CJK.findall(flat))


def parse_query(text: str) -> Query:
    """Read what is searched for: terms, and phrases between quotation marks.

    Terms are parted by spaces and punctuation, and where a script that is written without spaces
    begins or ends: who joins two terms finds what they find apart. A quotation mark without another
    counts as a space. Where there is nothing but punctuation, there are no phrases.
    """
    flats = [flatten(quoted) for quoted in _QUOTED.findall(text)]
    flats += _terms(_composed(_QUOTED.sub(" ", text)).translate(_FOLDING))
    phrases = tuple(dict.fromkeys(flat for flat in flats if flat.strip()))
    found = tuple(dict.fromkeys(token for phrase in phrases for token in _bounds(phrase)))
    singles = () if found else tuple(dict.fromkeys(_IS_CJK.findall("".join(phrases))))
    return Query(phrases, found, singles)


def bounds(phrase: str) -> Sequence[str]:
    """Return what bounds a phrase: its tokens, or where it has none its characters."""
    return list(_bounds(phrase)) or _IS_CJK.findall(phrase)


def says(flat: str, phrases: Iterable[str]) -> bool:
    """Tell whether a flat text says every phrase."""
    return all(phrase in flat for phrase in phrases)


def places(text: str, phrases: Iterable[str]) -> list[tuple[int, int]]:
    """Return where a text says any of the phrases: code points, half-open, in order, apart from one another."""
    phrases = list(phrases)
    composed = _composed(text)
    whole = composed.translate(_FOLDING)
    if not any(all(part in whole for part in phrase.split()) for phrase in phrases):
        return []
    if composed == text and all(map(_IS_RUN, phrases)) and all(len(_FOLDING[point]) == 1 for point in map(ord, text)):
        return _merged([span for phrase in phrases for span in _spans(whole, phrase)])
    if composed == text:
        clusters, folded = list(text), [_FOLDING[point] for point in map(ord, text)]
    else:
        clusters = _clusters(text)
        folded = ["".join(map(_FOLDING.__getitem__, map(ord, _composed(cluster)))) for cluster in clusters]
    begins = list(accumulate(map(len, clusters), initial=0))
    folded_begins = list(accumulate(map(len, folded), initial=0))
    pieces = list(_pieces("".join(folded)))
    flat_begins = list(accumulate((len(piece) for piece, _ in pieces), initial=0))
    flat = "".join(piece for piece, _ in pieces)

    def cluster(at: int) -> int | None:
        """Return of which cluster a character of the flat text is; None of those that part words."""
        number = bisect_right(flat_begins, at) - 1
        start = pieces[number][1]
        if start is None or flat[at] == " ":
            return None
        return bisect_right(folded_begins, start + at - flat_begins[number]) - 1

    found = []
    for start, end in (span for phrase in phrases for span in _spans(flat, phrase)):
        first = next(number for number in map(cluster, range(start, end)) if number is not None)
        last = next(number for number in map(cluster, reversed(range(start, end))) if number is not None)
        found.append((begins[first], begins[last + 1]))
    return _merged(found)


def _spans(flat: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has a phrase, also where two lap over each other."""
    at = flat.find(phrase)
    while at >= 0:
        yield at, at + len(phrase)
        at = flat.find(phrase, at + 1)


def _terms(folded: str) -> Iterator[str]:
    """Yield each word and each run of characters of a folded text, as a flat text has it."""
    for unit in _UNIT.finditer(folded):
        yield unit[0] if unit.lastgroup == "run" else f" {unit[0]} "


def _bounds(phrase: str) -> Iterator[str]:
    for piece in phrase.split():
        if _IS_CJK.match(piece):
            yield from map("".join, pairwise(piece))
        else:
            yield piece[:_LONGEST]


def _pieces(folded: str) -> Iterator[tuple[str, int | None]]:
    """Yield the pieces of a flat text, each with where it begins in the folded one; gaps begin nowhere."""
    before, end = None, 0
    for unit in _UNIT.finditer(folded):
        kind, start = unit.lastgroup, unit.start()
        gap = before is not None and "run" in {kind, before} and (kind == before or folded[end:start].strip(" ") != "")
        if gap:
            yield GAP, None
        if kind == "run":
            yield unit[0], start
        else:
            if gap or before != "word":
                yield " ", None
            yield f"{unit[0]} ", start
        before, end = kind, unit.end()


def _kept(character: str) -> str:
    """Return a folded character as it stands in a word, a space, nothing, or a gap."""
    category = unicodedata.category(character)
    if character == "." or _IS_CJK.match(character):
        return character
    if category == "Cf" or _INVISIBLE.match(character):
        return ""
    if character.isspace():
        return " "
    return character if category[0] in "LMN" else GAP


def _composed(text: str) -> str:
    return "".join(
        piece if unicodedata.is_normalized("NFC", piece) else unicodedata.normalize("NFC", piece)
        for piece in _PIECE.findall(text)
    )


def _clusters(text: str) -> list[str]:
    """Return the characters of a text, each with the marks that are composed into it."""
    found: list[str] = []
    for character in text:
        if found and (unicodedata.combining(character) or "\u1160" <= character <= "\u11ff"):
            found[-1] += character
        else:
            found.append(character)
    return found


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
