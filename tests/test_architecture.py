"""Who may import whom, and how large a room may grow."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
LAYERS = ["api.core", "api.formats", "api.resources", "api.reading", "api.app", "api.cli"]
"""Imports run to the left only."""

ENTRANCES = {"api.app", "api.cli", "api.cli_text", "api.openapi", "api.settings"}


def modules(folder: str) -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(module: str) -> int | None:
    return next((n for n, name in enumerate(LAYERS) if f"{module}.".startswith(f"{name}.")), None)


API = list(modules("api"))
LAYERED = [(module, path) for module, path in API if layer(module) is not None]
ROOMS = [(module, path) for module, path in API if module.startswith("api.resources.") and module.count(".") > 2]


@pytest.mark.parametrize(("module", "path"), LAYERED, ids=[module for module, _ in LAYERED])
def test_imports_run_from_right_to_left(module: str, path: Path) -> None:
    for imported in imports(path):
        assert (layer(imported) or 0) <= (layer(module) or 0), f"{module} imports {imported}"


@pytest.mark.parametrize(("module", "path"), ROOMS, ids=[module for module, _ in ROOMS])
def test_a_room_imports_nothing_of_another_but_its_models(module: str, path: Path) -> None:
    rooms = {name.rpartition(".")[0] for name, _ in ROOMS}
    for imported in imports(path):
        room = next((room for room in rooms if f"{imported}.".startswith(f"{room}.")), None)
        if room and not module.startswith(f"{room}."):
            assert imported.startswith(f"{room}.models"), f"{module} imports {imported}"


@pytest.mark.parametrize(("module", "path"), API, ids=[module for module, _ in API])
def test_only_entrances_and_frozen_functions_meet_the_packs(module: str, path: Path) -> None:
    for imported in imports(path):
        if imported.startswith("seed.") and not imported.startswith("seed.frozen"):
            assert module in ENTRANCES, f"{module} imports {imported}"


@pytest.mark.parametrize("folder", ["seed", "migrations/versions"])
def test_what_old_revisions_rest_on_never_imports_the_service(folder: str) -> None:
    for module, path in modules(folder):
        assert not [name for name in imports(path) if name.split(".")[0] == "api"], module


def test_no_room_commits() -> None:
    for module, path in modules("api"):
        assert ".commit(" not in path.read_text(encoding="utf-8"), module


@pytest.mark.parametrize("folder", ["api", "seed"])
def test_no_file_is_two(folder: str) -> None:
    for module, path in modules(folder):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, module


def test_every_room_has_the_same_files() -> None:
    needed = {"__init__.py", "models.py", "routes.py"}
    often = {"cite.py", "describe.py", "rules.py"}
    beyond = {
        "annotations": {"queries.py", "reading.py"},
        "arguments": {"assembly.py", "audit.py", "gathering.py", "queries.py"},
        "changes": {"stream.py"},
        "diffs": {"answers.py"},
        "export": {"database.py", "descriptor.py", "keeping.py", "package.py", "readme.py", "represented.py"},
        "linksets": {"answers.py"},
        "passages": {"text.py"},
        "statistics": {"periods.py", "questions.py", "temperatures.py", "writes.py"},
        "versions": {"answers.py"},
    }
    for room in sorted((ROOT / "api" / "resources").iterdir()):
        if room.is_dir() and room.name != "__pycache__":
            names = {path.name for path in room.glob("*.py")}
            assert needed <= names <= needed | often | beyond.get(room.name, set()), room.name


def test_no_property_test_fails_for_being_slow() -> None:
    """One that sets its own health checks says so again, since those of the profile are replaced."""
    assert settings().deadline is None
    for path in (ROOT / "tests").rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert "suppress_health_check=[" not in line or "too_slow" in line, f"{path}: {line}"
