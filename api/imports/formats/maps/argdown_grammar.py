"""Argdown's grammar: blocks between empty lines, and what is indented below them. Nothing that is deep overflows."""

from bisect import bisect_right
from typing import Any

from api.imports.formats.maps.argdown_signs import RELATIONS, ArgdownToken
from api.imports.formats.maps.argdown_tokens import ArgdownTokens
from api.imports.formats.maps.argdown_words import CONTENT, ArgdownError, named_to_people, put_words
from api.imports.formats.maps.argument_map import ArgumentMap, Kind, MapEnd, MapStep, MapWording
from api.imports.formats.yaml_values import YamlError, read_yaml

_DEPTH, _CHARACTERS = 12, 100_000
_MOST_FAULTS = 100
_END = ArgdownToken("end", "", 0)


class ArgdownReading:
    """A document under way.

    Args:
        text: the document.
    """

    def __init__(self, text: str) -> None:
        """Tell its tokens apart."""
        self.map = ArgumentMap()
        self.faults: list[tuple[int, str]] = []
        self._text = text
        self._lines = [place for place, sign in enumerate(text) if sign == "\n"]
        self._tokens = ArgdownTokens(text)
        self._coming = iter(self._tokens)
        self._token = next(self._coming, _END)
        self._untitled = 0
        self._described: str | None = None
        self._untold: MapWording | None = None

    def read(self) -> None:
        """Read all blocks; of each that is at fault, what is wrong first."""
        self._skip({"line end", "blank lines"})
        if self._token.kind == "front matter":
            self._front_matter(self._take())
        while self._token.kind != "end" and len(self.faults) < _MOST_FAULTS:
            try:
                self._block()
            except ArgdownError as error:
                self.faults.append((self.line(error.token.at), str(error)))
                self._described = None
                while self._token.kind not in {"blank lines", "end"}:
                    self._take()
            self._skip({"blank lines"})
        self.map.beside += [("comment", f"line {self.line(at)}") for at in self._tokens.comments]
        if not self.faults:
            self.map.settle()

    def line(self, at: int) -> int:
        """Return the line of a place."""
        return bisect_right(self._lines, at - 1) + 1

    def _block(self) -> None:
        described, self._described = self._described, None
        if self._token.kind == "heading":
            self._heading(self._take())
        elif self._token.kind == "number":
            self._structure(described)
        else:
            first = self._nested(None)
            if first and first.kind == "argument":
                self._described = first.title
        self._skip({"dedent", "line end"})
        if self._token.kind not in {"blank lines", "end"}:
            raise ArgdownError(
                self._token, f"{named_to_people(self._token)} begins anew: leave an empty line before it"
            )

    def _heading(self, start: ArgdownToken) -> None:
        wording = MapWording(self._place(start))
        self._content(wording)
        self._data(wording)
        found = {"title": wording.text, "level": str(len(start.text))}
        more = {"tags": wording.tags, "data": wording.data, "markup": wording.markup}
        self.map.headings.append((found | {name: value for name, value in more.items() if value}, wording.place))

    def _structure(self, described: str | None) -> None:
        """Read a premise–conclusion structure: of the argument before it, else of one without a title."""
        start = self._token
        node = self.map.node("argument", described or self._number())
        if node.steps:
            raise ArgdownError(start, f"<{node.title}> has a structure already: an argument has one")
        inference: MapStep | None = None
        while self._token.kind == "number":
            place = self._place(self._take())
            step, inference = inference or MapStep("", place), None
            made = self._nested(
                MapEnd("inference", node.title, len(node.steps)) if step.concludes else None, alone=True
            )
            if made is None or made.kind == "argument":
                raise ArgdownError(self._token, "a premise or conclusion is a statement")
            step.title = made.title
            node.steps.append(step)
            self._skip({"dedent", "line end"})
            if self._token.kind == "inference":
                inference = self._inference(node.title, len(node.steps))
        if not node.steps or not node.steps[-1].concludes:
            why = "premises need a line `----` and a conclusion with a number below it, without empty lines between"
            node.steps = []
            raise ArgdownError(start, why)

    def _inference(self, title: str, conclusion: int) -> MapStep:
        step, words = MapStep("", self._place(self._take()), concludes=True), ""
        while self._token.kind in {"words", "comma", "line end", "data"}:
            token = self._take()
            if token.kind == "data":
                step.data = self._yaml(token.text, token)
            elif token.kind == "comma":
                step.rules.append(words.strip())
                words = ""
            else:
                words += token.text or " "
        step.rules = [rule for rule in [*step.rules, words.strip()] if rule]
        if self._token.kind != "inference end":
            raise ArgdownError(self._token, "an inference ends in `--` on its line")
        self._take()
        self._skip({"line end"})
        if self._token.kind == "indent":
            self._nested(MapEnd("inference", title, conclusion), below=True)
        return step

    def _nested(self, undercut: MapEnd | None, *, alone: bool = False, below: bool = False) -> MapEnd | None:
        """Read a statement, an argument or a list, and all that is indented below it.

        Args:
            undercut: the inference that an undercut just below is of.
            alone: whether a list may not stand here.
            below: whether what stands above is the inference, and only what is indented is read.

        Returns:
            What stands first; None of a list.
        """
        above: list[tuple[MapEnd | None, MapWording | None]] = []
        first = member = undercut if below else None if self._token.kind == "indent" else self._member()
        while True:
            if self._token.kind == "indent":
                above.append((member, self._untold))
                self._untold = None
                self._take()
                if self._token.kind == "item" and not alone:
                    self.map.beside.append(("list", self._place(self._token)))
                elif self._token.kind != "relation" or above[-1][0] is None:
                    raise ArgdownError(self._token, "a relation stands below what it relates to")
            elif self._token.kind == "dedent" and above:
                self._take()
                member, wording = above.pop()
                if member and wording:
                    self.map.node(member.kind, member.title).wordings.append(wording)
            elif self._token.kind == "item" and above:
                self._take()
                member = self._member()
            elif self._token.kind == "relation" and above and (owner := above[-1][0]):
                sign = self._take()
                member = self._member()
                self._relate(sign, owner, member, undercut if owner == first else None)
            else:
                return first

    def _relate(self, sign: ArgdownToken, owner: MapEnd, member: MapEnd, undercut: MapEnd | None) -> None:
        kind, _, way = RELATIONS[sign.text].partition(" ")
        if owner.kind == "inference" and (kind, way) != ("undercut", "in"):
            raise ArgdownError(sign, "below an inference stand undercuts alone: `<_`")
        if kind == "contradictory" and member.kind != "statement":
            raise ArgdownError(sign, "only statements contradict each other")
        if kind == "undercut" and way == "in" and undercut:
            owner = undercut
        ends = (owner, member) if way == "out" else (member, owner)
        self.map.relate(kind, *ends, self._place(sign))

    def _member(self) -> MapEnd:
        """Read one statement or argument, as far as what is indented below it."""
        token = self._token
        wording = MapWording(self._place(token))
        if self.map.headings:
            wording.section = len(self.map.headings) - 1
        kind: Kind = "argument" if token.kind.startswith("argument") else "statement"
        if token.kind.endswith(" reference"):
            wording.title, wording.reference = self._take().text, True
            while self._token.kind == "tag":
                wording.tags.append(self._take().text)
            self._skip({"line end"})
        else:
            if token.kind.endswith(" definition"):
                wording.title = self._take().text
            if self._token.kind not in CONTENT:
                raise ArgdownError(self._token, f"{named_to_people(self._token)} stands where words are expected")
            self._content(wording)
        self._data(wording)
        wording.title = wording.title or self._number()
        node = self.map.node(kind, wording.title)
        self._untold = wording if self._token.kind == "indent" else None
        if self._untold is None:  # else what stands below it is told first, as @argdown/core does
            node.wordings.append(wording)
        return MapEnd(kind, wording.title)

    def _content(self, wording: MapWording) -> None:
        """Read words, with what marks them."""
        found, begin, end = list[ArgdownToken](), self._token.at, self._token.at
        while self._token.kind in CONTENT:
            found.append(self._take())
            end = end if found[-1].kind == "line end" else self._token.at
        put_words(wording, found, self._text[begin:end])

    def _data(self, wording: MapWording) -> None:
        if self._token.kind == "data":
            token = self._take()
            wording.data = self._yaml(token.text, token)
            self._skip({"line end"})

    def _yaml(self, written: str, token: ArgdownToken) -> Any:
        if written.startswith("{") and written[1:].lstrip(" \t").startswith("\n"):
            written = written[1:-1]
        try:
            return read_yaml(written.encode(), _DEPTH, _CHARACTERS)
        except YamlError as error:
            raise ArgdownError(token, f"data in braces: {error}") from error

    def _front_matter(self, token: ArgdownToken) -> None:
        try:
            self.map.front_matter = self._yaml(token.text, token)
        except ArgdownError as error:
            self.faults.append((self.line(token.at), str(error).replace("data in braces", "front matter")))
        self._skip({"line end", "blank lines"})

    def _take(self) -> ArgdownToken:
        token, self._token = self._token, next(self._coming, ArgdownToken("end", "", len(self._text)))
        return token

    def _skip(self, kinds: set[str]) -> None:
        while self._token.kind in kinds:
            self._take()

    def _number(self) -> str:
        self._untitled += 1
        return f"Untitled {self._untitled}"

    def _place(self, token: ArgdownToken) -> str:
        return f"line {self.line(token.at)}"
