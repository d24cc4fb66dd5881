"""What is drawn of a tree: claims in columns, with the wires between them. Lengths are CSS pixels."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from api.pages.maps.map_items import Fact, MapItem


@dataclass(frozen=True)
class MapColumn:
    """Where the claims of one step stand: the style of their text, the left edge, the width, and the type."""

    style: str
    left: int
    width: int
    size: int
    leading: int
    bold: float = 1.0


@dataclass(frozen=True)
class TextLine:
    """A line of text: where its baseline begins."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class DrawnFact:
    """A figure or source in its claim's box: its sign, its name in lines, and what it means after the last."""

    fact: Fact
    y: float
    x: float
    lines: tuple[TextLine, ...]
    meaning: TextLine | None


@dataclass(frozen=True)
class DrawnClaim:
    """A claim as drawn."""

    item: MapItem
    column: int
    style: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[TextLine, ...]
    eyebrow: str = ""
    scheme: str = ""
    facts: tuple[DrawnFact, ...] = ()
    note_y: float = 0
    more_y: float = 0


@dataclass(frozen=True)
class Wire:
    """A straight piece of a line: of which relation, and whether it is the analyst's; a trunk is of none."""

    d: str
    relation: str = ""
    analyst: bool = False


@dataclass
class MapDrawing:
    """A map as drawn.

    Attributes:
        columns: where the claims of each step stand.
        width: its width.
        height: its height.
        claims: the claims, the first of which is the one that the map is of.
        wires: the lines.
        bars: what joins claims that count only together.
        rule_y: where what the claim bears on begins, below it; 0 where there is nothing.
        leaning: what it bears on.
    """

    columns: Sequence[MapColumn]
    width: int = 0
    height: float = 0
    claims: list[DrawnClaim] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    bars: list[Wire] = field(default_factory=list)
    rule_y: float = 0
    leaning: list[DrawnClaim] = field(default_factory=list)
