"""How long what a writing request says of itself may be."""

from urllib.parse import quote

import pytest

from api.core.http.problems import ProblemError
from api.core.write.write_headers import MAX_REASON, read_key, read_reason


def test_the_longest_reason_is_the_one_that_is_documented() -> None:
    assert MAX_REASON == 1000


@pytest.mark.parametrize("character", ["x", "误", "😀"])  # of one, three and four bytes, each sent as three letters
def test_a_reason_may_be_as_long_as_is_said_and_no_longer(character: str) -> None:
    assert read_reason(quote(character * 1000)) == character * 1000
    with pytest.raises(ProblemError, match="up to 1000 characters"):
        read_reason(quote(character * 1001))


def test_a_reason_may_be_percent_encoded_throughout_with_space_around_it() -> None:
    assert read_reason(" " * 50 + "%F0%9F%98%80" * 1000 + " " * 50) == "😀" * 1000


def test_what_is_too_long_to_be_a_reason_is_not_decoded() -> None:
    with pytest.raises(ProblemError, match="up to 1000 characters"):
        read_reason("x".ljust(12_101))


def test_a_reason_holds_no_nul() -> None:
    with pytest.raises(ProblemError, match="none of them NUL"):
        read_reason("a%00b")


def test_a_key_may_be_two_hundred_long_and_no_longer() -> None:
    assert read_key("k" * 200) == "k" * 200
    assert read_key(f'"{"k" * 198}"') == "k" * 198
    for long in ("k" * 201, f'"{"k" * 199}"'):
        with pytest.raises(ProblemError, match="up to 200 long"):
            read_key(long)
