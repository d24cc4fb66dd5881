"""“Cite this”: a record in every form that it has, to be read, copied or downloaded.

Each form is folded, and asked for when it is unfolded: making all of them for each page would take as long as the rest
of the page.
"""

from dataclasses import dataclass
from typing import Final

from api.core.http.negotiation import Form
from api.formats.bibliography import LANGUAGES, Style
from api.formats.forms import BIBLIOGRAPHY, BIBTEX, CSL, JSON, JSONLD, RIS
from api.formats.styles.csl_terms import Locale
from api.handlers.representation import Representation


@dataclass(frozen=True)
class CitationForm:
    """A record in one form.

    Attributes:
        key: tells the form from others on the page.
        label: what the form is called.
        ending: what follows the path of a record where it is asked for in this form.
        media_type: the media type of what is answered.
        language: the language of the text, where it is to be read rather than processed.
    """

    key: str
    label: str
    ending: str
    media_type: str
    language: str = ""


def _styled(label: str, style: Style, locale: Locale) -> CitationForm:
    ending = f".{BIBLIOGRAPHY.name}?style={style}&locale={locale}"
    return CitationForm(style, label, ending, BIBLIOGRAPHY.media_type, LANGUAGES[locale])


def _processed(label: str, form: Form) -> CitationForm:
    return CitationForm(form.name, label, f".{form.name}", form.media_type)


_BIBLIOGRAPHIC: Final = (
    _styled("APA", "apa", "en-US"),
    _styled("GB/T 7714—2025", "gb-t-7714-2025-numeric", "zh-CN"),
    _styled("GB/T 7714—2015", "gb-t-7714-2015-numeric", "zh-CN"),
    _processed("BibTeX", BIBTEX),
    _processed("RIS", RIS),
    _processed("CSL-JSON", CSL),
)
_LINKED: Final = (_processed("JSON-LD", JSONLD),)
_PLAIN: Final = (_processed("JSON", JSON),)


def citation_forms(representation: Representation) -> tuple[CitationForm, ...]:
    """Return the forms of a record that can be shown as `representation` says."""
    return (
        *(_BIBLIOGRAPHIC if representation.citation else ()),
        *(_LINKED if representation.linked else ()),
        *_PLAIN,
    )
