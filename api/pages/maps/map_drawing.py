"""Where everything of a map stands: a tree from left to right, whose lines are straight and never cross.

Lengths are CSS pixels. The columns are those of the page at its full width; narrower screens show the list instead.
"""

from collections.abc import Iterable, Sequence

from api.pages.maps.map_items import Bond, ClaimMap, Fact, MapItem
from api.pages.maps.map_shapes import DrawnClaim, DrawnFact, MapColumn, MapDrawing, TextLine, Wire
from api.pages.parts.text_wrapping import width, wrapped

_COLUMNS = (
    MapColumn("step0", 0, 244, 20, 27, 1.08),
    MapColumn("step1", 300, 384, 15, 22),
    MapColumn("step2", 742, 426, 14, 20),
)
_NARROW = (
    MapColumn("step0", 0, 204, 20, 27, 1.08),
    *(MapColumn("step2", left, 282, 14, 20) for left in (248, 568, 888)),
)
"""The columns of a map of three steps."""
_INDENT = 32
_RIGHT = 12
_EYEBROW = 20
_SMALL = 12 * 1.08
_FEW = 4
_NUMBER = 44
_TEXT = 26
_FOOT = 14
_SIBLINGS = 12
_LINKED = 3
_BRANCHES = 10
_FACT = 24
_FACT_SIZE = 13
_FACT_LEADING = 18
_MORE = 22
_TRUNK = 28
_DISC = 18
_LEANING = 14
_POINTER_LINES = 1


def draw_map(shown: ClaimMap) -> MapDrawing:
    """Place the claims of a map."""
    drawing = MapDrawing(_NARROW if _steps(shown.root) >= len(_COLUMNS) else _COLUMNS)
    bottom = _place(shown.root, 0, 8, drawing)
    root = drawing.claims[0]
    side = root.y + root.height
    if shown.leaning:
        drawing.rule_y = side + 28
        side = _place_leaning(shown.leaning, drawing.rule_y + 34, drawing)
    drawing.height = max(bottom, side) + 8
    drawing.width = max(int(one.x + one.width) for one in drawing.claims)
    return drawing


def _steps(item: MapItem) -> int:
    """Return how many steps lead from a claim to the furthest that is told beneath it."""
    return max((1 + _steps(child) for child in item.children), default=0)


def _place(item: MapItem, step: int, top: float, drawing: MapDrawing) -> float:
    """Place a claim and what bears on it; return where the next may begin."""
    claim = _claim(item, step, top, drawing.columns)
    drawing.claims.append(claim)
    if not item.groups or step + 1 == len(drawing.columns):
        return top + claim.height
    right, column = claim.x + claim.width, drawing.columns[step + 1]
    trunk, joints, y = column.left - _TRUNK, [], top
    for place, group in enumerate(item.groups):
        y += (_SIBLINGS if step else _SIBLINGS + _BRANCHES) if place else 0
        first = len(drawing.claims)
        for among, child in enumerate(group):
            y += _LINKED if among else 0
            y = _place(child, step + 1, y, drawing)
        drawn = [one for one in drawing.claims[first:] if one.column == step + 1]
        joints.append(_join(drawn, trunk, drawing))
    leaves = top + _EYEBROW - 4
    drawing.wires.append(Wire(f"M{right:g} {leaves:g}H{trunk:g}V{joints[-1]:g}"))
    return max(y, top + claim.height)


def _join(group: Sequence[DrawnClaim], trunk: float, drawing: MapDrawing) -> float:
    """Draw the line from the trunk to claims that are one reason; return where it leaves the trunk."""
    first, last = group[0], group[-1]
    bond = first.item.bond
    assert bond is not None
    y = first.y + _EYEBROW - 4
    if len(group) > 1:
        bar = first.x - 6
        y = (first.y + last.y + last.height) / 2
        drawing.bars.append(Wire(f"M{bar:g} {first.y:g}V{last.y + last.height:g}", bond.relation))
        drawing.wires.append(Wire(f"M{trunk:g} {y:g}H{bar:g}", bond.relation, bond.analyst))
    else:
        drawing.wires.append(Wire(f"M{trunk:g} {y:g}H{first.x - _DISC / 2:g}", bond.relation, bond.analyst))
    return y


