"""What SECURITY.md says is held by the tests that it names."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
NAMED = re.findall(r"`(test_\w+\.py)::(test_\w+)`", (TESTS.parent / "SECURITY.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_what_is_refused_is_held_by_a_test(file: str, name: str) -> None:
    assert any(f"def {name}(" in path.read_text(encoding="utf-8") for path in TESTS.rglob(file))


def test_every_layer_names_one() -> None:
    lines = (TESTS.parent / "SECURITY.md").read_text(encoding="utf-8").partition("| layer |")[2].splitlines()[2:]
    assert [line for line in lines if line.startswith("|") and not re.search(r"`test_\w+\.py::test_\w+`", line)] == []
