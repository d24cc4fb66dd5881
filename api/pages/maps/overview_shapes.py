"""What is drawn of an essay's argument: text, squares, signs and lines, each with its place. Lengths are CSS pixels."""

from dataclasses import dataclass, field

from api.pages.maps.essay_overview import Square
from api.pages.maps.map_items import MapItem
from api.pages.maps.map_shapes import TextLine

WIDTH = 1170
"""How wide the drawing is."""


@dataclass(frozen=True)
class DrawnWords:
    """Text in lines of one style, which may lead somewhere."""

    style: str
    lines: tuple[TextLine, ...]
    href: str = ""
    struck: bool = False


@dataclass(frozen=True)
class DrawnSquare:
    """A claim as a square: its upper left corner."""

    square: Square
    x: float
    y: float


@dataclass(frozen=True)
class DrawnSign:
    """How a claim bears: the middle of its sign, and the words behind it."""

    item: MapItem
    says: str
    x: float
    y: float


@dataclass
class OverviewDrawing:
    """An argument as drawn: what stands on it, in no order that matters."""

    width: int = WIDTH
    height: float = 0
    words: list[DrawnWords] = field(default_factory=list)
    squares: list[DrawnSquare] = field(default_factory=list)
    signs: list[DrawnSign] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)
