r"""The grammar of `or=`: `(kind.eq.thesis,and(stance.eq.rejects,number.gte.5))`, as PostgREST has it.

or      = "(" term *("," term) ")"
term    = condition / ("and" / "or") or
condition = filter "." operator "." (value / "(" value *("," value) ")")   ; the latter of the operator `in`
value   = text without "," "(" ")" and '"' / '"' text with '\"' and '\\' '"'
"""

from dataclasses import dataclass
from typing import Literal

from api.core.query.parameter_synonyms import OPERATOR_SYNONYMS

OPERATORS = ("eq", "in", "ne", "gt", "gte", "lt", "lte", "like", "from", "to")
"""`eq` and `in` ask the filter itself, others the filter of their ending: `number.gte.5` is `number_gte=5`."""
MAX_DEPTH = 4
"""How deep parentheses may stand within each other."""
MAX_CONDITIONS = 30
"""How many conditions all expressions of a query string may hold."""
_STOPS = ',()"'


class SyntaxFaultError(Exception):
    """What an expression has at a place is not of the grammar; the message says what would be right there."""

    def __init__(self, place: int, message: str) -> None:
        """Say what is wrong at a place, counted from 0."""
        super().__init__(message)
        self.place = place


@dataclass(frozen=True)
class Asked:
    """A condition as it is written.

    Attributes:
        place: where it begins, counted from 0.
        name: the filter, and before a dot the relation, if any.
        operator: how it is asked.
        values: the values.
    """

    place: int
    name: str
    operator: str
    values: tuple[str, ...]

    @property
    def parameter(self) -> str:
        """The parameter of a query string that asks the same."""
        return self.name if self.operator in {"eq", "in"} else f"{self.name}_{self.operator}"


@dataclass(frozen=True)
class Combined:
    """Terms of which all must hold, or one."""

    by: Literal["and", "or"]
    terms: tuple["Asked | Combined", ...]


def parse_alternatives(text: str) -> Combined:
    """Read the value of `or`.

    Raises:
        SyntaxFaultError: it is not of the grammar, or too deep.
    """
    parser = _Parser(text)
    found = Combined("or", parser.terms(1))
    if parser.place < len(text):
        raise SyntaxFaultError(parser.place, "nothing may follow the last )")
    return found


def conditions_of(term: Asked | Combined) -> list[Asked]:
    """Return the conditions of a term, in their order."""
    return [term] if isinstance(term, Asked) else [found for part in term.terms for found in conditions_of(part)]


def _what_is_right(words: list[str]) -> str:
    """Say how a condition is written, and what its words are called here."""
    called = [f"{word} is {OPERATOR_SYNONYMS[word]} here" for word in words if word in OPERATOR_SYNONYMS]
    known = f"operators are {', '.join(OPERATORS)}"
    return "; ".join(["write filter.operator.value, as in kind.eq.thesis", *called, known])


class _Parser:
    """Reads a text from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.place = 0

    def terms(self, depth: int) -> tuple[Asked | Combined, ...]:
        """Read terms in parentheses."""
        if depth > MAX_DEPTH:
            raise SyntaxFaultError(self.place, f"parentheses stand within each other at most {MAX_DEPTH} deep")
        self._take("(", "begin with (, as in or=(kind.eq.thesis,stance.eq.rejects)")
        found = [self._term(depth)]
        while self._next() == ",":
            self.place += 1
            found.append(self._term(depth))
        self._take(")", "a comma, and what else may hold, or )")
        return tuple(found)

    def _term(self, depth: int) -> Asked | Combined:
        while self._next() == " ":
            self.place += 1
        begin = self.place
        for by in ("and", "or"):
            if self._text.startswith(f"{by}(", begin):
                self.place += len(by)
                return Combined("and" if by == "and" else "or", self.terms(depth + 1))
        name, operator = self._head(begin)
        if self._next() == "(" and operator == "in":
            self.place += 1
            values = [self._value()]
            while self._next() == ",":
                self.place += 1
                values.append(self._value())
            self._take(")", "a comma and another value, or )")
            return Asked(begin, name, operator, tuple(values))
        if operator == "in":
            raise SyntaxFaultError(self.place, f"in takes values in parentheses: {name}.in.(one,other)")
        return Asked(begin, name, operator, (self._value(),))

    def _head(self, begin: int) -> tuple[str, str]:
        """Read what is asked, and how, up to the dot before the value."""
        names: list[str] = []
        while True:
            end = self.place
            while end < len(self._text) and (self._text[end].isalnum() or self._text[end] in "_-"):
                end += 1
            word, self.place = self._text[self.place : end], end
            if names and word in OPERATORS:
                self._take(".", f"a dot and a value, as in {'.'.join(names)}.{word}.…")
                return ".".join(names), word
            names.append(word)
            if not word or self._next() != ".":
                raise SyntaxFaultError(begin, _what_is_right(names))
            self.place += 1

    def _value(self) -> str:
        if self._next() == '"':
            return self._quoted()
        begin = self.place
        while self._next() and self._next() not in _STOPS:
            self.place += 1
        if self._next() in {"(", '"'}:
            raise SyntaxFaultError(self.place, 'a value that holds , ( ) or " stands between quotation marks')
        return self._text[begin : self.place]

    def _quoted(self) -> str:
        begin, found = self.place, ""
        self.place += 1
        while (letter := self._next()) != '"':
            if letter == "\\":
                self.place += 1
                letter = self._next()
            if not letter:
                raise SyntaxFaultError(begin, "the quotation mark is not closed")
            found += letter
            self.place += 1
        self.place += 1
        return found

    def _next(self) -> str:
        """Return the next character; nothing at the end."""
        return self._text[self.place : self.place + 1]

    def _take(self, letter: str, wanted: str) -> None:
        if self._next() != letter:
            here = f"instead of {self._next()}" if self._next() else "it ends too soon"
            raise SyntaxFaultError(self.place, f"expected here: {wanted}; {here}")
        self.place += 1
