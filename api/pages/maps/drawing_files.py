"""Drawings as files that stand alone: each names the version that it shows, and the licence, and leads back here."""

from dataclasses import replace
from typing import Any, NamedTuple

from fastapi import Request

from api.core.http.content_security_policy import OF_DRAWINGS
from api.formats.license_urls import DEFAULT, license_url
from api.handlers.computed_answers import ComputedContent, ComputedForm
from api.handlers.licenses_of_data import own_licenses
from api.pages.maps.drawing_styles import drawing_styles
from api.pages.maps.map_drawing import draw_map
from api.pages.maps.map_items import ClaimMap
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.records.record_page import frame
from api.pages.templating import render

SVG = "image/svg+xml"
DRAWING = ComputedForm(SVG, (PARAMETER,), scans=False)


class ShownVersion(NamedTuple):
    """The version of the record that a drawing is of, and its essay, whose licence it has."""

    resource: str
    id: str
    version: int
    essay_id: str


def context_of_drawing(request: Request) -> PageContext:
    """Return how a drawing is looked at: its links lead here from wherever it is kept."""
    page = page_context_of(request)
    return replace(page, root=f"{page.at.base}/")


async def drawing_file(
    request: Request, context: PageContext, template: str, title: str, drawing: Any, of: ShownVersion, **more: str
) -> ComputedContent:
    """Return a drawing as a file.

    Args:
        request: the request.
        context: the language, and where links lead.
        template: what draws it.
        title: what it is called.
        drawing: where everything stands.
        of: the version of the record that it is of.
        more: what else the template needs.
    """
    values = frame(
        context,
        title,
        drawing=drawing,
        source=f"{context.at.record(of.resource, of.id)}@{of.version}",
        license=license_url((await own_licenses(request)).get(of.essay_id, DEFAULT)),
        styles=drawing_styles(context.language),
        **more,
    )
    return ComputedContent(render(template, values), {"Content-Security-Policy": OF_DRAWINGS, **context.varies})


async def tree_file(
    request: Request, context: PageContext, shown: ClaimMap, of: ShownVersion, more_beneath: str = "more_beneath"
) -> ComputedContent:
    """Return the drawing of a tree as a file; `more_beneath` is the phrase that says that more is beneath."""
    says, drawing = shown.root.says, draw_map(shown)
    return await drawing_file(
        request, context, "tree_file.svg", says, drawing, of, more_beneath=context.say[more_beneath]
    )
