"""How a drawing that is kept looks outside of a browser, where no variable of CSS is known."""

import re
from importlib.resources import files

import httpx
import pytest

from api.pages.maps.drawing_styles import drawing_styles

MAPS = [
    "/claims/cao2023-c137",
    "/essays/cao2023",
    "/relationships/cao2023-r1",
    "/topics/cao2023-t5",
    "/sources/doe2022",
]
DARK = "@media (prefers-color-scheme: dark) {"


@pytest.mark.parametrize("path", MAPS)
def test_a_drawing_names_its_colours_itself(client: httpx.Client, path: str) -> None:
    drawing = client.get(f"{path}/map.svg").text
    assert "var(" not in drawing
    assert ".paper { fill: #fdfdfc; }" in drawing


def test_dark_colours_stand_where_they_are_preferred_and_nowhere_else() -> None:
    light, _, dark = drawing_styles("en").partition(DARK)
    assert ".paper { fill: #14191d; }" in dark
    assert "#14191d" not in light
    assert "#fdfdfc" not in dark


def test_a_relation_has_the_colour_that_it_has_on_pages() -> None:
    pages = (files("api.pages") / "static" / "pages.css").read_text()
    for relation in ("supports", "challenges", "qualifies", "undercuts", "illustrates"):
        [first, *_] = re.findall(rf"--{relation}: (#\w+);", pages)
        assert f".argument-map .{relation} {{ color: {first}; }}" in drawing_styles("en")


def test_chinese_drawings_ask_for_chinese_fonts_first() -> None:
    fonts = {language: drawing_styles(language).partition("font-family: ")[2] for language in ("en", "zh-Hans")}
    assert fonts["en"].startswith('"Segoe UI"')
    assert fonts["zh-Hans"].startswith('"PingFang SC"')
