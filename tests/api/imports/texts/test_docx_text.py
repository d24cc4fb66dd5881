"""Documents of word processors come in as words, with headings and notes; what could do harm is refused."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml

from api.imports.parsed_files import GivenFile
from api.imports.texts.read_texts import ReadText
from api.imports.texts.text_reading import read_text
from tests.api.imports.texts.documents_made import docx, part_of, with_part

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOMB = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ESSAY = docx(
    [
        ("Title", "Why trees"),
        ("Normal", "Streets without shade are hot."),
        ("Heading 1", "What it costs"),
        ("Heading 2", "Planting"),
        ("List Bullet", "A tree costs 900 euros."),
    ]
)


def read(content: bytes, name: str = "essay.docx") -> ReadText:
    return read_text(GivenFile(name, content))


def with_body(inner: str) -> ReadText:
    document = Document()
    document.element.body.insert(0, parse_xml(f"<w:p {W}>{inner}</w:p>"))
    stream = BytesIO()
    document.save(stream)
    return read(stream.getvalue())


def test_words_and_headings_are_read() -> None:
    found = read(ESSAY)
    assert found.text.split("\n\n")[1] == "Streets without shade are hot."
    assert [(item.level, item.title) for item in found.headings] == [
        (1, "Why trees"),
        (1, "What it costs"),
        (2, "Planting"),
    ]
    assert (found.kind, found.title, found.faults) == ("docx", "Why trees", [])


def test_a_row_is_a_line() -> None:
    document = Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "lime", "900"
    stream = BytesIO()
    document.save(stream)
    assert read(stream.getvalue()).text == "lime | 900\n"


def test_tracked_changes_are_taken_as_accepted_and_told() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="a">{run.format("new")}</w:ins>'
    found = with_body(run.format("Words ") + deleted + inserted)
    assert found.text == "Words new\n"
    assert {(item.what, item.became) for item in found.read} == {
        ("1 × deleted passage", "dropped"),
        ("1 × inserted passage", "changed"),
    }


def test_pages_are_kept_where_the_program_left_them() -> None:
    broken = "<w:r><w:t>One. </w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>Two.</w:t></w:r>"
    found = with_body(broken)
    assert found.text == "One. Two.\n"
    assert [(page.label, found.text[page.start :][:4]) for page in found.pages] == [("1", "One."), ("2", "Two.")]


def test_footnotes_are_paragraphs_at_the_end() -> None:
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>See Moss 2020.</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {W}>{note}</w:footnotes>"
    types = part_of(ESSAY, "[Content_Types].xml").replace(
        "</Types>",
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.wordprocessingml.footnotes+xml"/></Types>',
    )
    relations = part_of(ESSAY, "word/_rels/document.xml.rels").replace(
        "</Relationships>",
        '<Relationship Id="rIdF" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"'
        ' Target="footnotes.xml"/></Relationships>',
    )
    made = with_part(with_part(ESSAY, "word/footnotes.xml", notes), "[Content_Types].xml", types)
    assert read(with_part(made, "word/_rels/document.xml.rels", relations)).text.endswith("See Moss 2020.\n")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (with_part(ESSAY, "word/vbaProject.bin", "x"), "macros"),
        (
            with_part(ESSAY, "word/document.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
            "not-read",
        ),
        (ESSAY[: len(ESSAY) // 2], "unreadable"),
        (b"PK\x03\x04", "unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "not-read"),
        (b"{\\rtf1 words}", "not-read"),
        (with_part(ESSAY, "word/document.xml", "<x"), "unreadable"),
    ],
)
def test_what_is_cut_or_could_do_harm_is_refused(content: bytes, kind: str) -> None:
    assert [item.kind for item in read(content).faults] == [kind]


def test_a_package_of_something_else_is_told() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("content.xml", "<x/>")
    assert [item.kind for item in read(stream.getvalue()).faults] == ["not-read"]


def test_what_unpacks_to_too_much_is_refused_unread() -> None:
    stream = BytesIO()
    with (
        ZipFile(stream, "w", ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(301):
            part.write(b" " * 1_000_000)
    assert len(stream.getvalue()) < 1_000_000
    assert [item.kind for item in read(stream.getvalue()).faults] == ["too-large"]
