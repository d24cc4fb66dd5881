"""In what the offsets of annotations are counted: found by the words that they are said to be of."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

Quoted = tuple[Sequence[tuple[int, int]], str]
"""Places as a file counts them, and the words that it says stand there; empty where it says none."""

_MOST = 5_000_000
"""In how many characters it is looked for; a longer text is counted in code points."""
_PLANE = 0xFFFF
_WIDTHS: Sequence[tuple[str, Callable[[str], int], int]] = (
    ("code points", lambda _: 1, 1),
    ("UTF-16 units", lambda letter: 1 + (ord(letter) > _PLANE), 1),
    ("bytes", lambda letter: len(letter.encode()), 3),
)
"""What may be counted: how many of each a character is, and how many a mark of byte order is."""


@dataclass(frozen=True)
class Counting:
    """A way to count offsets in a text.

    Attributes:
        name: what is counted, for people.
        starts: how far each code point of the text is from its beginning, and its end; None is code points.
        shift: how much further all offsets are, as where a mark of byte order was counted.
    """

    name: str
    starts: Sequence[int] | None = None
    shift: int = 0

    def index(self, offset: int) -> int | None:
        """Return an offset in code points; None where it stands within one, or beyond the text."""
        if self.starts is None:
            return offset
        wanted = offset - self.shift
        found = bisect_left(self.starts, wanted)
        return found if found < len(self.starts) and self.starts[found] == wanted else None

    def spans(self, given: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]] | None:
        """Return places in code points; None where one is not in a text of a length, or is empty."""
        found = list[tuple[int, int]]()
        for start, end in given:
            first, last = self.index(start), self.index(end)
            if first is None or last is None or not 0 <= first < last <= length:
                return None
            found.append((first, last))
        return found


CODE_POINTS = Counting("code points")


def counting_of(text: str, quoted: Sequence[Quoted], *, marked: bool) -> Counting:
    """Return the way of counting by which most quotes stand where they should; code points where none is better.

    Args:
        text: the text.
        quoted: places, and the words that stand there.
        marked: whether a mark of byte order stood before the text, which may have been counted.
    """
    told = [item for item in quoted if item[1]]
    best, most = CODE_POINTS, _agreeing(CODE_POINTS, text, told)
    if most == len(told) or len(text) > _MOST:
        return best
    for counting in _others(text, marked=marked):
        number = _agreeing(counting, text, told)
        if number > most:
            best, most = counting, number
        if most == len(told):
            break
    return best


def agrees(text: str, spans: Sequence[tuple[int, int]], words: str) -> bool:
    """Tell whether words stand at places, whatever white space is between them."""
    return " ".join(text[start:end] for start, end in spans).split() == words.split()


def trimmed(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return places without the white space at their ends; what is nothing else is left out."""
    found = []
    for start, end in spans:
        words = text[start:end]
        first = start + len(words) - len(words.lstrip())
        if words.strip():
            found.append((first, first + len(words.strip())))
    return found


def _agreeing(counting: Counting, text: str, quoted: Sequence[Quoted]) -> int:
    found = ((counting.spans(given, len(text)), words) for given, words in quoted)
    return sum(spans is not None and agrees(text, spans, words) for spans, words in found)


def _others(text: str, *, marked: bool) -> Iterator[Counting]:
    """Yield other ways to count, the likelier first."""
    ends_of_lines: list[tuple[str, dict[str, int]]] = [("", {})]
    if "\r\n" in text:
        ends_of_lines.append((", line ends as one", {"\r": 0}))
    elif "\n" in text:
        ends_of_lines.append((", line ends as two", {"\n": 2}))
    for name, width, mark in _WIDTHS:
        for ends, special in ends_of_lines:
            widths = (special[letter] if letter in special else width(letter) for letter in text)
            starts = array("Q", accumulate(widths, initial=0))
            yield Counting(name + ends, starts)
            if marked:
                yield Counting(f"{name}{ends}, with a mark of byte order", starts, mark)
