"""Plain text stays as it is, to the character, unless its lines were broken to a width."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.imports.parsed_files import GivenFile
from api.imports.texts.read_texts import ReadText
from api.imports.texts.text_reading import MOST_BYTES, read_text
from tests.api.cli.commands import lunju

ESSAY = """Why trees
By Ada Moss

Streets without shade are hot. Nobody walks there.

What it costs

1.1 Planting
A tree costs 900 euros. It lives for 60 years.
"""

WRAPPED = """THE TOWN AND ITS TREES

A town that plants no trees must not wonder that its people stay at
home in summer; and whoever has walked from the market to the river
at noon knows what is meant. It is not the heat alone, it is that the
stones keep it.

The second thing to be said is that shade has no owner, and that what
nobody owns is planted by nobody, unless those whom we elect do it
for us.
"""


def read(content: str | bytes, name: str = "essay.txt") -> ReadText:
    return read_text(GivenFile(name, content if isinstance(content, bytes) else content.encode()))


def headings(found: ReadText) -> list[tuple[int, str]]:
    return [(heading.level, heading.title) for heading in found.headings]


def test_stays_to_the_character() -> None:
    found = read(ESSAY)
    assert (found.text, found.read, found.faults) == (ESSAY, [], [])


def test_its_title_and_author_are_the_first_lines() -> None:
    found = read(ESSAY)
    assert (found.title, found.authors, found.language) == ("Why trees", ["Ada Moss"], "en")


def test_headings_have_the_level_of_their_number() -> None:
    assert headings(read(ESSAY)) == [(1, "Why trees"), (1, "What it costs"), (2, "1.1 Planting")]


def test_a_section_ends_where_one_of_its_level_begins() -> None:
    found = read(ESSAY)
    words = [found.text[section.span.start : section.span.end] for section in found.sections]
    assert words[0].endswith("Nobody walks there.")
    assert words[1].endswith("60 years.")
    assert words[2].startswith("1.1 Planting")


def test_chinese_headings_are_found() -> None:
    found = read("论树\n\n一、为什么\n街上没有树荫，就没有人走路。\n（二）代价\n每棵树要花九百元。\n")
    assert headings(found) == [(1, "论树"), (1, "一、为什么"), (2, "（二）代价")]
    assert found.language == "zh-Hans"


def test_a_list_and_a_caption_are_no_headings() -> None:
    found = read(
        "A title\n\nWords that end.\n\nlimes\nplanes\noaks\n\nMore words.\n\nFigure 1 Trees by street\n\nThe end.\n"
    )
    assert headings(found) == [(1, "A title")]


def test_lines_broken_to_a_width_are_joined_and_that_is_told() -> None:
    found = read(WRAPPED)
    assert len(found.paragraphs) == 3
    assert "stay at home in summer; and whoever has walked" in found.text
    assert [(item.what, item.became) for item in found.read] == [("2 paragraphs broken to a width", "changed")]
    assert headings(found) == [(1, "THE TOWN AND ITS TREES")]


def test_chinese_lines_are_joined_without_a_space() -> None:
    line = "没有树荫的街道是炎热的而且没有人愿意在那里走路所以城市应当多种树木并且好好照料它们因为人人受益啊"
    found = read("\n".join([line] * 6 + ["完了。"]))
    assert found.text == line * 6 + "完了。\n"


def test_a_poem_keeps_its_lines() -> None:
    poem = "Trees\n\nI think that I shall never see\nA poem lovely as a tree,\nAgainst the earth.\n"
    assert read(poem).text == poem


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_line_ends_are_line_feeds_and_that_is_told(end: str) -> None:
    found = read(ESSAY.replace("\n", end))
    assert found.text == ESSAY
    assert [(item.what, item.became) for item in found.read] == [("line ends", "changed")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_a_mark_of_byte_order_says_the_encoding(encoding: str) -> None:
    assert read(ESSAY.encode(encoding)).text == ESSAY


def test_what_is_no_utf8_is_told_with_the_byte() -> None:
    found = read("论树".encode("gb18030"))
    assert [item.kind for item in found.faults] == ["wrong-encoding"]
    assert "at byte 0" in found.faults[0].detail
    assert found.text == ""


@pytest.mark.parametrize("content", ["", " \n\t\n"])
def test_what_has_no_words_is_told(content: str) -> None:
    assert "has no words" in read(content).faults[0].detail


def test_what_is_too_large_is_told_unread() -> None:
    found = read(b"a" * (MOST_BYTES + 1))
    assert [item.kind for item in found.faults] == ["too-large"]


def test_what_no_database_holds_is_replaced_and_told() -> None:
    found = read("One.\0 Two.\n")
    assert found.text == "One.\ufffd Two.\n"
    assert found.read[0].what.startswith("1 characters")


@given(st.binary(max_size=200) | st.text(max_size=400).map(str.encode))
def test_whatever_the_bytes_places_are_within_the_text(content: bytes) -> None:
    found = read(content)
    assert bool(found.faults) == (found.text == "")
    for section in found.sections:
        assert 0 <= section.span.start < section.span.end <= len(found.text)
        assert found.text[section.heading.span.start : section.heading.span.end] == section.heading.title


@given(st.text(alphabet="ab 。.\n", max_size=200))
def test_paragraphs_have_all_words(content: str) -> None:
    found = read(content)
    joined = " ".join(found.text[span.start : span.end] for span in found.paragraphs)
    assert joined.split() == found.text.split()


def test_a_command_prints_it_and_tells_what_was_left_out(tmp_path: Path) -> None:
    file = tmp_path / "essay.txt"
    file.write_bytes(WRAPPED.encode())
    done = lunju("text", "of", str(file), url="sqlite://", cwd=tmp_path)
    assert done.stdout == read(WRAPPED).text
    assert "2 paragraphs broken to a width changed: each is one line now" in done.stderr


def test_a_command_fails_where_it_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "essay.txt"
    file.write_bytes(b"\xff\xfe\xff")
    done = lunju("text", "of", str(file), url="sqlite://", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "wrong-encoding" in done.stderr
