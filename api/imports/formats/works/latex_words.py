"""LaTeX, as BibTeX's fields have it, in plain words; what lies too deep or cannot be read is left as it stands."""

import re
import unicodedata
from functools import cache

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.macrospec import LatexContextDb

_BARE = re.compile(r"(?<!\\)([%&#])")
_COMMAND = re.compile(r"\\([a-zA-Z]+)")
_MARKED = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_MARKUP = frozenset(
    re.findall(
        r"\w+",
        "emph textit textbf textsc texttt textsl textrm textsf textup textsuperscript textsubscript underline it bf em"
        " sc tt mkbibquote mkbibemph enquote footnote href url",
    )
)
_CHARACTERS = {
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textasciitilde": "~",
    "textbar": "|",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textgreater": ">",
    "textless": "<",
    "textquotedbl": '"',
}
"""What the library leaves out of its characters."""
_DEEPEST = 40
_LONGEST = 100_000


def plain_words(latex: str) -> tuple[str, str | None]:
    """Return the words of a value, and what was changed in them; None where it says the same.

    Args:
        latex: the value, without the braces or quotation marks around it.
    """
    if not re.search(r"[\\{}$~%&#]|--|``|''", latex):
        return " ".join(latex.split()), None
    if len(latex) > _LONGEST or _depth(latex) > _DEEPEST:
        return " ".join(latex.split()), "its LaTeX is left as it stands: it is too long or too deep"
    escaped = _BARE.sub(r"\\\1", latex)
    if len(re.findall(r"(?<!\\)\$", escaped)) % 2:
        escaped = re.sub(r"(?<!\\)\$", r"\$", escaped)
    try:
        words = _reader().latex_to_text(escaped, tolerant_parsing=True)
    except Exception:  # noqa: BLE001 the library raises whatever it meets in a command that lacks its arguments
        return " ".join(latex.split()), "its LaTeX is left as it stands: it cannot be read"
    dotted = re.sub("\u0131(?=[\u0300-\u036f])", "i", words).replace("\u0237\u0301", "j\u0301")
    composed = _MARKED.sub(lambda found: unicodedata.normalize("NFC", found[0]), dotted)
    return " ".join(composed.split()), _changed(latex)


def literal_words(latex: str) -> str:
    """Return a value that is meant to the character, such as a URL, without what LaTeX asks to be escaped."""
    unescaped = re.sub(r"\\([%&#_~{}$])", r"\1", latex).replace(r"\textasciitilde", "~").replace(r"{\_}", "_")
    return re.sub(r"\\url\{(.*)\}", r"\1", unescaped).replace("{~}", "~").replace("~{}", "~").strip()


def _changed(latex: str) -> str | None:
    said = list[str]()
    commands = set(_COMMAND.findall(latex))
    if marks := sorted(commands & _MARKUP):
        said.append(f"its words are kept without {_commands(marks)}")
    if unknown := sorted(name for name in commands - _MARKUP if _known(name) is None):
        said.append(f"{_commands(unknown)} is not known, and left out")
    if re.search(r"(?<!\\)\$", latex):
        said.append("its formula is plain text")
    return "; ".join(said) or None


def _commands(names: list[str]) -> str:
    return ", ".join(f"\\{name}" for name in names)


def _depth(latex: str) -> int:
    depth = deepest = 0
    for brace in re.findall(r"(?<!\\)[{}]", latex):
        depth += 1 if brace == "{" else -1
        deepest = max(deepest, depth)
    return deepest


@cache
def _commands_known() -> LatexContextDb:
    known = get_default_latex_context_db()
    known.add_context_category(
        "characters", macros=[MacroTextSpec(*pair) for pair in _CHARACTERS.items()], prepend=True
    )
    return known


@cache
def _reader() -> LatexNodes2Text:
    return LatexNodes2Text(latex_context=_commands_known(), math_mode="text")


@cache
def _known(command: str) -> object:
    return _commands_known().get_macro_spec(command)
