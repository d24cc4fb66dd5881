"""What Argdown's tokens look like, as @argdown/core 2 has them, and where in a text something stands next."""

import re
from dataclasses import dataclass

RELATIONS = {
    "+>": "support out",
    "->": "attack out",
    "<+": "support in",
    "+": "support in",
    "<-": "attack in",
    "-": "attack in",
    "><": "contradictory out",
    "_>": "undercut out",
    "<_": "undercut in",
    "_": "undercut in",
}
"""Signs of relations: what they mean, and whether what stands above bears on what follows, or the other way round."""

_SHORT = (
    "∀ A|∃ E|\U0001d5e2 O|\U0001d5e3 P|→ ->|↔ <->|¬ ~|∧ ^|\u2228 v|⊻ v_|◇ <>|◻ []|❓ ? question|❤ heart|⭐ star|"
    "✔ y agree|❌ n disagree|👍 up +1|👎 down -1|😀 happy|😢 sad|🤔 think|😉 wink|😐 meh|😆 lol laugh|😂 joy|🤣 rofl|"
    "😍 love|☺ smile smiley|🤫 shush|🙄 eye-roll|😞 disappointed|😱 scream"
)
SHORTCODES = {name: sign for sign, *names in map(str.split, _SHORT.split("|")) for name in names}
"""What stands between two full stops or colons for a sign."""

BLANK_LINES = re.compile(r"(?:[ \t]*\n){2,}")
LINE_END = re.compile(r"[ \t]*\n")
RELATION = re.compile(r"([' \t]*)(\+>|->|<\+|\+|<-|-|><|_>|<_|_(?=\s))")
INFERENCE = re.compile(r"[' \t]*-{2}")
HEADING = re.compile(r"(#+) ")
NUMBER = re.compile(r"[' \t]*\((\d+)\)")
ITEM = re.compile(r"([' \t]*)(\d+\.|\*)(?=\s)")
MARK_ENDS = re.compile(r"[ \t]|(?=[\n)}_.,!?;:*-])|\Z")
TAG = re.compile(r"#(?:\(([^)]{1,1000})\)|([a-zA-Z0-9\[\\\]^_`\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF-]+))[ \t]?")
ESCAPED = re.compile(r"\\(. *)")
SPECIAL = re.compile(r"([.:])([^\s]+?)\1[ \t]?")
FREE = re.compile(r"[^\\@#*_\[\],.:;</>\n(){}-]+")
CONTROL = re.compile(r"[@#*_\[\],.:;</>(){}-][ \t]?")
SPACES = re.compile(r"[ \t]+")
DATA_ENDS = re.compile(r"}\s[^,}]")
DATA_GOES_ON = re.compile(r"}\s*[,}]")
COMMENT_ENDS = {"<!--": "-->", "/*": "*/", "//": "\n"}
MOST_BRACES = 1000


@dataclass(frozen=True, slots=True)
class ArgdownToken:
    """A token.

    Attributes:
        kind: what it is.
        text: what it says: a title, words, the sign of a relation.
        at: where it begins.
        more: what else it says: the URL of a link, words that are written otherwise than they are read.
    """

    kind: str
    text: str
    at: int
    more: str = ""


class Ahead:
    """Where something next stands in a text, remembered, so that asking again is for nothing."""

    def __init__(self, text: str) -> None:
        """Look in a text."""
        self._text = text
        self._next: dict[str, int] = {}

    def find(self, what: str, start: int) -> int:
        """Return where something stands next; the length of the text where it does not."""
        found = self._next.get(what, -1)
        if found < start:
            found = self._text.find(what, start)
            self._next[what] = found = len(self._text) if found < 0 else found
        return found
