"""Where a quote stands in a text: exactly once, once but for its typography, or nowhere, with what comes nearest.

Nothing is believed because a draft says it: a quote that is only like a place is refused, with that place and a score.
"""

from dataclasses import dataclass, field

from api.core.texts.searched_text import SearchedText
from seed.text import Span, Text

_SEARCHES = 200
"""Of how many quotes that stand nowhere the nearest place is looked for: the first mend the most."""
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
        self._searched = SearchedText(text)
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
        spans = self._searched.occurrences(quote, _CONTEXTS + 1)
        if len(spans) == 1:
            return self._within_sentence(spans[0])
        if spans:
            return self._repeated(spans)
        spans = self._searched.occurrences_alike(quote, _CONTEXTS + 1)
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
        contexts = [self._searched.around(span) for span in spans[:_CONTEXTS]]
        return QuotePlace(None, "quote-not-unique", f"stands {many}: copy more of what is around it", contexts=contexts)

    def _nowhere(self, quote: str) -> QuotePlace:
        self._searches += 1
        found = self._searched.nearest(quote) if self._searches <= _SEARCHES else None
        words, score = (self._text[found[0]], found[1]) if found else (None, None)
        detail = "stands nowhere in the text: copy it character for character"
        return QuotePlace(None, "quote-not-found", detail, words, score)
