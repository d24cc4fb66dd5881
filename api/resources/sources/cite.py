"""Citing sources."""

from api.formats import csl_dates
from api.formats.item import Item, item, names
from api.formats.language_text import primary, said
from api.formats.record_urls import RecordUrls
from api.formats.url_links import link
from api.handlers.record_citation import PUBLISHER
from api.handlers.representation import Record

EMBED: tuple[str, ...] = ()


def cite(record: Record, at: RecordUrls, language: str | None = None) -> Item:
    """Return the item by which a source is cited: the work itself, as far as it is known.

    What has no title (a person's words, an unnamed opinion) is called as Lunju calls it, in the language asked for,
    with its id, and found at Lunju.
    """
    cited = f"{record['id']}@{record['version']}"
    known = {
        "author": names(record["author"]),
        "editor": names(record["editor"]),
        "translator": names(record["translator"]),
        "container_title": record["container_title"],
        "publisher": record["publisher"],
        "publisher_place": record["publisher_place"],
        "edition": record["edition"],
        "volume": record["volume"],
        "issue": record["issue"],
        "number": record["number"],
        "page": record["page"],
        "event_title": record["event"],
        "archive": record["archive"],
        "issued": csl_dates.from_edtf(record["issued"]),
        "accessed": csl_dates.from_edtf(record["accessed"]),
        "language": record["language"],
        "ISBN": record["isbn"],
        "ISSN": record["issn"],
        "DOI": record["doi"],
        "URL": link(record["url"]),
    }
    here = at.version("sources", record["id"], record["version"])
    if record["title"]:
        return item(cited, record["csl_type"], title=record["title"], note=f"{cited}, {here}", **known)
    speaks = language or "zh-Hans"
    called = said(record["name"], speaks)
    known["title"] = f"{called}（来源{cited}）" if primary(speaks) == "zh" else f"{called} (source {cited})"
    known["title_short"] = called
    known["publisher"] = known["publisher"] or PUBLISHER
    if not (known["DOI"] or known["URL"]):
        known |= {"URL": here, "accessed": csl_dates.day(record["updated_at"])}
    return item(cited, record["csl_type"], **known)
