"""What is asked of figures and periods, by the examples of the article."""

from typing import Any

import httpx
import pytest


def wordings(client: httpx.Client, path: str) -> set[str]:
    response = client.get(path)
    assert response.status_code == 200, response.text
    return {record["as_written"] for record in response.json()}


def numbers(client: httpx.Client, asked: str) -> list[int]:
    response = client.get(f"/statistics?essay_id=cao2023&limit=1000&{asked}")
    assert response.status_code == 200, response.text
    return [record["number"] for record in response.json()]


def fault(client: httpx.Client, path: str) -> dict[str, Any]:
    response = client.get(path)
    assert response.status_code == 400, response.text
    only: dict[str, Any]
    [only] = response.json()["errors"]
    return only


def test_less_than_a_year_finds_months_and_days_but_not_thirty_months(client: httpx.Client) -> None:
    found = wordings(client, "/statistics?value_lt=1&unit=a")
    assert {"9个月", "两个月内", "百日"} <= found
    assert not {"30个月", "两年", "一年"} & found


def test_over_a_hundred_million_is_at_least_a_hundred_million(client: httpx.Client) -> None:
    assert wordings(client, "/statistics?value_gte=100000000&unit=user") == {
        "超1亿",
        "破亿",
        "100 million monthly active users",
    }


def test_over_a_hundred_million_is_not_certainly_over_two_hundred_million(client: httpx.Client) -> None:
    assert numbers(client, "value_gt=200000000&unit=user") == []


def test_over_a_hundred_million_is_possibly_over_two_hundred_million(client: httpx.Client) -> None:
    assert numbers(client, "value_gt=200000000&unit=user&match=possible") == [3, 4, 71]


def test_over_a_hundred_million_is_not_even_possibly_a_hundred_million(client: httpx.Client) -> None:
    assert numbers(client, "value_lte=100000000&unit=user&match=possible") == [4, 71]  # at least as many


def test_conditions_must_be_possible_together(client: httpx.Client) -> None:
    together = "measure=time-to-mark&value_gt=25&value_lt=27&unit=mo&match=possible"
    assert numbers(client, together) == []
    assert numbers(client, "measure=time-to-mark&value_gt=25&value_lt=31&unit=mo&match=possible") == [8, 75]


def test_a_number_finds_the_same_number_in_another_unit(client: httpx.Client) -> None:
    assert numbers(client, "value=0.75&unit=a") == [6]


def test_numbers_left_out_leave_out_the_figures_that_they_are(client: httpx.Client) -> None:
    assert numbers(client, "measure=time-to-mark&unit=mo&value_ne=9&value_ne=30") == [2, 7, 72, 73]


def test_the_unit_alone_is_the_unit_that_a_figure_is_worded_in(client: httpx.Client) -> None:
    assert numbers(client, "unit=mo") == [2, 6, 8, 44, 73, 74]


def test_ranks_have_no_unit(client: httpx.Client) -> None:
    assert numbers(client, "quantity=rank&value_lte=2") == [5, 9, 10]


def test_dates_have_no_value(client: httpx.Client) -> None:
    kinds = "quantity=date&quantity=duration"
    durations = numbers(client, "quantity=duration")
    assert numbers(client, f"{kinds}&value_gte=0&unit=s&match=possible") == durations


def test_questions_count(client: httpx.Client) -> None:
    response = client.get("/statistics?value_gte=100000000&unit=user&count=true&limit=1")
    assert response.headers["X-Total-Count"] == "3"


def test_questions_are_asked_of_nested_lists(client: httpx.Client) -> None:
    assert wordings(client, "/essays/moss2026/statistics?value_gt=15&unit=a&match=possible") == {
        "fifteen to twenty years"
    }


def test_pages_of_a_question_follow_each_other(client: httpx.Client) -> None:
    response = client.get("/statistics?value_lt=1&unit=a&limit=2&sort=-value")
    found = response.json()
    while "next" in response.links:
        response = client.get(response.links["next"]["url"])
        found += response.json()
    assert [record["number"] for record in found] == [6, 74, 44, 16, 15, 2, 72]


def test_a_cursor_is_bound_to_the_question(client: httpx.Client) -> None:
    following = client.get("/statistics?value_lt=1&unit=a&limit=2").links["next"]["url"]
    response = client.get(following.replace("unit=a", "unit=mo"))
    assert response.json()["type"].endswith("/invalid-cursor")


