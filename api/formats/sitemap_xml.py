"""Sitemaps (https://www.sitemaps.org/protocol.html): where the pages are, for machines that look for them."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

MEDIA_TYPE = "application/xml"
MOST = 50_000
"""How many URLs one sitemap may hold."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def index(sitemaps: Iterable[str]) -> bytes:
    """Return the index of sitemaps, by their URLs."""
    return _document("sitemapindex", "sitemap", ((url, None) for url in sitemaps))


def urls(pages: Iterable[tuple[str, str | None]]) -> bytes:
    """Return a sitemap of pages: the URL of each, and when it changed last (RFC 3339), where that is known."""
    return _document("urlset", "url", pages)


def _document(root: str, entry: str, locations: Iterable[tuple[str, str | None]]) -> bytes:
    document = Element(root, xmlns=_NAMESPACE)
    for url, changed in locations:
        item = SubElement(document, entry)
        SubElement(item, "loc").text = url
        if changed:
            SubElement(item, "lastmod").text = changed
    text: bytes = tostring(document, encoding="utf-8", xml_declaration=True)
    return text
