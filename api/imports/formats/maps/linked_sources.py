"""Sources that the words of a claim link to, as Markdown does: `[what is cited](https://…)`."""

import re
from typing import Any
from urllib.parse import urlsplit

from seed.frozen.urls import is_web_url

_LINK = re.compile(r"\[([^\[\]]*)\]\((https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)", re.IGNORECASE)


class LinkedSources:
    """The sources of a draft, each once by its URL."""

    def __init__(self) -> None:
        """Begin with none."""
        self.found: list[dict[str, Any]] = []
        self._ids: dict[str, str] = {}

    def id_of(self, url: str, words: str) -> str:
        """Return the id of the source at a URL, as it is called where it is first linked to."""
        if url not in self._ids:
            self._ids[url] = f"source {len(self._ids) + 1}"
            name = " ".join(words.split()) or _host(url)
            self.found.append({"id": self._ids[url], "kind": "webpage", "name": name, "url": url})
        return self._ids[url]

    def part_of(self, identifier: str) -> str:
        """Return where in a draft the source with an id stands."""
        return f"/sources/{int(identifier.rpartition(' ')[2]) - 1}"

    def take(self, words: str) -> tuple[str, list[str]]:
        """Return words with links as what they are called, and the ids of the sources that are linked to.

        What is linked to, but no page of the web, stays as it is written.
        """
        named = [self.id_of(link[2], link[1]) for link in _LINK.finditer(words) if is_web_url(link[2])]
        plain = _LINK.sub(lambda link: (link[1] or _host(link[2])) if is_web_url(link[2]) else link[0], words)
        return plain, list(dict.fromkeys(named))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
