"""News as a feed (Atom, RFC 4287). Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from api.formats.xml_words import xml_words

_NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01T00:00:00Z"
"""When a feed changed that has no entry yet, since it must say when."""


class FeedEntry(NamedTuple):
    """One piece of news.

    Attributes:
        id: an IRI that is its own for ever.
        title: what it says, without marks.
        updated: when it happened (RFC 3339).
        author: who did it.
        url: where it is read.
        categories: what it is about, each a term with what that is called.
        content: the whole of it, as HTML.
    """

    id: str
    title: str
    updated: str
    author: str
    url: str
    categories: Sequence[tuple[str, str]]
    content: str


class AtomFeed(NamedTuple):
    """A feed.

    Attributes:
        id: an IRI that is its own for ever.
        title: what it is called.
        subtitle: what it tells.
        language: of what it says.
        generator: what made it.
        links: URLs by how they relate to it: `self`, `alternate`, `next`.
        entries: the newest first.
    """

    id: str
    title: str
    subtitle: str
    language: str
    generator: str
    links: Mapping[str, str]
    entries: Sequence[FeedEntry]


def encoded_feed(feed: AtomFeed) -> bytes:
    """Return a feed as a document."""
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", max((entry.updated for entry in feed.entries), default=NEVER))
    _text(root, "generator", feed.generator)
    for relation, url in feed.links.items():
        kind = "text/html" if relation == "alternate" else "application/atom+xml"
        SubElement(root, "link", rel=relation, type=kind, href=url)
    for entry in feed.entries:
        item = SubElement(root, "entry")
        _text(item, "id", entry.id)
        _text(item, "title", entry.title)
        _text(item, "updated", entry.updated)
        _text(SubElement(item, "author"), "name", entry.author)
        SubElement(item, "link", rel="alternate", type="text/html", href=entry.url)
        for term, label in entry.categories:
            SubElement(item, "category", term=term, label=xml_words(label))
        _text(item, "content", entry.content, type="html")
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = xml_words(text)
