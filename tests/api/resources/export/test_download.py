"""Downloading the whole."""

import asyncio
import io
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO
from zipfile import ZipFile

import httpx
import pytest

from api.core.http.problems import ProblemError
from api.resources.export.export_cache import ExportCache, Kept
from api.resources.export.models import WrittenFile
from api.resources.export.routes import ExportDownload
from tests.conftest import engine_of, serving
from tests.past import Past, Step
from tests.patience import PATIENCE


@pytest.fixture(scope="module")
def got(service: str) -> httpx.Response:
    return httpx.get(f"{service}/export.zip")


def test_it_is_an_archive_with_a_name_and_a_size(got: httpx.Response) -> None:
    version = got.headers["etag"].split("-")[0].strip('"')
    assert (got.status_code, got.headers["content-type"]) == (200, "application/zip")
    assert got.headers["content-length"] == str(len(got.content))
    assert got.headers["content-disposition"] == f'attachment; filename="lunju-{version}.zip"'
    assert ZipFile(io.BytesIO(got.content)).testzip() is None


def test_its_urls_lead_to_the_public_url(seeded: str) -> None:
    with serving(seeded, public_url="https://lunju.example/essays") as base:
        made = httpx.get(f"{base}/export.zip", headers={"Host": "other.example"}).content
    assert b'"homepage": "https://lunju.example/essays"' in ZipFile(io.BytesIO(made)).read("datapackage.json")


def test_it_is_the_same_again(got: httpx.Response, service: str) -> None:
    again = httpx.get(f"{service}/export.zip")
    assert (again.content, again.headers["etag"]) == (got.content, got.headers["etag"])


def test_head_tells_the_same(got: httpx.Response, service: str) -> None:
    head = httpx.head(f"{service}/export.zip")
    told = ("content-length", "etag", "content-type", "content-disposition", "accept-ranges", "last-modified")
    assert (head.status_code, head.content) == (200, b"")
    assert [head.headers[name] for name in told] == [got.headers[name] for name in told]


def test_who_has_it_is_told_so(got: httpx.Response, service: str) -> None:
    answer = httpx.get(f"{service}/export.zip", headers={"If-None-Match": got.headers["etag"]})
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "taken"),
    [("bytes=0-99", slice(0, 100)), ("bytes=1000-", slice(1000, None)), ("bytes=-50", slice(-50, None))],
)
def test_a_range_goes_on_with_what_was_cut_off(got: httpx.Response, service: str, asked: str, taken: slice) -> None:
    part = httpx.get(f"{service}/export.zip", headers={"Range": asked, "If-Range": got.headers["etag"]})
    assert (part.status_code, part.content) == (206, got.content[taken])


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=9-3", "lines=1-2", "bytes=a-b", "bytes="])
def test_ranges_that_are_not_understood_are_passed_over(got: httpx.Response, service: str, asked: str) -> None:
    whole = httpx.get(f"{service}/export.zip", headers={"Range": asked})
    assert (whole.status_code, whole.content) == (200, got.content)


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0"])
def test_a_range_beyond_the_end_is_a_problem(got: httpx.Response, service: str, asked: str) -> None:
    refused = httpx.get(f"{service}/export.zip", headers={"Range": asked})
    assert (refused.status_code, refused.headers["content-type"]) == (416, "application/problem+json")
    assert refused.headers["content-range"] == f"bytes */{len(got.content)}"


def test_a_range_of_another_version_has_the_whole(got: httpx.Response, service: str) -> None:
    headers = {"Range": "bytes=5-", "If-Range": '"1-other"'}
    assert httpx.get(f"{service}/export.zip", headers=headers).content == got.content


def test_a_parameter_is_refused(service: str) -> None:
    assert httpx.get(f"{service}/export.zip?format=tar").status_code == 400


