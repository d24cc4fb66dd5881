"""Where everything stands on the drawing of an essay's argument, or of one relationship. Lengths are CSS pixels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.pages.maps.essay_overview import Balance, EssayOverview, Side, Strand
from api.pages.maps.map_items import MapItem
from api.pages.maps.map_shapes import TextLine
from api.pages.maps.overview_shapes import WIDTH, DrawnSign, DrawnSquare, DrawnWords, OverviewDrawing
from api.pages.maps.what_is_beneath import counted
from api.pages.page_context import PageContext
from api.pages.parts.text_wrapping import width, wrapped

_MIDDLE = WIDTH / 2
_POLE_ROOM = 200
_THESIS_ROOM = 520
_PITCH = 22
_SQUARE = 14
_GAP = 30
_SIDES = ((0, 16, "start"), (WIDTH / 2, 14, "middle"), (WIDTH, 16, "end"))
"""Of the squares of each side: where they begin, how many stand in a row, and which way."""


@dataclass(frozen=True)
class _Hand:
    """How text is written: its class in the style sheet, with the size and the leading that are said there."""

    style: str
    size: int
    leading: int


_TITLE, _HEAD = _Hand("title", 30, 38), _Hand("head", 17, 24)
_OVER, _CLAIM, _LABEL = _Hand("thesis bold", 19, 28), _Hand("claim", 14, 20), _Hand("label", 13, 20)
_POLE, _FAR_POLE = _Hand("pole", 22, 28), _Hand("pole end", 22, 28)
_FAR_LABEL = _Hand("label end", 13, 20)
_THESIS, _CENTRED = _Hand("thesis middle", 17, 25), _Hand("label middle", 13, 22)


class OverviewPen:
    """Draws from top to bottom.

    Args:
        context: the language.
    """

    def __init__(self, context: PageContext) -> None:
        """Begin at the top of an empty drawing."""
        self.drawing = OverviewDrawing()
        self._context = context
        self._y = 0.0

    def title(self, text: str) -> None:
        """Write what the drawing is of."""
        self._write(_TITLE, text, 0, WIDTH)
        self._y += 14

    def overview(self, shown: EssayOverview) -> OverviewDrawing:
        """Draw the argument of an essay; of what is unfolded, relationships and topics."""
        say = self._context.say
        for item in shown.over:
            self._write(_LABEL, say["over_all"], 18, WIDTH)
            top = self._y
            self._write(_OVER, item.says, 18, 720, href=item.href)
            self.drawing.lines.append(("rule", f"M1 {top - 22}V{self._y - 10}"))
            self._y += 14
        for balance in shown.balances:
            self.balance(balance)
        if shown.theses:
            self._head(say["other_theses"] if shown.balances else say["theses"])
            for section, items in shown.theses:
                self._theses(section, items)
        if shown.strands:
            self._head(say["topics"])
            self._strands(shown.strands)
        return self.done()

    def done(self) -> OverviewDrawing:
        """Return what was drawn."""
        self.drawing.height = self._y + 8
        return self.drawing

    def balance(self, balance: Balance) -> None:
        """Draw a relationship."""
        say, drawing = self._context.say, self.drawing
        drawing.lines.append(("rule", f"M0 {self._y}H{WIDTH}"))
        poles = [wrapped(pole, _POLE_ROOM / 22 / 1.08) for pole in balance.poles]
        thesis = wrapped(balance.thesis.says, _THESIS_ROOM / 17) if balance.thesis else []
        middle = self._y + 26 + max(len(thesis) * 25, *(len(pole) * 28 for pole in poles)) / 2
        for lines, x, hand in zip(poles, (0, WIDTH), (_POLE, _FAR_POLE), strict=True):
            self._place(hand, lines, x, middle - len(lines) * 14 + 21)
        edges = [max(width(line) for line in lines) * 22 * 1.04 + 16 for lines in poles]
        reach = max((width(line) for line in thesis), default=0) * 17 / 2 + 20
        drawing.lines.append(("tension", f"M{edges[0]:.0f} {middle}H{_MIDDLE - reach:.0f}"))
        drawing.lines.append(("tension", f"M{_MIDDLE + reach:.0f} {middle}H{WIDTH - edges[1]:.0f}"))
        if balance.thesis:
            top = middle - len(thesis) * 12.5 + 18
            self._place(_THESIS, thesis, _MIDDLE, top, href=balance.thesis.href)
        self._y = 2 * middle - self._y + 2
        self._y = max(self._squares(side, *place) for side, place in zip(balance.sides, _SIDES, strict=True))
        if balance.lever:
            said = f"{say['lever']}{say['colon']}{balance.lever[0]}"
            self._write(_CENTRED, said, _MIDDLE, WIDTH, href=balance.lever[1])
        under = say["beneath_it"].format(balance.under) if balance.under else say["none_beneath"]
        self._write(_CENTRED, under, _MIDDLE, WIDTH)
        if balance.opened:
            self._sides(balance.sides)
        self._y += 14

    def _squares(self, side: Side, start: float, row: int, anchor: str) -> float:
        y = self._y
        count = str(len(side.squares) + side.more)
        for first in range(0, len(side.squares), row):
            these = side.squares[first : first + row]
            extent = len(these) * _PITCH - (_PITCH - _SQUARE)
            left = {"start": start + 28, "middle": start - extent / 2, "end": start - 28 - extent}[anchor]
            self.drawing.squares += [DrawnSquare(one, left + n * _PITCH, y) for n, one in enumerate(these)]
            if first == 0:
                x = {"start": start, "middle": left - 24, "end": start - 18}[anchor]
                self._place(_LABEL, [count], x, y + 12)
            y += _PITCH
        if side.more:
            hand = {"start": _LABEL, "middle": _CENTRED, "end": _FAR_LABEL}[anchor]
            self._place(hand, [self._context.say["n_more"].format(side.more)], start, y + 10)
            y += _PITCH
        return y + 14 if side.squares else self._y

    def _sides(self, sides: Sequence[Side]) -> None:
        """Draw the claims of a relationship in columns, as many for a side as it has more of them than the others."""
        columns = sum(2 if side.wide else 1 for side in sides)
        across = (WIDTH - _GAP * (columns - 1)) / columns
        top, bottom, x = self._y + 12, self._y, 0.0
        for side in sides:
            taken = 2 if side.wide else 1
            extent = taken * across + (taken - 1) * _GAP
            self._y = top
            self._write(_HEAD, f"{side.name} {len(side.squares) + side.more}", x, extent)
            self.drawing.lines.append(("rule", f"M{x:.1f} {self._y + 3}h{extent:.1f}"))
            start = self._y + 16
            for place, items in enumerate(_parts(side.items, across, taken)):
                self._y = start
                for item in items:
                    self._member(item, x + place * (across + _GAP), across)
                bottom = max(bottom, self._y)
            x += extent + _GAP
        self._y = bottom

    def _member(self, item: MapItem, x: float, across: float) -> None:
        assert item.bond is not None, "a member tells how it bears"
        room = (across - 50) / 12 / 1.04
        [says] = wrapped(item.bond.says, room, 1)
        if item.bond.scheme and width(whole := f"{says} · {item.bond.scheme.says}") <= room:
            says = whole
        self.drawing.signs.append(DrawnSign(item, says, x, self._y))
        self._y += 22
        self._write(_CLAIM, item.says, x, across, href=item.href, struck=item.rejected)
        self._y += 12

    def _theses(self, section: str, items: Iterable[MapItem]) -> None:
        top = self._y
        self._write(_LABEL, section, 0, 190)
        bottom, self._y = self._y, top
        for item in items:
            self._write(_CLAIM, item.says, 230, 700, href=item.href)
            self._y += 8
        self._y = max(bottom, self._y) + 6

    def _strands(self, strands: Sequence[Strand]) -> None:
        across = (WIDTH - 3 * _GAP) / 4
        for first in range(0, len(strands), 4):
            top = bottom = self._y
            for place, strand in enumerate(strands[first : first + 4]):
                self._y, x = top, place * (across + _GAP)
                self._write(_LABEL, strand.kind, x, across)
                href = self._context.href("topics", strand.id, "map")
                self._write(_HEAD, strand.title, x, across, href=href)
                self._write(_LABEL, counted(self._context, "claims", strand.count), x, across)
                bottom = max(bottom, self._y)
            self._y = bottom + 12
        for strand in strands:
            if strand.opened:
                self._head(strand.title)
                third = (WIDTH - 2 * _GAP) / 3
                top = bottom = self._y
                for place, items in enumerate(_parts(strand.items, third, 3)):
                    self._y = top
                    for item in items:
                        self._member(item, place * (third + _GAP), third)
                    bottom = max(bottom, self._y)
                self._y = bottom

    def _head(self, text: str) -> None:
        self._y += 16
        self.drawing.lines.append(("rule", f"M0 {self._y}H{WIDTH}"))
        self._y += 18
        self._write(_HEAD, text, 0, WIDTH)
        self._y += 8

    def _write(self, hand: _Hand, text: str, x: float, room: float, *, href: str = "", struck: bool = False) -> None:
        """Write a text from `x` on, or around it, and go below it."""
        lines = wrapped(text, room / hand.size / 1.04)
        self._place(hand, lines, x, self._y + hand.size, href=href, struck=struck)
        self._y += hand.leading * len(lines)

    def _place(
        self, hand: _Hand, lines: Sequence[str], x: float, y: float, *, href: str = "", struck: bool = False
    ) -> None:
        placed = tuple(TextLine(x, y + n * hand.leading, text) for n, text in enumerate(lines))
        self.drawing.words.append(DrawnWords(hand.style, placed, href, struck))


def _parts(items: Sequence[MapItem], across: float, number: int) -> list[list[MapItem]]:
    """Return items in columns that are about as high as each other."""
    heights = [34 + 20 * len(wrapped(item.says, across / 14 / 1.04)) for item in items]
    each, filled = sum(heights) / number, 0.0
    columns: list[list[MapItem]] = [[] for _ in range(number)]
    for item, height in zip(items, heights, strict=True):
        columns[min(number - 1, int((filled + height / 2) / max(each, 1)))].append(item)
        filled += height
    return columns
