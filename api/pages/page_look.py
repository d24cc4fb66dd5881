"""How pages are looked at: what few requests differ in, so that much of a page can be made once for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from api.core.http.paths import quoted
from api.pages.parts.labels import NAMES
from api.pages.parts.translations import PHRASES

Words = Mapping[str, str]
"""A text by language."""

PARAMETER = "lang"
"""The query parameter that picks the language of a page."""


@dataclass(frozen=True)
class PageLook:
    """How pages are looked at.

    Attributes:
        language: the language of the page, one of `LANGUAGES`.
        chosen: whether the reader picked it by the query string, so that links carry it on.
        root: the relative URL of the service, as seen from the page: `../` for `/claims/cao2023-c1`.
    """

    language: str
    chosen: bool
    root: str

    @cached_property
    def say(self) -> Mapping[str, str]:
        """The phrases of the interface."""
        return PHRASES[self.language]

    def name(self, vocabulary: str, value: str | None) -> str:
        """Return what a value of a vocabulary is called; a value that it does not have stands for itself."""
        names, value = NAMES[self.language][vocabulary], value or ""
        return names[value] if value in names else value.replace("-", " ")

    def words(self, text: Words | None) -> str:
        """Return a text in the page's language where there is one, else in another, marked as such (`Markup`)."""
        if not text:
            return ""
        if (own := text.get(self.language)) is not None:
            return own
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
        where = "/".join([quoted(part, "@") for part in path])
        if not parameters:
            return f"{self.root}{where}{self._picked}"
        return self.link(where, [(name, value) for name, value in parameters.items() if value is not None])

    @cached_property
    def _picked(self) -> str:
        """The query string that carries on the language, and nothing else."""
        return f"?{PARAMETER}={self.language}" if self.chosen else ""

    def link(self, path: str, given: Sequence[tuple[str, str]]) -> str:
        """Return the relative URL of a path that is quoted, with a query string, in the language that was picked."""
        carried = [*given, (PARAMETER, self.language)] if self.chosen else given
        query = "&".join([f"{_plus(name)}={_plus(value)}" for name, value in carried])
        return f"{self.root}{path}?{query}" if query else f"{self.root}{path}"


def _plus(text: str) -> str:
    """Return a text as forms send it: spaces are `+`."""
    return quoted(text, " ").replace(" ", "+")


def tagged(language: str, text: str) -> Markup:
    """Return a text, marked with its language for hyphenation, fonts and voices."""
    return Markup('<span lang="{}">{}</span>').format(language, text)
