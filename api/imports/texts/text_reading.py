"""Files of people, read as the text of an essay: by what is in them, or as what they are said to be."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from api.core.http.problems import ProblemError, nearest, shown
from api.imports.parsed_files import GivenFile
from api.imports.texts.docx_text import read_docx
from api.imports.texts.html_text import read_html
from api.imports.texts.markdown_text import read_markdown
from api.imports.texts.pdf_text import read_pdf
from api.imports.texts.plain_text import read_plain
from api.imports.texts.read_texts import ReadText, TextBuilder

MOST_BYTES = 100_000_000

_READERS: Mapping[str, Callable[[GivenFile], ReadText]] = MappingProxyType(
    {"plain": read_plain, "markdown": read_markdown, "html": read_html, "docx": read_docx, "pdf": read_pdf}
)
_SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".htm": "html", ".html": "html", ".xhtml": "html"}
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "is encrypted, or of an old program (.doc): save it as .docx without a password",
    b"{\\rtf": "is RTF: save it as .docx",
}


def read_text(file: GivenFile, kind: str | None = None) -> ReadText:
    """Return the text of a file, with its headings and pages, and what was lost.

    Nothing that is in a file is raised: why one cannot be read stands in `faults`, and its text is empty then.

    Args:
        file: the file.
        kind: what it is: `plain`, `markdown`, `html`, `docx` or `pdf`; None finds it by content and name.

    Raises:
        ProblemError: `invalid-body`, where there is no such kind.
    """
    if kind is not None and kind not in _READERS:
        near = nearest(kind, list(_READERS))
        meant = f" Was {near} meant?" if near else ""
        detail = f"There is no kind of text {shown(kind)}: there are {', '.join(_READERS)}.{meant}"
        raise ProblemError("invalid-body", detail)
    found = kind or kind_of(file)
    if len(file.content) > MOST_BYTES:
        builder = TextBuilder(found, file)
        builder.fault(f"has more than {MOST_BYTES} bytes: give it in parts", "too-large")
        return builder.build()
    if why := next((why for mark, why in _OTHERS.items() if file.content.startswith(mark)), None):
        builder = TextBuilder(found, file)
        builder.fault(why, "not-read")
        return builder.build()
    return _READERS[found](file)


def kind_of(file: GivenFile) -> str:
    """Return what a file is, by its first bytes and its name."""
    head = file.content[:4096].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    if _PAGE.match(head):
        return "html"
    return _SUFFIXES.get(PurePath(file.name).suffix.lower(), "plain")


def told_as_json(found: ReadText) -> dict[str, Any]:
    """Return all that was read of a file, as JSON has it."""
    return {
        "kind": found.kind,
        "file": found.file.model_dump(),
        "title": found.title,
        "authors": found.authors,
        "year": found.year,
        "language": found.language,
        "text": found.text,
        "headings": [
            {"title": item.title, "level": item.level, "start": item.span.start, "end": item.span.end}
            for item in found.headings
        ],
        "pages": [{"label": page.label, "start": page.start} for page in found.pages],
        "constructs": [
            {"what": item.what, "place": item.place, "became": item.became, "why": item.why} for item in found.read
        ],
        "faults": [{"kind": item.kind, "detail": item.detail} for item in found.faults],
    }


def told_in_lines(found: ReadText) -> str:
    """Return for people what was read of a file, and what became of what is more than words."""
    lines = [f"{item.kind}: {item.detail}" for item in found.faults]
    if not lines:
        numbers = (
            f"{len(found.paragraphs)} paragraphs, {len(found.sentences)} sentences, {len(found.headings)} headings"
        )
        lines.append(f"{found.file.name}: {found.kind}, {len(found.text)} code points, {numbers}")
    alike = Counter((item.what, item.became, item.why) for item in found.read)
    for (what, became, why), number in alike.items():
        lines.append(f"  {f'{number} × ' if number > 1 else ''}{what} {became}: {why}")
    return "\n".join(lines)
