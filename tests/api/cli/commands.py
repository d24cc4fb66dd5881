"""The command line for tests: in this process, which is quicker, or as a user runs it."""

import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

from api.cli.main import main
from tests.patience import PATIENCE

LUNJU = Path(sys.executable).parent / "lunju"


def environment(url: str | None) -> dict[str, str]:
    """Return the environment of a command: nothing of Lunju is set but the database, where one is named."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("LUNJU_")}
    return own | ({"LUNJU_DATABASE_URL": url} if url else {})


def lunju(
    *arguments: str | Path, url: str | None = None, cwd: Path | None = None, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """Run a command in this process, and return what a process of its own would have said on such a console."""
    out, err = (TextIOWrapper(BytesIO(), encoding, "strict", write_through=True) for _ in range(2))
    with (
        patch.dict(os.environ, environment(url), clear=True),
        patch.object(sys, "argv", ["lunju", *map(str, arguments)]),
        chdir(cwd or Path.cwd()),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
            code: object = 0
        except SystemExit as end:
            code = end.code
    if isinstance(code, str):  # what is passed to `sys.exit` as text is printed, and the code is 1
        err.write(f"{code}\n")
        code = 1
    assert isinstance(code, int)
    said, told = (stream.detach().getvalue().decode(encoding, "replace") for stream in (out, err))
    return subprocess.CompletedProcess([LUNJU, *arguments], code, said, told)


def lunju_process(
    *arguments: str | Path, url: str | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command as a user runs it."""
    return subprocess.run(  # noqa: S603 - our own command
        [LUNJU, *arguments],
        capture_output=True,
        check=False,
        env=environment(url),
        text=True,
        timeout=PATIENCE,
        cwd=cwd,
    )
