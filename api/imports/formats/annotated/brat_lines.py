"""The lines of brat's standoff format (brat.nlplab.org/standoff.html), each taken apart."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_ID = r"[^\s:;\\]+"
_ENTITY = re.compile(r"(T\S+)\t(\S+)[ \t]+(\d+[ ]\d+(?:;\d+[ ]\d+)*)(?:\t(.*))?", re.DOTALL)
_ROLE = r"([^\s:]+)"
_KINDS = {
    "R": re.compile(rf"(R\S+)\t(\S+)[ \t]+{_ROLE}:({_ID})[ ]+{_ROLE}:({_ID})"),
    "A": re.compile(r"([AM]\S+)\t(\S+)[ ](\S+)(?:[ ](.*))?", re.DOTALL),
    "*": re.compile(r"\*\t(\S+)((?:[ ]+\S++){2,})"),
    "E": re.compile(rf"(E\S+)\t{_ROLE}:(\S+)((?:[ ]+[^\s:]++:\S++)*+)"),
    "#": re.compile(r"(#\S*)\t(\S+)[ ](\S+)(?:\t(.*))?", re.DOTALL),
    "N": re.compile(r"(N\S+)\t(\S+)[ ](\S+)[ ](\S+)(?:\t(.*))?", re.DOTALL),
}
_LONGEST_NUMBER = 12


@dataclass
class BratEntity:
    """A text-bound annotation: `T1`.

    Attributes:
        id: its id.
        type: its type.
        given: its places, as the file counts them.
        words: the words that it says stand there; None where it says none.
        line: where it stands in the file.
        raw: the line.
        lines: what is said of it in further lines, which the model has no field for.
        spans: its places, in code points.
    """

    id: str
    type: str
    given: list[tuple[int, int]]
    words: str | None
    line: int
    raw: str
    lines: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class BratLine:
    """Another line.

    Attributes:
        kind: what it is: its first letter, `M` as `A`; empty of one that is of no kind.
        id: its id; `*` has none of its own.
        type: its type.
        targets: the ids that it names.
        roles: what these are to it, as far as it says.
        value: what else it says.
        line: where it stands in the file.
        raw: the line.
    """

    kind: str
    id: str
    type: str
    targets: tuple[str, ...]
    roles: tuple[str, ...]
    value: str
    line: int
    raw: str


def lines_of(content: str) -> Iterator[BratEntity | BratLine]:
    """Yield what the lines of a file of annotations say, but of those that are blank."""
    for number, ended in enumerate(content.split("\n"), start=1):
        raw = ended.removesuffix("\r")
        if raw.strip():
            yield _entity(raw, number) or _line(raw, number)


def order_of(raw: str) -> tuple[int, int, str]:
    """Return what lines are sorted by: what they are, and their numbers."""
    identifier = raw.partition("\t")[0]
    number = identifier[1:]
    known = number.isascii() and number.isdecimal() and len(number) <= _LONGEST_NUMBER
    return "TREAMN*#".find(identifier[:1]), int(number) if known else 0, raw


def _entity(raw: str, number: int) -> BratEntity | None:
    found = _ENTITY.fullmatch(raw)
    if not found:
        return None
    numbers = re.findall(r"\d+", found[3])
    if any(len(digits) > _LONGEST_NUMBER for digits in numbers):
        return None
    ends = list(map(int, numbers))
    return BratEntity(found[1], found[2], list(zip(ends[::2], ends[1::2], strict=True)), found[4], number, raw)


def _line(ended: str, number: int) -> BratLine:
    raw = ended.rstrip()  # brat itself ends relations with a tab
    for kind, pattern in _KINDS.items():
        if found := pattern.fullmatch(raw):
            return _READ[kind](found, number, raw)
    return BratLine("", "", "", (), (), "", number, raw)


def _relation(found: re.Match[str], number: int, raw: str) -> BratLine:
    ends = [(found[3], found[4]), (found[5], found[6])]
    if (found[3], found[5]) == ("Arg2", "Arg1"):
        ends.reverse()  # their names say which is which, not their order
    (one, origin), (other, target) = ends
    return BratLine("R", found[1], found[2], (origin, target), (one, other), "", number, raw)


def _equivalence(found: re.Match[str], number: int, raw: str) -> BratLine:
    return BratLine("*", "*", found[1], tuple(found[2].split()), (), "", number, raw)


def _event(found: re.Match[str], number: int, raw: str) -> BratLine:
    roles = [item.partition(":") for item in found[4].split()]
    targets = (found[3], *(target for _, _, target in roles))
    return BratLine("E", found[1], found[2], targets, tuple(role for role, _, _ in roles), "", number, raw)


def _of_one(kind: str) -> Callable[[re.Match[str], int, str], BratLine]:
    """Return what reads a line that is said of one annotation."""

    def read(found: re.Match[str], number: int, raw: str) -> BratLine:
        return BratLine(kind, found[1], found[2], (found[3],), (), found[4] or "", number, raw)

    return read


_READ = {
    "R": _relation,
    "A": _of_one("A"),
    "*": _equivalence,
    "E": _event,
    "#": _of_one("#"),
    "N": _of_one("N"),
}
