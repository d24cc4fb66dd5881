"""PDFs come in as paragraphs with the numbers of their pages; what has no text, or a password, is told."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from api.imports.parsed_files import GivenFile
from api.imports.texts.read_texts import ReadText
from api.imports.texts.text_reading import read_text
from tests.api.imports.texts.documents_made import pdf

HEAD = "The Journal of Trees, volume 3"
PAGES = [
    [
        HEAD,
        "1 Why trees",
        "A town that plants no trees must not wonder that its people stay at home in sum-",
        "mer, and whoever has walked from the market to the river at noon knows what is",
        "meant.",
        "The second thing to be said is that shade has no owner, and that what nobody owns",
        "1",
    ],
    [
        HEAD,
        "is planted by nobody, unless those whom we elect do it for us, year after year.",
        "2 What it costs",
        "A tree costs 900 euros and it lives for sixty years if it is watered in its youth.",
        "2",
    ],
    [HEAD, "The last page has some words, as last pages have, and then there is no more at all.", "3"],
]


def read(content: bytes) -> ReadText:
    return read_text(GivenFile("essay.pdf", content))


def test_lines_are_joined_to_paragraphs_over_pages() -> None:
    found = read(pdf(PAGES))
    first, second = found.text.split("\n\n")[1:3]
    assert first.startswith("A town that plants no trees must not wonder that its people stay at home in summer, and")
    assert first.endswith("knows what is meant.")
    assert "what nobody owns is planted by nobody, unless" in second


def test_each_page_is_known_by_its_number() -> None:
    found = read(pdf(PAGES))
    assert found.page_at(found.text.index("stay at home")) == "1"
    assert found.page_at(found.text.index("is planted by nobody")) == "2"
    assert found.page_at(found.text.index("The last page")) == "3"


def test_numbered_lines_are_headings() -> None:
    found = read(pdf(PAGES))
    assert [(item.level, item.title) for item in found.headings] == [(1, "1 Why trees"), (1, "2 What it costs")]


def test_what_stands_on_every_page_is_left_out_and_told() -> None:
    found = read(pdf(PAGES))
    assert HEAD not in found.text
    assert ("6 headers, footers and page numbers", "dropped") in {(item.what, item.became) for item in found.read}


def test_what_is_known_of_it_is_read() -> None:
    found = read(pdf(PAGES, "/Title (Of trees) /Author (Moss, Ada)"))
    assert (found.kind, found.title, found.authors, found.language) == ("pdf", "Of trees", ["Moss, Ada"], "en-GB")


def test_a_scanned_document_is_told() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    stream = BytesIO()
    writer.write(stream)
    [fault] = read(stream.getvalue()).faults
    assert (fault.kind, "OCR" in fault.detail) == ("no-text", True)


def test_an_encrypted_document_is_told() -> None:
    writer = PdfWriter(BytesIO(pdf(PAGES)))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = BytesIO()
    writer.write(stream)
    assert [fault.kind for fault in read(stream.getvalue()).faults] == ["encrypted"]


@pytest.mark.parametrize("size", [10, 300, 1200])
def test_a_document_that_is_cut_is_read_or_told(size: int) -> None:
    found = read(pdf(PAGES)[:size])
    assert bool(found.text) != bool(found.faults)


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=20))
def test_any_damage_is_read_or_told(place: int, damage: bytes) -> None:
    content = pdf(PAGES)
    found = read(content[:place] + damage + content[place + len(damage) :])
    assert bool(found.text) != bool(found.faults)
