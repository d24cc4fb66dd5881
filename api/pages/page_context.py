"""How a page is looked at: in which language, from which path, and what links lead to from there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import quote, urlencode

from fastapi import Request
from markupsafe import Markup, escape

from api.core.http import urls
from api.core.http.header_fields import members, parameters, weight
from api.core.http.paths import encoded_path
from api.core.http.urls import base_url
from api.formats.record_urls import RecordUrls
from api.pages.parts.labels import NAMES
from api.pages.parts.translations import LANGUAGES, PHRASES

Words = Mapping[str, str]
"""A text by language."""

_SHORT = 100
"""The longest part of a path that is remembered as it is quoted: ids are shorter, and anybody may ask for any path."""
PARAMETER = "lang"
"""The query parameter that picks the language of a page."""


@dataclass(frozen=True)
class PageContext:
    """How one page is looked at.

    Attributes:
        language: the language of the page, one of `LANGUAGES`.
        chosen: whether the reader picked it by the query string, so that links carry it on.
        root: the relative URL of the service, as seen from the page: `../` for `/claims/cao2023-c1`.
        query: the query string of the page, without the language.
        path: the path of the page, below the service, percent-encoded.
        at: makes absolute URLs.
    """

    language: str
    chosen: bool
    root: str
    query: tuple[tuple[str, str], ...]
    path: str
    at: RecordUrls

    @cached_property
    def say(self) -> Mapping[str, str]:
        """The phrases of the interface."""
        return PHRASES[self.language]

    def name(self, vocabulary: str, value: str | None) -> str:
        """Return what a value of a vocabulary is called; a value that it does not have stands for itself."""
        return NAMES[self.language][vocabulary].get(value or "", (value or "").replace("-", " "))

    def words(self, text: Words | None) -> Markup:
        """Return a text in the page's language where there is one, else in another, marked as such."""
        if not text:
            return Markup()
        if (own := text.get(self.language)) is not None:
            return escape(own)
        language, other = next(iter(text.items()))
        return tagged(language, other)

    def plain(self, text: Words | None) -> str:
        """Return a text without marks, for titles."""
        return "" if not text else text.get(self.language) or next(iter(text.values()))

    def others(self, text: Words) -> list[tuple[str, str]]:
        """Return the text in the languages that the page does not show, each with its language."""
        shown = self.language if self.language in text else next(iter(text))
        return [(language, words) for language, words in text.items() if language != shown]

    def href(self, *path: str, **parameters: str | None) -> str:
        """Return the relative URL of a page of this service, in the language that the reader picked."""
        given = {name: value for name, value in parameters.items() if value is not None}
        if self.chosen:
            given[PARAMETER] = self.language
        return self._link("/".join(map(_quoted, path)), given)

    def here_at(self, suffix: str) -> str:
        """Return the relative URL of this page with something added to its path."""
        return self._link(f"{self.path}{suffix}", {PARAMETER: self.language} if self.chosen else {})

    def list_at(self, query: Sequence[tuple[str, str]]) -> str:
        """Return the relative URL of this list with another query string."""
        carried = [(PARAMETER, self.language)] if self.chosen else []
        return self._link(self.path, [*query, *carried])

    def here(self, language: str) -> str:
        """Return the relative URL of this page in another language."""
        return self._link(self.path, [*self.query, (PARAMETER, language)])

    def _link(self, path: str, given: Mapping[str, str] | Sequence[tuple[str, str]]) -> str:
        return f"{self.root}{path}{f'?{urlencode(given)}' if given else ''}"


def _quoted(part: str) -> str:
    return _quoted_short(part) if len(part) <= _SHORT else quote(part, safe="@")


@lru_cache(maxsize=4096)
def _quoted_short(part: str) -> str:
    return quote(part, safe="@")


def tagged(language: str, text: str) -> Markup:
    """Return a text, marked with its language for hyphenation, fonts and voices."""
    return Markup('<span lang="{}">{}</span>').format(language, text)


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
