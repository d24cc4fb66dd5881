"""Ids of an author and a year, as a citation has them: the first that was not given yet."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import count, product
from string import ascii_lowercase

AUTHOR_YEAR = re.compile(r"[a-z]+([0-9]{4}|nd)[a-z]?")


def author_year(letters: str, issued: str, taken: Collection[str]) -> str:
    """Return the first id of an author and a year that is not taken.

    Args:
        letters: those by which the author is cited.
        issued: when it was published (EDTF); empty where that is not known.
        taken: the ids that were used.
    """
    year = issued[:4] if re.match(r"[0-9]{4}", issued) else "nd"
    return next(found for found in _candidates(letters, year) if found not in taken)


def _candidates(letters: str, year: str) -> Iterator[str]:
    for more in _endings():
        yield from (f"{letters}{more}{year}{suffix}" for suffix in ("", *ascii_lowercase))


def _endings() -> Iterable[str]:
    yield ""
    for size in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=size))
