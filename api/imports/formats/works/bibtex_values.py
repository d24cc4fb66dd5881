"""The values of BibTeX's fields: parts that `#` joins, and strings that stand for others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class BibField:
    """A field of an entry.

    Attributes:
        name: its name, in small letters.
        what: its name, and the entry's key.
        place: its line.
        value: what it says, in LaTeX.
        unknown: the strings that it names and that nothing defines.
    """

    name: str
    what: str
    place: str
    value: str
    unknown: tuple[str, ...] = ()


def joined_value(raw: str, strings: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return what a value says, its parts put together, and the names in it that nothing defines."""
    parts, unknown = list[str](), list[str]()
    for piece in _pieces(raw.strip()):
        if piece[:1] in {"{", '"'}:
            parts.append(piece[1:-1])
        elif piece.isdigit() or piece.lower() in MONTHS:
            parts.append(piece)
        else:
            parts.append(strings.get(piece.lower(), piece))
            unknown += [] if piece.lower() in strings else [piece]
    return "".join(parts), tuple(unknown)


def _pieces(raw: str) -> Iterator[str]:
    """Yield the parts of a value, which `#` joins outside of braces and quotation marks."""
    depth, quoted, begin = 0, False, 0
    for position, character in enumerate(raw):
        if character == '"' and depth == 0:
            quoted = not quoted
        elif character in "{}" and raw[position - 1 : position] != "\\":
            depth += 1 if character == "{" else -1
        elif character == "#" and not quoted and depth == 0:
            yield raw[begin:position].strip()
            begin = position + 1
    yield raw[begin:].strip()
