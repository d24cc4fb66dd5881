"""A picture of figures, fit for a paper: plain colours, since few programs know more, with its source and licence."""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from api.formats.bibliography import Style, cite
from api.formats.styles.csl_terms import Locale
from api.pages.figures.figure_groups import FigureGroup, drawn_figures
from api.pages.figures.figure_legend import LegendSign, legend_of
from api.pages.figures.figure_reading import FigureReading
from api.pages.figures.panel_drawing import WIDE, Panel, draw_panel
from api.pages.page_context import PageContext
from api.pages.parts.text_wrapping import width, wrapped
from api.pages.records.source_page import named
from api.resources.registry import REPRESENTATIONS

MARGIN = 32
_HEAD = 46
_CAPTION = 42
_BETWEEN = 26
_FOOT = 18
_FOOT_LEADING = 17
_FOOT_SIZE = 12
_SIGN = 46
_LEGEND_LEADING = 24
_USED = re.compile(r"var\((--[\w-]+)\)")
_DEFINED = re.compile(r"(--[\w-]+):\s*([^;]+);")
_STYLES: dict[str, tuple[Style, Locale]] = {"en": ("apa", "en-US"), "zh-Hans": ("gb-t-7714-2015-numeric", "zh-CN")}


class PlacedSign(NamedTuple):
    """A sign of the legend, what it means, and where it stands."""

    sign: LegendSign
    says: str
    x: float
    y: float


class PlacedPanel(NamedTuple):
    """A panel of a picture: its group, and how far down it stands."""

    group: FigureGroup
    panel: Panel
    y: float


def picture_of(found: FigureReading, context: PageContext, dataset: int, license_at: str) -> dict[str, Any]:
    """Return what a picture shows of figures that were read.

    Args:
        found: the figures.
        context: the language, and where links lead.
        dataset: the version of the dataset that they were read at.
        license_at: where their licence is.
    """
    drawn = drawn_figures(found, context)
    groups = [*drawn.groups, *drawn.alone] or list(drawn.timed)
    panels, y = [], float(_HEAD)
    for group in groups:
        y += _CAPTION
        panel = draw_panel(group, WIDE)
        panels.append(PlacedPanel(group, panel, y))
        y += panel.height + _BETWEEN
    title = " · ".join(dict.fromkeys(f"{group.title[:1].upper()}{group.title[1:]}" for group in groups))
    measures = quote(",".join(dict.fromkeys(group.measure for group in groups)), safe=",")
    source = f"{context.at.record('essays', found.essay['id'])}/figures?measure={measures}"
    licensed = f"Lunju, {context.say['dataset_version'].format(dataset)} · {source} · {license_at}"
    signs, legend_height = _placed(legend_of(groups), context)
    feet = [*_wrapped(_cited(found, context)), *_wrapped(licensed)]
    foot_y = y + legend_height + _FOOT
    return {
        "panels": panels,
        "name": title,
        "subtitle": context.say["picture_says"].format(named(found.essay["author"], context)),
        "legend": signs,
        "legend_y": y,
        "feet": [(foot_y + place * _FOOT_LEADING, line) for place, line in enumerate(feet)],
        "height": foot_y + len(feet) * _FOOT_LEADING,
        "width": WIDE.width,
        "margin": MARGIN,
        "source": source,
        "license": license_at,
        "styles": _styles(context.language),
    }


def _placed(signs: Iterable[LegendSign], context: PageContext) -> tuple[list[PlacedSign], float]:
    """Return where signs stand beside one another, in lines, and how high these are."""
    made, x, y = [], 0.0, 0.0
    for sign in signs:
        says = context.say[sign.phrase]
        wide = _SIGN + width(says) * _FOOT_SIZE
        if x and x + wide > WIDE.width:
            x, y = 0.0, y + _LEGEND_LEADING
        made.append(PlacedSign(sign, says, x, y))
        x += wide + _FOOT
    return made, y + _LEGEND_LEADING


def _cited(found: FigureReading, context: PageContext) -> str:
    """Return the essay as an entry of a reference list, in the style that the language of the page is used to."""
    citation = REPRESENTATIONS["essays"].citation
    assert citation is not None
    style, locale = _STYLES[context.language]
    return cite(citation.cite(found.essay, context.at, context.language), style, locale)


def _wrapped(text: str) -> list[str]:
    return wrapped(text, WIDE.width / _FOOT_SIZE)


@lru_cache
def _styles(language: str) -> Markup:
    """Return how a picture looks: as on pages that are light, with what variables stand for in their places."""
    static = files("api.pages") / "static"
    sheet = (static / "pages.css").read_text().partition("*, ::before")[0]
    values: dict[str, str] = {}
    for name, value in _DEFINED.findall(sheet):
        chinese_font = name in {"--sans", "--serif"} and language != "en"
        values[name] = value if chinese_font else values.get(name, value)
    made = f"{(static / 'figure_drawing.css').read_text()}{(static / 'figure_picture.css').read_text()}"
    while names := set(_USED.findall(made)):
        for name in names:
            made = made.replace(f"var({name})", values[name])
    return Markup(re.sub(r"\s+", " ", made))  # noqa: S704 - our own files
