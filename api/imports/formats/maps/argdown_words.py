"""The words of statements, of arguments and of headings in Argdown: tags and marks are no words."""

from collections.abc import Sequence

from api.imports.formats.maps.argdown_signs import ArgdownToken
from api.imports.formats.maps.argument_map import MapWording

CONTENT = frozenset({"words", "link", "mark", "mark end", "tag", "mention", "line end"})
"""The kinds of tokens that words are made of."""


class ArgdownError(ValueError):
    """What does not belong where it stands; the message says why."""

    def __init__(self, token: ArgdownToken, why: str) -> None:
        """Say what is wrong with a token."""
        super().__init__(why)
        self.token = token


def named_to_people(token: ArgdownToken) -> str:
    """Return what a token is called in a fault."""
    said = " ".join((token.more or token.text).split())[:40]
    return f"{token.kind} {said!r}" if said else token.kind


def put_words(wording: MapWording, tokens: Sequence[ArgdownToken], source: str) -> None:
    """Let tokens be what a statement says.

    Args:
        wording: the statement.
        tokens: those of its words, in order.
        source: how they are written.
    """
    said, marks = list[str](), list[tuple[int, str]]()
    for token in tokens:
        if token.kind == "mark":
            marks.append((len(said), token.more))
        elif token.kind == "mark end" and marks:
            marks.pop()
        elif token.kind == "mark end":  # what was opened before this began is no mark of it
            said.append(token.more)
        elif token.kind == "link":
            wording.links.append((token.more, token.text.strip()))
        elif token.kind == "tag" and token.text not in wording.tags:
            wording.tags.append(token.text)
        said.append({"line end": "\n", "tag": " "}.get(token.kind, token.text))
    for place, sign in marks:  # what is not closed is no mark
        said[place] = sign
    wording.text = " ".join("".join(said).split())
    if wording.text and _tells_more(tokens):
        wording.markup = source.strip()


def _tells_more(tokens: Sequence[ArgdownToken]) -> bool:
    """Tell whether words are written as they cannot be told by what they say, and by their tags behind it."""
    kinds = [token.kind for token in tokens if token.kind != "line end"]
    while kinds and kinds[-1] == "tag":
        kinds.pop()
    return not {"link", "mark", "mention", "tag"}.isdisjoint(kinds) or any(map(_signed, tokens))


def _signed(token: ArgdownToken) -> bool:
    """Tell whether a token is a shortcode: a sign by its name."""
    return token.kind == "words" and token.text != token.more and not token.more.startswith("\\")
