"""A period in words: EDTF level 1 as people say it."""

from api.pages.page_context import PageContext

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MARKS = {"~": ("about {}", "约{}"), "?": ("perhaps {}", "可能是{}"), "%": ("perhaps about {}", "可能约{}")}
_OPEN = {"": ("unknown", "未知"), "..": ("open", "不限")}


def period(edtf: str | None, context: PageContext) -> str:
    """Return a period in words; a form that has none stands for itself."""
    if edtf is None:
        return ""
    chinese = context.language != "en"
    if "/" in edtf:
        start, end = (_OPEN[side][chinese] if side in _OPEN else _date(side, chinese) for side in edtf.split("/"))
        return f"{start}至{end}" if chinese else f"{start} to {end}"
    return _date(edtf, chinese)


def _date(edtf: str, chinese: bool) -> str:  # noqa: FBT001 - one of two languages
    for mark, phrases in _MARKS.items():
        if edtf.endswith(mark):
            return phrases[chinese].format(_date(edtf.removesuffix(mark), chinese))
    year, *rest = edtf.split("-") if not edtf.startswith("-") else [edtf]
    numbers = [int(part) for part in rest if part.isdigit()]
    if len(numbers) < len(rest) or (numbers and not 1 <= numbers[0] <= len(_MONTHS)):
        return edtf
    if year.endswith("XX"):
        return edtf
    if year.endswith("X") and not rest:
        return f"{year[:-1]}0年代" if chinese else f"the {year[:-1]}0s"
    if chinese:
        return "".join(f"{number}{unit}" for number, unit in zip([year, *numbers], "年月日", strict=False))
    return " ".join([*map(str, reversed(numbers[1:])), *[_MONTHS[number - 1] for number in numbers[:1]], year])
