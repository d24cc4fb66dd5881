"""HTML pages as tests read them."""

from html.parser import HTMLParser


class LoadedPage(HTMLParser):
    """Collects what an HTML page loads, its scripts and styles within, and its ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self.ids: set[str] = set()
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._in_script = tag in {"script", "style"}
        self.ids.add(named.get("id") or "")
        self.loaded += [value for name in ("src", "srcset", "data", "poster") if (value := named.get(name))]
        if tag == "link":
            self.loaded.append(named["href"] or "")
        self.inline += [name for name in named if name.startswith("on") or name == "style"]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.inline.append(data)
