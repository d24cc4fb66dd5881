"""What is written for readers: the documents, and the examples in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")

_BLOCK = re.compile(r"^```(console|bash|python)\n(.*?)^```$(?:\n\n?```text\n(.*?)^```$)?", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ ((?:[^\n]*\\\n)*(?:[^'\n]|'[^']*')*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A command or program, and what it prints.

    Attributes:
        shell: `python` for a program, else a command.
        command: what is run.
        expected: what it prints, in which … stands for anything; None where that is not said.
    """

    shell: str
    command: str
    expected: str | None


def documents() -> list[Path]:
    """Return every document that has examples."""
    written = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
    return [path for path in written if next(examples(path.read_text(encoding="utf-8")), None)]


def examples(text: str) -> Iterator[Example]:
    """Yield the examples of a document, from its top to its end.

    Those in `sh` are for the reader's own machine, and have nothing to print.
    """
    for shell, block, printed in _BLOCK.findall(text):
        if shell == "console":
            found = _COMMAND.findall(block)
            assert found, f"a console without a prompt: {block}"
            yield from (Example("bash", command, expected) for command, expected in found)
        else:
            yield Example(shell, block, printed or None)


def page(name: str) -> str:
    """Return the text of a page of the guide."""
    return (DOCS / name).read_text(encoding="utf-8")
