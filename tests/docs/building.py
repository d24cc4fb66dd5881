"""The guide, as the wheel that is made of the source distribution has it."""

import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.clients.conftest import shared
from tests.docs.documents import ROOT
from tests.patience import PATIENCE


class Built:
    """A folder with both distributions, and with what is in the wheel."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def source_names(self) -> list[str]:
        """The names of the files in the source distribution."""
        with tarfile.open(found(self._folder, "sdist")) as archive:
            return [name.partition("/")[2] for name in archive.getnames()]

    @property
    def wheel(self) -> Path:
        """The folder into which the wheel is unpacked."""
        return self._folder / "wheel"

    @property
    def guide(self) -> Path:
        """The guide that is in it."""
        return self.wheel / "api" / "pages" / "guide"

    @property
    def complaints(self) -> str:
        """What Sphinx had to complain of: of a link that leads nowhere, too."""
        return (self._folder / "complaints.txt").read_text(encoding="utf-8")


def found(folder: Path, kind: str) -> Path:
    [path] = folder.glob({"sdist": "lunju-*.tar.gz", "wheel": "lunju-*.whl"}[kind])
    return path


def built(factory: pytest.TempPathFactory) -> Built:
    """Build both distributions, once for all tests."""
    return Built(shared(factory, "built", build))


def build(folder: Path) -> None:
    """Build both distributions into a folder."""
    hatchling(folder, "sdist", ROOT)
    with tarfile.open(found(folder, "sdist")) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    [source] = (folder / "unpacked").iterdir()
    said = hatchling(folder, "wheel", source)
    wheel = found(folder, "wheel")
    (folder / "complaints.txt").write_text(said.replace(f"{wheel}\n", ""), encoding="utf-8")
    with ZipFile(wheel) as archive:
        archive.extractall(folder / "wheel")  # noqa: S202 - just made, of our own files


def hatchling(folder: Path, kind: str, source: Path) -> str:
    """Build a distribution into a folder, and return what was said beside it."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(folder)]
    done = subprocess.run(  # noqa: S603 - the build backend that pyproject.toml names
        command, capture_output=True, check=False, cwd=source, text=True, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr
    return done.stderr
