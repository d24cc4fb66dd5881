"""What reference managers read of a page: Highwire's `citation_*` tags, and ContextObjects in spans (COinS).

Zotero takes the type of an item from `z:itemType`, and from `rft.type` of Dublin Core's ContextObject; other managers
take it from the tag that names what the work is in.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.core.http.paths import quoted
from api.formats.csl_dates import to_edtf
from api.formats.display_names import filed
from api.formats.item import Item, Name

_ZOTERO: Mapping[str, str] = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "radioBroadcast",
    "chapter": "bookSection",
    "dataset": "dataset",
    "entry": "bookSection",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "figure": "artwork",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "report": "report",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
"""Zotero's type for each of CSL's that has one; the others are documents."""

_CONTAINERS: Mapping[str, tuple[str, ...]] = {
    "journalArticle": ("citation_journal_title",),
    "magazineArticle": ("citation_journal_title",),
    "newspaperArticle": ("citation_journal_title",),
    "conferencePaper": ("citation_conference_title",),
    "bookSection": ("citation_inbook_title", "citation_book_title"),
    "encyclopediaArticle": ("citation_inbook_title",),
    "dictionaryEntry": ("citation_inbook_title",),
}
"""The tags that name what a work is in."""

_INSTITUTIONS: Mapping[str, str] = {
    "report": "citation_technical_report_institution",
    "thesis": "citation_dissertation_institution",
}
"""The tags that name who answers for a work, where that is not its publisher."""


_NUMBERS: Mapping[str, str] = {"report": "citation_technical_report_number", "patent": "citation_patent_number"}
"""The tags of the numbers of works."""


def zotero_type(item: Item) -> str:
    """Return the type by which Zotero knows an item."""
    return _ZOTERO.get(item["type"], "document")


def tags(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of the `meta` elements that tell an item."""
    kind = zotero_type(item)
    yield "z:itemType", kind
    yield "citation_title", item.get("title", "")
    for author in item.get("author", ()):
        yield "citation_author", _parted(author)
    if date := _issued(item):
        yield "citation_publication_date", date
    for tag in _CONTAINERS.get(kind, ()):
        yield tag, item.get("container-title", "")
    yield _INSTITUTIONS.get(kind, "citation_publisher"), item.get("publisher", "")
    yield _NUMBERS.get(kind, ""), item.get("number", "")
    yield "citation_volume", item.get("volume", "")
    yield "citation_issue", item.get("issue", "")
    first, _, last = item.get("page", "").replace("\u2013", "-").partition("-")
    yield "citation_firstpage", first
    yield "citation_lastpage", last
    yield "citation_isbn", item.get("ISBN", "")
    yield "citation_issn", item.get("ISSN", "")
    yield "citation_doi", item.get("DOI", "")
    yield "citation_language", item.get("language", "")
    yield "citation_public_url", item.get("URL", "")
    yield "citation_abstract", item.get("abstract", "")


_BEGINS = "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc"
_NAMED: Sequence[tuple[str, str]] = (("rft.title", "title"), ("rft.source", "container-title"))
_TOLD: Sequence[tuple[str, str]] = (
    ("rft.publisher", "publisher"),
    ("rft.place", "publisher-place"),
    ("rft.edition", "edition"),
    ("rft.volume", "volume"),
    ("rft.issue", "issue"),
    ("rft.pages", "page"),
    ("rft.isbn", "ISBN"),
    ("rft.issn", "ISSN"),
    ("rft.language", "language"),
    ("rft.description", "abstract"),
    ("rft.identifier", "URL"),
    ("rft_id", "URL"),
)
"""The keys that tell a variable as it is: before those who made the work, and after them."""


def coins(item: Item) -> str:
    """Return the ContextObject of an item (Z39.88-2004, in key and encoded value), for the title of a span.

    Zotero reads its keys in their order, and each by the type that it has come to by then: after `rft.type`, the title
    of a part would be taken for that of the whole, and the item, without a title, saved not at all. Until then it is a
    page, which has all that Dublin Core says. So the type comes last.
    """
    known: Mapping[str, Any] = item
    told = [_BEGINS, *[f"{key}={quoted(known[name])}" for key, name in _NAMED if known.get(name)]]
    for author in item.get("author", ()):
        told.append(f"{'rft.aucorp' if 'literal' in author else 'rft.au'}={quoted(_parted(author))}")
    for other in (*item.get("editor", ()), *item.get("translator", ())):
        told.append(f"rft.contributor={quoted(_parted(other))}")
    if issued := _issued(item):
        told.append(f"rft.date={quoted(issued)}")
    told += [f"{key}={quoted(known[name])}" for key, name in _TOLD if known.get(name)]
    if "DOI" in item:
        told.append(f"rft_id={quoted('info:doi/' + item['DOI'])}")
    told.append(f"rft.type={quoted(zotero_type(item))}")
    return "&".join(told)


def _parted(name: Name) -> str:
    """Return a name with the family name first, from which managers part it."""
    return name.get("literal") or ", ".join(filter(None, filed(name)))


def _issued(item: Item) -> str:
    issued = item.get("issued")
    return (to_edtf(issued) or "") if issued else ""
