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
_UTF16 = 0xFFFF


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


def counting_of(text: str, quoted: Sequence[Quoted]) -> Counting:
    """Return the way of counting by which most quotes stand where they are said to; code points where none is better."""
    told = [item for item in quoted if item[1]]
    best, most = CODE_POINTS, _agreeing(CODE_POINTS, text, told)
    if most == len(told) or len(text) > _MOST:
        return best
    for counting in _others(text):
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


def _others(text: str) -> Iterator[Counting]:
    """Yield other ways to count, the likelier first."""
    lines: list[tuple[str, Callable[[str], int | None]]] = [("", lambda _: None)]
    if "\r\n" in text:
        lines.append((", line ends as one", lambda c: 0 if c == "\r" else None))
    elif "\n" in text:
        lines.append((", line ends as two", lambda c: 2 if c == "\n" else None))
    for name, width, mark in (
        ("code points", lambda _: 1, 1),
        ("UTF-16 units", lambda c: 1 + (ord(c) > _UTF16), 1),
        ("bytes", lambda c: len(c.encode("utf-8", "surrogatepass")), 3),
    ):
        for ends, special in lines:
            widths = (width(c) if (said := special(c)) is None else said for c in text)
            starts = array("Q", accumulate(widths, initial=0))
            yield Counting(name + ends, starts)
            yield Counting(f"{name}{ends}, with a mark of byte order", starts, mark)
