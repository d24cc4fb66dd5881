"""How deep, long and wide the JSON of a body may be: counted in its bytes, before anything is made of them.

One pass goes over the values in their order and ends at the first that is too much. It holds the names of the
objects that are open, and no more. Its grammar admits all that JSON (RFC 8259) does and a little else, so where it
finds no JSON, nothing that reads the body afterwards gets further than it did.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, NoReturn

from api.core.http.problems import Fault, ProblemError, shown

_VALUES_PER_ITEM = 100
_LONGEST = 12
"""The most bytes that JSON needs for one character: two escapes, `\\ud83d\\ude00`."""

# Nothing here is tried in more than two ways: every repetition keeps what it took (`*+`), so that a match is linear.
_S = rb"[ \t\n\r]*+"
_TEXT = rb'[^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+'
_PLAIN = rb"[-+.0-9A-Za-z]++"
_CLOSING = re.compile(_S + rb"([]}])")
_FOLLOWING = re.compile(_S + rb"([,\]}])")


@dataclass(frozen=True)
class Extents:
    """The most that JSON may have of each.

    Attributes:
        depth: arrays and objects within each other.
        items: items of an array, members of an object.
        characters: characters of a string, names of members included.
    """

    depth: int
    items: int
    characters: int

    @property
    def values(self) -> int:
        """Items and members in all."""
        return _VALUES_PER_ITEM * self.items


class _Open(NamedTuple):
    """An array or object around the one that is read: the names it has, if it has names, and where it is read."""

    names: set[bytes] | None
    number: int
    name: bytes


class _Patterns(NamedTuple):
    """What takes one value, and what tells it from the next, by where it stands.

    Their groups are the name, a string that may be too long, what follows the value, and what opens it.
    """

    body: re.Pattern[bytes]
    item: re.Pattern[bytes]
    member: re.Pattern[bytes]


def refuse_excess(content: bytes, most: Extents) -> None:
    """Refuse JSON beyond its extents; what is no JSON passes, for the route says better what it wants.

    Raises:
        ProblemError: `excessive-body`, with a pointer to what is too much; `malformed-body`, where an object has a
            name twice.
    """
    try:
        _scan(content, most)
    except ValueError:
        return


def _scan(content: bytes, most: Extents) -> None:  # noqa: C901, PLR0912 - a call for each value would double its cost
    """Go over the values of a body.

    Raises:
        ProblemError: it is too much.
        ValueError: it is no JSON.
    """
    patterns, items, characters = _patterns(most.characters), most.items, most.characters
    around: list[_Open] = []
    names: set[bytes] | None = None
    count, total, place, pattern = 0, 0, 0, patterns.body
    while found := pattern.match(content, place):
        place = found.end()
        name, long, mark, opening = found.groups()
        count += 1
        if count > items and around:
            _refuse(around, f"has more than {items} items or members")
        if names is not None:
            if b"\\" in name or len(name) > characters:
                name = _checked(name, most, around)
            names.add(name)
            if len(names) < count:
                what = shown(name.decode(errors="surrogatepass"))
                raise ProblemError("malformed-body", f"The body is not JSON: an object has {what} twice.")
        if long and len(long) > characters and _characters(long, most) > characters:
            _refuse([*around, _Open(names, count, name)], f"has more than {characters} characters")
        if opening:
            around.append(_Open(names, count, name))
            if len(around) > most.depth:
                _refuse(around, f"lies deeper than {most.depth} arrays or objects within each other")
            names, count = (set() if opening == b"{" else None), 0
            pattern = patterns.item if names is None else patterns.member
            closing = _CLOSING.match(content, place)
            if closing is None:
                continue
            place, mark = closing.end(), closing[1]
        while mark != b"," and around:
            if (mark == b"}") != (names is not None):
                raise ValueError
            total += count
            if total > most.values:
                _refuse([], f"has more than {most.values} items and members in all")
            names, count, name = around.pop()
            pattern = patterns.item if names is None else patterns.member
            following = _FOLLOWING.match(content, place) if around else None
            if following is None:
                return
            place, mark = following.end(), following[1]
        if not around:
            return
    raise ValueError


@lru_cache(maxsize=8)
def _patterns(characters: int) -> _Patterns:
    short = rb'"(?:[^"\\\x00-\x1f]{0,%d}+"|(%b)")' % (characters, _TEXT)
    value = rb"(?:(?:" + short + rb"|" + _PLAIN + rb")" + _S + rb"(%b)|([\[{]))"
    before = {"body": _S + rb"()", "item": _S + rb"()", "member": _S + rb'"(' + _TEXT + rb')"' + _S + rb":" + _S}
    after = {"body": rb"\Z", "item": rb"[,\]]", "member": rb"[,}]"}
    return _Patterns(**{kind: re.compile(before[kind] + value % after[kind], re.DOTALL) for kind in before})


def _checked(name: bytes, most: Extents, around: list[_Open]) -> bytes:
    r"""Return a name as it is told from others: `\u0061` is `a`.

    Raises:
        ProblemError: it is too long.
        ValueError: it is none.
    """
    if _characters(name, most) > most.characters:
        _refuse(around, f"a name in it has more than {most.characters} characters")
    return str(json.loads(b'"%b"' % name)).encode(errors="surrogatepass")


def _characters(text: bytes, most: Extents) -> int:
    """Count the characters of a string; of one that has too many bytes for as many as may be, the bytes."""
    return len(text) if len(text) > _LONGEST * most.characters else len(json.loads(b'"%b"' % text))


def _refuse(path: list[_Open], detail: str) -> NoReturn:
    # The body itself is read within nothing.
    pointer = "".join(f"/{item.number - 1 if item.names is None else _escaped(item.name)}" for item in path[1:])
    raise ProblemError("excessive-body", f"{pointer or 'the body'}: {detail}", [Fault(detail=detail, pointer=pointer)])


def _escaped(name: bytes) -> str:
    # The pointer is part of the answer, which is UTF-8: half of a pair is shown with a mark.
    text = name.decode(errors="surrogatepass").replace("~", "~0").replace("/", "~1")
    return text.encode("utf-8", "replace").decode()
