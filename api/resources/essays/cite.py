"""Citing essays."""

from api.formats import csl_dates
from api.formats.item import Item, item, names
from api.formats.language_text import said
from api.formats.record_urls import RecordUrls
from api.formats.url_links import link
from api.handlers.representation import Record

EMBED: tuple[str, ...] = ()


def cite(record: Record, at: RecordUrls, language: str | None = None) -> Item:  # noqa: ARG001 - a work keeps its language
    """Return the item by which an essay is cited: the work itself, at the URL of what Lunju holds of it.

    Where the work can be read elsewhere, a note says so. Its title is in its own language.
    """
    return item(
        f"{record['id']}@{record['version']}",
        record["csl_type"],
        title=said(record["title"], record["language"]),
        author=names(record["author"]),
        container_title=record["container_title"],
        publisher=record["publisher"],
        issued=csl_dates.from_edtf(record["issued"]),
        accessed=csl_dates.day(record["updated_at"]),
        language=record["language"],
        URL=at.version("essays", record["id"], record["version"]),
        note=link(record["url"]),
    )
