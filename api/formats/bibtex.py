r"""BibTeX, in UTF-8, which LaTeX reads with BibTeX or biber, and reference managers import.

Names that are written in one piece stay in one: `曹钟雄`, for BibTeX would print `曹, 钟雄` the wrong
way round, and `{Microsoft}`. Words with capitals are in braces, so that no style takes them away.
What is special to LaTeX is written as Zotero and citation-js read it back, too.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, cast

from api.formats.babel import language_name
from api.formats.csl_dates import to_edtf, year_in_words
from api.formats.display_names import filed, whole
from api.formats.item import Item, Name
from api.formats.language_text import one_line

_ENTRIES: Final = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "book": "book",
    "classic": "book",
    "chapter": "incollection",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
"""The entry of each type that has one of its own; of the others, `misc`."""
_CONTAINER: Final = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHER: Final = {"techreport": "institution", "phdthesis": "school", "booklet": "howpublished"}
_MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

_ESCAPES: Final = {
    **{character: rf"\{character}" for character in "&%$#_"},
    **{
        character: rf"{{\text{name}}}"
        for character, name in {
            "\\": "backslash",
            "~": "asciitilde",
            "^": "asciicircum",
            "`": "asciigrave",
            "<": "less",
            ">": "greater",
            "|": "bar",
        }.items()
    },
}
_BALANCED: Final = {"{": r"\{", "}": r"\}"}
_UNBALANCED: Final = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
"""BibTeX counts braces even where they are escaped; of these two forms Zotero knows the first alone."""
_PARTING: Final = re.compile(r"(?i)[,={}\"]|(?:^|\s)(?:and|others)(?:\s|$)")
"""What parts names from each other, or within, in BibTeX or biber."""
_LIGATURES: Final = re.compile(r"(?<=[-',])(?=[-',])|(?<=[!?])(?=`)")
"""Where LaTeX would make one character of two."""
_WORD: Final = re.compile(r"[a-zA-Z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff][\w.-]*(?<![.-])", re.ASCII)
"""A word of a script that has capitals."""


def encode(items: Sequence[Item]) -> bytes:
    """Return items as entries of BibTeX."""
    return "\n".join(map(_entry, items)).encode()


def key(identifier: str) -> str:
    """Return the key of an entry: `cao2023-c12-v1` for `cao2023-c12@1`, since `@` begins an entry."""
    return re.sub(r"[^\w:./+-]", "-", identifier.replace("@", "-v"))


def _entry(item: Item) -> str:
    kind = _ENTRIES.get(item["type"], "misc")
    if _CONTAINER.get(kind) and "container-title" not in item:
        kind = "misc"
    fields = "".join(f",\n  {name} = {value}" for name, value in _fields(item, kind))
    return f"@{kind}{{{key(item['id'])}{fields}\n}}\n"


def _fields(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    for role in ("author", "editor", "translator"):
        if people := item.get(role):
            yield role, f"{{{' and '.join(map(_name, cast('Sequence[Name]', people)))}}}"
    yield from _written(_title, ("title", item.get("title")), ("shorttitle", item.get("title-short")))
    yield from _published(item, kind)
    yield from _dates(item)
    number, article = item.get("number"), "issue" in item or kind == "article"
    yield from _written(
        escape,
        ("edition", item.get("edition")),
        ("volume", item.get("volume")),
        ("number", item.get("issue") if article else number),
        ("eid", number if article else None),
        ("address", item.get("publisher-place")),
        ("eventtitle", item.get("event-title")),
        ("library", item.get("archive")),
    )
    yield from _written(_pages, ("pages", item.get("page")))
    yield from _written(
        _verbatim,
        ("isbn", item.get("ISBN")),
        ("issn", item.get("ISSN")),
        ("doi", item.get("DOI")),
        ("url", item.get("URL")),
    )
    yield from _written(
        escape,
        ("langid", language_name(item.get("language"))),
        ("abstract", item.get("abstract")),
        ("annote", item.get("note")),
    )


def _written(write: Callable[[str], str], *fields: tuple[str, str | None]) -> Iterator[tuple[str, str]]:
    yield from ((name, f"{{{write(value)}}}") for name, value in fields if value)


def _published(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    container, publisher = item.get("container-title"), item.get("publisher")
    if kind == "misc":
        said = dict.fromkeys(part for part in (container, publisher) if part)
        yield from _written(escape, ("howpublished", ", ".join(said)))
    else:
        yield from _written(
            escape,
            (_CONTAINER.get(kind, "series"), container),
            (_PUBLISHER.get(kind, "publisher"), publisher),
        )


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    if issued := item.get("issued"):
        parts = issued.get("date-parts", [])
        years = "--".join(dict.fromkeys(year_in_words(part[0]) for part in parts))
        yield "year", f"{{{years or escape(issued.get('literal', ''))}}}"
        if len(parts) == 1 and len(parts[0]) > 1:
            yield "month", _MONTHS[parts[0][1] - 1]
        if edtf := to_edtf(issued):
            yield "date", f"{{{edtf}}}"
    if (accessed := item.get("accessed")) and (edtf := to_edtf(accessed)):
        yield "urldate", f"{{{edtf}}}"


def _name(name: Name) -> str:
    """Return a name as `Family, Given` or `Family, Suffix, Given`; what BibTeX would part is in braces."""
    if one := whole(name):
        return f"{{{escape(one)}}}" if "literal" in name or _PARTING.search(one) else escape(one)
    family, given, suffix = filed(name)
    parts = [family, suffix, given] if suffix else [family, given] if family and given else [family or given]
    if len(parts) == 1:
        return f"{{{escape(parts[0])}}}"
    return ", ".join(f"{{{escape(part)}}}" if _PARTING.search(part) or not part else escape(part) for part in parts)


def escape(text: str) -> str:
    """Return a text as LaTeX reads it, on one line."""
    return _escaped(one_line(text), _braces(text))


def _braces(text: str) -> Mapping[str, str]:
    """Return how the braces of a text are written."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return _UNBALANCED
    return _UNBALANCED if depth else _BALANCED


def _escaped(text: str, braces: Mapping[str, str]) -> str:
    escapes = _ESCAPES | dict(braces)
    parts = _LIGATURES.sub("\0", text).split("\0")
    return "{}".join("".join(escapes.get(character, character) for character in part) for part in parts)


def _title(text: str) -> str:
    """Return a title whose capitals stand; the first word keeps its first one anyway."""
    text, written, done = one_line(text), "", 0
    braces = _braces(text)
    for match in _WORD.finditer(text):
        word = match[0]
        if (word if match.start() else word[1:]) != (word if match.start() else word[1:]).lower():
            written += f"{_escaped(text[done : match.start()], braces)}{{{_escaped(word, braces)}}}"
            done = match.end()
    return written + _escaped(text[done:], braces)


def _pages(page: str) -> str:
    return "--".join(map(escape, re.split(r"(?<=[0-9])\s*(?:-{1,3}|[–—])\s*(?=[0-9])", page)))


def _verbatim(text: str) -> str:
    return one_line(text).replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20")
