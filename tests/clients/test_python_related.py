"""What the Python client has beyond reading and writing records: what is embedded, changes that meet, the live feed."""

import asyncio
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Queue

import pytest

from api.core.http.problem_types import PROBLEM_TYPES
from api.core.query.embedding import paths_of
from api.core.query.search_matches import MATCHES
from api.core.versions import dataset_epoch
from api.resources.registry import RESOURCES
from generate_problems import TARGET as PROBLEMS
from generate_problems import problems_module
from generate_related import TARGET as RELATED
from generate_related import related_module
from lunju import AsyncClient, Client, LunjuError, problems
from lunju.records import Claim, Version
from lunju.related import ClaimWithRelated, EvidenceWithRelated, SourceWithRelated, StatisticWithRelated
from tests.api.writing import CLAIM, key
from tests.clients.test_python_client import AT_ONCE
from tests.conftest import engine_of, serving
from tests.patience import PATIENCE

pytestmark = pytest.mark.one_database


@pytest.fixture
def base(writable: str) -> Iterator[str]:
    """Where a service is that may be written to."""
    with serving(writable) as base:
        yield base


@pytest.fixture
def editor(writable: str, base: str) -> Iterator[Client]:
    with Client(base, key(writable, "editor")) as client:
        yield client


def test_what_is_generated_has_not_drifted() -> None:
    for target, made in ((RELATED, related_module), (PROBLEMS, problems_module)):
        assert target.read_text(encoding="utf-8") == made(), f"run `python clients/python/generate_{target.name}`"


def test_every_relation_of_every_resource_can_be_embedded(service: str) -> None:
    with Client(service) as client:
        for name, resource in RESOURCES.items():
            for path in [path for path in paths_of(resource, RESOURCES) if "." not in path and path != MATCHES]:
                record = next(getattr(client, name).list(embed=path, limit=1))
                assert hasattr(record.related, path), f"{path} of {name}"


def test_what_is_embedded_has_types_of_its_own(service: str) -> None:
    with Client(service) as client:
        claim = client.claims.get("cao2023-c12", embed=["passages", "evidence.origin", "section.parent"])
        [statistic] = [
            link.related.target for link in client.evidence.list(target_type="statistic", embed="target", limit=1)
        ][:1]
        source = next(client.evidence.list(origin_type="source", embed="origin")).related.origin
    assert isinstance(claim, ClaimWithRelated)
    assert [passage.id for passage in claim.related.passages] == claim.passages
    link = claim.related.evidence[0]
    assert (type(link), link.related.origin.id) == (EvidenceWithRelated, link.origin_id)
    assert (type(statistic), type(source)) == (StatisticWithRelated, SourceWithRelated)
    assert claim.related.section is not None
    assert claim.related.truncated == []


def test_why_a_search_finds_a_record_is_embedded(service: str) -> None:
    with Client(service) as client:
        claim = next(client.claims.list(q="firms", embed=MATCHES))
    assert claim.related.matches[0]["field"] in {"text", "note"}


def test_what_was_not_asked_for_says_so(service: str) -> None:
    with Client(service) as client:
        claim = client.claims.get("cao2023-c12", embed="evidence")
    for record, name in ((claim, "passages"), (claim.related.evidence[0], "origin")):
        with pytest.raises(AttributeError, match=f"{name} is not embedded"):
            getattr(record.related, name)


def test_a_record_that_nothing_is_embedded_in_is_of_its_plain_type(service: str) -> None:
    with Client(service) as client:
        assert type(client.claims.get("cao2023-c12")) is Claim


def test_a_change_is_made_of_what_stands_then(editor: Client) -> None:
    seen = []

    def append(claim: Claim) -> dict[str, object]:
        seen.append(claim.version)
        if len(seen) == 1:  # another is quicker
            editor.claims.change(claim.id, {"stance": "reports"})
        return {"note": {"zh-Hans": f"It was {claim.stance}."}}

    changed = editor.claims.update("cao2023-c12", append, reason="Noted.")
    assert (seen, changed.version, changed.note) == ([1, 2], 3, {"zh-Hans": "It was reports."})


