"""How a drawing that stands alone looks: the style sheets of drawings, with the colours and fonts of pages put in.

Few programs but browsers know variables of CSS, so that a drawing which names them would be black on black elsewhere.
Such programs know no media queries either, and take the light colours.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from markupsafe import Markup

_SHEETS = ("map_drawing.css", "overview_drawing.css")
_OWN = ".paper { fill: var(--paper); }\n.source { fill: var(--soft); font: 12px var(--sans); }\n"
_BLOCK = re.compile(r"^ *([^\s@{}][^{}]*?) \{([^{}]*)\}", re.MULTILINE)
_VARIABLE = re.compile(r"--([a-z-]+):\s*([^;]+);")
_USE = re.compile(r"var\(--([a-z-]+)\)")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


@lru_cache
def drawing_styles(language: str) -> Markup:
    """Return the style sheet of a drawing whose words are in a language: light, and dark where that is preferred."""
    static = files("api.pages") / "static"
    sheet = _COMMENT.sub("", "".join((static / name).read_text() for name in _SHEETS) + _OWN)
    light, dark = _variables(_COMMENT.sub("", (static / "pages.css").read_text()), language)
    inverted = f"@media (prefers-color-scheme: dark) {{\n{_resolved(sheet, dark)}}}\n"
    return Markup(_resolved(sheet, light) + inverted)  # noqa: S704 - our own files


def _variables(pages: str, language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the variables of pages are, light and dark, in a language."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for selector, body in _BLOCK.findall(pages):
        found = {name: " ".join(value.split()) for name, value in _VARIABLE.findall(body)}
        if selector == ":root":
            (dark if light else light).update(found)
        elif selector == "[lang]" or (selector == '[lang|="zh"]' and language.startswith("zh")):
            light |= found
    return light, {**light, **dark}


def _resolved(text: str, variables: Mapping[str, str]) -> str:
    """Return a style sheet without variables; what they are may name others."""
    while _USE.search(text):
        text = _USE.sub(lambda use: variables[use[1]], text)
    return text
