"""Schemes of argument, as pages name them: each leads to what to ask of an argument that follows it."""

from dataclasses import dataclass

from api.pages.page_look import PageLook


@dataclass(frozen=True)
class SchemeLink:
    """A scheme in words, and where it is explained."""

    says: str
    href: str


def scheme_link(scheme: str | None, look: PageLook) -> SchemeLink | None:
    """Return how a page names a scheme; None where a link of evidence has none."""
    return SchemeLink(look.name("scheme", scheme), look.href("schemes", scheme)) if scheme else None
