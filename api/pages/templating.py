"""The templates, compiled once: what they say is escaped, and a name that they lack is an error."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from markupsafe import Markup, escape

from api.pages.page_look import PageLook
from api.pages.parts.asked_data import AskedData

_PLACES = tuple(f"\x1a{number}" for number in range(4))
"""Where what is typed stands in a request that is not filled in."""
_FOLDER = str(files("api.pages") / "templates")


def _escaped(value: Any) -> str:
    """Return what `escape` does, but as text: to make `Markup` of each piece costs more than all else of a template."""
    if type(value) is str:  # and not Markup
        escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return escaped.replace('"', "&#34;").replace("'", "&#39;")
    return value if type(value) is Markup else escape(value)


class _Generator(CodeGenerator):
    """Compiles templates that escape by `_escaped`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del node
        assert frame.eval_ctx.autoescape, "every template escapes"
        assert finalize.src is None
        self.write("environment.escaped(")


class _Environment(Environment):
    code_generator_class = _Generator
    escaped = staticmethod(_escaped)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what a dot leads to; records and phrases are mappings, which Jinja asks for an attribute first."""
        try:
            return obj[attribute] if type(obj) is dict else getattr(obj, attribute)
        except (AttributeError, KeyError):
            return super().getattr(obj, attribute)


def _sentence(phrase: str, code: str) -> Markup:
    """Return a phrase with what is typed in its place."""
    before, _, after = phrase.partition("{code}")
    return escape(before) + Markup("<code>") + escape(code) + Markup("</code>") + escape(after)


_ENVIRONMENT = _Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, auto_reload=False
)
_ENVIRONMENT.filters["sentence"] = _sentence


def render(name: str, values: dict[str, Any]) -> bytes:
    """Return the page of a template; its first use compiles it.

    Args:
        name: the template, which extends `base.html`.
        values: what it needs, as `frame` begins them.
    """
    look: PageLook = values["context"].look
    framed = (look, values["current"], values["rooms"], values["finds"])
    made = {
        "parts": _parts_for(look, values["written_in"]),
        "top": _part_of_frame("top.html", *framed),
        "end": _part_of_frame("end.html", *framed),
    }
    made["request"] = _request_lines(values["asked"], look) if values["asked"] else ""
    return _ENVIRONMENT.get_template(name).render(values | made).encode()


def _request_lines(asked: AskedData, look: PageLook) -> Markup:
    """Return the request behind a page, folded: it is made once for pages that are looked at alike, then filled in."""
    lines = _unfilled_request(look)
    for place, typed in zip(_PLACES, asked.typed, strict=True):
        lines = lines.replace(place, _escaped(typed))
    return Markup(lines)  # noqa: S704 - what a template made is escaped


@lru_cache(maxsize=64)
def _unfilled_request(look: PageLook) -> str:
    values = {"say": look.say, "parts": _parts_for(look, ""), "places": _PLACES}
    return _ENVIRONMENT.get_template("asked_data.html").render(values)


@lru_cache(maxsize=64)
def _parts_for(look: PageLook, written_in: str) -> TemplateModule:
    """Return what pages are made of, for those that are looked at alike and show words of one language of essays."""
    values = {"context": look, "say": look.say, "written_in": written_in}
    return _ENVIRONMENT.get_template("parts.html").make_module(values)


@lru_cache(maxsize=64)
def _part_of_frame(name: str, look: PageLook, current: str, rooms: tuple[str, ...], finds: bool) -> Markup:  # noqa: FBT001 - of its key
    """Return what stands before or after what a page shows, for those that are looked at alike."""
    values = {"context": look, "say": look.say, "current": current, "rooms": rooms, "finds": finds}
    return Markup(_ENVIRONMENT.get_template(name).render(values))  # noqa: S704 - what a template made is escaped
