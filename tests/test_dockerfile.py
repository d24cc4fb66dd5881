"""The Dockerfile, of which no engine is needed here: what its linter says, and its commands by hand."""

import json
import shlex
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import httpx

from lunju.containers import PORT
from tests.api.cli.commands import lunju
from tests.api.cli.ephemerals import ephemeral
from tests.patience import PATIENCE

FILE = Path(__file__).parents[1] / "Dockerfile"


def stages() -> dict[str, dict[str, list[str]]]:
    """Return what each stage says, by instruction; the last has no name."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in FILE.read_text(encoding="utf-8").replace("\\\n", "").splitlines():
        instruction, _, said = line.partition(" ")
        if instruction == "FROM":
            stage: dict[str, list[str]] = defaultdict(list)
            found[said.partition(" AS ")[2]] = stage
        if instruction and instruction != "#":
            stage[instruction].append(said)
    return found


def test_its_linter_has_nothing_to_say() -> None:
    program = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    assert program, "the test extra carries hadolint"
    done = subprocess.run([program, FILE], capture_output=True, check=False, text=True, timeout=PATIENCE)  # noqa: S603
    assert (done.returncode, done.stdout) == (0, "")


def test_what_is_built_unless_a_target_is_named_is_the_service() -> None:
    last = stages()[""]
    assert dict(last) == {"FROM": ["service"]}


def test_no_stage_ends_as_root() -> None:
    assert [stage["USER"][-1] for stage in stages().values() if "CMD" in stage] == ["10001:10001"] * 2


def test_the_image_for_tests_serves_a_copy_of_what_was_seeded_into_it(tmp_path: Path) -> None:
    test = stages()["test"]
    [setting], [seed], [command] = test["ENV"], test["RUN"], test["CMD"]
    assert setting.startswith("LUNJU_DATABASE_URL=sqlite:////srv/")
    (tmp_path / "srv").mkdir()
    (tmp_path / "tmp").mkdir()
    url = f"sqlite:///{tmp_path / 'srv' / 'lunju.db'}"
    assert lunju(*shlex.split(seed)[1:], url=url).returncode == 0
    baked = {path: path.read_bytes() for path in (tmp_path / "srv").iterdir()}
    program, serve, first, *arguments = json.loads(command)
    assert (program, serve, first) == ("lunju", "serve", "--ephemeral")
    assert arguments[-4:] == ["--host", "0.0.0.0", "--port", str(PORT)]  # noqa: S104 - within a container
    with ephemeral(*arguments[:-4], url=url, temporary=tmp_path / "tmp") as running:
        packs = httpx.get(running.first["url"], headers={"Accept": "application/json"}).json()["dataset"]["packs"]
    assert [pack["name"] for pack in packs] == ["cao2023", "moss2026"]
    assert {path: path.read_bytes() for path in (tmp_path / "srv").iterdir()} == baked
