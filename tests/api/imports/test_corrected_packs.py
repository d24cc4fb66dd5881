"""Another edition of a pack that is loaded corrects its records, and leaves what people changed there."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from seed.packs import PACKS
from tests.api.cli.commands import lunju
from tests.api.writing import Json, holds, patch, writer

Edit = Callable[[Json], Json | None]


@pytest.fixture
def url(databases: Any, seeded_template: str) -> Iterator[str]:
    copy = databases.copy(seeded_template)
    yield copy
    assert holds(copy).versions
    databases.drop(copy)


def edition(folder: Path, resource: str, edit: Edit, *more: Json) -> Path:
    """Another edition of moss2026, in which rows of a resource are otherwise, or gone, and some are more."""
    target = folder / "moss2026"
    shutil.copytree(PACKS / "moss2026", target)
    file = target / f"{resource}.ndjson"
    rows = [edit(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
    lines = [json.dumps(row, ensure_ascii=False) for row in (*filter(None, rows), *more)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


def reworded(row: Json) -> Json:
    return row | {"text": row["text"] | {"en": "Reworded."}} if row["id"] == "moss2026-c3" else row


def test_what_changed_is_a_new_version(url: str, tmp_path: Path) -> None:
    said = lunju("seed", "--pack", edition(tmp_path, "claims", reworded), url=url)
    assert (said.returncode, "moss2026-c3 (claims/moss2026-c3) changed: text" in said.stdout) == (0, True), said.stderr
    with writer(url) as client:
        found = client.get("/claims/moss2026-c3").json()
    assert (found["version"], found["text"]["en"]) == (2, "Reworded.")


def test_the_same_edition_again_changes_nothing(url: str, tmp_path: Path) -> None:
    pack = edition(tmp_path, "claims", reworded)
    lunju("seed", "--pack", pack, url=url)
    assert "moss2026: nothing new" in lunju("seed", "--pack", pack, url=url).stdout


def test_what_people_changed_is_left(url: str, tmp_path: Path) -> None:
    with writer(url) as client:
        patch(client, "/claims/moss2026-c3", {"text": {"en": "By hand."}}).raise_for_status()
        said = lunju("seed", "--pack", edition(tmp_path, "claims", reworded), url=url)
        assert "moss2026-c3 (claims/moss2026-c3) left: text" in said.stdout
        assert client.get("/claims/moss2026-c3").json()["text"]["en"] == "By hand."


def test_what_is_gone_is_withdrawn(url: str, tmp_path: Path) -> None:
    last = (PACKS / "moss2026" / "evidence.ndjson").read_text(encoding="utf-8").splitlines()[-1]
    gone = json.loads(last)["id"]
    said = lunju(
        "seed", "--pack", edition(tmp_path, "evidence", lambda row: None if row["id"] == gone else row), url=url
    )
    assert f"{gone} withdrawn" in said.stdout, said.stderr
    with writer(url) as client:
        assert client.get(f"/evidence/{gone}").json()["status"] == "withdrawn"


def test_what_is_new_is_made(url: str, tmp_path: Path) -> None:
    rows = (PACKS / "moss2026" / "claims.ndjson").read_text(encoding="utf-8").splitlines()
    new = json.loads(rows[-1]) | {"id": "moss2026-c999", "number": 999}
    said = lunju("seed", "--pack", edition(tmp_path, "claims", dict, new), url=url)
    assert said.returncode == 0, said.stderr
    with writer(url) as client:
        assert client.get("/claims/moss2026-c999").json()["number"] == 999


def test_what_cannot_be_is_told_and_nothing_is_written(url: str, tmp_path: Path) -> None:
    def wrong(row: Json) -> Json:
        return row | {"stance": "likes"} if row["id"] in {"moss2026-c3", "moss2026-c4"} else row

    said = lunju("seed", "--pack", edition(tmp_path, "claims", wrong), url=url)
    assert (said.returncode, "claims/moss2026-c3" in said.stderr, "claims/moss2026-c4" in said.stderr) == (
        1,
        True,
        True,
    )
