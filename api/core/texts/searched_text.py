"""A text that words are looked for in: where they stand, where but for their typography, and what comes nearest."""

import re
from bisect import bisect_right
from collections import Counter, OrderedDict, defaultdict
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.texts.attached_texts import TEXTS
from api.core.write.writable import RuleContext
from seed.text import Span, Text

_WRITTEN = (
    ("'", "\u2018\u2019\u201a\u201b\u2032"),
    ('"', "\u201c\u201d\u201e\u201f\u2033"),
    ("-", "\u2010\u2011\u2013\u2014\u2212"),
    (" ", "\u00a0\u2009\u202f\u3000"),
)
_TYPOGRAPHY = str.maketrans({character: plain for plain, many in _WRITTEN for character in many})
"""What keyboards and programs write otherwise, character for character."""
_BLANKS = re.compile(r"\s+")
_GRAM = 3
_COMMON = 2000
"""In how many sentences a run of characters may stand to tell any of them."""
_LONGEST = 400
"""How many characters of words are compared with sentences."""
_ALIKE = 0.5
_AROUND = 24
_KEPT = 2
"""How many texts a process keeps ready to be searched."""


class SearchedText:
    """A text, made ready to look for words as far as they are looked for."""

    def __init__(self, text: Text) -> None:
        """Look in a text."""
        self.text = text

    def occurrences(self, words: str, most: int) -> list[Span]:
        """Return where words stand: the first few places, overlaps included."""
        return [Span(start, start + len(words)) for start in _starts(words, self.text.content, most)]

    def occurrences_alike(self, words: str, most: int) -> list[Span]:
        """Return where words stand but for quotation marks, dashes and blanks: the first few places."""
        folded, ends, removed = self._folded
        sought = fold(words.strip())

        def offset(place: int) -> int:
            before = bisect_right(ends, place)
            return place + (removed[before - 1] if before else 0)

        places = _starts(sought, folded, most) if sought else []
        return [Span(offset(start), offset(start + len(sought) - 1) + 1) for start in places]

    def nearest(self, words: str) -> tuple[Span, float] | None:
        """Return the stretch of a sentence that is most like words, and how alike: from 0.5 to 0.99."""
        sought = fold(words)[:_LONGEST].lower()
        votes = Counter[int]()
        for gram in _grams(sought):
            if len(sentences := self._by_gram.get(gram, ())) <= _COMMON:
                votes.update(sentences)
        best, score = None, _ALIKE
        for number, _ in votes.most_common(3):
            sentence = self.text.sentences[number]
            span = _likest(sought, self.text[sentence][: 4 * _LONGEST], sentence.start)
            found = SequenceMatcher(None, sought, fold(self.text[span]).lower(), autojunk=False).ratio()
            if found > score:
                best, score = span, found
        # Rounded down: what was changed is never shown as the same.
        return None if best is None else (best, min(0.99, int(score * 100) / 100))

    def around(self, span: Span) -> str:
        """Return a place with the words before and after it, on one line."""
        return " ".join(self.text.content[max(0, span.start - _AROUND) : span.end + _AROUND].split())

    @cached_property
    def _folded(self) -> tuple[str, list[int], list[int]]:
        """The folded text; where in it blanks that were several end; and how many characters lack up to there."""
        ends, removed, lacking = list[int](), list[int](), 0
        for run in _BLANKS.finditer(self.text.content.translate(_TYPOGRAPHY)):
            if (many := run.end() - run.start()) > 1:
                ends.append(run.start() - lacking + 1)
                lacking += many - 1
                removed.append(lacking)
        return fold(self.text.content), ends, removed

    @cached_property
    def _by_gram(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, span in enumerate(self.text.sentences):
            for gram in _grams(fold(self.text[span]).lower()):
                found[gram].append(number)
        return found


class _Recent:
    """The texts that were searched last, by their hash."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, SearchedText] = OrderedDict()
        self._lock = Lock()  # writes run in threads

    def get(self, digest: str) -> SearchedText | None:
        with self._lock:
            if found := self._texts.get(digest):
                self._texts.move_to_end(digest)
            return found

    def put(self, digest: str, text: SearchedText) -> SearchedText:
        with self._lock:
            self._texts[digest] = text
            while len(self._texts) > _KEPT:
                self._texts.popitem(last=False)
        return text


_recent = _Recent()


def searched(content: str) -> SearchedText:
    """Return a text, ready to be searched."""
    text = Text(content)
    return _recent.get(text.sha256) or _recent.put(text.sha256, SearchedText(text))


def text_of(context: RuleContext, essay_id: str) -> SearchedText | None:
    """Return the text that is attached to an essay, within a transaction; None where none of its present edition is."""
    if context.makes("essays", essay_id):  # a text is attached to what is there
        return None
    its, content = _statements()
    if not (rows := context.rows(its, {"essay": essay_id})):
        return None
    if found := _recent.get(rows[0]["sha256"]):
        return found
    [row] = context.rows(content, {"essay": essay_id})
    return searched(row["text"])


@lru_cache
def _statements() -> tuple[sa.Select[Any], sa.Select[Any]]:
    """Return what asks for the hash of an essay's text, if that is of its present edition, and for the text."""
    essays = SQLModel.metadata.tables["essays"].c
    essay: sa.BindParameter[str] = sa.bindparam("essay")
    same = sa.and_(essays.id == TEXTS.c.essay_id, essays.sha256 == TEXTS.c.sha256)
    its = sa.select(TEXTS.c.sha256).join_from(TEXTS, essays.id.table, same).where(TEXTS.c.essay_id == essay)
    return its, sa.select(TEXTS.c.text).where(TEXTS.c.essay_id == essay)


def fold(words: str) -> str:
    """Return words with plain typography and single blanks."""
    return _BLANKS.sub(" ", words.translate(_TYPOGRAPHY))


def _starts(words: str, content: str, most: int) -> list[int]:
    found, place = list[int](), content.find(words)
    while place >= 0 and len(found) < most:
        found.append(place)
        place = content.find(words, place + 1)
    return found


def _grams(words: str) -> set[str]:
    return {words[start : start + _GRAM] for start in range(len(words) - _GRAM + 1)}


def _likest(sought: str, words: str, offset: int) -> Span:
    """Return the stretch of words, which begin at an offset, that is most like what is sought."""
    matcher = SequenceMatcher(None, sought, words.translate(_TYPOGRAPHY).lower(), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= _GRAM]
    start, end = 0, len(words)
    if blocks:
        start = max(0, blocks[0].b - blocks[0].a)
        last = blocks[-1]
        end = min(end, last.b + last.size + len(sought) - last.a - last.size)
    while start > 0 and _joins(words[start - 1]):
        start -= 1
    while end < len(words) and _joins(words[end]):
        end += 1
    bare = words[start:end]
    start += len(bare) - len(bare.lstrip())
    return Span(offset + start, offset + max(start + 1, start + len(bare.strip())))


def _joins(character: str) -> bool:
    return character.isalnum() and character.isascii()
