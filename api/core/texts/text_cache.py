"""The words of attached texts, for readers: where the operator serves them.

A process keeps the texts that it used last, by their hash, so that they are never out of date.
"""

import re
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Collection
from functools import lru_cache
from threading import Lock

import msgspec
import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.db.columns import SqlText, among
from api.core.db.reader import ReadContext, ReadScript, Statement, compile_statement, parameter
from api.core.texts.attached_texts import TEXTS

CONTEXT = 32
"""How many code points of the text are shown before and after a passage."""
_KEPT = 8_000_000
"""How many code points of texts a process keeps."""
_BEYOND_THE_PLANE = re.compile("[\U00010000-\U0010ffff]")
"""What is one code point, and two code units in UTF-16."""


class Words:
    """A text, and where its characters stand in UTF-16."""

    def __init__(self, content: str) -> None:
        """Hold the text."""
        self.content = content
        self._pairs = [match.start() for match in _BEYOND_THE_PLANE.finditer(content)]

    def utf16(self, position: int) -> int:
        """Return the offset in UTF-16 code units, from the beginning, of an offset in code points."""
        return position + bisect_left(self._pairs, position)

    def before(self, start: int) -> str:
        """Return what stands before a position."""
        return self.content[max(0, start - CONTEXT) : start]

    def after(self, end: int) -> str:
        """Return what stands after a position."""
        return self.content[end : end + CONTEXT]


class _Shelf:
    """Texts by their hash; what was used longest ago goes first."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, Words] = OrderedDict()
        self._size = 0
        self._lock = Lock()  # scans run in threads

    def get(self, digest: str) -> Words | None:
        with self._lock:
            if words := self._texts.get(digest):
                self._texts.move_to_end(digest)
            return words

    def put(self, digest: str, words: Words) -> None:
        with self._lock:
            if digest not in self._texts:
                self._texts[digest] = words
                self._size += len(words.content)
            while self._size > _KEPT and len(self._texts) > 1:
                self._size -= len(self._texts.popitem(last=False)[1].content)


_shelf = _Shelf()


def read_words(
    essay_ids: Collection[str], reader: ReadContext, *, to_show: bool = True
) -> ReadScript[dict[str, Words]]:
    """Read the texts of essays, by the essays' ids, as far as they are attached and of the essay's present edition.

    Args:
        essay_ids: the essays.
        reader: what reads; it says whether texts that are not free may be shown.
        to_show: whether readers are to see them; else those that may not be shown are read too.
    """
    served = reader.serves_texts or not to_show
    ids = msgspec.json.encode(sorted(set(essay_ids))).decode()
    rows = yield _hashes(served, reader.dialect), {"ids": ids}
    hashes: dict[str, str] = dict(map(tuple, rows))
    found = {essay_id: words for essay_id, digest in hashes.items() if (words := _shelf.get(digest))}
    lacking = [essay_id for essay_id in hashes if essay_id not in found]
    if lacking:
        rows = yield _contents(reader.dialect), {"ids": msgspec.json.encode(lacking).decode()}
        for essay_id, content in rows:
            found[essay_id] = Words(content)
            _shelf.put(hashes[essay_id], found[essay_id])
    return found


@lru_cache
def _hashes(served: bool, dialect: sa.Dialect) -> Statement:  # noqa: FBT001 - a key of the cache
    essays = SQLModel.metadata.tables["essays"].c
    same = sa.and_(essays.id == TEXTS.c.essay_id, essays.sha256 == TEXTS.c.sha256)
    statement = sa.select(TEXTS.c.essay_id, TEXTS.c.sha256).join_from(TEXTS, essays.id.table, same)
    statement = statement.where(among(TEXTS.c.essay_id, parameter("ids", SqlText)))
    return compile_statement(statement if served else statement.where(TEXTS.c.free), dialect)


@lru_cache
def _contents(dialect: sa.Dialect) -> Statement:
    statement = sa.select(TEXTS.c.essay_id, TEXTS.c.text)
    return compile_statement(statement.where(among(TEXTS.c.essay_id, parameter("ids", SqlText))), dialect)
