"""What is found where, and how large a room may grow; who may import whom is in `pyproject.toml`."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]


NEEDED = {"__init__.py", "models.py", "routes.py"}
"""What every room of a resource has."""
OFTEN = {"cite.py", "linked_data.py", "rules.py"}
"""What it has where there is something to say."""


PAPERS = [ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
"""What is written for those who change the code."""


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


def test_no_revision_imports_the_service() -> None:
    """`lint-imports`, which holds all other imports to `pyproject.toml`, sees packages alone."""
    for module, path in modules("migrations/versions"):
        assert not [name for name in imports(path) if name.split(".")[0] == "api"], module


def test_no_room_commits() -> None:
    for module, path in modules("api"):
        assert ".commit(" not in path.read_text(encoding="utf-8"), module


def test_what_a_page_depends_on_is_imported_or_handed_to_it() -> None:
    """But for the database, which routes find with the application."""
    for module, path in modules("api/pages"):
        text = path.read_text(encoding="utf-8").replace("reader: Reader = request.app.state.reader\n", "")
        assert "app.state" not in text, module


@pytest.mark.parametrize("folder", ["api", "seed"])
def test_no_file_is_two(folder: str) -> None:
    for module, path in modules(folder):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, module


def test_no_two_files_have_one_name() -> None:
    found = Counter(path.name for _, path in modules("api") if path.name not in NEEDED | OFTEN)
    assert [name for name, number in found.items() if number > 1] == []


def test_no_two_classes_have_one_name() -> None:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for _, path in modules("api"))
    found = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert [name for name, number in found.items() if number > 1] == []


def test_every_folder_says_what_lives_there() -> None:
    for module, path in modules("api"):
        if path.name == "__init__.py":
            said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            assert 1 <= len(said.splitlines()) <= 5, module


@pytest.mark.parametrize("folder", ["api", "seed"])
def test_files_that_are_named_are_there(folder: str) -> None:
    for module, path in modules(folder):
        named = re.findall(r"`((?:api|seed)/[\w/]+\.\w+)`", path.read_text(encoding="utf-8"))
        assert [name for name in named if not (ROOT / name).is_file()] == [], module


@pytest.mark.parametrize("path", PAPERS, ids=[str(path.relative_to(ROOT)) for path in PAPERS])
def test_files_that_papers_name_are_there(path: Path) -> None:
    named = re.findall(r"`((?:[\w-]+/)+[\w-]+\.\w+)`", path.read_text(encoding="utf-8"))
    assert [
        name for name in named if not any((ROOT / folder / name).is_file() for folder in ("", "api", "tests"))
    ] == []


def test_every_room_has_the_same_files() -> None:
    beyond = {
        "annotations": {"annotation_reads.py", "annotation_sql.py"},
        "arguments": {
            "argument_answers.py",
            "argument_sql.py",
            "audit.py",
            "audit_rule.py",
            "audited_argument.py",
            "contradictions.py",
            "gathered_rows.py",
            "graph_answers.py",
            "graph_drawing.py",
            "graph_forms.py",
            "graph_models.py",
            "graph_parameters.py",
            "graph_sql.py",
            "layered_layout.py",
            "support.py",
            "support_circles.py",
        },
        "batches": {"batch_operations.py", "refused_operations.py"},
        "changes": {"event_stream.py"},
        "claims": {"grounds.py", "grounds_table.py"},
        "diffs": {"record_diff.py"},
        "entities": {"same_as.py"},
        "evidence": {"permitted_links.py"},
        "export": {
            "data_package.py",
            "descriptor.py",
            "export_cache.py",
            "export_readme.py",
            "exported_records.py",
            "parquet_tables.py",
            "sqlite_export.py",
        },
        "linksets": {"linkset_answers.py"},
        "passages": {"passage_text.py", "told_places.py"},
        "search": {"found_hits.py", "search_facets.py", "search_parameters.py", "search_sql.py"},
        "reviews": {"review_writes.py"},
        "sources": {"nameless_sources.py"},
        "texts": {"text_answers.py"},
        "statistics": {
            "derived_figures.py",
            "remembered_figures.py",
            "statistic_writes.py",
            "dimensions.py",
            "value_filters.py",
        },
        "versions": {"version_answers.py"},
    }
    for room in sorted((ROOT / "api" / "resources").iterdir()):
        if room.is_dir() and room.name != "__pycache__":
            names = {path.name for path in room.glob("*.py")}
            assert NEEDED <= names <= NEEDED | OFTEN | beyond.get(room.name, set()), room.name


def test_no_property_test_fails_for_being_slow() -> None:
    """One that sets its own health checks says so again, since those of the profile are replaced."""
    assert settings().deadline is None
    for path in (ROOT / "tests").rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert "suppress_health_check=[" not in line or "too_slow" in line, f"{path}: {line}"
