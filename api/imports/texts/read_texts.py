"""What a file comes to as the text of an essay: its words, a paragraph a line, with headings and pages by position.

Positions are code points, half-open, as everywhere.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from api.imports.import_reports import Became, ImportedFile, ImportFinding
from api.imports.parsed_files import GivenFile, ReadConstruct
from seed.text import Span, Text

MOST_CHARACTERS = 20_000_000
"""Of a text: some ten thousand pages."""
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class TextHeading:
    """A heading.

    Attributes:
        title: its words.
        level: 1 of a part, 2 of a part of that.
        span: where its words stand.
    """

    title: str
    level: int
    span: Span


@dataclass(frozen=True)
class TextSection:
    """A heading, and all that it is above of: up to the next heading of its level or a higher one."""

    heading: TextHeading
    span: Span


@dataclass(frozen=True)
class TextPage:
    """Where a page begins, and what number it bears."""

    label: str
    start: int


@dataclass
class ReadText:
    """What was read of a file.

    Attributes:
        kind: what it was read as: `plain`, `markdown`, `html`, `docx`, `pdf`.
        file: the file.
        text: the words, as they are to be attached; a paragraph is a line. Empty where there are faults.
        title: the title, where the file says one.
        authors: who wrote it, where the file says so, as the file writes their names.
        year: when it was published, where the file says so.
        language: its language (BCP 47), as the file says or as its script proves; empty where neither does.
        headings: its headings, in their order.
        pages: where its pages begin; none where it has none.
        read: what became of each construct that is more than words.
        faults: why it cannot be read.
    """

    kind: str
    file: ImportedFile
    text: str = ""
    title: str = ""
    authors: list[str] = field(default_factory=list)
    year: str = ""
    language: str = ""
    headings: list[TextHeading] = field(default_factory=list)
    pages: list[TextPage] = field(default_factory=list)
    read: list[ReadConstruct] = field(default_factory=list)
    faults: list[ImportFinding] = field(default_factory=list)

    @cached_property
    def places(self) -> Text:
        """The text with its sentences and numerals."""
        return Text(self.text)

    @property
    def sentences(self) -> list[Span]:
        """The sentences, as the service numbers them."""
        return self.places.sentences

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs, headings included: lines that are not blank."""
        return [Span(*match.span()) for match in re.finditer(r"\S(?:[^\n]*\S)?", self.text)]

    @cached_property
    def sections(self) -> list[TextSection]:
        """The sections, in the order of their headings; what stands above the first heading is in none."""
        end, ends = len(self.text), list[int]()
        later: dict[int, int] = {}
        for heading in reversed(self.headings):
            ends.append(min((at for level, at in later.items() if level <= heading.level), default=end))
            later = {level: at for level, at in later.items() if level < heading.level}
            later[heading.level] = heading.span.start
        return [
            TextSection(heading, Span(heading.span.start, self._end_before(stop)))
            for heading, stop in zip(self.headings, reversed(ends), strict=True)
        ]

    def _end_before(self, position: int) -> int:
        while position and self.text[position - 1].isspace():
            position -= 1
        return position

    def page_at(self, position: int) -> str | None:
        """Return the number of the page that holds a position; None where there are no pages."""
        after = bisect_right(self.pages, position, key=lambda page: page.start)
        return self.pages[after - 1].label if after else None


def one_spaced(words: str) -> str:
    """Return words with one space for each run of blanks, and without blank lines."""
    return "\n".join(filter(None, (_BLANKS.sub(" ", line).strip() for line in words.split("\n"))))


class TextBuilder:
    """Puts a text together: paragraphs a line each, with a blank line between."""

    def __init__(self, kind: str, file: GivenFile) -> None:
        """Begin with nothing read of a file."""
        self.result = ReadText(kind, file.described)
        self._name = file.name
        self._lines: list[str] = []
        self._text = ""
        self._length = 0
        self._odd = 0
        self._page: str | None = None

    def paragraph(self, words: str) -> Span | None:
        """Add a paragraph, and return where it stands; None where it has no words."""
        told, odd = _UNSTORABLE.subn("\ufffd", one_spaced(words))
        self._odd += odd
        if not told:
            return None
        span = Span(self._length, self._length + len(told))
        if self._page is not None:
            self.result.pages.append(TextPage(self._page, span.start))
            self._page = None
        self._lines.append(told)
        self._length = span.end + 2
        return span

    @property
    def characters(self) -> int:
        """How many characters there are so far, without white space."""
        return sum(len("".join(line.split())) for line in self._lines)

    def heading(self, words: str, level: int) -> None:
        """Add a heading."""
        line = " ".join(words.split())
        if span := self.paragraph(line):
            self.headed(span, level)

    def headed(self, span: Span, level: int) -> None:
        """Let the paragraph that was added last be a heading."""
        self.result.headings.append(TextHeading(self._lines[-1], level, span))

    def verbatim(self, text: str, headings: list[TextHeading]) -> None:
        """Take a text as it stands, with its headings."""
        self._text, self._odd = _UNSTORABLE.subn("\ufffd", text)
        self.result.headings = headings

    def page(self, label: str) -> None:
        """Let a page begin with the next words."""
        self._page = label

    def tell(self, what: str, place: str, became: Became, why: str) -> None:
        """Tell what became of a construct."""
        self.result.read.append(ReadConstruct(what, place, None, became, why))

    def fault(self, detail: str, kind: str = "unreadable") -> None:
        """Tell why the file cannot be read."""
        self.result.faults.append(ImportFinding(kind=kind, pointer="", detail=f"{self._name}: {detail}"))

    def build(self) -> ReadText:
        """Return what was read."""
        result = self.result
        result.text = "\n\n".join(self._lines) + "\n" if self._lines else self._text
        if self._odd:
            why = "no database holds these: each is U+FFFD now"
            self.tell(f"{self._odd} characters U+0000 or half of a pair", self._name, "changed", why)
        if len(result.text) > MOST_CHARACTERS:
            self.fault(f"has more than {MOST_CHARACTERS} characters of text", "too-large")
        elif not result.text.strip() and not result.faults:
            self.fault("has no words")
        if result.faults:
            result.text, result.headings, result.pages = "", [], []
        return result
