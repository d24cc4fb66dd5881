"""A wording in, what it denotes out: a proposal in the fields of a statistic, or why there is none."""

from collections.abc import Callable, Iterator
from typing import Literal

from api.core.wordings.amount_pieces import NumberReader
from api.core.wordings.amounts import Amounts
from api.core.wordings.chinese_dates import read_chinese_date
from api.core.wordings.chinese_numbers import read_chinese
from api.core.wordings.cursor import Cursor
from api.core.wordings.dates import read_english_date
from api.core.wordings.decimal_ends import decimals
from api.core.wordings.english_numbers import read_english
from api.core.wordings.figure_grammar import read_figure
from api.core.wordings.lexicons import chinese, english
from api.core.wordings.proposals import Proposal
from api.core.wordings.ranks import read_rank
from api.core.wordings.word_tokens import Lexicon, Token, normalised, tokens
from api.core.wordings.worded_figures import WordedFigure
from api.core.wordings.worded_numbers import AmbiguousError, NotUnderstoodError

Language = Literal["en", "zh-Hans"]
MOST_CHARACTERS = 200
"""The longest wording that is read; a sentence is none."""


def grammars(text: str, tag: str | None) -> list[Language]:
    """Return whose grammars are tried on a wording: that of its language; English too where no character is Chinese.

    Raises:
        NotUnderstoodError: there is none for its language.
    """
    is_chinese = any("\u3400" <= character <= "\u9fff" for character in text)
    if tag is None:
        return ["zh-Hans"] if is_chinese else ["en"]
    primary = tag.partition("-")[0].lower()
    if primary not in {"en", "zh"}:
        message = f"there is no grammar of {tag}, but of English and Chinese"
        raise NotUnderstoodError(message)
    return ["en"] if primary == "en" else ["zh-Hans"] if is_chinese else ["zh-Hans", "en"]


def propose(text: str, language: str | None = None, written: int | None = None) -> Proposal:
    """Return what a wording denotes.

    Args:
        text: the wording alone, with its comparator, multiplier and unit.
        language: what it is in, as a BCP 47 tag; found by its characters where it is not said.
        written: the year in which it was written, which words such as `三年前` depend on.

    Raises:
        NotUnderstoodError: a word is left over, or the whole may mean more than one thing.
    """
    if len(text) > MOST_CHARACTERS:
        message = f"a wording has at most {MOST_CHARACTERS} characters"
        raise NotUnderstoodError(message)
    first, *others = grammars(text, language)
    try:
        return _proposed(text, first, written)
    except NotUnderstoodError:
        if not others:
            raise
        return _proposed(text, others[0], written)


def _proposed(text: str, language: Language, written: int | None) -> Proposal:
    read_lexicon, read_number, read_date = _LANGUAGES[language]
    words = tokens(normalised(text), read_lexicon())
    if not words:
        message = "there are no words"
        raise NotUnderstoodError(message)
    because: NotUnderstoodError | None = None
    furthest = Cursor(words)
    for rule in _rules(read_number, read_date, written):
        cursor = Cursor(words)
        try:
            figure = rule(cursor)
        except AmbiguousError:
            raise
        except NotUnderstoodError as error:
            because = because or error
        else:
            if figure and cursor.done:
                return decimals(figure)
        furthest = max(furthest, cursor, key=lambda one: one.furthest)
    _refuse_unknown(words)
    raise because or furthest.rest()


def _refuse_unknown(words: list[Token]) -> None:
    unknown = tuple(token.text for token in words if token.kind == "unknown")
    if unknown:
        because = "no table has every word"
        raise NotUnderstoodError(because, unknown)


DateReader = Callable[[Cursor, int | None], WordedFigure | None]
Rule = Callable[[Cursor], WordedFigure | None]


def _rules(read_number: NumberReader, read_date: DateReader, written: int | None) -> Iterator[Rule]:
    """Yield the rules for whole figures, in the order in which they are tried."""
    yield lambda cursor: read_rank(cursor, read_number)
    yield lambda cursor: read_date(cursor, written)
    yield lambda cursor: read_figure(cursor, Amounts(cursor, read_number))


_LANGUAGES: dict[Language, tuple[Callable[[], Lexicon], NumberReader, DateReader]] = {
    "en": (english, read_english, read_english_date),
    "zh-Hans": (chinese, read_chinese, read_chinese_date),
}
