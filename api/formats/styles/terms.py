"""Words of the official CSL locales that the styles print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Locale = Literal["zh-CN", "en-US"]


@dataclass(frozen=True)
class Terms:
    """What a locale calls things."""

    months: tuple[str, ...]
    seasons: tuple[str, ...]
    day: str
    """A whole day, of `year`, `month` (its name), `number` and `day`."""
    years: str
    """What stands between two years."""
    pages: str
    """What stands between two pages."""
    quotes: tuple[str, str]
    no_date: str
    circa: str
    before: str
    """What follows a year before the year 1."""
    after: str
    """What follows a year of less than three digits."""
    et_al: str
    within: str
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
        months=_listed("一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月"),
        seasons=("春", "夏", "秋", "冬"),
        day="{year}年{number}月{day}日",
        years="/",
        pages="～",
        quotes=("《", "》"),
        no_date="不详",
        circa="约",
        before="公元前",
        after="公元",
        et_al="等",
        within="收入",
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
            "patent": "专利",
            "periodical": "特刊",
            "personal_communication": "信函",
            "post": "帖子",
            "review": "评论",
            "review-book": "书评",
            "software": "软件",
            "song": "录音",
        },
    ),
    "en-US": Terms(
        months=_listed("January February March April May June July August September October November December"),
        seasons=("Spring", "Summer", "Autumn", "Winter"),
        day="{month} {day}, {year}",
        years="–",
        pages="–",
        quotes=("“", "”"),
        no_date="n.d.",
        circa="ca.",
        before=" BC",
        after=" AD",
        et_al="et al.",
        within="In",
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
            "patent": "Patent",
            "periodical": "Special issue",
            "personal_communication": "Letter",
            "post": "Online post",
            "review": "Review",
            "review-book": "Book review",
            "software": "Computer software",
            "song": "Audio recording",
        },
    ),
}
