"""A place among the tokens of a wording, which the rules of the grammar move on."""

from collections.abc import Sequence
from typing import Any

from api.core.wordings.word_tokens import Token
from api.core.wordings.worded_numbers import NotUnderstoodError

_END = Token("end", None, "")


class Cursor:
    """Where the grammar is in a wording; what it took is consumed, and it can go back.

    Attributes:
        place: how many tokens are consumed.
        furthest: how many were ever consumed.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Begin before the first token."""
        self._tokens = tokens
        self.place = 0
        self.furthest = 0

    def ahead(self, steps: int = 0) -> Token:
        """Return the token that comes next, or one that many steps after it."""
        place = self.place + steps
        return self._tokens[place] if place < len(self._tokens) else _END

    def before(self) -> Token:
        """Return the token that was consumed last."""
        return self._tokens[self.place - 1] if self.place else _END

    def at(self, kind: str, value: Any = ..., steps: int = 0) -> bool:
        """Tell whether a token of a kind, and of a value, is next."""
        token = self.ahead(steps)
        return token.kind == kind and (value is ... or token.value == value)

    def take(self, kind: str, value: Any = ...) -> Token | None:
        """Consume the next token if it is of a kind, and of a value."""
        if not self.at(kind, value):
            return None
        token = self.ahead()
        self.move(self.place + 1)
        return token

    def says(self, *texts: str) -> Token | None:
        """Consume the next token if it is one of some words."""
        token = self.ahead()
        if token.text.lower() not in texts:
            return None
        self.move(self.place + 1)
        return token

    def move(self, place: int) -> None:
        """Go on, or back, to a place."""
        self.place = place
        self.furthest = max(self.furthest, place)

    @property
    def done(self) -> bool:
        """Whether every token is consumed."""
        return self.place == len(self._tokens)

    def rest(self) -> NotUnderstoodError:
        """Return what tells the words that no rule consumed."""
        unknown = tuple(token.text for token in self._tokens if token.kind == "unknown")
        left = unknown or tuple(token.text for token in self._tokens[self.furthest :])
        because = "no rule consumes every word" if left else "the words are known, and say no whole figure"
        return NotUnderstoodError(because, left)
