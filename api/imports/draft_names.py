"""Names that a draft does not say: ids of author and year, slugs of phrases, names of people as CSL-JSON has them."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from itertools import chain, count

_LONGEST = 40


def name_of(written: str) -> dict[str, str]:
    """Return a name as CSL-JSON has it: a comma tells the family name from the given name, else it is kept whole."""
    family, comma, given = (part.strip() for part in written.partition(","))
    return {"family": family, "given": given} if comma and family and given else {"literal": written.strip(" ,")}


def letters_of(names: Sequence[str]) -> str:
    """Return the letters by which an author is cited, of the family name or the last word; empty of other scripts."""
    first = names[0] if names else ""
    family, comma, _ = first.partition(",")
    words = _plain(family).split() if comma else _plain(first).split()[-1:]
    return "".join(words)[:_LONGEST]


def slug_of(phrase: str, otherwise: str, taken: Collection[str]) -> str:
    """Return the first slug of a phrase that is not taken; of a phrase without Latin letters, that of another."""
    base = "-".join(_plain(phrase, digits=True).split())[:80].strip("-") or otherwise
    return next(found for found in chain([base], (f"{base}-{n}" for n in count(2))) if found not in taken)


def _plain(words: str, *, digits: bool = False) -> str:
    """Return words in small Latin letters without marks, apart by blanks."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c)).lower()
    bare = bare.replace("'", "").replace("’", "")
    return re.sub(r"[^a-z0-9]+" if digits else r"[^a-z]+", " ", bare)
