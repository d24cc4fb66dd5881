"""BibTeX is judged by bibtexparser, which reads it as LaTeX does."""

import re

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from bibtexparser.model import Entry
from hypothesis import given
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from api.formats import bibtex
from api.formats.item import Item, item
from api.formats.language_text import one_line
from tests.api.formats.items import CLAIM, PAPER, items, texts, titled

SIGNS = {"less": "<", "greater": ">", "bar": "|", "braceleft": "{", "braceright": "}"}
KNOWN = get_default_latex_context_db()
KNOWN.add_context_category(
    "kernel",  # commands of LaTeX's own that the decoder lacks
    macros=[MacroTextSpec(f"text{name}", sign) for name, sign in SIGNS.items()],
    prepend=True,
)


def read(*given: Item) -> list[Entry]:
    decoder = LatexNodes2Text(latex_context=KNOWN, math_mode="text")
    middleware = [SeparateCoAuthors(), LatexDecodingMiddleware(decoder=decoder)]
    library = parse_string(bibtex.encode(given).decode(), append_middleware=middleware)
    assert not library.failed_blocks
    return library.entries


def written(*given: Item) -> str:
    return bibtex.encode(given).decode()


def test_a_claim_is_part_of_a_collection() -> None:
    [entry] = read(CLAIM)
    assert entry.entry_type == "incollection"
    assert entry["booktitle"] == CLAIM["container-title"]
    assert entry["publisher"] == "Lunju"
    assert entry["url"] == "https://lunju.example/claims/cao2023-c1@1"
    assert (entry["year"], entry["month"], entry["date"]) == ("2026", "mar", "2026-03-04")


def test_a_key_says_the_version() -> None:
    [entry] = read(CLAIM)
    assert entry.key == "cao2023-c1-v1"


def test_chinese_names_are_kept_whole() -> None:
    assert "author = {曹钟雄}" in written(CLAIM)


def test_organisations_are_kept_whole() -> None:
    assert read(PAPER)[0]["author"] == ["van der Berg, Ann-Marie", r"{U.S. Department of R\&D}"]


@pytest.mark.parametrize("family", ["Smith and Sons", "Smith, Jr."])
def test_names_that_bibtex_would_part_are_kept_whole(family: str) -> None:
    [entry] = read(item("x2020@1", "book", author=[{"family": family, "given": "Al"}, {"literal": "B"}]))
    assert len(entry["author"]) == 2


def test_capitals_are_protected() -> None:
    assert "what {ChatGPT\\_2}" in written(PAPER)


def test_what_is_special_is_escaped() -> None:
    assert r"100\% \& more" in written(PAPER)
    assert read(PAPER)[0]["title"] == PAPER["title"]


def test_a_doi_is_verbatim() -> None:
    assert "doi = {10.1000/a_b}" in written(PAPER)


def test_page_ranges_are_typeset_so() -> None:
    assert "pages = {33--44}" in written(PAPER)


def test_braces_are_balanced() -> None:
    text = written(titled("a { b } } c"))
    assert text.count("{") == text.count("}")


@given(texts)
def test_any_title_comes_back(title: str) -> None:
    [entry] = read(titled(title))
    assert entry["title"].replace("\u02c6", "^") == one_line(title).replace(
        "\u02c6", "^"
    )  # which LaTeX keeps apart, not the parser


@given(items)
def test_any_item_is_an_entry(made: Item) -> None:
    [entry] = read(made)
    assert entry["title"] == made["title"]
    assert re.fullmatch(r"[\w:./+-]+", entry.key)
