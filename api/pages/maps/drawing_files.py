"""Drawings as files that stand alone: each names the version that it shows, and the licence, and leads back here."""

from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from fastapi import Request
from markupsafe import Markup

from api.core.http.content_security_policy import OF_DRAWINGS
from api.formats.license_urls import DEFAULT, license_url
from api.handlers.computed_answers import ComputedContent, ComputedForm
from api.handlers.licenses_of_data import own_licenses
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.records.record_page import frame
from api.pages.templating import render

SVG = "image/svg+xml"
DRAWING = ComputedForm(SVG, (PARAMETER,), scans=False)


def context_of_drawing(request: Request) -> PageContext:
    """Return how a drawing is looked at: its links lead here from wherever it is kept."""
    page = page_context_of(request)
    return replace(page, root=f"{page.at.base}/")


async def drawing_file(
    request: Request, context: PageContext, template: str, title: str, drawing: Any, shown: tuple[str, str, int, str]
) -> ComputedContent:
    """Return a drawing as a file.

    Args:
        request: the request.
        context: the language, and where links lead.
        template: what draws it.
        title: what it is called.
        drawing: where everything stands.
        shown: of the record that it is of, the resource, the id, the version and the essay.
    """
    resource, identifier, version, essay_id = shown
    values = frame(
        context,
        title,
        drawing=drawing,
        source=f"{context.at.record(resource, identifier)}@{version}",
        license=license_url((await own_licenses(request)).get(essay_id, DEFAULT)),
        styles=_styles(),
    )
    return ComputedContent(render(template, values), {"Content-Security-Policy": OF_DRAWINGS, **context.varies})


@lru_cache
def _styles() -> Markup:
    """Return how a drawing that stands alone looks: the colours of pages, and how maps are drawn."""
    static = files("api.pages") / "static"
    colours = (static / "pages.css").read_text().partition("*, ::before")[0]
    sheets = "".join((static / name).read_text() for name in ("map_drawing.css", "overview_drawing.css"))
    own = ".paper { fill: var(--paper); }\n.source { fill: var(--soft); font: 12px var(--sans); }\n"
    return Markup(f"{colours}{sheets}{own}")  # noqa: S704 - our own files
