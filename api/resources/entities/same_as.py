"""IRIs by which others name what an entity is: those of the web that are kept for good, and ISBNs of books."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from api.core.records.work_identifiers import read_isbn
from seed.frozen.urls import MAX_URL, web_url

_BOOK = "urn:isbn:"
_SECURE = "https://"


def read_iri(value: Any) -> Any:
    """Return an IRI as it is, or the ISBN in one as its 13 digits.

    Raises:
        ValueError: it is none that names a thing for good; the message says what would be right.
    """
    if not isinstance(value, str):
        return value
    if value.lower().startswith(_BOOK):
        return f"{_BOOK}{read_isbn(value[len(_BOOK) :])}"
    if not value.startswith(_SECURE):
        message = (
            f"{value!r} names nothing for good: it begins with {_SECURE}, as {_SECURE}www.wikidata.org/entity/Q312, "
            f"or with {_BOOK}"
        )
        raise ValueError(message)
    return web_url(value)


SameAs = Annotated[
    str,
    BeforeValidator(read_iri),
    Field(
        examples=["https://www.wikidata.org/entity/Q312"],
        json_schema_extra={"format": "iri", "pattern": f"^({_SECURE}[^/]|{_BOOK})", "maxLength": MAX_URL},
    ),
]
"""An IRI by which others name the same: of `https`, or the `urn:isbn` of a book."""
