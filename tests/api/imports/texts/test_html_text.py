"""Of a page its main content is read: no navigation, no scripts; what is left out is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.imports.parsed_files import GivenFile
from api.imports.texts.read_texts import ReadText
from api.imports.texts.text_reading import read_text

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Why trees | The Daily</title>
<meta name="author" content="Ada Moss"><meta property="article:published_time" content="2026-05-01T10:00:00Z">
<script>var x = "script";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
<article><h1>Why trees</h1>
<p>Streets <em>without</em> shade are hot, and nobody walks there in summer; this is what the survey of 2024 found.</p>
<h2>What it costs</h2>
<p>A tree costs 900 euros. It lives for 60 years, as <a href="http://x.org/a">the office says</a> in May.</p>
<ul><li>limes are cheap and grow fast in most streets</li><li>planes are dear but they last for longer</li></ul>
<table><tr><th>kind</th><th>price</th></tr><tr><td>lime</td><td>900</td></tr></table>
<p>Shade is infrastructure, said the mayor, and infrastructure is what a town is there for, in summer too.</p>
<img src="a.png" alt="a lime"></article>
<footer>© 2026 The Daily. <a href="/p">Privacy</a></footer></body></html>
"""


def read(content: str | bytes, name: str = "page.html") -> ReadText:
    return read_text(GivenFile(name, content if isinstance(content, bytes) else content.encode()))


def test_the_main_content_is_read_a_paragraph_a_line() -> None:
    lines = read(PAGE).text.split("\n\n")
    assert lines[:4] == [
        "Why trees",
        "Streets without shade are hot, and nobody walks there in summer; this is what the survey of 2024 found.",
        "What it costs",
        "A tree costs 900 euros. It lives for 60 years, as the office says in May.",
    ]
    assert "limes are cheap and grow fast in most streets" in lines
    assert "lime | 900" in lines


def test_headings_and_what_is_known_of_the_page_are_read() -> None:
    found = read(PAGE)
    assert [(item.level, item.title) for item in found.headings] == [(1, "Why trees"), (2, "What it costs")]
    assert (found.kind, found.title, found.authors) == ("html", "Why trees", ["Ada Moss"])
    assert (found.year, found.language) == ("2026-05-01", "en-GB")


@pytest.mark.parametrize("words", ["Home", "Privacy", "script", "a lime"])
def test_what_is_around_it_is_left_out(words: str) -> None:
    assert words not in read(PAGE).text


def test_what_is_left_out_is_told() -> None:
    told = {item.what: item.became for item in read(PAGE).read}
    around = [what for what in told if what.endswith("characters around the text")]
    assert [told.pop(what) for what in around] == ["dropped"]
    assert told == {
        "1 <img>: image": "dropped",
        "4 <a>: link": "changed",
        "1 <table>: table": "changed",
        "2 <ul>: list": "changed",
    }


def test_a_page_says_its_encoding() -> None:
    page = (
        "<html><head><meta charset=gb18030></head><body><p>"
        + "没有树荫的街道是炎热的，没有人在那里走路。" * 9
        + "</p></body></html>"
    )
    assert "没有树荫的街道是炎热的" in read(page.encode("gb18030")).text


@pytest.mark.parametrize("content", ["<html></html>", "<html><body></body></html>", "<!doctype html>"])
def test_a_page_without_content_is_told(content: str) -> None:
    assert [item.kind for item in read(content).faults] != []


def test_ten_thousand_levels_are_read_or_told() -> None:
    found = read("<html><body>" + "<div>" * 10_000 + "<p>" + "Deep words. " * 30 + "</p></body></html>")
    assert bool(found.text) != bool(found.faults)


def test_entities_of_its_own_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    found = read(f"{bomb}<html><body><p>{'Words of a page. ' * 20} &a; &b;</p></body></html>")
    assert "root:" not in found.text
    assert "boom" not in found.text


@given(st.text(alphabet="<>/phdivu1 ab&;#\"='!-\n", max_size=200))
def test_any_page_is_read_or_told(content: str) -> None:
    found = read(f"<html><body><p>{'Words of a page. ' * 20}</p>{content}</body></html>")
    assert bool(found.text) != bool(found.faults)
