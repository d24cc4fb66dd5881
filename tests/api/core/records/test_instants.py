from datetime import UTC, datetime, timedelta, timezone

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.core.records.instants import instant

offsets = st.timedeltas(timedelta(hours=-23, minutes=-59), timedelta(hours=23, minutes=59)).map(
    lambda offset: timezone(timedelta(minutes=offset // timedelta(minutes=1)))
)
times = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=offsets)  # noqa: DTZ001 - drawn with one


def stored(time: datetime) -> str:
    """Return a time as records have it: in UTC, to the second."""
    return f"{time.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"


@given(times, st.sampled_from(["Z", "z", "+00:00", "-00:00"]))
def test_however_a_time_is_written_it_is_the_same_instant(time: datetime, utc: str) -> None:
    universal = time.astimezone(UTC).replace(tzinfo=None).isoformat()
    assert instant(time.isoformat()) == instant(f"{universal}{utc}") == instant(time.isoformat().replace("T", "t"))


@given(times, times)
def test_an_instant_sorts_among_the_times_of_records(asked: datetime, other: datetime) -> None:
    told = other.replace(microsecond=0)
    assert (instant(asked.isoformat()) <= stored(told)) == (asked <= told)
    assert (instant(asked.isoformat()) == stored(told)) == (asked == told)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2026-11-23T08:00:00+08:00", "2026-11-23T00:00:00Z"),
        ("2026-11-22T19:30:00.000-04:30", "2026-11-23T00:00:00Z"),
        ("2026-11-23t00:00:00z", "2026-11-23T00:00:00Z"),
        ("2026-11-23T00:00:00.50Z", "2026-11-23T00:00:00Z5"),
        ("2017-01-01T07:59:60+08:00", "2016-12-31T23:59:60Z"),
        ("0001-01-01T00:00:00+08:00", "!"),
        ("9999-12-31T23:59:59-08:00", "~"),
    ],
)
def test_an_instant_is_read_as_rfc_3339_has_it(text: str, key: str) -> None:
    assert instant(text) == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-23",
        "2026-11-23T08:00",
        "2026-11-23T08:00:00",
        "2026-11-23 08:00:00Z",
        "2026-02-29T08:00:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T08:00:60Z",
        "2026-11-23T08:00:00+24:00",
        "2026-11-23T08:00:00+0800",
        "2026-11-23T08:00:00,5Z",
        "\uff12026-11-23T08:00:00Z",
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"2026|minute|such"):
        instant(text)


OPERATORS = {"": False, "_gt": False, "_gte": True, "_lt": False, "_lte": True, "_ne": True}


@pytest.mark.parametrize("name", ["created_at", "updated_at"])
@pytest.mark.parametrize(
    "asked", ["2026-11-23T08:00:00%2B08:00", "2026-11-22T19:00:00.0-05:00", "2026-11-23t00:00:00z"]
)
def test_every_filter_of_a_time_takes_any_offset_and_means_the_instant(
    client: httpx.Client, name: str, asked: str
) -> None:
    at = {operator: client.get(f"/units?limit=1000&{name}{operator}={asked}").json() for operator in OPERATORS}
    plain = {
        operator: client.get(f"/units?limit=1000&{name}{operator}=2026-11-23T00:00:00Z").json()
        for operator in OPERATORS
    }
    assert at == plain
    assert at[""] == at["_gte"] == at["_lte"] != []


def test_a_fraction_of_a_second_comes_after_its_second(client: httpx.Client) -> None:
    found = {
        operator: bool(client.get(f"/units?created_at{operator}=2026-11-23T00:00:00.001Z").json())
        for operator in OPERATORS
    }
    assert found == {"": False, "_gt": False, "_gte": False, "_lt": True, "_lte": True, "_ne": True}


def test_a_bare_plus_is_answered_with_how_to_write_it(client: httpx.Client) -> None:
    response = client.get("/units?created_at_gte=2026-11-23T08:00:00+08:00")
    assert response.status_code == 400
    assert "2026-11-23T08:00:00%2B08:00" in response.json()["detail"]


def test_a_list_of_times_goes_on_from_page_to_page(client: httpx.Client) -> None:
    first = client.get("/units?limit=1&created_at_gte=2026-11-23T08:00:00%2B08:00")
    assert client.get(first.links["next"]["url"]).json()
