"""What is searched for: terms, each with the forms in which an index may have it.

The forms are looked for in what a record says (`tokens.py`), where any of them is enough.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from seed.frozen.folding import fold, is_cjk, unvaried
from seed.frozen.tokens import LONGEST, STEM, Unit, chains, english_stem, flatten, joined

_QUOTED = re.compile('["“”\uff02]([^"“”\uff02]*)["“”\uff02]')


class Bound(NamedTuple):
    """A token of every record that says something, or what one of its tokens begins with."""

    token: str
    begins: bool


@dataclass(frozen=True)
class Term:
    """A phrase, a word or a number that is searched for, or several that stand side by side.

    Attributes:
        exact: its flat form.
        goes_on: whether its last word may be the beginning of a longer one.
        joined: its words as one, where hyphens join them.
        stem: how an index has its stem, where it is a word that English could have.
    """

    exact: str
    goes_on: bool = False
    joined: str = ""
    stem: str = ""

    @cached_property
    def whole(self) -> str:
        """Its flat form, as variants of writing share it."""
        return unvaried(self.exact)

    @cached_property
    def stems(self) -> tuple[str | None, str | None]:
        """The stem as an index has it of other words, and where it is a word of that stem, that; None where not."""
        if not self.stem:
            return None, None
        word = self.stem.removeprefix(STEM)
        return f" {self.stem} ", f" {word} " if english_stem(word) == self.stem else None

    @cached_property
    def forms(self) -> tuple[str, str | None, str | None, str | None]:
        """What is looked for: its words or their beginnings, these as one, and the stems; None where there is none."""
        first, word = self.whole, f" {self.joined} " if self.joined else None
        if self.goes_on:
            first, word = first.rstrip(" "), word and word.rstrip(" ")
        return first, word, *self.stems

    @cached_property
    def bounds(self) -> list[list[Bound]]:
        """For each form, the tokens of every record that has it."""
        goes_on = (self.goes_on, self.goes_on, False, False)
        return [_bounds(form, goes_on=begins) for form, begins in zip(self.forms, goes_on, strict=True) if form]


@lru_cache(maxsize=1024)
def parse_query(text: str) -> tuple[Term, ...]:
    """Read what is searched for: terms, and phrases between quotation marks.

    Terms are parted by spaces and punctuation but hyphens, and where a script that is written without spaces begins or
    ends. A quotation mark without another counts as a space. Of nothing but punctuation there are no terms.
    """
    found = [Term(flatten(quoted)) for quoted in _QUOTED.findall(text)]
    found += map(_term, chains(fold(_QUOTED.sub(" ", text))))
    return tuple(dict.fromkeys(term for term in found if term.whole.strip()))


def _term(chain: list[Unit]) -> Term:
    last, text = chain[-1], " ".join(unit.text for unit in chain)
    if last.kind == "run":
        return Term(text)
    word = joined(chain) or (unvaried(text) if len(chain) == 1 else "")
    return Term(
        f" {text} ",
        # A single letter would begin too much, and a number that goes on is another.
        goes_on=last.kind == "word" and len(unvaried(last.text)) > 1,
        joined=joined(chain),
        stem=english_stem(word),
    )


def _bounds(form: str, *, goes_on: bool) -> list[Bound]:
    found = [Bound(token, begins=False) for piece in form.split() for token in _tokens(piece)]
    if found and goes_on:
        found[-1] = Bound(found[-1].token, begins=True)
    # Of single characters alone every one begins some token; else the others bound enough.
    return found or [Bound(character, begins=True) for character in form if is_cjk(character)]


def _tokens(piece: str) -> Iterator[str]:
    if is_cjk(piece):
        yield from map("".join, pairwise(piece))
    else:
        yield piece[:LONGEST]
