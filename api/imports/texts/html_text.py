"""Pages as the words of their main content: no navigation, no scripts; headings, lists and tables as lines."""

import re
from collections import Counter
from typing import Any

from api.imports.parsed_files import GivenFile
from api.imports.texts.language_guess import guess_language
from api.imports.texts.needed_packages import lacks
from api.imports.texts.plain_text import decoded
from api.imports.texts.read_texts import ReadText, TextBuilder
from seed.frozen.languages import canonical_tag

_MOST_BYTES = 20_000_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_TOLD = {
    "img": ("image", "dropped", "a text has no pictures"),
    "a": ("link", "changed", "its words are kept, not where it leads"),
    "table": ("table", "changed", "each row is a line, its cells apart by |"),
    "ul": ("list", "changed", "each item is a paragraph, without its mark"),
    "ol": ("list", "changed", "each item is a paragraph, without its mark"),
    "iframe": ("frame", "dropped", "nothing is fetched"),
    "video": ("video", "dropped", "a text has no pictures"),
    "audio": ("audio", "dropped", "a text has no sounds"),
    "form": ("form", "dropped", "a text has no forms"),
}
_BLOCKS = frozenset({"p", "item", "quote", "code", "ab"})


def read_html(file: GivenFile) -> ReadText:
    """Read the main content of a page."""
    builder = TextBuilder("html", file)
    if len(file.content) > _MOST_BYTES:
        builder.fault(f"is a page of more than {_MOST_BYTES} bytes", "too-large")
    if builder.result.faults or lacks(builder, "trafilatura"):
        return builder.build()
    declared = _CHARSET.search(file.content[:4096])
    text = decoded(file, builder, declared[1].decode().lower() if declared else None)
    if text is None:
        return builder.build()
    _take(text, file.name, builder)
    found = builder.build()
    found.language = found.language or guess_language(found.text)
    return found


def _take(text: str, name: str, builder: TextBuilder) -> None:
    from lxml import etree, html  # noqa: PLC0415 an extra that few install
    from trafilatura import bare_extraction  # noqa: PLC0415

    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", "\ufffd"))
        page: Any = bare_extraction(tree, with_metadata=True, include_comments=False, favor_recall=True)
    except (etree.LxmlError, ValueError, RecursionError) as error:
        builder.fault(f"is no page that can be read: {str(error)[:200]}")
        return
    body = getattr(page, "body", None)
    if page is None or body is None:
        builder.fault("has no main content: save its words as plain text", "no-main-content")
        return
    result = builder.result
    result.title = (page.title or "").strip()
    result.authors = [author.strip() for author in (page.author or "").split(";") if author.strip()]
    result.year = page.date or ""
    result.language = _language(tree)
    _PageReading(builder).take(body)
    _tell_losses(tree, name, builder)


def _language(tree: Any) -> str:
    try:
        return canonical_tag(str(tree.get("lang") or ""))
    except ValueError:
        return ""


class _PageReading:
    """Takes the blocks of what was extracted, a paragraph each."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder

    def take(self, body: Any) -> None:
        """Read what stands in an element, one after the other, however deep."""
        waiting: list[Any] = [body]
        loose = list[str]()
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                loose.append(item)
                continue
            is_block = item.tag in _BLOCKS and not any(child.tag in _BLOCKS for child in item.iterdescendants())
            if item.tag in {"head", "row"} or is_block or item.tag in {"list", "table", "quote"}:
                self._flush(loose)
            if item.tag == "head":
                self._builder.heading(_words(item), int(str(item.get("rend", "h1"))[1:2] or 1))
            elif item.tag == "row":
                self._builder.paragraph(" | ".join(" ".join(_words(cell).split()) for cell in item.iter("cell")))
            elif is_block:
                self._builder.paragraph(_words(item))
            else:
                waiting += [part for part in reversed(_inner(item)) if not isinstance(part, str) or part.strip()]
        self._flush(loose)

    def _flush(self, loose: list[str]) -> None:
        self._builder.paragraph(" ".join(loose))
        loose.clear()


def _words(element: Any) -> str:
    """Return the words of an element; a break within it ends a line."""
    waiting: list[Any] = [element]
    found = list[str]()
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            found.append(item.replace("\n", " "))
        elif item.tag == "lb":
            found.append("\n")
        else:
            waiting += reversed(_inner(item))
    return "".join(found)


def _inner(element: Any) -> list[Any]:
    """Return what stands in an element: texts and elements, in their order."""
    found: list[Any] = [element.text or ""]
    for child in element:
        found += [child, child.tail or ""]
    return found


def _tell_losses(tree: Any, name: str, builder: TextBuilder) -> None:
    counts = Counter(element.tag for element in tree.iter() if isinstance(element.tag, str))
    for tag, (what, became, why) in _TOLD.items():
        if counts[tag]:
            builder.tell(f"{counts[tag]} <{tag}>: {what}", name, became, why)  # type: ignore[arg-type]
    seen = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    around = len("".join("".join(seen).split())) - builder.characters
    if around > 0:
        why = "they are navigation, notices, captions or the like, and not of the main content"
        builder.tell(f"{around} characters around the text", name, "dropped", why)
