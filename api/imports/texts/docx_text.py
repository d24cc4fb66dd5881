"""Documents of word processors (Office Open XML) as their words; nothing in one is run, followed or expanded."""

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from api.imports.parsed_files import GivenFile
from api.imports.texts.language_guess import guess_language
from api.imports.texts.needed_packages import lacks
from api.imports.texts.read_texts import ReadText, TextBuilder, TextPage, one_spaced
from seed.frozen.languages import canonical_tag

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NEW_PAGE = "\0"
"""What stands for the beginning of a page among words: no XML holds it."""
_MOST_UNPACKED = 300_000_000
_MOST_PARTS = 20_000
_HEADING = re.compile(r"(?:heading|überschrift|titre|标题)\s*([1-9])", re.IGNORECASE)
_LOST = {
    "drawing": ("picture", "dropped", "a text has no pictures"),
    "pict": ("picture", "dropped", "a text has no pictures"),
    "object": ("embedded object", "dropped", "nothing in a document is opened"),
    "tbl": ("table", "changed", "each row is a line, its cells apart by |"),
    "hyperlink": ("link", "changed", "its words are kept, not where it leads"),
    "numPr": ("item of a list", "changed", "it is a paragraph, without its number or bullet"),
    "del": ("deleted passage", "dropped", "it was deleted, with changes tracked"),
    "ins": ("inserted passage", "changed", "it is kept as if it were accepted"),
    "commentReference": ("comment", "dropped", "it is about the text"),
    "footnoteReference": ("footnote", "changed", "it is a paragraph at the end"),
    "endnoteReference": ("endnote", "changed", "it is a paragraph at the end"),
    "oMath": ("formula", "dropped", "a text has no formulas"),
}


def read_docx(file: GivenFile) -> ReadText:
    """Read a document; what has macros, or unpacks to too much, is refused unread."""
    builder = TextBuilder("docx", file)
    if why := _refused(file):
        builder.fault(why[1], why[0])
    if builder.result.faults or lacks(builder, "docx"):
        return builder.build()
    from docx import Document  # noqa: PLC0415 an extra that few install
    from lxml import etree  # noqa: PLC0415

    try:
        document = Document(BytesIO(file.content))
        _take(document, file.name, builder)
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, zlib.error, etree.LxmlError) as error:
        builder.fault(f"is no document that can be read: {str(error)[:200]}")
    found = builder.build()
    found.title = found.title or (found.headings[0].title if found.headings else "")
    found.language = found.language or guess_language(found.text)
    return found


def _refused(file: GivenFile) -> tuple[str, str] | None:
    """Return the kind and the words of what is wrong with a package before any of its parts is read."""
    try:
        with zipfile.ZipFile(BytesIO(file.content)) as package:
            return next(_wrong(package), None)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, zlib.error) as error:
        return "unreadable", f"is cut, or no ZIP: {str(error)[:200]}"


