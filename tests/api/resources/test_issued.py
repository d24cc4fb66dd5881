"""When essays and sources were published: dates and periods in EDTF, found by the days they have in common."""

from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.api.conftest import Record, records_of
from tests.api.writing import key
from tests.conftest import serving

Holds = Callable[[str], bool]


@pytest.fixture
def editor(writable: str) -> Iterator[httpx.Client]:
    """A client that may write."""
    headers = {"Authorization": f"Bearer {key(writable)}"}
    with serving(writable) as base, httpx.Client(base_url=base, headers=headers) as client:
        yield client


def ids(client: httpx.Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200, response.text
    return [record["id"] for record in response.json()]


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ("issued_from=2022&issued_to=2022", lambda issued: issued.startswith("2022")),
        ("issued_from=2022", lambda issued: issued >= "2022"),
        ("issued_to=2015-12-31", lambda issued: issued < "2016"),
        (
            "issued_from=2015-06-30&issued_to=2017-01-01",
            lambda issued: issued == "2017" or "2015-06-30" <= f"{issued}-99"[:10] < "2016",
        ),
        ("issued_from=191X&issued_to=196X", lambda issued: issued < "1970"),
        ("issued_from=2023-03&issued_to=2023-03-01", lambda issued: issued == "2023-03-01"),
        ("issued_from=../2000", lambda _: True),
    ],
)
def test_sources_are_found_by_when_they_were_published(client: httpx.Client, asked: str, holds: Holds) -> None:
    held: tuple[Record, ...] = records_of("sources")
    expected = [source["id"] for source in held if source["issued"] and holds(source["issued"])]
    assert expected
    assert ids(client, f"/sources?limit=1000&{asked}") == expected


def test_essays_are_found_by_when_they_were_published(client: httpx.Client) -> None:
    assert ids(client, "/essays?issued_from=2023&issued_to=2023") == ["cao2023"]


def test_facets_and_nested_lists_are_narrowed_too(client: httpx.Client) -> None:
    found = ids(client, "/sources?essay_id=cao2023&issued_from=2022")
    assert ids(client, "/essays/cao2023/sources?issued_from=2022") == found != []
    facets = client.get("/sources/facets?facet=kind&essay_id=cao2023&issued_from=2022").json()
    assert facets["total"] == len(found)


def test_a_period_that_ends_before_it_begins_is_refused(client: httpx.Client) -> None:
    [fault] = client.get("/sources?issued_from=2022&issued_to=2021").json()["errors"]
    assert (fault["parameter"], "ends before issued_from" in fault["detail"]) == ("issued_to", True)


def test_what_is_written_is_found_by_its_new_date_alone(editor: httpx.Client) -> None:
    body = {"id": "fern1999", "kind": "paper", "name": {"en": "Fern"}, "csl_type": "article", "author": []}
    made = editor.post("/sources", json=body | {"issued": "1999", "passages": []})
    assert made.status_code == 201, made.text
    assert ids(editor, "/sources?issued_from=1999&issued_to=1999") == ["fern1999"]
    headers = {"If-Match": "*", "Content-Type": "application/merge-patch+json"}
    editor.patch("/sources/fern1999", content='{"issued": "199X"}', headers=headers).raise_for_status()
    assert ids(editor, "/sources?issued_from=1990-05&issued_to=1990-06") == ["fern1999"]
    editor.patch("/sources/fern1999", content='{"issued": null}', headers=headers).raise_for_status()
    assert ids(editor, "/sources?issued_from=1990&issued_to=1999") == []
