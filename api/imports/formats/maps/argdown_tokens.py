"""Argdown's tokens: statements, arguments, relations and their indents.

What opens here is looked for once, however often it is asked for: no text takes more than a few passes.
"""

from collections.abc import Iterator

from api.imports.formats.maps.argdown_signs import (
    BLANK_LINES,
    COMMENT_ENDS,
    CONTROL,
    DATA_ENDS,
    DATA_GOES_ON,
    ESCAPED,
    FREE,
    HEADING,
    INFERENCE,
    ITEM,
    LINE_END,
    MARK_ENDS,
    MOST_BRACES,
    NUMBER,
    RELATION,
    SHORTCODES,
    SPACES,
    SPECIAL,
    TAG,
    Ahead,
    ArgdownToken,
)


class ArgdownTokens:
    """Tells the tokens of a text apart."""

    def __init__(self, text: str) -> None:
        """Read a text whose lines end in a line feed."""
        self.comments: list[int] = []
        self._text = text
        self._ahead = Ahead(text)
        self._at = 0
        self._indents = [0]
        self._skipped = self._spaced = False
        self._last, self._inferring = "start", False
        self._open: list[str] = []
        self._no_data_before = -1

    def __iter__(self) -> Iterator[ArgdownToken]:
        """Yield the tokens; what closes an indent stands for itself."""
        while self._at < len(self._text):
            for token in self._next():
                self._last = token.kind
                yield token
            self._spaced = self._skipped
        yield from self._dedents(0)

    def _next(self) -> Iterator[ArgdownToken]:
        text, at = self._text, self._at
        self._skipped = False
        if self._comment():
            return
        if not self._inferring and text.startswith("===", at) and (end := self._front_matter(at)):
            yield self._token("front matter", text[at:end].strip("= \t\n"), end)
        elif text[at] == "{" and (end := self._data(at)):
            yield self._token("data", text[at:end], end)
        elif text[at] == "\\" and (found := ESCAPED.match(text, at)):
            yield self._token("words", found[1], found.end(), found[0])
        elif text[at] in ".:" and (found := SPECIAL.match(text, at)):
            sign, tail = SHORTCODES.get(found[2]), found[0][-1] if found[0][-1] in " \t" else ""
            yield self._token("words", sign + tail if sign else found[0], found.end(), found[0])
        elif self._inferring:
            yield from self._in_inference()
        else:
            yield from self._of_lines()

    def _in_inference(self) -> Iterator[ArgdownToken]:
        text, at = self._text, self._at
        if found := LINE_END.match(text, at):
            yield self._token("line end", "", found.end())
        elif text.startswith("--", at):
            end = at
            while text.startswith("-", end):
                end += 1
            self._inferring = False
            yield self._token("inference end", "", end)
        elif text[at] == ",":
            yield self._token("comma", ",", at + 1)
        else:
            yield from self._words()

    def _of_lines(self) -> Iterator[ArgdownToken]:
        text, at = self._text, self._at
        first = self._last in {"start", "line end", "blank lines"}
        if self._last != "blank lines" and (found := BLANK_LINES.match(text, at)):
            self._open = []
            self._at = found.end()
            if self._at < len(text):
                yield from self._dedents(0)
                yield ArgdownToken("blank lines", "", at)
        elif found := LINE_END.match(text, at):
            yield self._token("line end", "", found.end())
        elif self._last in {"start", "line end"} and (found := INFERENCE.match(text, at)):
            yield from self._dedents(0)
            self._inferring = True
            yield self._token("inference", "", found.end())
        elif first and (found := RELATION.match(text, at)):
            yield from self._indent(len(found[1]))
            yield self._token("relation", found[2], found.end())
        elif first and (found := HEADING.match(text, at)):
            yield self._token("heading", found[1], found.end())
        elif first and (found := NUMBER.match(text, at)):
            yield from self._dedents(0)
            yield self._token("number", found[1], found.end())
        elif first and (found := ITEM.match(text, at)):
            yield from self._indent(len(found[1]) + 1)
            yield self._token("item", found[2], found.end())
        else:
            yield from self._inline()

    def _inline(self) -> Iterator[ArgdownToken]:
        text, at = self._text, self._at
        sign = text[at]
        if sign in "*_" and (marked := self._marked(at)):
            yield marked
        elif sign == "[" and (end := self._link(at)):
            closed = text.index("](", at)
            tail = text[end] if text[end : end + 1] in {" ", "\t"} else ""
            url = text[closed + 2 : end - 1]
            yield self._token("link", text[at + 1 : closed] + tail, end + len(tail), url)
        elif sign == "#" and (found := TAG.match(text, at)):
            yield self._token("tag", found[1] or found[2], found.end(), found[0])
        elif sign in "[<@" and (titled := self._titled(at)):
            yield titled
        else:
            yield from self._words()

    def _words(self) -> Iterator[ArgdownToken]:
        if found := SPACES.match(self._text, self._at):
            self._at = found.end()
            self._skipped = True
        elif found := FREE.match(self._text, self._at) or CONTROL.match(self._text, self._at):
            yield self._token("words", found[0], found.end(), found[0])
        else:
            yield self._token("words", self._text[self._at], self._at + 1, self._text[self._at])

    def _titled(self, at: int) -> ArgdownToken | None:
        """Return a definition, a reference or a mention of a statement or an argument."""
        text = self._text
        mention = text[at] == "@"
        begin = at + mention
        closing = {"[": "]", "<": ">"}.get(text[begin : begin + 1])
        if closing is None:
            return None
        kind = "statement" if closing == "]" else "argument"
        line_end = self._ahead.find("\n", at)
        defined = self._ahead.find(f"{closing}:", begin + 2)
        if not mention and defined < line_end:
            return self._token(f"{kind} definition", text[begin + 1 : defined], defined + 2)
        closed = self._ahead.find(closing, begin + 2)
        if closed >= line_end or (not mention and text[begin + 1] == "-"):
            return None
        if mention:
            end = closed + 1 + (text[closed + 1 : closed + 2] in {" ", "\t"})
            return self._token("mention", text[at:end], end, text[at:end])
        return self._token(f"{kind} reference", text[begin + 1 : closed], closed + 1)

    def _link(self, at: int) -> int | None:
        """Return where a link `[words](URL)` ends; None where none begins."""
        closed = self._ahead.find("]", at + 2)
        if not self._text.startswith("](", closed):
            return None
        end = self._ahead.find(")", closed + 3)
        return end + 1 if end < len(self._text) else None

    def _marked(self, at: int) -> ArgdownToken | None:
        """Return what begins or ends what is bold or italic."""
        sign = self._text[at]
        signs = [sign * 2, sign] if self._text.startswith(sign, at + 1) else [sign]
        for mark in signs:
            ends = MARK_ENDS.match(self._text, at + len(mark))
            if ends and not self._spaced and self._open and self._open[-1] == mark:
                self._open.pop()
                return self._token("mark end", ends[0], ends.end(), mark)
        for mark in signs:
            if not self._text[at + len(mark) : at + len(mark) + 1].isspace():
                self._open.append(mark)
                return self._token("mark", "", at + len(mark), mark)
        return None

    def _front_matter(self, at: int) -> int | None:
        start = at
        while self._text.startswith("=", start):
            start += 1
        end = self._ahead.find("===", start)
        if end == len(self._text):
            return None
        while self._text.startswith("=", end):
            end += 1
        return end

    def _data(self, at: int) -> int | None:
        """Return where data in braces end: where words follow, or, before that, at the last brace that closes."""
        if at < self._no_data_before:
            return None
        stop = DATA_ENDS.search(self._text, at)
        close = stop.start() if stop else self._text.rfind("}", at)
        for _ in range(MOST_BRACES):
            if close <= at:
                break
            if not DATA_GOES_ON.match(self._text, close):
                return close + 1
            close = self._text.rfind("}", at, close)
        self._no_data_before = stop.start() if stop else len(self._text)
        return None

    def _comment(self) -> bool:
        """Pass over a comment, and tell whether there was one."""
        begun = next((sign for sign in COMMENT_ENDS if self._text.startswith(sign, self._at)), None)
        if begun is None:
            return False
        close = COMMENT_ENDS[begun]
        end = self._ahead.find(close, self._at + len(begun))
        if end == len(self._text) and begun != "//":
            return False
        self.comments.append(self._at)
        end = end if begun == "//" else end + len(close)
        if self._last == "blank lines":
            while found := LINE_END.match(self._text, end):
                end = found.end()
        elif self._last == "line end" and (found := LINE_END.match(self._text, end)):
            end = end if LINE_END.match(self._text, found.end()) else found.end()
        self._at = end
        return True

    def _indent(self, width: int) -> Iterator[ArgdownToken]:
        if width > self._indents[-1]:
            self._indents.append(width)
            yield ArgdownToken("indent", "", self._at)
        else:
            yield from self._dedents(width)

    def _dedents(self, width: int) -> Iterator[ArgdownToken]:
        while len(self._indents) > 1 and width < self._indents[-1]:
            self._indents.pop()
            yield ArgdownToken("dedent", "", self._at)

    def _token(self, kind: str, text: str, end: int, more: str = "") -> ArgdownToken:
        token = ArgdownToken(kind, text, self._at, more)
        self._at = end
        return token
