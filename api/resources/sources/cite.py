"""Citing sources."""

from api.formats import dates
from api.formats.item import Item, item, names
from api.formats.place import Place
from api.formats.urls import link
from api.formats.words import primary, said
from api.resources.citing import PUBLISHER
from api.resources.representing import Record

EMBED: tuple[str, ...] = ()


def cite(record: Record, at: Place, language: str | None = None) -> Item:
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
        "issued": dates.from_edtf(record["issued"]),
        "accessed": dates.from_edtf(record["accessed"]),
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
        known |= {"URL": here, "accessed": dates.day(record["updated_at"])}
    return item(cited, record["csl_type"], **known)
