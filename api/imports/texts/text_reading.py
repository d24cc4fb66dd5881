"""Files of people, read as the text of an essay: by what is in them, or as what they are said to be."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from api.core.http.problems import ProblemError, nearest, shown
from api.imports.parsed_files import GivenFile
from api.imports.texts.markdown_text import read_markdown
from api.imports.texts.plain_text import read_plain
from api.imports.texts.read_texts import ReadText, TextBuilder

MOST_BYTES = 100_000_000

_READERS: Mapping[str, Callable[[GivenFile], ReadText]] = MappingProxyType(
    {"plain": read_plain, "markdown": read_markdown}
)
_SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".txt": "plain", ".text": "plain"}


def read_text(file: GivenFile, kind: str | None = None) -> ReadText:
    """Return the text of a file, with its headings and pages, and what was lost.

    Nothing that is in a file is raised: why one cannot be read stands in `faults`, and its text is empty then.

    Args:
        file: the file.
        kind: what it is: `plain` or `markdown`; None finds it by content and name.

    Raises:
        ProblemError: `invalid-body`, where there is no such kind.
    """
    if kind is not None and kind not in _READERS:
        near = nearest(kind, list(_READERS))
        meant = f" Was {near} meant?" if near else ""
        detail = f"There is no kind of text {shown(kind)}: there are {', '.join(_READERS)}.{meant}"
        raise ProblemError("invalid-body", detail)
    found = kind or kind_of(file)
    if len(file.content) > MOST_BYTES:
        builder = TextBuilder(found, file)
        builder.fault(f"has more than {MOST_BYTES} bytes: give it in parts", "too-large")
        return builder.build()
    return _READERS[found](file)


def kind_of(file: GivenFile) -> str:
    """Return what a file is, by its first bytes and its name."""
    return _SUFFIXES.get(PurePath(file.name).suffix.lower(), "plain")