def _wrong(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        yield "too-large", f"unpacks to more than {_MOST_UNPACKED} bytes, or {_MOST_PARTS} parts"
    if any(part.flag_bits & 1 for part in parts):
        yield "encrypted", "is encrypted: save it without a password"
    if "word/document.xml" not in names:
        yield "not-read", "is a package, but no document of a word processor: save it as .docx"
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        yield "macros", "has macros: save it as .docx, which has none"
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in _beginning(package, part):
            yield "not-read", f"{part.filename} has a document type, which no document needs: entities are not read"


def _beginning(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with package.open(part) as stream:
        return stream.read(4096)


def _take(document: Any, name: str, builder: TextBuilder) -> None:
    known, result = document.core_properties, builder.result
    result.title = (known.title or "").strip()
    result.authors = [author.strip() for author in (known.author or "").split(";") if author.strip()]
    result.language = _language(document)
    reading = _DocumentReading(document, builder)
    if any(True for _ in document.element.body.iter(f"{_W}lastRenderedPageBreak")):
        builder.page("1")
    reading.take(document.element.body)
    for kind in ("footnotes", "endnotes"):
        for part in document.part.package.iter_parts():
            if str(part.partname) == f"/word/{kind}.xml":
                reading.take_notes(part.blob)
    counts = Counter(
        element.tag.rpartition("}")[2] for element in document.element.body.iter() if isinstance(element.tag, str)
    )
    for tag, (what, became, why) in _LOST.items():
        if counts[tag]:
            builder.tell(f"{counts[tag]} × {what}", name, became, why)  # type: ignore[arg-type]
    for section in ("header", "footer"):
        words = {part.blob for part in document.part.package.iter_parts() if f"/word/{section}" in str(part.partname)}
        if any(re.search(rb"<w:t[ >][^<]*[^<\s]", blob) for blob in words):
            builder.tell(section, name, "dropped", "it stands on each page, and is not of the text")


def _language(document: Any) -> str:
    tags = [element.get(f"{_W}val") for element in document.styles.element.iter(f"{_W}lang")]
    try:
        return canonical_tag(str(document.core_properties.language or next(filter(None, tags), "")))
    except ValueError:
        return ""


class _DocumentReading:
    def __init__(self, document: Any, builder: TextBuilder) -> None:
        self._builder = builder
        self._levels = {style.style_id: level for style in document.styles if (level := _level(style)) is not None}
        self._page = 1

    def take(self, body: Any) -> None:
        """Read paragraphs and rows, in their order; a row's cells are one line."""
        waiting = list(reversed(list(body)))
        while waiting:
            element = waiting.pop()
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tr":
                cells = (" ".join("".join(self._words(cell)).split()) for cell in element.iterchildren(f"{_W}tc"))
                self._add(" | ".join(cells))
            elif isinstance(element.tag, str):
                waiting += reversed(list(element))

    def take_notes(self, content: bytes) -> None:
        """Read notes, a paragraph each; those that only part them from the text have no words."""
        from lxml import etree  # noqa: PLC0415 an extra that few install

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        for note in etree.fromstring(content, parser):
            self._add(" ".join("".join(self._words(note)).split()))

    def _paragraph(self, element: Any) -> None:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        level = self._levels.get(style.get(f"{_W}val")) if style is not None else None
        if outline is not None and str(outline.get(f"{_W}val")).isdigit():
            level = int(outline.get(f"{_W}val")) + 1
        # Ten is the level of what is no heading.
        self._add("".join(self._words(element)), level if level is not None and level <= 9 else None)  # noqa: PLR2004

    def _add(self, words: str, level: int | None = None) -> None:
        """Add a paragraph or a heading; pages may begin within it."""
        first, *later = words.split(_NEW_PAGE)
        if later and not first.strip():
            self._page += 1
            self._builder.page(str(self._page))
            first, later = first + later[0], later[1:]
        whole = "".join([first, *later])
        span = self._builder.paragraph(" ".join(whole.split()) if level else whole)
        if span and level:
            self._builder.headed(span, level)
        for more in later:
            self._page += 1
            label = str(self._page)
            offset = len(one_spaced(f"{first}x")) - 1
            if span and offset < span.end - span.start:
                self._builder.result.pages.append(TextPage(label, span.start + offset))
            else:
                self._builder.page(label)
            first += more

    def _words(self, element: Any) -> Iterator[str]:
        """Yield the words within an element, without those that were deleted or are there for older programs."""
        waiting = [element]
        while waiting:
            item = waiting.pop()
            if item.tag == f"{_W}t":
                yield item.text or ""
            elif item.tag in {f"{_W}tab", f"{_W}cr"}:
                yield " "
            elif item.tag == f"{_W}br" and item.get(f"{_W}type") != "page":
                yield "\n"
            elif item.tag == f"{_W}lastRenderedPageBreak":
                yield _NEW_PAGE
            elif item.tag == f"{_W}p" and item is not element:
                yield " "
                waiting += reversed(list(item))
            elif isinstance(item.tag, str) and item.tag not in {_FALLBACK, f"{_W}del", f"{_W}instrText", f"{_W}pPr"}:
                waiting += reversed(list(item))


def _level(style: Any) -> int | None:
    """Return the level of headings of a style, by its name or by the style that it is made of."""
    for _ in range(10):
        if style is None:
            return None
        found = _HEADING.match(style.name or "")
        if found or (style.name or "").lower() == "title":
            return int(found[1]) if found else 1
        style = getattr(style, "base_style", None)
    return None
