"""A relationship as a balance: its poles left and right, what stands between in the middle."""

import re

import httpx
import pytest

from api.pages.records.relationship_page import columns_of
from tests.api.pages.pages import visit


@pytest.mark.parametrize(
    ("counts", "columns"),
    [
        ([15, 4, 3], [2, 1, 1]),
        ([15, 0, 3], [3, 0, 1]),
        ([3, 3, 3], [2, 1, 1]),
        ([0, 0, 9], [0, 0, 4]),
        ([0, 0, 0], [0, 0, 0]),
    ],
)
def test_a_side_that_holds_more_takes_more_columns(counts: list[int], columns: list[int]) -> None:
    assert columns_of(counts) == columns


@pytest.mark.parametrize("relationship", ["cao2023-r1", "cao2023-r2", "cao2023-r3", "cao2023-r4"])
def test_each_claim_stands_on_its_side_under_the_thesis(client: httpx.Client, relationship: str) -> None:
    words = visit(client, f"/relationships/{relationship}?lang=en").words
    record = client.get(f"/relationships/{relationship}", params={"embed": "thesis"}).json()
    thesis, begin = record["_embedded"]["thesis"]["text"]["en"], words.index("The two poles")
    balance = words[begin : words.index("How the essay resolves it")]
    roles = ("pole_a", "between", "pole_b")
    held = [one["claim_id"] for role in roles for one in record["claims"] if one["role"] == role]
    assert words.index(thesis) < begin
    assert re.findall(r"cao2023-c\d+", balance) == held


def test_whose_a_view_is_that_is_not_the_author_s_stands_with_it(client: httpx.Client) -> None:
    words = visit(client, "/relationships/cao2023-r3?lang=en").words
    assert "rejectedAttributed to: Common opinions about large firms" in words


def test_what_bears_on_the_thesis_is_one_step_away(client: httpx.Client) -> None:
    links = visit(client, "/relationships/cao2023-r3").links
    assert {f"../claims/cao2023-c137/{asked}" for asked in ("why", "against", "impact", "map")} <= set(links)
