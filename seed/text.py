"""Places in a text: its sentences, its numerals, its paragraphs.

Positions are code points over the file's exact text, half-open, never normalised.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

_CLOSERS = r"”’」』）)\]》\"'"
_SENTENCE = re.compile(rf"\S[^\n]*?(?:[。！？!?…]+[{_CLOSERS}]*|\.[{_CLOSERS}]*(?=\s|\Z)|(?=\n|\Z))")
_LEADS_ON = re.compile(
    r"(?<![^\W_])(?:[A-Zdz]|Drs?|Mr|Mrs|Ms|Profs?|St|Rev|Hon|Gen|Sen|Gov|Capt|Lt|Col|Mt|vs|cf|viz|e\.\s?g|i\.\s?e|No|Nos|Figs?|Eq"
    r"|pp?|vols?|ch|eds?|ca|approx|Nr|Bd|Abb|Hrsg|[Vv]gl|bzw|d\.\s?h|Mme|M)\.\Z"
)
"""What a sentence does not end behind: an initial, or an abbreviation that leads on. Longer ones would split names."""
_LONGEST_LEAD = 10
_NUMERAL = re.compile(r"[0-9]+(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千万亿几数半]+")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two have a code point in common."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether the other lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end


class Text:
    """The exact text of an essay.

    A sentence ends at 。！？!?… or at a full stop before white space, closing quotes and brackets
    included; a line's end ends it too, so that a heading is a sentence. A full stop ends none behind an initial or
    an abbreviation that leads on (Dr. Smith, J. S. Mill, e.g. this), nor before a small letter (the U.S. today).
    """

    def __init__(self, content: str) -> None:
        """Hold the text."""
        self.content = content

    @classmethod
    def of(cls, file: Path) -> "Text":
        """Read the text of a file, to the byte.

        Raises:
            OSError: it cannot be read.
            UnicodeDecodeError: it is not UTF-8.
        """
        return cls(file.read_bytes().decode("utf-8"))

    def __getitem__(self, span: Span) -> str:
        """Return the slice at a span."""
        return self.content[span.start : span.end]

    @property
    def length(self) -> int:
        """The number of code points."""
        return len(self.content)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the UTF-8 text, in hexadecimal."""
        return sha256(self.content.encode()).hexdigest()

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences, in order."""
        found = list[Span]()
        for match in _SENTENCE.finditer(self.content):
            if found and self._goes_on(found[-1], match.start()):
                found[-1] = Span(found[-1].start, match.end())
            else:
                found.append(Span(*match.span()))
        return found

    def _goes_on(self, before: Span, begins: int) -> bool:
        """Tell whether what ended at a full stop goes on with what begins next."""
        if self.content[before.end - 1] != "." or "\n" in self.content[before.end : begins]:
            return False
        if self.content[begins].islower():
            return True
        return _LEADS_ON.search(self.content, max(before.start, before.end - _LONGEST_LEAD), before.end) is not None

    @cached_property
    def numerals(self) -> list[Span]:
        """Every run of digits, with its fraction, and every maximal run of Chinese numerals."""
        return [Span(*match.span()) for match in _NUMERAL.finditer(self.content)]

    def digest(self, span: Span) -> str:
        """Return the SHA-256 of a slice's UTF-8, in hexadecimal."""
        return sha256(self[span].encode()).hexdigest()

    def sentence(self, position: int) -> int:
        """Return the ordinal, from 1, of the sentence that holds a position or last began before it."""
        return bisect_right(self._begins, position)

    def paragraph(self, position: int) -> int:
        """Return the ordinal, from 1, of the paragraph (a line that is not blank) at a position."""
        ends, before = self._lines
        return before[bisect_right(ends, position - 1)] + 1

    @cached_property
    def _begins(self) -> list[int]:
        return [span.start for span in self.sentences]

    @cached_property
    def _lines(self) -> tuple[list[int], list[int]]:
        """Where lines end, and how many lines that are not blank stand before each line."""
        lines = self.content.split("\n")
        ends = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=-1))[1:]
        return ends, list(accumulate((bool(line.strip()) for line in lines[:-1]), initial=0))
