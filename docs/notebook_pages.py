"""Notebooks as pages of the guide: their cells and what they print, as the Markdown that other pages are written in."""

import json
from typing import Any

from docutils import nodes
from myst_parser.parsers.sphinx_ import MystParser


def as_markdown(notebook: dict[str, Any], name: str) -> str:
    """Return a notebook as Markdown, with where it is to be had below its title."""
    parts = [part for cell in notebook["cells"] for part in _parts(cell)]
    where = f"This page is a notebook: {{download}}`{name} <{name}>` runs in Jupyter as it stands here."
    return "\n\n".join([parts[0], where, *parts[1:]]) + "\n"


def _parts(cell: dict[str, Any]) -> list[str]:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return [source]
    printed = "".join("".join(output.get("text") or output["data"]["text/plain"]) for output in cell["outputs"])
    return [f"```python\n{source}\n```", *([f"```text\n{printed.rstrip()}\n```"] if printed else [])]


class NotebookParser(MystParser):
    """Reads a notebook as the page that it is."""

    supported = ("notebook",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a notebook.

        Args:
            inputstring: its JSON (nbformat 4).
            document: what is made of it.
        """
        name = str(document["source"]).rpartition("/")[2]
        super().parse(as_markdown(json.loads(inputstring), name), document)
