"""Words of the official CSL locales that the styles print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Locale = Literal["zh-CN", "en-US"]


@dataclass(frozen=True)
class Terms:
    """What a locale calls things."""

    language: str
    months: tuple[str, ...]
    seasons: tuple[str, ...]
    in_words: tuple[str, str, str]
    """A year, a month and a day in words, of `year`, `month` (its name), `number` and `day`."""
    between: str
    """What stands between two years."""
    pages: str
    """What stands between two pages."""
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
    volume: str
    issue: str
    forms: Mapping[str, str]
    """What items of a type are."""


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


TERMS: Final[Mapping[Locale, Terms]] = {
    "zh-CN": Terms(
        language="zh",
        months=_listed("一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月"),
        seasons=("春", "夏", "秋", "冬"),
        in_words=("{year}年", "{year}年{number}月", "{year}年{number}月{day}日"),
        between="/",
        pages="～",
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
        volume="卷",
        issue="期",
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
        in_words=("{year}", "{month} {year}", "{month} {day}, {year}"),
        between="–",
        pages="–",
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
        volume="Vol.",
        issue="Issue",
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
