"""After a restore from a backup, nobody who follows the feed is left with what is not so any more."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from api.core.db.columns import MAX_INTEGER
from lunju import Client, LunjuError
from tests.api.cli.commands import lunju
from tests.api.resources.test_stream import LIVE, following
from tests.conftest import Databases, engine_of, serving
from tests.past import Past, Step

NOTE, OTHER = {"note": {"en": "Before."}}, {"note": {"en": "After."}}


def dataset(base: str) -> dict[str, Any]:
    told: dict[str, Any] = httpx.get(f"{base}/").json()["dataset"]
    return told


@pytest.fixture
def base(writable: str) -> Iterator[str]:
    with serving(writable) as served:
        yield served


def test_each_page_of_the_feed_tells_its_epoch(base: str) -> None:
    epoch = dataset(base)["epoch"]
    page = httpx.get(f"{base}/changes?limit=2")
    assert page.headers["Lunju-Epoch"] == epoch
    assert f"epoch={epoch}" in page.links["next"]["url"]
    again = httpx.get(f"{base}/changes?limit=2", headers={"If-None-Match": page.headers["ETag"]})
    assert (again.status_code, again.headers["Lunju-Epoch"]) == (304, epoch)
    assert "Lunju-Epoch" in page.headers["Access-Control-Expose-Headers"]


def test_two_databases_of_the_same_data_have_one_hash_and_epochs_of_their_own(databases: Databases) -> None:
    found = []
    for _ in range(2):
        url = databases.empty()
        lunju("seed", url=url)
        with engine_of(url) as engine, engine.connect() as connection:
            found.append(connection.execute(sa.text("SELECT chain_hash, epoch FROM dataset")).one())
        databases.drop(url)
    assert (found[0].chain_hash == found[1].chain_hash, found[0].epoch == found[1].epoch) == (True, False)


@pytest.mark.parametrize("ahead", [1, 1000, MAX_INTEGER])
@pytest.mark.parametrize("narrowed", ["", "&resource=claims", "&essay_id=cao2023"])
def test_who_knows_more_than_there_is_is_told_where_the_feed_stands(base: str, ahead: int, narrowed: str) -> None:
    stands = dataset(base)
    since = min(stands["version"] + ahead, MAX_INTEGER)
    answer = httpx.get(f"{base}/changes?since={since}{narrowed}")
    told = answer.json()
    assert (answer.status_code, told["type"]) == (409, f"{base}/problems/feed-restarted")
    assert (told["sequence"], told["epoch"]) == (stands["version"], stands["epoch"])
    assert str(stands["version"]) in told["detail"]


@pytest.mark.parametrize("since", ["", "since=0&", "since=5&"])
def test_who_knows_another_epoch_is_told_so_whatever_the_number(base: str, since: str) -> None:
    answer = httpx.get(f"{base}/changes?{since}epoch=0123456789ab")
    assert (answer.status_code, answer.json()["epoch"]) == (409, dataset(base)["epoch"])


def test_who_knows_the_epoch_goes_on(base: str) -> None:
    stands = dataset(base)
    page = httpx.get(f"{base}/changes", params={"since": stands["version"] - 1, "epoch": stands["epoch"]})
    assert [change["sequence"] for change in page.json()] == [stands["version"]]


@pytest.mark.parametrize("epoch", ["", "x", "0123456789AB", "0123456789abc"])
def test_what_is_no_epoch_is_named(base: str, epoch: str) -> None:
    answer = httpx.get(f"{base}/changes", params={"epoch": epoch})
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "epoch")


@pytest.mark.parametrize(
    ("query", "last"), [("?since=999999", None), ("", "999999"), ("?since=1", "999999"), ("?epoch=0123456789ab", "1")]
)
def test_a_stream_does_not_begin_where_nothing_is(base: str, query: str, last: str | None) -> None:
    known = {} if last is None else {"Last-Event-ID": last}
    answer = httpx.get(f"{base}/changes{query}", headers=LIVE | known)
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")


def test_a_stream_tells_that_the_dataset_was_restored_and_ends(writable: str, base: str) -> None:
    before = dataset(base)
    with following(base) as stream:
        assert next(stream) == ("start", before["version"], {"sequence": before["version"], "epoch": before["epoch"]})
        assert lunju("restored", url=writable).returncode == 0
        after = dataset(base)
        assert next(stream) == ("restarted", after["version"], {"sequence": after["version"], "epoch": after["epoch"]})
        assert list(stream) == []
    assert before["epoch"] != after["epoch"]


def test_restoring_changes_the_epoch_alone(writable: str, base: str) -> None:
    before = dataset(base)
    run = lunju("restored", url=writable)
    after = dataset(base)
    assert f"epoch {after['epoch']}" in run.stdout
    assert {**before, "epoch": after["epoch"]} == after
    assert lunju("verify", url=writable).returncode == 0


def test_the_client_tells_who_follows_that_it_was_restored(writable: str, base: str) -> None:
    with Client(base) as client:
        known = client.dataset()
        assert list(client.changes(known.version, known.epoch)) == []
        lunju("restored", url=writable)
        with pytest.raises(LunjuError) as told:
            list(client.changes(known.version, known.epoch))
        with pytest.raises(LunjuError) as ahead:
            list(client.changes(known.version + 1))
        now = client.dataset()
        assert (told.value.kind, ahead.value.kind) == ("feed-restarted", "feed-restarted")
        assert told.value.members == {"sequence": now.version, "epoch": now.epoch}
        assert list(client.changes(told.value.members["sequence"], told.value.members["epoch"])) == []


PATHS = ("/claims?limit=3", "/claims.csv", "/claims/cao2023-c12", "/search?q=enterprise", "/changes?since=1400", "/")


def test_no_cache_takes_what_was_before_a_restore_for_what_is_after_it(writable: str, base: str) -> None:
    """The same number of versions, with other content: of tags, of answers kept, of the export."""
    with engine_of(writable) as engine:
        with engine.connect() as connection:
            stood = connection.execute(sa.text("SELECT version, chain_hash FROM dataset")).one()
            claim = connection.execute(
                sa.text("SELECT note, version, updated_at AS at, document FROM claims WHERE id = 'cao2023-c1'")
            )
            was = claim.one()
        Past(engine).write(Step("claims", "cao2023-c1", NOTE))
        before = {path: httpx.get(base + path) for path in (*PATHS, *PATHS)}
        archive = httpx.get(f"{base}/export.zip")
        with engine.begin() as connection:  # what a restore of a dump does to the rows
            connection.execute(sa.text("DELETE FROM versions WHERE sequence > :version"), {"version": stood.version})
            connection.execute(
                sa.text(
                    "UPDATE claims SET note = :note, version = :version, updated_at = :at, document = :document "
                    "WHERE id = 'cao2023-c1'"
                ),
                was._asdict(),
            )
            connection.execute(
                sa.text("UPDATE dataset SET version = :version, chain_hash = :chain_hash"), stood._asdict()
            )
        lunju("restored", url=writable)
        Past(engine).write(Step("claims", "cao2023-c1", OTHER))
    with serving(writable, cache_bytes=0) as fresh:
        host = {"Host": base.removeprefix("http://")}
        for path, answer in before.items():
            now = httpx.get(fresh + path, headers=host).content
            assert httpx.get(base + path).content == now
            again = httpx.get(base + path, headers={"If-None-Match": answer.headers["ETag"]})
            assert (again.status_code == 200) or (again.status_code, answer.content) == (304, now), path
    assert "After." in httpx.get(f"{base}/claims?limit=3").text
    assert httpx.get(f"{base}/export.zip").headers["ETag"] != archive.headers["ETag"]
