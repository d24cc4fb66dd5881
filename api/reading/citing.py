"""“Cite this”: a record in every form that it has, to be copied or downloaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import msgspec

from api.core.negotiation import Form
from api.core.paths import segment
from api.formats import bibliography, bibtex, csl, jsonld, ris
from api.formats.bibliography import LANGUAGES, Style
from api.formats.forms import BIBLIOGRAPHY, BIBTEX, CSL, JSON, JSONLD, RIS
from api.formats.item import Item
from api.formats.styles.terms import Locale
from api.reading.cards import Record
from api.reading.look import Look
from api.resources.representing import Citation, Description, Representation


@dataclass(frozen=True)
class Cited:
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


def cited(record: Record, resource: str, shown: Representation, item: Item | None, look: Look) -> list[Cited]:
    """Return a record in every form that it has; what is downloaded is the version that the page shows.

    Args:
        record: the record, with what its forms need embedded.
        resource: what kind of record it is.
        shown: what it can be shown as.
        item: the item by which it is cited, in the language of its essay.
        look: how the page is looked at.
    """
    path = f"{resource}/{segment(record['id'])}@{record['version']}"
    forms = [Cited("id", look.say["id_and_url"], _named(record, resource, look), language=look.language)]
    if shown.citation and item:
        forms = [*_formatted(record, shown.citation, path, look), *forms, *_items(item, path)]
    if shown.linked:
        forms.append(_form("JSON-LD", JSONLD, _linked(record, shown.linked, look), path))
    plain = {name: value for name, value in record.items() if name != "_embedded"}
    return [*forms, _form("JSON", JSON, _pretty(msgspec.json.encode(plain)), path)]


def _named(record: Record, resource: str, look: Look) -> str:
    return f"{record['id']}@{record['version']} {look.at.version(resource, record['id'], record['version'])}"


def _formatted(record: Record, citation: Citation, path: str, look: Look) -> Iterator[Cited]:
    for label, style, locale in _STYLES:
        language = LANGUAGES[locale]
        text = bibliography.encode([citation.cite(record, look.at, language)], style, locale).decode().strip()
        where = f"{path}.{BIBLIOGRAPHY.name}?style={style}&locale={locale}"
        yield Cited(style, label, text.removeprefix("[1] "), where, language, BIBLIOGRAPHY.media_type)


def _items(item: Item, path: str) -> Iterator[Cited]:
    items = [item]
    yield _form("BibTeX", BIBTEX, bibtex.encode(items), path)
    yield _form("RIS", RIS, ris.encode(items), path)
    yield _form("CSL-JSON", CSL, _pretty(csl.encode(items)), path)


def _linked(record: Record, linked: Description, look: Look) -> bytes:
    node = jsonld.as_version(linked.describe(record, look.at))
    return _pretty(jsonld.encode_one(node, f"{look.at.base}{jsonld.CONTEXT_PATH}"))


def _form(label: str, form: Form, content: bytes, path: str) -> Cited:
    return Cited(form.name, label, content.decode().strip(), f"{path}.{form.name}", media_type=form.media_type)


def _pretty(content: bytes) -> bytes:
    return msgspec.json.format(content, indent=2)
