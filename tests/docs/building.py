"""The guide, built as strictly as may be."""

import subprocess
import sys
from pathlib import Path

from tests.docs.documents import DOCS
from tests.patience import PATIENCE


def build(folder: Path) -> Path:
    """Build the guide into a folder; a warning, such as of a link that leads nowhere, is an error."""
    done = subprocess.run(  # noqa: S603 - Sphinx, on our own pages
        [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-W",
            "-n",
            "-b",
            "dirhtml",
            "-d",
            folder / "trees",
            DOCS,
            folder / "guide",
        ],
        capture_output=True,
        check=False,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return folder / "guide"
