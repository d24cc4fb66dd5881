"""“Cite this”: a record in every form that cites it, to be copied or downloaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from api.formats import bibliography, bibtex, csl, ris
from api.reading.cards import Record
from api.reading.look import Look
from api.resources.representing import Representation


@dataclass(frozen=True)
class Cited:
    """A record in one form.

    Attributes:
        key: tells the form from others on the page.
        label: what the form is called.
        text: the record in it.
        url: where the same can be downloaded, if it can.
        language: the language of the text.
        prose: whether it is to be read, rather than to be processed.
        media_type: the media type of the download.
    """

    key: str
    label: str
    text: str
    url: str = ""
    language: str = ""
    prose: bool = False
    media_type: str = ""


_STYLES = (
    ("apa", "APA", "apa", "en-US", "en"),
    ("gbt", "GB/T 7714—2015", "gb-t-7714-2015-numeric", "zh-CN", "zh-Hans"),
)


def forms(record: Record, resource: str, representation: Representation, look: Look) -> list[Cited]:
    """Return a record in every form that cites it; the URL of each is that of its version, in that form."""
    return list(_forms(record, resource, representation, look))


def _forms(record: Record, resource: str, representation: Representation, look: Look) -> Iterator[Cited]:
    address = look.at.version(resource, record["id"], record["version"])
    here = f"{look.root}{address.removeprefix(look.at.base).removeprefix('/')}"
    cite = representation.citation.make if representation.citation else None
    if cite:
        for key, label, style, locale, language in _STYLES:
            [text] = bibliography.encode([cite(record, look.at, language)], style, locale).decode().splitlines()
            url = f"{here}.txt?style={style}&locale={locale}"
            yield Cited(
                key, label, text.removeprefix("[1] "), url, language, prose=True, media_type="text/x-bibliography"
            )
    yield Cited("id", look.say["id_and_url"], f"{record['id']}@{record['version']} {address}", prose=True)
    if cite:
        item = cite(record, look.at)
        yield Cited("bib", "BibTeX", _text(bibtex.encode([item])), f"{here}.bib", media_type=bibtex.MEDIA_TYPE)
        yield Cited("ris", "RIS", _text(ris.encode([item])), f"{here}.ris", media_type=ris.MEDIA_TYPE)
        pretty = msgspec.json.format(csl.encode([item]), indent=2)
        yield Cited("csl", "CSL-JSON", _text(pretty), f"{here}.csl", media_type=csl.MEDIA_TYPE)
    plain = {name: value for name, value in record.items() if name != "_embedded"}
    yield Cited("json", "JSON", _pretty(plain), f"{here}.json", media_type="application/json")


def _pretty(value: Any) -> str:
    return _text(msgspec.json.format(msgspec.json.encode(value), indent=2))


def _text(content: bytes) -> str:
    return content.decode().strip()
