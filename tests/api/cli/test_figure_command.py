"""`lunju figure`: what is printed of words."""

import json

from tests.api.cli.commands import lunju


def test_it_says_what_words_denote() -> None:
    said = lunju("figure", "近七成", "more than 100 million users", "2023年3月")
    assert (said.returncode, said.stdout.splitlines()) == (
        0,
        [
            "近七成: share, approx 0.7, [0.63, 0.7), unit 1, read as approaching",
            "more than 100 million users: count, gt 100000000, (100000000, ∞), unit user",
            "2023年3月: date, eq, 2023-03",
        ],
    )


def test_it_tells_what_is_left_over_and_ends_with_one() -> None:
    said = lunju("figure", "about 12 degrees", "three")
    assert said.returncode == 1
    assert said.stdout.splitlines() == [
        "about 12 degrees: not read: no table has every word (degrees)",
        "three: count, eq 3, [3, 3]",
    ]


def test_it_prints_json_line_by_line() -> None:
    said = lunju("figure", "a third", "三年前", "--written", "2023", "--json")
    third, ago = (json.loads(line)["parsed"] for line in said.stdout.splitlines())
    assert (third["ratio"], ago["period"]) == ("1/3", "2020~")
