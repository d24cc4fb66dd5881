"""Sources that are one work: by DOI, ISBN or URL, or by authors, year and title as they are folded.

What is there already is offered instead of made a second time.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.write.transaction import WriteTransaction
from seed.frozen.folding import fold, unvaried

Body = Mapping[str, Any]

_PARTS_OF_BOOKS = frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"})
"""What may share an ISBN with others."""
_AT_ONCE = 200
_COLUMNS = ("id", "doi", "isbn", "url", "title", "author", "issued", "csl_type", "version")
_NAMED = {"doi": "DOI", "isbn": "ISBN", "url": "URL", "words": "authors, year and title"}


@dataclass(frozen=True)
class SameWork:
    """A source that a work is.

    Attributes:
        identifier: its id.
        by: by what that is known.
        work: the source.
    """

    identifier: str
    by: str
    work: Body


class SameWorks:
    """Finds the source that a work is, among those of a database and those that come with it."""

    def __init__(self, transaction: WriteTransaction, works: Iterable[Body], but: Collection[str] = ()) -> None:
        """Look for works in a transaction, but for some sources."""
        self._found: dict[tuple[str, str], list[Body]] = {}
        marks = {mark for work in works for mark in _marks(work)}
        for row in _rows(transaction, marks):
            if row["id"] not in but:
                self.add(row)

    def add(self, work: Body) -> None:
        """Take a source as one that is there."""
        for mark in _marks(work):
            self._found.setdefault(mark, []).append(work)

    def find(self, work: Body) -> SameWork | None:
        """Return the source that a work is; None where there is none."""
        for mark in _marks(work):
            for other in self._found.get(mark, ()):
                if mark[0] == "doi" or not _differ(work, other):
                    return SameWork(str(other["id"]), _NAMED[mark[0]], other)
        return None


def _marks(work: Body) -> Iterator[tuple[str, str]]:
    """Yield by what a work is known, the surest first."""
    if doi := work.get("doi"):
        yield "doi", str(doi).lower()
    if (isbn := work.get("isbn")) and work.get("csl_type") not in _PARTS_OF_BOOKS:
        yield "isbn", str(isbn)
    if url := work.get("url"):
        yield "url", str(url).partition("://")[2].removeprefix("www.").rstrip("/")
    year, title = str(work.get("issued") or "")[:4], work.get("title")
    names = [str(name.get("family") or name.get("literal") or name.get("given")) for name in work.get("author") or ()]
    if year and title and names:
        yield "words", "\n".join([year, *map(_folded, [str(title), *names])])


def _folded(words: str) -> str:
    return "".join(letter for letter in unvaried(fold(words)) if letter.isalnum())


def _differ(one: Body, other: Body) -> bool:
    """Tell whether two works have DOIs or ISBNs that say they are two."""
    return any(one.get(name) and other.get(name) and one[name] != other[name] for name in ("doi", "isbn"))


def _rows(transaction: WriteTransaction, marks: set[tuple[str, str]]) -> Iterator[Body]:
    table = SQLModel.metadata.tables["sources"].c
    columns = [table[name] for name in _COLUMNS]
    asked: dict[str, list[str]] = {kind: sorted({value for its, value in marks if its == kind}) for kind in _NAMED}
    urls = [
        f"{scheme}://{www}{value}{slash}"
        for value in asked["url"]
        for scheme in ("http", "https")
        for www in ("", "www.")
        for slash in ("", "/")
    ]
    wanted: list[tuple[sa.ColumnElement[Any], list[str]]] = [
        (sa.func.lower(table.doi), asked["doi"]),
        (table.isbn, asked["isbn"]),
        (table.url, urls),
        (sa.func.substr(table.issued, 1, 4), sorted({value[:4] for value in asked["words"]})),
    ]
    for column, values in wanted:
        for first in range(0, len(values), _AT_ONCE):
            some = values[first : first + _AT_ONCE]
            yield from transaction.rows(
                sa.select(*columns).where(column.in_(some), table.status == "published").order_by(table.id)
            )
