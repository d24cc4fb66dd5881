"""What works are known by: their types in CSL, and identifiers that are checked and kept in one form."""

import re
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from pydantic import BeforeValidator, WithJsonSchema
from stdnum import isbn, issn
from stdnum.exceptions import ValidationError

CslType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
"""The types of works (CSL 1.0.2, appendix III)."""

_RESOLVER = re.compile(r"https?://(?:(?:dx|www)\.)?doi\.org/", re.IGNORECASE)
_SCHEME = re.compile(r"(?:info:|urn:)?doi[:/]\s*", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/(?!.*(?<=/)\.{1,2}(?:/|$))[^\s\x00-\x1f\x7f]{1,1000}")
_ISSN = re.compile(r"([0-9]{4})[-\u2010-\u2015]?([0-9]{3}[0-9Xx])")


def read_doi(value: Any) -> Any:
    """Return a DOI (ISO 26324) bare: without its resolver or scheme, with nothing percent-encoded.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(value, str):
        return value
    text = value.strip()
    if _RESOLVER.match(text):
        text = unquote(urlsplit(text).path.removeprefix("/"))
    else:
        text = _SCHEME.sub("", text, count=1) if _SCHEME.match(text) else text
        text = text if _DOI.fullmatch(text) else unquote(text)
    if _DOI.fullmatch(text):
        return text
    message = f"{value!r} is no DOI: one looks like 10.1000/182, or https://doi.org/10.1000/182"
    raise ValueError(message)


def read_isbn(value: Any) -> Any:
    """Return an ISBN (ISO 2108) as its 13 digits; one of ten becomes one of 13.

    Raises:
        ValueError: it is none, or its check digit is another.
    """
    if not isinstance(value, str):
        return value
    text = re.sub(r"(?i)^\s*(urn:)?isbn[-:\s]*(1[03](?=[-:\s]+))?[-:\s]*", "", value)
    try:
        return str(isbn.validate(re.sub("[\u2010-\u2015]", "-", text), convert=True))
    except ValidationError as error:
        message = f"{value!r} is no ISBN: it has 13 digits, such as 978-0-306-40615-7, or 10, and the last checks them"
        raise ValueError(message) from error


def read_issn(value: Any) -> Any:
    """Return an ISSN (ISO 3297) as it is written, with its hyphen.

    Raises:
        ValueError: it is none, or its check digit is another.
    """
    if not isinstance(value, str):
        return value
    found = _ISSN.fullmatch(re.sub(r"(?i)^\s*(urn:)?issn[-:\s]*", "", value).strip())
    if found and issn.is_valid(found[1] + found[2].upper()):
        return f"{found[1]}-{found[2].upper()}"
    message = f"{value!r} is no ISSN: it has eight digits, such as 0378-5955, and the last, which may be X, checks them"
    raise ValueError(message)


Doi = Annotated[
    str, BeforeValidator(read_doi), WithJsonSchema({"type": "string", "format": "doi", "examples": ["10.1000/182"]})
]
"""A DOI; what is sent may also be its URL."""
Isbn = Annotated[
    str, BeforeValidator(read_isbn), WithJsonSchema({"type": "string", "format": "isbn", "examples": ["9780306406157"]})
]
"""An ISBN of 13 digits; what is sent may have hyphens, and ten digits."""
Issn = Annotated[
    str, BeforeValidator(read_issn), WithJsonSchema({"type": "string", "format": "issn", "examples": ["0378-5955"]})
]
"""An ISSN."""
