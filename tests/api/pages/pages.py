"""Reads pages as a browser or a reference manager would."""

from html.parser import HTMLParser
from urllib.parse import parse_qsl

import httpx

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


class Page(HTMLParser):
    """What a page says, loads, runs and links to."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.coins: list[dict[str, str]] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self.alternates: dict[str, str] = {}
        self.words = ""
        self._within: list[str] = []
        self.feed(response.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self._within = [tag, *self._within][:1]
        if tag == "meta" and "name" in named:
            self.tags.append((named["name"], named["content"]))
        if named.get("class") == "Z3988":
            self.coins.append(dict(parse_qsl(named["title"], strict_parsing=True)))
        if tag == "a":
            self.links.append(named["href"])
        if tag == "link" and named["rel"] == "alternate" and "type" in named:
            self.alternates[named["type"]] = named["href"]
        if tag == "link" and named["rel"] in {"stylesheet", "icon"}:
            self.loaded.append(named["href"])
        self.loaded += [named[name] for name in ("src", "srcset", "data", "poster") if name in named]
        self.inline += [name for name in named if name.startswith("on") or name == "style"]

    def handle_data(self, data: str) -> None:
        if self._within == ["script"] and data.strip():
            self.inline.append(data)
        self.words += data

    def tag(self, name: str) -> list[str]:
        """Return the contents of the `meta` elements of a name."""
        return [content for given, content in self.tags if given == name]


def visit(client: httpx.Client, path: str, language: str = "en") -> Page:
    """Return a page that is there."""
    response = client.get(path, headers={**BROWSER, "Accept-Language": language})
    assert response.status_code == 200, response.text
    return Page(response)
