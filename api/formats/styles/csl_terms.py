"""Words of the official CSL locales that the styles print."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from api.formats.styles.markup import Quotes

Locale = Literal["zh-CN", "en-US"]


@dataclass(frozen=True)
class Terms:
    """What a locale calls things."""

    language: str
    months: tuple[str, ...]
    seasons: tuple[str, ...]
    between: str
    """What stands between two years."""
    pages: str
    """What stands between two pages."""
    quotes: Quotes
    stops_in_quotes: bool
    no_date: str
    circa: str
    anno_domini: tuple[str, str]
    """What follows a year before the year 1, and one soon after."""
    common_era: tuple[str, str]
    """The same, in words of no religion."""
    et_al: str
    within: str
    on: str
    review: tuple[str, str]
    """What stands before the title of a work that is reviewed, and of a book."""
    testimony: str
    retrieved: str
    retrieved_from: str
    page: tuple[str, str]
    """The label of one, and of several; so of the next four."""
    volume: tuple[str, str]
    issue: tuple[str, str]
    edition: tuple[str, str]
    number: tuple[str, str]
    editor: tuple[str, str]
    translator: str
    article: str
    patent: str
    legislation: str
    hearing: str
    hearing_on: str
    communication: str
    forms: Mapping[str, str]
    """What items of a type are."""
    volume_mark: str = ""
    """What stands before the number of a volume, without a space (GB/T 7714-2025)."""

    def ordinal(self, value: str) -> str:
        """Return a number as it says which one: `2nd`; in Chinese as it is."""
        if self.language != "en" or not value.isdigit():
            return value
        last = "th" if value[-2:] in {"11", "12", "13"} else {"1": "st", "2": "nd", "3": "rd"}.get(value[-1], "th")
        return value + last


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


TERMS: Final[Mapping[Locale, Terms]] = {
    "zh-CN": Terms(
        language="zh",
        months=_listed("一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月"),
        seasons=("春", "夏", "秋", "冬"),
        between="/",
        pages="～",
        quotes=("《", "》", "〈", "〉"),
        stops_in_quotes=False,
        no_date="不详",
        circa="约",
        anno_domini=("公元前", "公元"),
        common_era=("公元前", "公元"),
        et_al="等",
        within="收入",
        on="在",
        review=("评", "评论 册"),
        testimony="听证会",
        retrieved="取读于",
        retrieved_from="从",
        page=("页", "页"),
        volume=("卷", "卷"),
        issue=("期", "期"),
        edition=("版", "版"),
        number=("No.", "Nos."),
        editor=("编", "编"),
        translator="译",
        article="条",
        patent="专利",
        legislation="法律",
        hearing="听证会",
        hearing_on="在",
        communication="的私人交流",
        forms={
            "broadcast": "广播",
            "collection": "馆藏",
            "dataset": "数据集",
            "figure": "图表",
            "graphic": "视觉作品",
            "interview": "访谈",
            "manuscript": "手稿",
            "map": "地图",
            "motion_picture": "录像",
            "periodical": "特刊",
            "personal_communication": "信函",
            "post": "帖子",
            "software": "软件",
            "song": "录音",
        },
    ),
    "en-US": Terms(
        language="en",
        months=_listed("January February March April May June July August September October November December"),
        seasons=("Spring", "Summer", "Autumn", "Winter"),
        between="–",
        pages="–",
        quotes=("“", "”", "‘", "’"),
        stops_in_quotes=True,
        no_date="n.d.",
        circa="ca.",
        anno_domini=(" BC", " AD"),
        common_era=(" B.C.E.", " C.E."),
        et_al="et al.",
        within="In",
        on="On",
        review=("Review of", "Review of the book"),
        testimony="testimony of",
        retrieved="Retrieved",
        retrieved_from="from",
        page=("p.", "pp."),
        volume=("Vol.", "Vols."),
        issue=("Issue", "Issues"),
        edition=("ed.", "eds."),
        number=("No.", "Nos."),
        editor=("Ed.", "Eds."),
        translator="Trans.",
        article="Article",
        patent="patent",
        legislation="Pub. L.",
        hearing="Hearing",
        hearing_on="on",
        communication="Personal communication",
        forms={
            "broadcast": "Broadcast",
            "collection": "Archival collection",
            "dataset": "Dataset",
            "figure": "Figure",
            "graphic": "Graphic",
            "interview": "Interview",
            "manuscript": "Unpublished manuscript",
            "map": "Map",
            "motion_picture": "Video recording",
            "periodical": "Special issue",
            "personal_communication": "Letter",
            "post": "Online post",
            "software": "Computer software",
            "song": "Audio recording",
        },
    ),
}

_GBT_QUOTES: Final = ("“", "”", "‘", "’")
GBT_TERMS: Final[Mapping[Locale, Terms]] = {
    "zh-CN": replace(TERMS["zh-CN"], quotes=_GBT_QUOTES, pages="-", volume_mark="卷"),
    "en-US": replace(TERMS["en-US"], pages="-", translator="trans.", volume_mark="v."),
}
"""The same, as GB/T 7714 has them."""
