"""Maps that are trees, of a claim, a topic or a source: as a page, with the same as a list, and as a file."""

from dataclasses import dataclass
from typing import Any

from api.core.http.paths import segment
from api.handlers.computed_answers import ComputedContent
from api.handlers.representation import PAGE_HEADERS
from api.pages.maps.map_drawing import draw_map
from api.pages.maps.map_items import ClaimMap
from api.pages.page_context import PageContext
from api.pages.parts.asked_data import data_of_page
from api.pages.parts.places import Crumb
from api.pages.parts.relation_signs import SIGNS
from api.pages.records.record_page import frame
from api.pages.templating import render
from api.resources.arguments.models import Impact


@dataclass(frozen=True)
class TreePage:
    """What the pages of such maps differ in.

    Attributes:
        resource: what the map is of.
        id: which.
        title: what the map is called.
        lead: how it is read.
        way: the way to the record.
        written_in: the language of the essay, if it is of one.
        nothing: what is said where nothing is told beneath the record.
        more_beneath: how it is said that more is beneath.
        data: the path, with its query, at which programs have what the map shows.
        grade: of a claim, what the best chain to it rests on.
        falls: what falls without the record, in words, and the same as data.
        truncated: whether there is more than was read.
    """

    resource: str
    id: str
    title: str
    lead: str
    way: list[Crumb]
    nothing: str
    more_beneath: str
    data: str
    written_in: str = ""
    grade: str = ""
    falls: tuple[str, Impact | None] = ("", None)
    truncated: bool = False


def tree_page(page: TreePage, shown: ClaimMap, context: PageContext) -> ComputedContent:
    """Return the page of a map."""
    values: dict[str, Any] = frame(
        context,
        f"{context.say['map']} · {page.id}",
        current=page.resource,
        canonical=f"{context.at.record(page.resource, page.id)}/map",
        written_in=page.written_in,
        asked=data_of_page(context, page.data),
        way=page.way,
        heading=page.title,
        lead=page.lead,
        map=shown,
        drawing=draw_map(shown),
        nothing=page.nothing,
        more_beneath=page.more_beneath,
        grade=page.grade,
        falls=page.falls[0],
        impact=page.falls[1],
        signs=SIGNS,
        truncated=page.truncated,
        svg=context.href(page.resource, page.id, "map.svg"),
        name=f"{segment(page.id)}-map",
    )
    return ComputedContent(render("map.html", values), {**PAGE_HEADERS, **context.varies})
