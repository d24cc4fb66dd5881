"""“Cite this”: a record in every form that it has, to be copied or downloaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import msgspec

from api.core.http.negotiation import Form
from api.core.http.paths import segment
from api.formats import bibliography, bibtex, csl, jsonld, ris
from api.formats.bibliography import LANGUAGES, Style
from api.formats.forms import BIBLIOGRAPHY, BIBTEX, CSL, JSON, JSONLD, RIS
from api.formats.item import Item
from api.formats.styles.terms import Locale
from api.handlers.representation import Citation, Description, Representation
from api.pages.page_context import PageContext
from api.pages.parts.cards import Record


@dataclass(frozen=True)
class CitationForm:
    """A record in one form.

    Attributes:
        key: tells the form from others on the page.
        label: what the form is called.
        text: the record in it.
        path: where the same can be downloaded, relative to the service; empty where it cannot.
        language: the language of the text, where it is to be read rather than processed.
        media_type: the media type of the download.
    """

    key: str
    label: str
    text: str
    path: str = ""
    language: str = ""
    media_type: str = ""


_STYLES: Final[tuple[tuple[str, Style, Locale], ...]] = (
    ("APA", "apa", "en-US"),
    ("GB/T 7714—2025", "gb-t-7714-2025-numeric", "zh-CN"),
    ("GB/T 7714—2015", "gb-t-7714-2015-numeric", "zh-CN"),
)


def cited(
    record: Record, resource: str, representation: Representation, item: Item | None, context: PageContext
) -> list[CitationForm]:
    """Return a record in every form that it has; what is downloaded is the version that the page shows.

    Args:
        record: the record, with what its forms need embedded.
        resource: what kind of record it is.
        representation: what it can be shown as.
        item: the item by which it is cited, in the language of its essay.
        context: how the page is looked at.
    """
    path = f"{resource}/{segment(record['id'])}@{record['version']}"
    forms = [
        CitationForm("id", context.say["id_and_url"], _named(record, resource, context), language=context.language)
    ]
    if representation.citation and item:
        forms = [*_formatted(record, representation.citation, path, context), *forms, *_items(item, path)]
    if representation.linked:
        forms.append(_form("JSON-LD", JSONLD, _linked(record, representation.linked, context), path))
    plain = {name: value for name, value in record.items() if name != "_embedded"}
    return [*forms, _form("JSON", JSON, _pretty(msgspec.json.encode(plain)), path)]


def _named(record: Record, resource: str, context: PageContext) -> str:
    return f"{record['id']}@{record['version']} {context.at.version(resource, record['id'], record['version'])}"


def _formatted(record: Record, citation: Citation, path: str, context: PageContext) -> Iterator[CitationForm]:
    for label, style, locale in _STYLES:
        language = LANGUAGES[locale]
        text = bibliography.encode([citation.cite(record, context.at, language)], style, locale).decode().strip()
        where = f"{path}.{BIBLIOGRAPHY.name}?style={style}&locale={locale}"
        yield CitationForm(style, label, text.removeprefix("[1] "), where, language, BIBLIOGRAPHY.media_type)


def _items(item: Item, path: str) -> Iterator[CitationForm]:
    items = [item]
    yield _form("BibTeX", BIBTEX, bibtex.encode(items), path)
    yield _form("RIS", RIS, ris.encode(items), path)
    yield _form("CSL-JSON", CSL, _pretty(csl.encode(items)), path)


def _linked(record: Record, linked: Description, context: PageContext) -> bytes:
    node = jsonld.as_version(linked.describe(record, context.at))
    return _pretty(jsonld.encode_one(node, f"{context.at.base}{jsonld.CONTEXT_PATH}"))


def _form(label: str, form: Form, content: bytes, path: str) -> CitationForm:
    return CitationForm(form.name, label, content.decode().strip(), f"{path}.{form.name}", media_type=form.media_type)


def _pretty(content: bytes) -> bytes:
    return msgspec.json.format(content, indent=2)