def test_a_change_makes_another(writable: str) -> None:
    with serving(writable) as base, engine_of(writable) as engine:
        before = httpx.get(f"{base}/export.zip")
        Past(engine).write(Step("claims", "cao2023-c12", {"note": {"en": "Looked at again."}}))
        after = httpx.get(f"{base}/export.zip", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert b"Looked at again." in ZipFile(io.BytesIO(after.content)).read("data/claims.csv")


class Making:
    """Writes exports of a version that can be advanced, and counts them."""

    def __init__(self) -> None:
        self.version = 1
        self.made = 0

    def __call__(self, file: IO[bytes]) -> WrittenFile:
        self.made += 1
        file.write(f"{self.version}".encode())
        return WrittenFile(self.version, None)


def test_all_who_ask_at_once_share_one() -> None:
    making = Making()

    async def ask() -> set[Path]:
        keeper = ExportCache(making)
        return {kept.path for kept in await asyncio.gather(*(keeper.export(1) for _ in range(20)))}

    assert (len(asyncio.run(ask())), making.made) == (1, 1)


def test_one_of_an_old_version_is_thrown_away_when_nobody_is_sent_it() -> None:
    making = Making()

    async def ask() -> None:
        keeper = ExportCache(making)
        first = await keeper.export(1)
        with first.sending() as is_there:
            making.version = 2
            second = await keeper.export(2)
            assert (is_there, first.path.read_bytes(), second.path.read_bytes()) == (True, b"1", b"2")
        assert (first.path.exists(), second.path.exists()) == (False, True)

    asyncio.run(ask())


def test_what_is_forgotten_is_thrown_away_at_once_and_sent_to_nobody() -> None:
    async def ask() -> Path:
        keeper = ExportCache(Making())
        kept = await keeper.export(1)
        keeper.forget()
        transport = httpx.ASGITransport(ExportDownload(kept))
        async with httpx.AsyncClient(transport=transport, base_url="http://lunju") as client:
            with pytest.raises(ProblemError) as raised:
                await client.get("/")
        assert (raised.value.slug, raised.value.headers) == ("unavailable", {"Retry-After": "1"})
        return kept.path

    assert not asyncio.run(ask()).exists()


def test_what_is_forgotten_while_it_is_made_is_thrown_away() -> None:
    begun, forgotten, made = threading.Event(), threading.Event(), []

    def slowly(file: IO[bytes]) -> WrittenFile:
        made.append(Path(file.name))
        begun.set()
        forgotten.wait(PATIENCE)
        return WrittenFile(1, None)

    async def ask() -> Kept:
        keeper = ExportCache(slowly)
        asking = asyncio.create_task(keeper.export(1))
        await asyncio.to_thread(begun.wait, PATIENCE)
        keeper.forget()
        forgotten.set()
        return await asking

    kept = asyncio.run(ask())
    assert [(path == kept.path, path.exists()) for path in made] == [(False, False), (True, True)]


def test_no_host_has_another_made(service: str) -> None:
    told = [
        httpx.head(f"{service}/export.zip", headers={"Host": host}).headers
        for host in ("lunju.example", "other.example:8000")
    ]
    assert [each["etag"] for each in told] == [told[0]["etag"]] * 2


def test_without_a_public_url_links_are_relative_to_the_package(got: httpx.Response, service: str) -> None:
    with ZipFile(io.BytesIO(got.content)) as package:
        graph = json.loads(package.read("linked/lunju.jsonld"))["@graph"]
        files = {name: package.read(name) for name in package.namelist()}
    assert {"../claims/cao2023-c12", "../units/mo"} <= {node["@id"] for node in graph}
    assert [name for name, content in files.items() if service.encode() in content or b"localhost" in content] == []


def test_others_are_answered_while_it_is_made(writable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made, begun, answered = ExportCache._made, threading.Event(), threading.Event()  # noqa: SLF001 - it is what takes long

    def slowly(keeper: ExportCache) -> Kept:
        begun.set()
        answered.wait(PATIENCE)
        return made(keeper)

    monkeypatch.setattr(ExportCache, "_made", slowly)
    with serving(writable) as base, ThreadPoolExecutor(1) as threads:
        making = threads.submit(httpx.get, f"{base}/export.zip")
        begun.wait(PATIENCE)
        assert (httpx.get(f"{base}/claims/cao2023-c1").status_code, making.done()) == (200, False)
        answered.set()
    assert making.result().status_code == 200
