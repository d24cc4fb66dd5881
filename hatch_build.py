"""Builds the guide into the package, so that every installation serves it at `/guide`."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GuideBuildHook(BuildHookInterface[Any]):
    """Makes `api/pages/guide/` of `docs/`, for wheels and editable installations alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - Hatch's signature
        """Build the guide anew, before Hatch looks which files there are.

        Raises:
            RuntimeError: Sphinx could not build it; what it said stands above.
        """
        from sphinx.cmd.build import build_main  # noqa: PLC0415 - Hatch imports this file to ask which hook it holds

        root = Path(self.root)
        target = root / "api" / "pages" / "guide"
        shutil.rmtree(target, ignore_errors=True)
        with tempfile.TemporaryDirectory() as doctrees:
            # Not strict here: a later Sphinx that warns of something new must not keep anybody from installing.
            if build_main(["-q", "-b", "dirhtml", "-d", doctrees, str(root / "docs"), str(target)]):
                message = "the guide was not built"
                raise RuntimeError(message)
        for unused in (".buildinfo", "objects.inv"):
            (target / unused).unlink(missing_ok=True)
