"""BibTeX and RIS, as citation-js reads them back."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.formats import bibtex, ris
from api.formats.item import Item, item
from tests.clients.conftest import run

Read = Callable[[list[str]], list[Any]]

TITLES = (
    "a { b } c", "unbalanced { x", "} first", "{nested {deep}}", "a < b > c", "tilde ~x~ y", "back \\ slash",
    "x \\& y \\{ z", "100% & more_#1 $5 ^2 `q` |", "-- dash --- ''q''", "DNA repair: what the RNA_2 does",
)  # fmt: skip
NAMES: tuple[dict[str, str], ...] = (
    {"family": "Smith AND Sons", "given": "Al"},
    {"family": "others"},
    {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
    {"family": "O=K", "given": "B"},
    {"family": "R&D", "given": "X_y"},
    {"family": "{Brace", "given": "A"},
)
FIRMS = ("Acme And Co", "Acme, Inc.", "Others")


@pytest.fixture
def read(installed: Path) -> Read:
    """Read bibliographies with citation-js."""
    node = shutil.which("node") or "node"

    def read_all(texts: list[str]) -> list[Any]:
        done = run([node, "read.mjs"], installed, json.dumps(texts))
        assert done.returncode == 0, done.stderr
        found: list[Any] = json.loads(done.stdout)
        return found

    return read_all


def named(*authors: dict[str, str]) -> Item:
    return item("x2020@1", "book", title="t", author=list(authors))


def test_a_title_with_what_is_special_to_latex_comes_back_from_bibtex(read: Read) -> None:
    found = read([bibtex.encode([item("x2020@1", "book", title=title)]).decode() for title in TITLES])
    assert [re.sub("</?span[^>]*>", "", one["title"]) for [one] in found] == list(TITLES)


def test_names_come_back_from_bibtex_each_in_its_parts(read: Read) -> None:
    [[people], [firms]] = read(
        [bibtex.encode([named(*NAMES)]).decode(), bibtex.encode([named(*({"literal": one} for one in FIRMS))]).decode()]
    )
    assert people["author"] == list(NAMES)
    assert [one.get("literal") or one["family"] for one in firms["author"]] == list(FIRMS)


def test_an_organisation_comes_back_from_ris_in_one_piece(read: Read) -> None:
    [[found]] = read([ris.encode([named(*({"literal": one} for one in FIRMS))]).decode()])
    assert [one.get("literal") or one["family"] for one in found["author"]] == ["Acme And Co", "Acme Inc.", "Others"]


def test_a_date_comes_back_from_ris_or_is_a_note(read: Read) -> None:
    dates: list[Any] = [{"literal": "2019–"}, {"literal": "–2019-05"}, {"date-parts": [[-44]]}, {"date-parts": [[79]]}]
    found = read([ris.encode([item("x2020@1", "book", title="t", issued=date)]).decode() for date in dates])
    years = [one.get("issued", {}).get("date-parts", [[None]])[0][0] for [one] in found]
    assert years == [2019, 2019, None, 79]