def _claim(item: MapItem, step: int, top: float, columns: Sequence[MapColumn]) -> DrawnClaim:
    column = columns[step]
    indent = _INDENT if step else 0
    room = (column.width - indent - (_RIGHT if step else 0)) / (column.size * column.bold)
    eyebrow, scheme = _eyebrow(item.bond, (column.width - indent - _NUMBER) / _SMALL)
    at = (item, step, column.style, column.left, top, column.width)
    if item.told_at is not None:
        lines = wrapped(f"{item.told_at or '↑'}  {item.says}", room, _POINTER_LINES)
        made = _lines(lines, column.left + indent, top + _EYEBROW + _TEXT - 2, column.leading)
        return DrawnClaim(*at, _EYEBROW + _TEXT + 8, made, eyebrow, scheme)
    y = top + (_EYEBROW + _TEXT if step else column.size + 2)
    lines = wrapped(item.says, room)
    made = _lines(lines, column.left + indent, y, column.leading)
    bottom = y + column.leading * (len(lines) - 1) + 6
    facts = []
    for fact in item.facts:
        drawn, bottom = _fact(fact, column, indent, bottom)
        facts.append(drawn)
    note_y = more_y = 0.0
    if item.note:
        bottom += _MORE
        note_y = bottom - 4
    if item.beneath:
        bottom += _MORE
        more_y = bottom - 4
    height = bottom + (_FOOT - 4) - top
    return DrawnClaim(*at, height, made, eyebrow, scheme, tuple(facts), note_y, more_y)


def _eyebrow(bond: Bond | None, room: float) -> tuple[str, str]:
    """Return how something bears, and by which scheme of argument, as far as there is room for it."""
    if bond is None:
        return "", ""
    [says] = wrapped(bond.says, room, 1)
    left = room - width(f"{says} · ")
    return says, wrapped(bond.scheme.says, left, 1)[0] if bond.scheme and left > _FEW else ""


def _fact(fact: Fact, column: MapColumn, indent: int, top: float) -> tuple[DrawnFact, float]:
    left = column.left + indent + _DISC + 8
    room = (column.left + column.width - _RIGHT - left) / _FACT_SIZE
    lines = wrapped(fact.name, room / (1.08 if fact.means else 1), 2)
    y = top + _FACT - 4
    made = _lines(lines, left, y, _FACT_LEADING)
    last = made[-1]
    meaning = None
    if fact.means:
        after = last.x + width(last.text) * _FACT_SIZE * 1.08 + 10
        fits = after + width(fact.means) * _FACT_SIZE <= column.left + column.width - _RIGHT
        shown = wrapped(fact.means, room, 1)[0]
        meaning = TextLine(after, last.y, fact.means) if fits else TextLine(left, last.y + _FACT_LEADING, shown)
    bottom = (meaning or last).y + 4
    return DrawnFact(fact, y - 4, column.left + indent + _DISC / 2, tuple(made), meaning), bottom


def _place_leaning(items: Iterable[MapItem], top: float, drawing: MapDrawing) -> float:
    column = drawing.columns[0]
    room = (column.width - _INDENT + 4) / (_FACT_SIZE)
    for item in items:
        lines = wrapped(item.says, room, 6)
        made = _lines(lines, _INDENT - 4, top + 12 + _FACT_LEADING, _FACT_LEADING)
        height = made[-1].y - top + 6
        at = (item, 0, column.style, 0, top, column.width)
        drawing.leaning.append(DrawnClaim(*at, height, tuple(made), *_eyebrow(item.bond, room * _FACT_SIZE / _SMALL)))
        top += height + _LEANING
    return top


def _lines(lines: Iterable[str], x: float, y: float, leading: float) -> tuple[TextLine, ...]:
    return tuple(TextLine(x, y + place * leading, text) for place, text in enumerate(lines))
