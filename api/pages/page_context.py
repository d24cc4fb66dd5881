"""How one page is looked at, of which its URL is a part: what links on it to itself lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from fastapi import Request

from api.core.http import urls
from api.core.http.header_fields import members, parameters, weight
from api.core.http.paths import encoded_path
from api.core.http.urls import base_url
from api.formats.record_urls import RecordUrls
from api.pages.page_look import PARAMETER, PageLook
from api.pages.parts.translations import LANGUAGES


@dataclass(frozen=True)
class PageContext(PageLook):
    """How one page is looked at.

    Attributes:
        query: the query string of the page, without the language.
        path: the path of the page, below the service, percent-encoded.
        at: makes absolute URLs.
    """

    query: tuple[tuple[str, str], ...]
    path: str
    at: RecordUrls

    @cached_property
    def look(self) -> PageLook:
        """What other pages have in common with it."""
        return PageLook(self.language, self.chosen, self.root)

    @property
    def varies(self) -> Mapping[str, str]:
        """The header by which a page that has one form tells what it depends on."""
        return {} if self.chosen else {"Vary": "Accept-Language"}

    def here_at(self, suffix: str) -> str:
        """Return the relative URL of this page with something added to its path."""
        return self.link(f"{self.path}{suffix}", ())

    def list_at(self, query: Sequence[tuple[str, str]]) -> str:
        """Return the relative URL of this list with another query string."""
        return self.link(self.path, query)

    def here(self, language: str) -> str:
        """Return the relative URL of this page in another language."""
        return replace(self, language=language, chosen=True).link(self.path, self.query)


def page_context_of(request: Request) -> PageContext:
    """Return how a request looks at its page: the language that it picks, else the one that its browser prefers."""
    given = urls.parameters(request.scope["query_string"])
    asked = given.get(PARAMETER, "").lower()
    picked = next((language for language in LANGUAGES if language.lower() == asked), None)
    below = encoded_path(request.scope).removeprefix(request.scope.get("root_path", ""))
    return PageContext(
        language=picked or preferred(request.headers.get("accept-language", "")),
        chosen=picked is not None,
        root="../" * (below.count("/") - 1) or "./",
        query=tuple(item for item in given.multi_items() if item[0] != PARAMETER),
        path=below.removeprefix("/"),
        at=RecordUrls(base_url(request)),
    )


def preferred(accepted: str) -> str:
    """Return the language of ours that `Accept-Language` prefers (RFC 9110, section 12.5.4), or else English."""
    wanted: dict[str, float] = {}
    for item in members(accepted):
        tag, _, rest = item.partition(";")
        primary = tag.strip().lower().split("-", 1)[0]
        quality = weight(parameters(rest).get("q", "1"))
        if quality is None:
            continue
        for language in LANGUAGES:
            if language.split("-")[0] == primary:
                wanted[language] = max(quality, wanted.get(language, 0))
    best = max(wanted, key=lambda language: wanted[language], default="en")
    return best if wanted.get(best) else "en"