def test_a_change_is_given_up_where_others_are_always_quicker(editor: Client) -> None:
    def meet(claim: Claim) -> dict[str, object]:
        editor.claims.change(claim.id, {"note": {"zh-Hans": f"After {claim.version}."}})
        return {"stance": "reports"}

    with pytest.raises(problems.PreconditionFailedError):
        editor.claims.update("cao2023-c12", meet, attempts=2)
    assert editor.claims.get("cao2023-c12").version == 3


def test_a_change_of_nothing_writes_nothing(editor: Client) -> None:
    assert editor.claims.update("cao2023-c12", lambda _: None).version == 1
    assert editor.claims.get("cao2023-c12").version == 1


def test_every_kind_of_error_is_a_class(service: str) -> None:
    kinds = {kind for kind, one in vars(problems).items() if isinstance(one, type) and one is not LunjuError}
    assert len(kinds) == len(PROBLEM_TYPES)
    with Client(service) as client, pytest.raises(problems.NotFoundError) as raised:
        client.claims.get("cao2023-c9999")
    assert raised.value.kind == "not-found"


@contextmanager
def cutting(base: str, times: int) -> Iterator[str]:
    """Stand between a client and a service, and cut the first connections in the middle of what the service says."""
    host, _, port = base.removeprefix("http://").partition(":")
    uncut = [times]

    class Cut(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(PATIENCE)
            with socket.create_connection((host, int(port))) as service, suppress(OSError):
                service.sendall(self.request.recv(1 << 16))
                left = 5000 if uncut[0] > 0 else 1 << 30
                uncut[0] -= 1
                while left > 0 and (said := service.recv(min(left, 1 << 16))):
                    self.request.sendall(said)
                    left -= len(said)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Cut) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=[AT_ONCE], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
    assert uncut[0] < 0, "nothing was cut"


def follow(url: str, take: Callable[[Version], bool], **asked: object) -> None:
    """Follow the changes until something is taken."""
    with Client(url, max_pause=AT_ONCE) as client:
        for change in client.changes(follow=True, **asked):  # type: ignore[arg-type] # what each test asks
            if take(change):
                return


def follow_with_asyncio(url: str, take: Callable[[Version], bool], **asked: object) -> None:
    async def use() -> None:
        async with AsyncClient(url, max_pause=AT_ONCE) as client:
            async for change in client.changes(follow=True, **asked):  # type: ignore[arg-type] # as above
                if take(change):
                    return

    asyncio.run(use())


FOLLOWING = pytest.mark.parametrize("following", [follow, follow_with_asyncio])


@FOLLOWING
def test_changes_are_told_as_they_come(editor: Client, base: str, following: Callable[..., None]) -> None:
    told: Queue[Version] = Queue()
    last = editor.dataset().version

    def take(change: Version) -> bool:
        told.put(change)
        return change.action == "deleted"

    thread = threading.Thread(target=following, args=(base, take), kwargs={"since": last - 1}, daemon=True)
    thread.start()
    assert told.get().sequence == last
    made = editor.claims.create(CLAIM)
    assert (told.get().id, made.version) == (made.id, 1)
    editor.claims.delete(made)
    thread.join()
    assert [change.action for change in told.queue] == ["deleted"]


@FOLLOWING
def test_a_connection_that_ends_costs_no_change(service: str, following: Callable[..., None]) -> None:
    seen: list[int] = []

    def take(change: Version) -> bool:
        seen.append(change.sequence)
        return len(seen) == 100

    with cutting(service, times=2) as between:
        following(between, take, since=0)
    assert seen == list(range(1, 101))


def test_only_what_is_wanted_is_told(service: str) -> None:
    seen: list[str] = []

    def take(change: Version) -> bool:
        seen.append(change.resource)
        return len(seen) == 3

    follow(service, take, since=0, resource="topics")
    assert seen == ["topics"] * 3


@FOLLOWING
def test_who_follows_is_told_that_the_dataset_was_restored(
    writable: str, base: str, following: Callable[..., None]
) -> None:
    def restore(_: Version) -> bool:
        with engine_of(writable) as engine, engine.begin() as connection:
            dataset_epoch.renew(connection)
        return False

    with pytest.raises(problems.FeedRestartedError) as raised:
        following(base, restore, since=1409)
    assert raised.value.members["sequence"] == 1608


@FOLLOWING
def test_a_stream_that_is_refused_is_not_asked_for_again(service: str, following: Callable[..., None]) -> None:
    with pytest.raises(problems.InvalidParameterError):
        following(service, lambda _: True, resource="none")
