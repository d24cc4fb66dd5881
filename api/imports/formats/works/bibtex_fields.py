"""The fields of BibTeX and biblatex: what each is of a source, and what has no place in one."""

import re
from collections.abc import Iterator, Mapping

from api.formats.babel import language_tag
from api.imports.formats.works.bibtex_dates import put_dates
from api.imports.formats.works.bibtex_names import read_names
from api.imports.formats.works.bibtex_values import BibField
from api.imports.formats.works.latex_words import literal_words, plain_words
from api.imports.formats.works.work_fields import Work

_TYPES = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "report",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_WORDS = {
    "journaltitle": "container_title",
    "journal": "container_title",
    "booktitle": "container_title",
    "maintitle": "container_title",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "howpublished": "publisher",
    "location": "publisher_place",
    "address": "publisher_place",
    "edition": "edition",
    "volume": "volume",
    "issue": "issue",
    "eid": "number",
    "pages": "page",
    "eventtitle": "event",
    "library": "archive",
    "annote": "note",
    "annotation": "note",
    "note": "note",
}
"""What fields are of a source whose words are LaTeX, in the order in which they are taken."""
_LITERAL = {"doi": "doi", "issn": "issn", "url": "url", "urldate": "accessed"}
_ROLES = ("author", "editor", "translator")
_LANGUAGES = ("langid", "language")
_NOT_INHERITED = frozenset(
    {
        "crossref",
        "xdata",
        "xref",
        "ids",
        "label",
        "abstract",
        "doi",
        "url",
        "pages",
        "note",
        "annote",
        "file",
        "keywords",
    }
)


def inherited_fields(parent: Mapping[str, BibField]) -> Iterator[BibField]:
    """Yield what an entry has from the one that it is in: that one's title is what it stands in."""
    for name, item in parent.items():
        if name not in _NOT_INHERITED:
            here = {"title": "booktitle", "subtitle": "booksubtitle"}.get(name, name)
            yield BibField(here, item.what, item.place, item.value, item.unknown)


def put_work(work: Work, kind: str, said: Mapping[str, BibField]) -> None:
    """Let a work be what its entry says."""
    left = dict(said)
    subtype = plain_words(left["entrysubtype"].value)[0].lower() if "entrysubtype" in left else ""
    work.typed(_SUBTYPES.get(subtype) or _TYPES.get(kind), kind)
    for role in _ROLES:
        if item := left.pop(role, None):
            names, changed = read_names(item.value)
            work.put_names(item.what, item.place, role, names, changed)
    _put_titled(work, "title", left)
    _put_titled(work, "booktitle", left)
    put_dates(work, left)
    for name in _LANGUAGES:
        if item := left.pop(name, None):
            words = plain_words(item.value)[0]
            tag = language_tag(words)
            work.put(item.what, item.place, "language", tag or words, f"is {tag} now" if tag else None)
    for name, field in _LITERAL.items():
        if item := left.pop(name, None):
            work.put(item.what, item.place, field, literal_words(item.value))
    _put_isbn(work, left)
    _put_number(work, kind, left)
    for name, field in _WORDS.items():
        if item := left.pop(name, None):
            _put_words(work, item, field)
    _put_eprint(work, left)
    for name, item in left.items():
        told = "its type says it" if name == "entrysubtype" else "a source has no field for it"
        work.drop(item.what, item.place, told)


def _put_words(work: Work, item: BibField, field: str) -> None:
    words, changed = plain_words(item.value)
    if item.unknown:
        changed = f"no string {', '.join(item.unknown)} is defined: its name stands for it"
    if field == "page":
        words = re.sub(r"\s*(?:-{2,3}|[–—])\s*", "–", words)
    work.put(item.what, item.place, field, words, changed)


def _put_titled(work: Work, name: str, left: dict[str, BibField]) -> None:
    """Put a title with its subtitle in one."""
    item, more = left.pop(name, None), left.pop(name.replace("title", "subtitle"), None)
    field = "title" if name == "title" else "container_title"
    if item is None:
        if more:
            work.drop(more.what, more.place, f"there is no {name} that it belongs to")
        return
    words, changed = plain_words(item.value)
    if more:
        under, _ = plain_words(more.value)
        words = f"{words}{' ' if words[-1:] in set(':?!.') else ': '}{under}"
        changed = "; ".join(filter(None, [changed, "its subtitle stands behind it"]))
        work.joined(more.what, more.place, "it stands behind its title")
    work.put(item.what, item.place, field, words, changed)


def _put_isbn(work: Work, left: dict[str, BibField]) -> None:
    if item := left.pop("isbn", None):
        first, *others = [part for part in re.split(r"[,;/]|\s+(?=97[89])", literal_words(item.value)) if part] or [""]
        work.put(item.what, item.place, "isbn", first, f"not kept: {', '.join(others)}" if others else None)


def _put_number(work: Work, kind: str, left: dict[str, BibField]) -> None:
    if item := left.pop("number", None):
        _put_words(work, item, "issue" if kind in {"article", "periodical", "suppperiodical"} else "number")


def _put_eprint(work: Work, left: dict[str, BibField]) -> None:
    """Let a work that arXiv has be found there, where nothing else says where it can be read."""
    item = left.get("eprint")
    kind = left.get("archiveprefix") or left.get("eprinttype")
    if item and kind and kind.value.strip().lower() == "arxiv" and "url" not in work.fields:
        del left["eprint"]
        url = f"https://arxiv.org/abs/{literal_words(item.value)}"
        work.put(item.what, item.place, "url", url, f"is {url} now")
