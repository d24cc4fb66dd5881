"""Whether a bound leaves few figures or many decides how they are read, and nothing else."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.resources.statistics import value_filters
from api.settings import Settings
from tests.api.test_writes import NEW
from tests.api.writing import writer
from tests.conftest import serving

QUESTIONS = (
    "value_lt=10&quantity=rank",
    "value_gte=1&unit=a",
    "value_lt=30&unit=d&match=possible",
    "value_gt=1000&unit=CNY&sort=-value",
    "value_ne=2&unit=mo&sort=measure,-number",
    "value_gt=1&unit=mo&sort=period",
)


@pytest.fixture
def uncached(seeded: str) -> Iterator[httpx.Client]:
    with serving(seeded, cache_bytes=0) as base, httpx.Client(base_url=base) as client:
        yield client


def ids(client: httpx.Client, path: str) -> list[str]:
    """The ids of a list, page by page."""
    response, found = client.get(path).raise_for_status(), []
    while "next" in response.links:
        found += [record["id"] for record in response.json()]
        response = client.get(response.links["next"]["url"]).raise_for_status()
    return found + [record["id"] for record in response.json()]


@pytest.mark.parametrize("question", QUESTIONS)
def test_few_figures_are_in_the_order_of_many(
    uncached: httpx.Client, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    path = f"/statistics?{question}&limit=2&fields=id"
    few = ids(uncached, path)
    monkeypatch.setattr(value_filters, "_MANY", 1)
    assert ids(uncached, path) == few
    assert few


def test_a_unit_can_be_asked_in_as_soon_as_it_is_there(writable: str) -> None:
    with writer(writable, cache_bytes=0) as client:
        assert client.get("/statistics?value_gt=1&unit=a").is_success
        assert client.get("/statistics?value_gt=1&unit=sol").status_code == 400
        client.post("/units", json=NEW["units"] | {"id": "sol", "factor": "88775"}).raise_for_status()
        before = client.get("/statistics?value_gt=1&unit=sol").raise_for_status().json()
        assert [record["id"] for record in before] == [
            record["id"] for record in client.get("/statistics?value_gt=88775&unit=s").json()
        ]


class CountingReader:
    """A reader that counts what is read off the event loop."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self.scans = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    async def scan(self, *asked: Any) -> Any:
        self.scans += 1
        return await self._reader.scan(*asked)

    async def run_in_snapshot(self, begin: Any, *, scans: bool) -> Any:
        self.scans += scans
        return await self._reader.run_in_snapshot(begin, scans=scans)


async def scans_of(url: str, path: str) -> list[int]:
    """Return how often the event loop is left for a path that is asked for the first time, and for the second."""
    app, found = create_app(Settings.model_validate({"database_url": url, "cache_bytes": 0})), []
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            for _ in range(2):
                app.state.reader = counting = CountingReader(app.state.reader)
                response = await client.get(path)
                assert response.raise_for_status().json()
                found.append(counting.scans)
    return found


@pytest.mark.parametrize("further", ["", "&embed=claims", "&fields=id"])
def test_whether_figures_are_few_or_many_is_found_out_where_they_are_read(seeded: str, further: str) -> None:
    assert asyncio.run(scans_of(seeded, f"/statistics?value_gt=1&unit=a{further}")) == [1, 1]
