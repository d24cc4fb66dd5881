"""Where a quote stands in a text: exactly once, once but for its typography, or nowhere, with what comes nearest.

Nothing is believed because a draft says it: a quote that is only like a place is refused, with that place and a score.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from seed.text import Span, Text

_WRITTEN = (
    ("'", "\u2018\u2019\u201a\u201b\u2032"),
    ('"', "\u201c\u201d\u201e\u201f\u2033"),
    ("-", "\u2010\u2011\u2013\u2014\u2212"),
    (" ", "\u00a0\u2009\u202f\u3000"),
)
_TYPOGRAPHY = str.maketrans({character: plain for plain, many in _WRITTEN for character in many})
"""What keyboards and programs write otherwise, character for character."""
_GRAM = 3
_COMMON = 2000
"""In how many sentences a run of characters may stand to tell any of them."""
_LONGEST = 400
"""How many characters of a quote are compared with sentences."""
_SEARCHES = 200
"""Of how many quotes that stand nowhere the nearest place is looked for: the first mend the most."""
_ALIKE = 0.5
_AROUND = 24
_CONTEXTS = 5


@dataclass(frozen=True)
class QuotePlace:
    """What was found of a quote.

    Attributes:
        span: where it stands; None where it stands nowhere, or more than once.
        kind: what is wrong, or `quote-typography` where only its typography is another; empty where it stands so.
        detail: the same in words, with what would be right.
        nearest: the words that come nearest.
        score: how alike they are, from 0 to 1.
        contexts: where it stands, with what is around it.
    """

    span: Span | None = None
    kind: str = ""
    detail: str = ""
    nearest: str | None = None
    score: float | None = None
    contexts: list[str] = field(default_factory=list)


class Quotes:
    """Finds quotes in a text."""

    def __init__(self, text: Text) -> None:
        """Look in a text."""
        self._text = text
        self._searches = 0
        self._found: dict[str, QuotePlace] = {}

    def find(self, quote: str) -> QuotePlace:
        """Return where a quote stands."""
        if quote not in self._found:
            self._found[quote] = self._look(quote)
        return self._found[quote]

    def _look(self, quote: str) -> QuotePlace:
        if not quote.strip():
            return QuotePlace(kind="quote-empty", detail="is empty: copy the words from the text")
        content = self._text.content
        starts = _starts(quote, content)
        if len(starts) == 1:
            return self._within_sentence(Span(starts[0], starts[0] + len(quote)))
        if starts:
            return self._repeated([Span(start, start + len(quote)) for start in starts])
        folded, offsets = self._folded
        sought, _ = _fold(quote.strip())
        again = _starts(sought, folded)
        spans = [Span(offsets[start], offsets[start + len(sought) - 1] + 1) for start in again]
        if len(spans) > 1:
            return self._repeated(spans)
        if spans:
            found = self._within_sentence(spans[0])
            words = self._text[spans[0]]
            detail = f"the text has other quotation marks, dashes or blanks: {words!r}"
            return found if found.kind else QuotePlace(spans[0], "quote-typography", detail, words, 1.0)
        return self._nowhere(quote)

    def _within_sentence(self, span: Span) -> QuotePlace:
        if self._text.sentence(span.start) == self._text.sentence(span.end - 1):
            return QuotePlace(span)
        end = self._text.sentences[max(0, self._text.sentence(span.start) - 1)].end
        nearest = self._text[Span(span.start, max(span.start + 1, min(end, span.end)))]
        detail = "goes on in another sentence: give a quote for each sentence"
        return QuotePlace(None, "quote-spans-sentences", detail, nearest)

    def _repeated(self, spans: list[Span]) -> QuotePlace:
        many = f"{len(spans)} times" if len(spans) < _CONTEXTS + 1 else f"more than {_CONTEXTS} times"
        contexts = [
            " ".join(self._text.content[max(0, span.start - _AROUND) : span.end + _AROUND].split())
            for span in spans[:_CONTEXTS]
        ]
        return QuotePlace(None, "quote-not-unique", f"stands {many}: copy more of what is around it", contexts=contexts)

    def _nowhere(self, quote: str) -> QuotePlace:
        words, score = self._nearest(quote)
        detail = "stands nowhere in the text: copy it character for character"
        return QuotePlace(None, "quote-not-found", detail, words, score)

    def _nearest(self, quote: str) -> tuple[str | None, float | None]:
        """Return the words of the text that are most like a quote, and how alike they are."""
        self._searches += 1
        if self._searches > _SEARCHES:
            return None, None
        sought = _fold(quote)[0][:_LONGEST].lower()
        votes = Counter[int]()
        for gram in _grams(sought):
            if len(sentences := self._by_gram.get(gram, ())) <= _COMMON:
                votes.update(sentences)
        best, score = None, _ALIKE
        for number, _ in votes.most_common(3):
            words = self._text[self._text.sentences[number]]
            piece = _likest(sought, words[: 4 * _LONGEST])
            found = SequenceMatcher(None, sought, _fold(piece)[0].lower(), autojunk=False).ratio()
            if found > score:
                best, score = piece, found
        return best, None if best is None else int(score * 100) / 100  # rounded down: never shown as the same

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        return _fold(self._text.content)

    @cached_property
    def _by_gram(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, span in enumerate(self._text.sentences):
            for gram in _grams(_fold(self._text[span])[0].lower()):
                found[gram].append(number)
        return found


def _starts(words: str, content: str) -> list[int]:
    """Return where words stand: the first few places."""
    found, place = list[int](), content.find(words)
    while place >= 0 and len(found) <= _CONTEXTS:
        found.append(place)
        place = content.find(words, place + 1)
    return found


def _fold(words: str) -> tuple[str, list[int]]:
    """Return words with plain typography and single blanks, and where each of their characters stood."""
    characters, offsets = list[str](), list[int]()
    for offset, character in enumerate(words.translate(_TYPOGRAPHY)):
        blank = character.isspace()
        if blank and characters and characters[-1] == " ":
            continue
        characters.append(" " if blank else character)
        offsets.append(offset)
    return "".join(characters), offsets


def _grams(words: str) -> set[str]:
    return {words[start : start + _GRAM] for start in range(len(words) - _GRAM + 1)}


def _likest(sought: str, words: str) -> str:
    """Return the stretch of a sentence that is most like what is sought."""
    matcher = SequenceMatcher(None, sought, words.translate(_TYPOGRAPHY).lower(), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= _GRAM]
    if not blocks:
        return words
    start = max(0, blocks[0].b - blocks[0].a)
    last = blocks[-1]
    end = min(len(words), last.b + last.size + len(sought) - last.a - last.size)
    while start > 0 and words[start - 1].isalnum() and words[start - 1].isascii():
        start -= 1
    while end < len(words) and words[end].isalnum() and words[end].isascii():
        end += 1
    return words[start:end].strip()
