"""Runs the notebooks of the guide against a service: `python -m docs.run_notebooks URL` writes what they print anew.

What is kept of what a cell prints is its text, so that a notebook is the same wherever it was run.
"""

import os
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent / "tutorials"
CLIENT = Path(__file__).parents[1] / "clients" / "python"


def run(path: Path, url: str) -> str:
    """Return the JSON of a notebook with what its cells print.

    Args:
        path: the notebook.
        url: the service that it reads from.
    """
    notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call] # it has no types
    environment = {**os.environ, "LUNJU_URL": url, "PYTHONPATH": str(CLIENT)}
    NotebookClient(notebook, kernel_name="python3", store_widget_state=False).execute(env=environment)
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs = _text_alone(cell.outputs)
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return str(nbformat.writes(notebook)) + "\n"  # type: ignore[no-untyped-call] # as above


def _text_alone(outputs: list[Any]) -> list[Any]:
    """Return the text of what is printed: a stream once, in however many pieces it came."""
    kept: list[Any] = []
    for output in outputs:
        if "data" in output:
            output.data = {"text/plain": output.data["text/plain"]}
        if kept and output.output_type == "stream" and kept[-1].get("name") == output.name:
            kept[-1].text += output.text
        else:
            kept.append(output)
    return kept


if __name__ == "__main__":
    for notebook in sorted(FOLDER.glob("*.ipynb")):
        target = Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER  # noqa: PLR2004 - a folder, where one is named
        (target / notebook.name).write_text(run(notebook, sys.argv[1]), encoding="utf-8")
