"""What the pages beneath that of an essay have in common: its text, its figures, its map."""

from typing import Any

from api.core.http.paths import segment
from api.pages.page_context import PageContext
from api.pages.parts.asked_data import data_of_page
from api.pages.parts.cards import Record
from api.pages.parts.places import Crumb
from api.pages.records.record_page import frame


def essay_frame(
    context: PageContext, essay: Record, title: str, *, page: str, data: str, current: str = "essays", **more: Any
) -> dict[str, Any]:
    """Return what a page beneath that of an essay needs, beside its own.

    Args:
        context: whose page it is.
        essay: the essay.
        title: what the page is called, beside the title of the essay.
        page: the last word of its path.
        data: the path, with its query, at which programs have what it shows.
        current: the resource that is marked in the navigation.
        more: what the page has of its own.
    """
    name, words = essay["id"], context.words(essay["title"])
    way = [Crumb(context.href("essays"), context.name("plural", "essays")), Crumb(context.href("essays", name), words)]
    return frame(
        context,
        f"{context.plain(essay['title'])} · {title}",
        current=current,
        canonical=f"{context.at.record('essays', name)}/{segment(page)}",
        written_in=essay["language"],
        way=way,
        asked=data_of_page(context, data),
        essay=essay,
        **more,
    )
