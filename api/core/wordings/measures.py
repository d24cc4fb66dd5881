"""What numbers are of: units with their codes, shares, factors, and the words and signs for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, NamedTuple

Role = Literal["unit", "percent", "points", "times", "multiple", "fold"]


@dataclass(frozen=True, slots=True)
class WordedMeasure:
    """What a number is of.

    Attributes:
        quantity: the kind of figure.
        unit: the code of its unit; None where there is none, or none is said.
        scale: what the number is multiplied with.
        role: how changes take it.
        zero: the absolute zero, in the unit, of a temperature.
    """

    quantity: str
    unit: str | None
    scale: Fraction = Fraction(1)
    role: Role = "unit"
    zero: str = "0"


class UnitRow(NamedTuple):
    """A unit that the grammar knows, as the table of units would have it."""

    code: str
    quantity: str
    dimension: str
    factor: str
    english: tuple[str, ...]
    chinese: tuple[str, ...]
    signs: tuple[str, ...] = ()
    system: str = "UCUM"
    offset: str = "0"


def _row(line: str) -> UnitRow:
    code, quantity, dimension, factor, english, chinese, signs, *rest = (part.strip() for part in line.split("|"))
    return UnitRow(code, quantity, dimension, factor, _words(english), _words(chinese), _words(signs), *rest)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


_ROWS = """
s     | duration | time | 1          | second, seconds, sec, secs | 秒, 秒钟 | s
min   | duration | time | 60         | minute, minutes, min, mins | 分钟 |
h     | duration | time | 3600       | hour, hours, hr, hrs | 小时, 个小时, 钟头, 个钟头 | h
d     | duration | time | 86400      | day, days | 天, 日 |
wk    | duration | time | 604800     | week, weeks | 周, 星期, 个星期, 个礼拜 |
mo    | duration | time | 2629800    | month, months | 个月 |
a     | duration | time | 31557600   | year, years, yr, yrs | 年, 岁, 周年 |
m     | length | length | 1          | metre, metres, meter, meters | 米, 公尺 |
[in_i] | length | length | 0.0254    | inch, inches | 英寸 |
[ft_i] | length | length | 0.3048    | foot, feet, ft | 英尺 |
[yd_i] | length | length | 0.9144    | yard, yards | |
[mi_i] | length | length | 1609.344  | mile, miles | 英里 |
[nmi_i] | length | length | 1852     | nautical mile, nautical miles | 海里 |
[ly]  | length | length | 9460730472580800 | light year, light years | 光年 |
g     | mass | mass | 0.001          | gram, grams, gramme, grammes | 克 | g
t     | mass | mass | 1000           | tonne, tonnes, metric ton, metric tons | 吨, 公吨 |
[lb_av] | mass | mass | 0.45359237   | lb, lbs | 磅 |
[oz_av] | mass | mass | 0.028349523125 | ounce, ounces, oz | 盎司 |
J     | energy | energy | 1          | joule, joules | 焦耳, 焦 | J
W.h   | energy | energy | 3600       | watt hour, watt hours | 瓦时 | Wh
cal   | energy | energy | 4.184      | calorie, calories | 卡路里 |
eV    | energy | energy | 0.0000000000000000001602176634 | electronvolt, electronvolts | 电子伏, 电子伏特 | eV
By    | data-size | data | 1         | byte, bytes | 字节 |
bit   | data-size | data | 0.125     | bit, bits | 比特 |
K     | temperature | temperature | 1 | kelvin, kelvins | 开尔文, 开 |
Cel   | temperature | temperature | 1 | degrees celsius, degree celsius, degrees centigrade | 摄氏度 | °C \
| UCUM | 273.15
[degF] | temperature | temperature | 5/9 | degrees fahrenheit, degree fahrenheit | 华氏度 | °F | UCUM | 459.67
op    | computation | operation | 1   | operation, operations, floating point operations | 次运算, 次浮点运算 | \
FLOP, FLOPs | count
PF-d  | computation | operation | 86400000000000000000 | petaflop/s-day, petaflop/s-days, petaflop days | \
PF日, PF天 | PF-day, PF-days, PFLOP/s-day, PFLOP/s-days, pfs-day, pfs-days | count
op/s  | rate | operation-rate | 1     | | | FLOPS, FLOP/s | count
USD   | money | USD | 1 | dollar, dollars, us dollar, us dollars | 美元, 美金 | $, US$, USD | ISO 4217
EUR   | money | EUR | 1 | euro, euros | 欧元 | €, EUR | ISO 4217
GBP   | money | GBP | 1 | pound sterling, pounds sterling | 英镑 | £, GBP | ISO 4217
CNY   | money | CNY | 1 | yuan, renminbi, chinese yuan | 元, 人民币, 元人民币, 块钱, 人民币元 | RMB, CNY, CN¥ | ISO 4217
JPY   | money | JPY | 1 | yen, japanese yen | 日元, 日圆 | JPY, JP¥ | ISO 4217
HKD   | money | HKD | 1 | hong kong dollar, hong kong dollars | 港元, 港币 | HK$, HKD | ISO 4217
KRW   | money | KRW | 1 | won, south korean won | 韩元 | ₩, KRW | ISO 4217
INR   | money | INR | 1 | rupee, rupees, indian rupees | 卢比 | ₹, INR | ISO 4217
RUB   | money | RUB | 1 | rouble, roubles, ruble, rubles | 卢布 | RUB | ISO 4217
CHF   | money | CHF | 1 | swiss franc, swiss francs | 瑞士法郎 | CHF | ISO 4217
CAD   | money | CAD | 1 | canadian dollar, canadian dollars | 加元 | CA$, C$, CAD | ISO 4217
AUD   | money | AUD | 1 | australian dollar, australian dollars | 澳元 | A$, AU$, AUD | ISO 4217
TWD   | money | TWD | 1 | | 新台币 | NT$, TWD | ISO 4217
"""

_DECIMAL = "k=3=kilo=千, M=6=mega=兆, G=9=giga=吉, T=12=tera=太, P=15=peta=拍, E=18=exa=艾, Z=21=zetta=泽"
_SMALL = "c=-2=centi=厘, m=-3=milli=毫, u=-6=micro=微, n=-9=nano=纳"
_BINARY = "Ki=10=kibi=, Mi=20=mebi=, Gi=30=gibi=, Ti=40=tebi=, Pi=50=pebi="
_PREFIXED: Mapping[str, str] = MappingProxyType(
    {"m": f"k=3=kilo=千, {_SMALL}", "g": "k=3=kilo=千, m=-3=milli=毫, u=-6=micro=微", "J": _DECIMAL, "W.h": _DECIMAL}
    | {"eV": _DECIMAL, "cal": "k=3=kilo=千", "By": f"{_DECIMAL}, {_BINARY}", "bit": _DECIMAL, "s": "m=-3=milli=毫"}
    | {"t": "k=3=kilo=, M=6=mega=, G=9=giga="}
)
"""The prefixes that units are said with: sign, power (of two, where the sign has an i), English, Chinese."""
_SIGNS: Mapping[str, str] = MappingProxyType({"m": "m", "t": "t", "By": "B", "bit": "bit", "cal": "cal"})
_MORE: Mapping[str, str] = MappingProxyType(
    {"km": "公里", "kg": "公斤 kilo kilos", "kW.h": "度电", "kcal": "大卡", "cm": "公分"}
)
"""What units with a prefix are called besides."""


def _prefixed(row: UnitRow) -> Iterator[UnitRow]:
    for prefix in filter(None, _PREFIXED.get(row.code, "").split(", ")):
        sign, power, english, chinese = prefix.split("=")
        ratio = Fraction(2 if sign.endswith("i") else 10) ** int(power)
        code = f"{sign}{row.code}"
        more = _MORE.get(code, "").split()
        signs = [f"{sign}{own}" for own in (*row.signs, *filter(None, [_SIGNS.get(row.code)]))]
        yield row._replace(
            code=code,
            factor=_plain(Fraction(row.factor) * ratio),
            english=(*(f"{english}{word}" for word in row.english), *filter(str.isascii, more)),
            chinese=(*(f"{chinese}{word}" for word in row.chinese if chinese), *more),
            signs=(*signs, *(f"μ{sign[1:]}" for sign in signs if sign.startswith("u"))),
        )


def _plain(number: Fraction) -> str:
    """Return a number that has an end as a decimal, as one."""
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    digits = str((number * 10**places).numerator).rjust(places + 1, "0")
    return digits if not places else f"{digits[:-places]}.{digits[-places:]}"


def _units() -> Iterator[UnitRow]:
    for line in _ROWS.replace("\\\n", "").strip().splitlines():
        row = _row(line)
        yield row
        yield from _prefixed(row)


UNITS: Mapping[str, UnitRow] = MappingProxyType({row.code: row for row in _units()})
"""The units that the grammar knows, by code."""

ONE = WordedMeasure("share", "1", role="times")
TIMES = WordedMeasure("ratio", "1", role="times")

NAMED: Mapping[str, WordedMeasure] = MappingProxyType(
    {
        "percent": WordedMeasure("share", "1", Fraction(1, 100), "percent"),
        "per-mille": WordedMeasure("share", "1", Fraction(1, 1000), "percent"),
        "ppm": WordedMeasure("share", "1", Fraction(1, 10**6), "percent"),
        "ppb": WordedMeasure("share", "1", Fraction(1, 10**9), "percent"),
        "tenths": WordedMeasure("share", "1", Fraction(1, 10), "percent"),
        "points": WordedMeasure("share-difference", "1", Fraction(1, 100), "points"),
        "basis-points": WordedMeasure("share-difference", "1", Fraction(1, 10000), "points"),
        "times": TIMES,
        "multiple": WordedMeasure("ratio", "1", role="multiple"),
        "fold": WordedMeasure("ratio", "1", role="fold"),
        "discount": WordedMeasure("ratio", "1", Fraction(1, 10), "times"),
        "quarter-hour": WordedMeasure("duration", "min", Fraction(15)),
        "fortnight": WordedMeasure("duration", "wk", Fraction(2)),
        "quarter": WordedMeasure("duration", "mo", Fraction(3)),
        "decade": WordedMeasure("duration", "a", Fraction(10)),
        "century": WordedMeasure("duration", "a", Fraction(100)),
        "millennium": WordedMeasure("duration", "a", Fraction(1000)),
        "pound": WordedMeasure("money", "GBP"),
        "penny": WordedMeasure("money", "GBP", Fraction(1, 100)),
        "us-cent": WordedMeasure("money", "USD", Fraction(1, 100)),
        "jiao": WordedMeasure("money", "CNY", Fraction(1, 10)),
        "li": WordedMeasure("length", "m", Fraction(500)),
        "jin": WordedMeasure("mass", "g", Fraction(500)),
        "liang": WordedMeasure("mass", "g", Fraction(50)),
        "PF-d": WordedMeasure("computation", "PF-d"),
        "mph": WordedMeasure("rate", "[mi_i]/h"),
    }
)
"""What the tables of words call by a name: shares, factors, and units that another unit is told in."""
COUNT = WordedMeasure("count", None)


def unit_measure(code: str) -> WordedMeasure:
    """Return the measure that a unit is."""
    row = UNITS[code]
    zero = "0" if row.offset == "0" else f"-{row.offset}"
    return WordedMeasure(row.quantity, code, zero=zero)


def counted(code: str | None) -> WordedMeasure:
    """Return what is counted: a unit of its own."""
    return WordedMeasure("count", code)