@pytest.mark.parametrize(
    ("asked", "parameter", "words"),
    [
        ("value_gte=1", "unit", "name the unit of value_gte"),
        ("quantity=rank&quantity=count&value_gte=1", "unit", "name the unit of value_gte"),
        ("value_gte=1&unit=mo&unit=USD", "unit", "measure different things (USD, time)"),
        ("value_gte=1&unit=mo&unit=a", "unit", "name one unit"),
        ("value_gte=1&unit=usd", "unit", "there is no unit 'usd'"),
        ("id=cao2023-s51&value_gte=1&unit=USD", "unit", "an exchange rate is a figure of its day, not a conversion"),
        ("id=cao2023-s51&value_gte=1&unit=a", "unit", "are in CNY: figures compare within one dimension"),
        ("id=cao2023-s5&value_gte=1&unit=a", "unit", "have no unit"),
        ("subject=generative-ai-investment&value_gte=1&unit=USD", "unit", "are in CNY: currencies do not compare"),
        ("measure=time-to-mark&value_gte=1&unit=user", "unit", "and that of user is user"),
        ("unit=usr", "unit", "there is no unit 'usr'; /units lists them"),
        ("unit_ne=usr", "unit_ne", "there is no unit 'usr'"),
        ("measure=tim-to-mark", "measure", "there is no measure 'tim-to-mark'; /measures lists them"),
        ("subject_ne=chatgtp", "subject_ne", "there is no entity 'chatgtp'; /entities lists them"),
        ("value_gte=1e8&unit=user", "value_gte", "plain notation, such as 100000000"),
        ("value_gte=01&unit=user", "value_gte", "plain notation"),
        ("value_gte=1&value_gte=2&unit=user", "value_gte", "more than 1"),
        ("value=1&unit=user&match=maybe", "match", "none of certain, possible"),
        ("period_from=2023&period_to=2021", "period_to", "ends before period_from"),
        ("period_from=last%20year", "period_from", "write a year as 2023"),
        ("period_to=2023-02-29", "period_to", "the last day of that month is the 28th"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_why(
    client: httpx.Client, asked: str, parameter: str, words: str
) -> None:
    only = fault(client, f"/statistics?{asked}")
    assert only["parameter"] == parameter
    assert words in only["detail"]


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("value_gte=1&unit=users", "user"),
        ("unit=usd", "USD"),
        ("measure=time-to-mark&measure=investments", "investment"),
        ("subject=chat-gpt", "chatgpt"),
    ],
)
@pytest.mark.parametrize("path", ["/statistics?", "/statistics/facets?facet=mode&", "/essays/cao2023/statistics?"])
def test_a_mistaken_name_is_told_the_nearest(client: httpx.Client, path: str, asked: str, nearest: str) -> None:
    assert fault(client, path + asked)["nearest"] == nearest


def test_a_name_that_only_another_essay_uses_finds_nothing(client: httpx.Client) -> None:
    assert numbers(client, "measure=street-trees") == []


def test_currencies_that_other_filters_select_beside_each_other_are_told_apart(client: httpx.Client) -> None:
    assert numbers(client, "subject=china-venture&measure=investment&value_gte=1&unit=USD") == [52, 83]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("period_from=2024", [11, 12, 17, 18]),
        ("period_from=1970&period_to=1979", [17, 18]),
        ("period_from=197X&period_to=197X", [17, 18]),
        ("period_to=1960", [21, 22, 26, 76]),
        ("period_from=../1950&period_to=1911", [26]),
        (
            "period_from=2022-12-05&period_to=2022-12-05",
            [10, 15, 16, 17, 18, 19, 20, 49, 50, 51, 52, 53, 54, 70, 83, 84, 85],
        ),
        ("period_from=2025-21%25&period_to=2025-22?", [11, 12, 17, 18]),
        ("period_from=2015/2016&period_to=2018~", [17, 18, 31, 43, 66, 86]),
    ],
)
def test_periods_are_found_by_the_days_they_have_in_common(client: httpx.Client, asked: str, found: list[int]) -> None:
    assert numbers(client, asked) == found


def test_an_open_period_asks_for_every_figure_that_has_a_period(client: httpx.Client) -> None:
    every = client.get("/statistics?limit=1000").json()
    found = client.get("/statistics?limit=1000&period_from=../2020&period_to=2020/..").json()
    assert found == [record for record in every if record["period"] is not None]


def test_sorting_by_value_puts_dates_last(client: httpx.Client) -> None:
    for sort in ("value", "-value"):
        kinds = [record["quantity"] for record in client.get(f"/statistics?limit=1000&sort={sort}").json()]
        assert "date" not in kinds[: -kinds.count("date")]
