"""PDF as its words: lines joined to paragraphs, pages by their numbers, what stands on every page left out."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from api.imports.parsed_files import GivenFile
from api.imports.texts.language_guess import guess_language
from api.imports.texts.needed_packages import lacks
from api.imports.texts.plain_text import heading_level, is_wide
from api.imports.texts.read_texts import MOST_CHARACTERS, ReadText, TextBuilder, TextPage
from seed.frozen.languages import canonical_tag

_MOST_PAGES = 5_000
_ENDS = frozenset(".。!！?？…:：”\"'’)）」』")
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|第[一二三四五六七八九十\d]+[章节部]|[一二三四五六七八九十]+、)\s*\S"
)
_SHORT = 0.8
_OFTEN = 3
_AT_EDGE = 2


@dataclass
class _Paragraph:
    words: str = ""
    pages: list[tuple[str, int]] = field(default_factory=list)


def read_pdf(file: GivenFile) -> ReadText:
    """Read a PDF; what is encrypted, or has pictures of words alone, is told."""
    builder = TextBuilder("pdf", file)
    if lacks(builder, "pypdf"):
        return builder.build()
    from pypdf import PdfReader  # noqa: PLC0415 an extra that few install
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(BytesIO(file.content))
        if reader.is_encrypted and not reader.decrypt(""):
            builder.fault("is encrypted: save it without a password", "encrypted")
        elif len(reader.pages) > _MOST_PAGES:
            builder.fault(f"has more than {_MOST_PAGES} pages: give it in parts", "too-large")
        else:
            _take(reader, file.name, builder)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        builder.fault(f"is no PDF that can be read: {type(error).__name__}: {str(error)[:200]}")
    found = builder.build()
    found.title = found.title or (found.headings[0].title if found.headings else "")
    found.language = found.language or guess_language(found.text)
    return found


def _take(reader: Any, name: str, builder: TextBuilder) -> None:
    labels = list(reader.page_labels)
    pages, characters, bare = list[list[str]](), 0, 0
    for page in reader.pages:
        lines = [line.rstrip() for line in page.extract_text().split("\n")]
        pages.append(lines)
        characters += sum(map(len, lines))
        bare += not any(map(str.strip, lines))
        if characters > MOST_CHARACTERS:
            builder.fault(f"has more than {MOST_CHARACTERS} characters of text", "too-large")
            return
    if bare == len(pages):
        right = "have its words recognised (OCR) first, or give them as plain text"
        builder.fault(f"has {len(pages)} pages and no text: it is scanned, or drawn: {right}", "no-text")
        return
    if bare:
        builder.tell(f"{bare} pages without text", name, "dropped", "they are pictures, or blank")
    said = reader.metadata or {}
    result = builder.result
    result.title = str(said.get("/Title") or "").strip()
    result.authors = [part.strip() for part in str(said.get("/Author") or "").split(";") if part.strip()]
    result.language = _language(reader)
    outline = dict(_outline(reader.outline))
    kept = _without_edges(pages, name, builder)
    joined = 0
    for paragraph in _paragraphs(kept, labels, outline):
        level = outline.get(_plain(paragraph.words)) or _level(paragraph.words)
        span = builder.paragraph(paragraph.words)
        joined += span is not None
        if span and level:
            builder.headed(span, level)
        result.pages += [TextPage(label, span.start + offset) for label, offset in paragraph.pages] if span else []
    builder.tell(
        f"{sum(map(len, kept))} lines", name, "changed", f"they are {joined} paragraphs now, put together by us"
    )


def _language(reader: Any) -> str:
    try:
        return canonical_tag(str(reader.root_object.get("/Lang") or ""))
    except ValueError:
        return ""


def _outline(items: Sequence[Any]) -> Iterator[tuple[str, int]]:
    """Yield the bookmarks, each with its level."""
    waiting = [(item, 1) for item in reversed(items)]
    while waiting:
        item, level = waiting.pop()
        if isinstance(item, list):
            waiting += [(inner, level + 1) for inner in reversed(item)]
        else:
            yield _plain(str(item.title or "")), level


def _plain(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _level(words: str) -> int | None:
    return heading_level(words) if _NUMBERED.match(words) else None


def _without_edges(pages: list[list[str]], name: str, builder: TextBuilder) -> list[list[str]]:
    """Return pages without the lines that stand at the edge of many, but for their numbers, and without numbers."""
    sense = [[line for line in page if line.strip()] for page in pages]
    at_edge = Counter(
        key for page in sense for key in {_edge(line) for line in [*page[:_AT_EDGE], *page[-_AT_EDGE:]]} if key
    )
    often = {key for key, number in at_edge.items() if number >= max(_OFTEN, len(pages) // 3)}
    kept, dropped = list[list[str]](), 0
    for page in sense:
        last = len(page) - _AT_EDGE
        lines = [
            line
            for number, line in enumerate(page)
            if not ((number < _AT_EDGE or number >= last) and (_edge(line) in often or not _edge(line)))
        ]
        dropped += len(page) - len(lines)
        kept.append(lines)
    if dropped:
        builder.tell(f"{dropped} headers, footers and page numbers", name, "dropped", "they stand on many pages")
    return kept


def _edge(line: str) -> str:
    """Return a line without its digits: what is left of a page number is nothing."""
    return re.sub(r"[\W\d_]+", "", line).casefold()


def _paragraphs(pages: list[list[str]], labels: list[str], outline: Mapping[str, int]) -> Iterator[_Paragraph]:
    """Yield lines as paragraphs: one ends in a short line that ends a sentence, and before and after a heading."""
    widths = sorted(len(line) for page in pages for line in page)
    full = widths[int(len(widths) * 0.75)] if widths else 0
    current = _Paragraph()
    for label, lines in zip(labels, pages, strict=True):
        begins = True
        for line in map(str.strip, lines):
            alone = _plain(line) in outline or _level(line) is not None
            if current.words and alone:
                yield current
                current = _Paragraph()
            before = len(current.words)
            current.words = _joined(current.words, line)
            if begins:
                current.pages.append((label, min(before + (before > 0), len(current.words) - 1)))
                begins = False
            if alone or (len(line) < _SHORT * full and line[-1:] in _ENDS):
                yield current
                current = _Paragraph()
    if current.words:
        yield current


def _joined(words: str, line: str) -> str:
    """Return words with a further line; a word that was divided between them is one again."""
    if not words:
        return line
    if re.search(r"[^\W\d_][-\u00ad\u2010]$", words) and line[:1].islower():
        return words[:-1] + line
    return words + line if is_wide(words[-1]) and is_wide(line[:1] or "x") else f"{words} {line}"
