"""Citing sources."""

from api.formats import dates
from api.formats.item import Item, item, name
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
        "author": [name(author) for author in record["author"]],
        "container_title": record["container_title"],
        "publisher": record["publisher"],
        "publisher_place": record["publisher_place"],
        "volume": record["volume"],
        "issue": record["issue"],
        "page": record["page"],
        "issued": dates.from_edtf(record["issued"]),
        "language": record["language"],
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
