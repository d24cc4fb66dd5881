"""Markdown comes in as its words, with its headings; all that is more than words is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.imports.parsed_files import GivenFile
from api.imports.texts.read_texts import ReadText
from api.imports.texts.text_reading import read_text

ESSAY = """---
title: Why trees
author: [Moss, Ada, "Fern, Bo"]
date: 2026-05-01
lang: en-GB
draft: yes
---
# Why trees

Streets *without* shade are
**hot**.[^1] See [the survey](https://example.org/s) `x`.<!-- no -->

## Costs
- one
- two

1. three

> Quoted.

| kind | price |
| --- | --- |
| lime | 900 |

![a lime](lime.png)

```
code one
```

***

[^1]: The survey of 2024.
"""


def read(content: str, name: str = "essay.md") -> ReadText:
    return read_text(GivenFile(name, content.encode()))


def test_words_are_kept_a_paragraph_a_line() -> None:
    assert read(ESSAY).text.split("\n\n") == [
        "Why trees",
        "Streets without shade are hot. See the survey x.",
        "Costs",
        "one",
        "two",
        "three",
        "Quoted.",
        "kind | price",
        "lime | 900",
        "code one",
        "The survey of 2024.\n",
    ]


def test_headings_have_their_levels_and_places() -> None:
    found = read(ESSAY)
    assert [(item.level, item.title) for item in found.headings] == [(1, "Why trees"), (2, "Costs")]
    assert all(found.text[item.span.start : item.span.end] == item.title for item in found.headings)


def test_what_stands_at_the_head_is_said_of_the_text() -> None:
    found = read(ESSAY)
    assert (found.title, found.authors, found.year, found.language) == (
        "Why trees",
        ["Moss", "Ada", "Fern, Bo"],
        "2026-05-01",
        "en-GB",
    )


def test_each_construct_is_told_with_its_line() -> None:
    told = {(item.what, item.became) for item in read(ESSAY).read}
    assert told == {
        ("front matter: draft", "dropped"),
        ("emphasis", "changed"),
        ("footnote mark", "dropped"),
        ("link", "changed"),
        ("HTML", "dropped"),
        ("list", "changed"),
        ("quotation", "changed"),
        ("table", "changed"),
        ("image", "dropped"),
        ("code", "changed"),
        ("rule", "dropped"),
        ("footnote 1", "changed"),
    }
    link = next(item for item in read(ESSAY).read if item.what == "link")
    assert link.place == "line 10"
    assert "https://example.org/s" in str(link.why)


def test_a_line_end_between_chinese_characters_is_no_space() -> None:
    assert read("没有树荫的街道\n是炎热的。\n").text == "没有树荫的街道是炎热的。\n"


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_what_lies_too_deep_is_told(mark: str) -> None:
    assert read(mark * 40 + "deep").text == "deep\n"
    assert [item.kind for item in read(mark * 10_000 + "deep").faults] == ["too-deep"]


def test_a_head_that_is_no_yaml_is_told() -> None:
    found = read("---\na: &x [*x]\n---\nWords.\n")
    assert found.text == "Words.\n"
    assert [(item.what, item.became) for item in found.read] == [("front matter", "dropped")]


@given(st.text(alphabet="ab*_[]()#>-|`!<\n 1.^:~\\", max_size=120))
def test_any_markdown_is_read_or_told(content: str) -> None:
    found = read(content)
    assert bool(found.text) != bool(found.faults)
    assert all(found.text[item.span.start : item.span.end] == item.title for item in found.headings)
