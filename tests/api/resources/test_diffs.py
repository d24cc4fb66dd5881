"""What changed between two versions."""

from collections.abc import Iterator

import httpx
import pytest

from tests.api.conftest import Record
from tests.api.core.write.test_json_diff import apply
from tests.conftest import Databases, engine_of, serving
from tests.past import Past, Step

FIRST = {"note": {"en": "One.", "zh-Hans": "一。"}}
SECOND = {"note": {"en": "Two.", "zh-Hans": "一。"}, "kind": "factual"}
PATH = "/claims/cao2023-c12"
STAMPS = {"type", "version", "created_at", "updated_at"}


@pytest.fixture(scope="module")
def reading(databases: Databases, seeded_template: str) -> Iterator[httpx.Client]:
    """A client of a service whose claim 12 has three versions."""
    url = databases.copy(seeded_template)
    with engine_of(url) as engine:
        past = Past(engine)
        past.write(Step("claims", "cao2023-c12", FIRST))
        past.write(Step("claims", "cao2023-c12", SECOND))
    with serving(url) as base, httpx.Client(base_url=base) as client:
        yield client


def test_a_diff_tells_each_field_that_changed_with_what_there_was(reading: httpx.Client) -> None:
    assert reading.get(f"{PATH}/diff?from=2&to=3").json()["patch"] == [
        {"op": "replace", "path": "/kind", "value": "factual", "old": "causal"},
        {"op": "replace", "path": "/note/en", "value": "Two.", "old": "One."},
    ]


def test_a_diff_compares_the_latest_with_the_one_before(reading: httpx.Client) -> None:
    assert reading.get(f"{PATH}/diff").content == reading.get(f"{PATH}/diff?from=2&to=3").content


def test_a_diff_compares_with_the_one_before(reading: httpx.Client) -> None:
    assert reading.get(f"{PATH}/diff?to=2").content == reading.get(f"{PATH}/diff?from=1&to=2").content


@pytest.mark.parametrize(("start", "end"), [(1, 2), (1, 3), (2, 3), (3, 1), (2, 1), (2, 2)])
def test_a_diff_applied_to_one_version_gives_the_other(reading: httpx.Client, start: int, end: int) -> None:
    old, new = (without_stamps(reading.get(f"{PATH}@{number}").json()) for number in (start, end))
    assert apply(reading.get(f"{PATH}/diff?from={start}&to={end}").json()["patch"], old) == new


def without_stamps(record: Record) -> Record:
    return {name: value for name, value in record.items() if name not in STAMPS}


def test_a_version_has_no_diff_from_itself(reading: httpx.Client) -> None:
    assert reading.get(f"{PATH}/diff?from=2&to=2").json()["patch"] == []


def test_a_first_version_adds_every_field(reading: httpx.Client) -> None:
    diff = reading.get(f"{PATH}/diff?to=1").json()
    assert diff["from"] is None
    assert apply(diff["patch"], {}) == without_stamps(reading.get(f"{PATH}@1").json())


def test_a_diff_has_its_versions_as_the_list_tells_them(reading: httpx.Client) -> None:
    diff = reading.get(f"{PATH}/diff?from=1&to=3").json()
    assert [diff["to"], diff["from"]] == reading.get(f"{PATH}/versions").json()[::2]


@pytest.mark.parametrize("query", ["from=1&to=4", "from=4", "to=4"])
def test_a_version_that_is_not_there_cannot_be_compared(reading: httpx.Client, query: str) -> None:
    response = reading.get(f"{PATH}/diff?{query}")
    assert (response.status_code, "only versions 1 to 3" in response.json()["detail"]) == (404, True)


@pytest.mark.parametrize(("query", "name"), [("from=-1", "from"), ("to=0", "to"), ("to=x", "to"), ("to=1&to=2", "to")])
def test_a_number_that_is_none_is_refused(reading: httpx.Client, query: str, name: str) -> None:
    response = reading.get(f"{PATH}/diff?{query}")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, name)


def test_a_diff_that_a_client_has_is_not_sent_again(reading: httpx.Client) -> None:
    tag = reading.get(f"{PATH}/diff").headers["etag"]
    assert reading.get(f"{PATH}/diff", headers={"If-None-Match": tag}).status_code == 304
