"""Markdown as its words: headings, paragraphs, items and cells; links, images and marks are told."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from api.imports.formats.yaml_values import YamlError, read_yaml
from api.imports.parsed_files import GivenFile
from api.imports.texts.language_guess import guess_language
from api.imports.texts.plain_text import decoded, is_wide
from api.imports.texts.read_texts import ReadText, TextBuilder

_KNOWN = frozenset({"title", "author", "authors", "date", "year", "lang", "language"})
_DEEPEST = 100
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def read_markdown(file: GivenFile) -> ReadText:
    """Read Markdown (CommonMark, with tables, footnotes, and YAML at the head)."""
    builder = TextBuilder("markdown", file)
    text = decoded(file, builder)
    if text is None:
        return builder.build()
    tokens = _PARSER.parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):  # what lies deeper is not parsed
        builder.fault(f"lies deeper than {_DEEPEST} levels of quotations and lists", "too-deep")
        return builder.build()
    _MarkdownReading(builder).take(tokens)
    found = builder.build()
    found.title = found.title or (found.headings[0].title if found.headings else "")
    found.language = found.language or guess_language(found.text)
    return found


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    return parser.use(front_matter_plugin).use(footnote_plugin, inline=True)


_PARSER = _parser()


class _MarkdownReading:
    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._line = "line 1"
        self._level = 0
        self._cells: list[str] | None = None

    def take(self, tokens: list[Token]) -> None:
        """Read the blocks, one after the other."""
        for token in tokens:
            if token.map:
                self._line = f"line {token.map[0] + 1}"
            take = getattr(self, f"_{token.type}", None)
            if take is not None:
                take(token)

    def _front_matter(self, token: Token) -> None:
        try:
            found = read_yaml(token.content.encode(), 4, 100_000)
        except YamlError as error:
            self._builder.tell("front matter", self._line, "dropped", str(error))
            return
        if not isinstance(found, dict):
            self._builder.tell("front matter", self._line, "dropped", "it has no names with values")
            return
        result = self._builder.result
        result.title = _text(found.get("title"))
        authors = found.get("authors", found.get("author", []))
        result.authors = [*filter(None, map(_text, authors if isinstance(authors, list) else [authors]))]
        result.year = _text(found.get("date", found.get("year")))
        result.language = _text(found.get("language", found.get("lang")))
        for name in found:
            if name not in _KNOWN:
                self._builder.tell(f"front matter: {name}", self._line, "dropped", "a text has no place for it")

    def _heading_open(self, token: Token) -> None:
        self._level = int(token.tag[1:])

    def _heading_close(self, _: Token) -> None:
        self._level = 0

    def _inline(self, token: Token) -> None:
        words = "".join(self._words(token.children or []))
        if self._cells is not None:
            self._cells.append(" ".join(words.split()))
        elif self._level:
            self._builder.heading(words, self._level)
        else:
            self._builder.paragraph(words)

    def _tr_open(self, _: Token) -> None:
        self._cells = []

    def _tr_close(self, _: Token) -> None:
        self._builder.paragraph(" | ".join(self._cells or []))
        self._cells = None

    def _table_open(self, _: Token) -> None:
        self._builder.tell("table", self._line, "changed", "each row is a line, its cells apart by |")

    def _code_block(self, token: Token) -> None:
        self._builder.tell("code", self._line, "changed", "its lines are a paragraph each")
        self._builder.paragraph(token.content)

    _fence = _code_block

    def _html_block(self, token: Token) -> None:
        self._builder.tell("HTML", self._line, "changed", "its words are kept without tags and comments")
        self._builder.paragraph(_TAG.sub(" ", token.content))

    def _hr(self, _: Token) -> None:
        self._builder.tell("rule", self._line, "dropped", "it has no words")

    def _bullet_list_open(self, _: Token) -> None:
        self._builder.tell("list", self._line, "changed", "each item is a paragraph, without its bullet")

    def _ordered_list_open(self, _: Token) -> None:
        self._builder.tell("list", self._line, "changed", "each item is a paragraph, without its number")

    def _blockquote_open(self, _: Token) -> None:
        self._builder.tell("quotation", self._line, "changed", "its paragraphs are ones as others")

    def _footnote_open(self, token: Token) -> None:
        label = token.meta.get("label", token.meta.get("id"))
        self._builder.tell(f"footnote {label}", self._line, "changed", "it is a paragraph at the end")

    def _words(self, tokens: list[Token]) -> Iterator[str]:
        """Yield the words of what stands in a line; a line's end in the file is a space, but between wide letters."""
        for number, token in enumerate(tokens):
            if token.type in {"text", "code_inline"}:
                yield token.content
            elif token.type == "softbreak":
                around = tokens[number - 1].content[-1:], tokens[number + 1].content[:1] if tokens[number + 1 :] else ""
                yield "" if all(around) and all(map(is_wide, around)) else " "
            elif token.type == "hardbreak":
                yield "\n"
            elif token.type == "image":
                alt = "".join(self._words(token.children or []))
                self._builder.tell("image", self._line, "dropped", f"a text has no pictures: {alt or 'without words'}")
            elif token.type == "link_open":
                where = str(token.attrGet("href") or "")
                self._builder.tell("link", self._line, "changed", f"its words are kept, not where it leads: {where}")
            elif token.type == "html_inline":
                self._builder.tell("HTML", self._line, "dropped", f"a text has no tags: {token.content}")
            elif token.type == "footnote_ref":
                self._builder.tell("footnote mark", self._line, "dropped", "its footnote is at the end")
            elif token.type in {"em_open", "strong_open", "s_open"}:
                self._builder.tell("emphasis", self._line, "changed", "its words are kept without their marks")


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
