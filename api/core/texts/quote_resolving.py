"""Where a quote stands in a text: certain, likely, in several places, or nowhere; never a wrong place unsaid.

What stands around a quote tells which of several places is meant (prefix and suffix, as a text quote selector of the
Web Annotation Data Model has them); a position alone never does, unless the words stand at that very one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from api.core.texts.searched_text import SearchedText, fold
from seed.text import Span

Outcome = Literal["exact", "moved", "fuzzy", "ambiguous", "nowhere"]

_MOST = 1000
"""How many places of the same words are looked at."""
_CONTEXTS = 5
_FRAME = 100
"""How much of what stands before or after words is looked at: what is next to them."""
_REACH = 2 * _FRAME + 8


@dataclass(frozen=True)
class Sought:
    """Words that are looked for.

    Attributes:
        quote: the words.
        prefix: what stands before them; empty where that is not known.
        suffix: what stands after them.
        near: where they are expected to begin; None where that is not known.
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    near: int | None = None


@dataclass(frozen=True)
class Resolved:
    """What was found.

    Attributes:
        outcome: `exact`, once, where it is expected; `moved`, the same words once, but elsewhere or with something else
            around them; `fuzzy`, other words that are likely those; `ambiguous`, in several places; `nowhere`.
        span: the place; None where there is not one.
        score: how alike the words are, from 0 to 1; None where there are none.
        detail: the same in words, with what would be right; empty of what is exact.
        in_typography: whether what is `fuzzy` differs in quotation marks, dashes and blanks alone.
        contexts: of several places the first, or those nearest to where it is expected, with the words around them.
    """

    outcome: Outcome
    span: Span | None = None
    score: float | None = None
    detail: str = ""
    contexts: Sequence[tuple[Span, str]] = field(default_factory=list)
    in_typography: bool = False


def resolve(text: SearchedText, sought: Sought, *, likely: bool = True) -> Resolved:
    """Find a quote in a text.

    Args:
        text: the text.
        sought: the quote.
        likely: whether, where it stands nowhere, what is likely it is looked for.
    """
    if not sought.quote.strip():
        return Resolved("nowhere", detail="is blank: quote some words")
    if places := text.occurrences(sought.quote, _MOST):
        return _one_of(text, sought, places)
    if places := text.occurrences_alike(sought.quote, _MOST):
        found = _one_of(text, sought, places)
        if found.span is None:
            return found
        words = text.text[found.span]
        score = SequenceMatcher(None, sought.quote, words, autojunk=False).ratio()
        detail = "the text has other quotation marks, dashes or blanks"
        return Resolved("fuzzy", found.span, min(0.99, int(score * 100) / 100), detail, in_typography=True)
    if likely and (nearest := text.nearest(sought.quote)):
        return Resolved("fuzzy", *nearest, "these words stand nowhere; the text has others that are like them")
    return Resolved("nowhere", detail="these words stand nowhere in the text, nor any that are like them")


def _one_of(text: SearchedText, sought: Sought, places: list[Span]) -> Resolved:
    prefix, suffix = fold(sought.prefix).strip()[-_FRAME:], fold(sought.suffix).strip()[:_FRAME]
    framed = [place for place in places if _is_framed(text.text.content, place, prefix, suffix)]
    at = [place for place in framed or places if place.start == sought.near]
    if len(found := at or framed) == 1:
        near = sought.near is None or bool(at)
        return Resolved("exact" if near else "moved", found[0], 1.0, "" if near else _moved(sought, found[0]))
    if len(places) == 1:
        return Resolved("moved", places[0], 1.0, "the words stand once, with something else around them")
    several = framed or places
    if sought.near is not None:
        several = sorted(several, key=lambda place: abs(place.start - (sought.near or 0)))
    many = f"{len(several)} times" if len(several) < _MOST else f"at least {_MOST} times"
    detail = f"stands {many}: quote more, or say what stands before (prefix) or after it (suffix)"
    contexts = [(place, text.around(place)) for place in several[:_CONTEXTS]]
    return Resolved("ambiguous", None, None, detail, contexts)


def _moved(sought: Sought, place: Span) -> str:
    return f"the words stand once, at {place.start}, not at {sought.near}"


def _is_framed(content: str, place: Span, prefix: str, suffix: str) -> bool:
    """Tell whether what is said to stand around words stands around a place, blanks and typography apart."""
    before = content[max(0, place.start - _REACH) : place.start] if prefix else ""
    after = content[place.end : place.end + _REACH] if suffix else ""
    return fold(before).rstrip().endswith(prefix) and fold(after).lstrip().startswith(suffix)
