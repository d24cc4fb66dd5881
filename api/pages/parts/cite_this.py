"""“Cite this”: a record in every form that it has, to be copied or downloaded.

What is to be read stands in the page. What is to be processed is folded, and asked for when it is unfolded: making all
of it for each page would take as long as the rest of the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from api.core.http.negotiation import Form
from api.core.http.paths import segment
from api.formats import bibliography
from api.formats.bibliography import LANGUAGES, Style
from api.formats.forms import BIBLIOGRAPHY, BIBTEX, CSL, JSON, JSONLD, RIS
from api.formats.styles.csl_terms import Locale
from api.handlers.representation import Citation, Representation
from api.pages.page_context import PageContext
from api.pages.parts.cards import Record


@dataclass(frozen=True)
class CitationForm:
    """A record in one form.

    Attributes:
        key: tells the form from others on the page.
        label: what the form is called.
        text: the record in it; empty where it is folded.
        path: where the same can be downloaded, relative to the service; empty where it cannot.
        language: the language of the text, where it is to be read rather than processed.
        media_type: the media type of the download.
    """

    key: str
    label: str
    text: str = ""
    path: str = ""
    language: str = ""
    media_type: str = ""


_STYLES: Final[tuple[tuple[str, Style, Locale], ...]] = (
    ("APA", "apa", "en-US"),
    ("GB/T 7714—2025", "gb-t-7714-2025-numeric", "zh-CN"),
    ("GB/T 7714—2015", "gb-t-7714-2015-numeric", "zh-CN"),
)
_LOCALES: Final = frozenset(locale for _, _, locale in _STYLES)
_BIBLIOGRAPHIC: Final = (("BibTeX", BIBTEX), ("RIS", RIS), ("CSL-JSON", CSL))


def cited(record: Record, resource: str, representation: Representation, context: PageContext) -> list[CitationForm]:
    """Return a record in every form that it has; what is downloaded is the version that the page shows.

    Args:
        record: the record, with what its citation needs embedded.
        resource: what kind of record it is.
        representation: what it can be shown as.
        context: how the page is looked at.
    """
    path = f"{resource}/{segment(record['id'])}@{record['version']}"
    named = CitationForm("id", context.say["id_and_url"], _named(record, resource, context), language=context.language)
    citation = representation.citation
    folded = [
        *(_BIBLIOGRAPHIC if citation else ()),
        *((("JSON-LD", JSONLD),) if representation.linked else ()),
        ("JSON", JSON),
    ]
    return [
        *(_formatted(record, citation, path, context) if citation else ()),
        named,
        *(_folded(label, form, path) for label, form in folded),
    ]


def _named(record: Record, resource: str, context: PageContext) -> str:
    return f"{record['id']}@{record['version']} {context.at.version(resource, record['id'], record['version'])}"


def _formatted(record: Record, citation: Citation, path: str, context: PageContext) -> Iterator[CitationForm]:
    items = {locale: citation.cite(record, context.at, LANGUAGES[locale]) for locale in _LOCALES}
    for label, style, locale in _STYLES:
        text = bibliography.cite(items[locale], style, locale)
        where = f"{path}.{BIBLIOGRAPHY.name}?style={style}&locale={locale}"
        yield CitationForm(style, label, text, where, LANGUAGES[locale], BIBLIOGRAPHY.media_type)


def _folded(label: str, form: Form, path: str) -> CitationForm:
    return CitationForm(form.name, label, path=f"{path}.{form.name}", media_type=form.media_type)
