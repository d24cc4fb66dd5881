"""The templates, compiled once: what they say is escaped, and a name that they lack is an error."""

from importlib.resources import files

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

_FOLDER = str(files("api.pages") / "templates")


def _sentence(phrase: str, code: str) -> Markup:
    """Return a phrase with what is typed in its place."""
    before, _, after = phrase.partition("{code}")
    return escape(before) + Markup("<code>") + escape(code) + Markup("</code>") + escape(after)


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, auto_reload=False
)
_ENVIRONMENT.filters["sentence"] = _sentence


def template(name: str) -> Template:
    """Return a template; its first use compiles it."""
    return _ENVIRONMENT.get_template(name)
