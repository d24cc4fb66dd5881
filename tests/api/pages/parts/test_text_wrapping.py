"""Lines that fit, without a browser to measure them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pages.parts.text_wrapping import width, wrapped

TEXTS = st.text(alphabet="ab MW-，。（“大企业创新é🙂", max_size=80)


@given(TEXTS, st.floats(4, 40))
def test_nothing_is_lost_and_no_line_is_wider_than_may_be(text: str, ems: float) -> None:
    lines = wrapped(text, ems)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= ems for line in lines)


@given(TEXTS, st.floats(4, 40), st.integers(1, 3))
def test_what_is_too_long_ends_in_an_ellipsis(text: str, ems: float, most: int) -> None:
    whole, lines = wrapped(text, ems), wrapped(text, ems, most)
    assert lines == whole or (len(lines) == most and lines[-1].endswith("…"))


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("大企业创新。", 5.2, ["大企业", "创新。"]),  # no mark begins a line, no character is alone
        ("（大企业）的创新", 5.2, ["（大企业）", "的创新"]),
        ("large firms do", 6.0, ["large firms", "do"]),
    ],
)
def test_lines_end_where_people_end_them(text: str, ems: float, lines: list[str]) -> None:
    assert wrapped(text, ems) == lines
