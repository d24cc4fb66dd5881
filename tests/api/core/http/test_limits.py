import socket
from collections.abc import Iterator

import httpx
import pytest

from api.core.http.client_address import site
from api.core.http.rate_limit import Rate
from tests.api.core.db.writers import Writers, issue, serving_writers
from tests.conftest import Databases
from tests.patience import PATIENCE

WRITES = ["POST", "PUT", "PATCH", "DELETE"]
every_write = pytest.mark.parametrize("method", WRITES)

KEY = {"Authorization": f"Bearer lunju_{'0' * 16}_{'0' * 64}"}


@pytest.fixture(scope="module")
def narrow(databases: Databases, seeded_template: str) -> Iterator[Writers]:
    most = {"body_bytes": 1000, "body_depth": 3, "body_items": 4, "body_characters": 5}
    with serving_writers(databases.copy(seeded_template), **most, key_writes=0, address_writes=0) as served:
        yield served


@pytest.fixture
def hurried(writable: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writers]:
    take = Rate.take
    monkeypatch.setattr(Rate, "take", lambda rate, who, _now: take(rate, who, 0))  # no quota grows while tests run
    with serving_writers(writable, key_writes=3, address_writes=5) as served:
        yield served


@every_write
def test_a_body_of_the_most_bytes_is_read(narrow: Writers, method: str) -> None:
    assert httpx.request(method, f"{narrow.base}/bodies", content=b"x" * 1000).json() == 1000


@every_write
def test_a_longer_body_is_refused(narrow: Writers, method: str) -> None:
    response = httpx.request(method, f"{narrow.base}/bodies", content=b"x" * 1001)
    assert (response.status_code, response.json()["type"]) == (413, f"{narrow.base}/problems/content-too-large")


@every_write
def test_a_longer_body_of_unknown_length_is_refused(narrow: Writers, method: str) -> None:
    response = httpx.request(method, f"{narrow.base}/bodies", content=(b"x" * 100 for _ in range(11)))
    assert (response.status_code, response.headers["Content-Type"]) == (413, "application/problem+json")


def test_a_body_that_comes_in_pieces_arrives_whole(narrow: Writers) -> None:
    assert httpx.post(f"{narrow.base}/bodies", content=(b"x" * 7 for _ in range(100))).json() == 700


def test_a_refusal_comes_before_the_body_does(narrow: Writers) -> None:
    url = httpx.URL(narrow.base)
    with socket.create_connection((url.host, url.port or 80), timeout=PATIENCE) as connection:
        connection.sendall(b"POST /bodies HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000000\r\n\r\n")
        assert connection.recv(12) == b"HTTP/1.1 413"


def test_who_leaves_in_the_middle_of_a_body_disturbs_nobody(narrow: Writers) -> None:
    url = httpx.URL(narrow.base)
    with socket.create_connection((url.host, url.port or 80), timeout=PATIENCE) as connection:
        connection.sendall(b"POST /bodies HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
    assert httpx.post(f"{narrow.base}/bodies", content=b"x").json() == 1


def test_a_connection_goes_on_after_a_refusal(narrow: Writers) -> None:
    with httpx.Client(base_url=narrow.base) as client:
        assert [client.post("/bodies", content=b"x" * size).status_code for size in (5000, 5)] == [413, 200]


@every_write
@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"a": {"b": {"c": {}}}}, "/a/b/c"),
        ({"a": [1, 2, 3, 4, 5]}, "/a"),
        ({"a": ["123456"]}, "/a/0"),
    ],
)
def test_what_is_too_much_of_a_body_is_pointed_to(narrow: Writers, method: str, body: object, pointer: str) -> None:
    response = httpx.request(method, f"{narrow.base}/bodies", json=body, headers=KEY)
    assert (
        response.status_code,
        response.json()["type"],
        [fault["pointer"] for fault in response.json()["errors"]],
    ) == (
        422,
        f"{narrow.base}/problems/excessive-body",
        [pointer],
    )


def test_without_a_key_it_is_the_key_that_is_asked_for(narrow: Writers) -> None:
    assert httpx.post(f"{narrow.base}/edits", json=[[[[]]]]).status_code == 401


def test_a_key_has_its_quota(hurried: Writers) -> None:
    header = hurried.key("alice")
    assert [httpx.post(f"{hurried.base}/edits", headers=header).status_code for _ in range(4)] == [200] * 3 + [429]


def test_another_key_has_another_quota(hurried: Writers) -> None:
    alice, bob = hurried.key("alice"), hurried.key("bob")
    given = [alice, alice, alice, bob]
    assert [httpx.post(f"{hurried.base}/edits", headers=header).status_code for header in given] == [200] * 4


def test_a_key_has_one_quota_however_it_is_written(hurried: Writers) -> None:
    key = issue(hurried.url, "alice")
    given = [f"Bearer {key}", f"bearer {key}", f"BEARER  {key}", f"Bearer {key}"]
    answers = [httpx.post(f"{hurried.base}/bodies", headers={"Authorization": header}) for header in given]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]


def test_nobody_uses_up_the_quota_of_another(hurried: Writers) -> None:
    key = issue(hurried.url, "alice")
    wrong = f"{key[:-64]}{'0' * 64}"
    for _ in range(3):
        httpx.post(f"{hurried.base}/edits", headers={"Authorization": f"Bearer {wrong}"})
    assert httpx.post(f"{hurried.base}/edits", headers={"Authorization": f"Bearer {key}"}).status_code == 200


def test_an_address_has_its_quota(hurried: Writers) -> None:
    assert [httpx.post(f"{hurried.base}/edits").status_code for _ in range(6)] == [401] * 5 + [429]


def test_reading_takes_nothing(hurried: Writers) -> None:
    with httpx.Client(base_url=hurried.base) as client:
        reads = [client.request(method, "/claims/cao2023-c1") for method in ["GET", "HEAD", "OPTIONS"] * 5]
    assert [name for read in reads for name in read.headers if "ratelimit" in name] == []


def test_who_writes_too_often_is_told_until_when(hurried: Writers) -> None:
    header = hurried.key("alice")
    response = [httpx.post(f"{hurried.base}/edits", headers=header) for _ in range(4)][-1]
    assert (response.json()["type"], 0 < int(response.headers["Retry-After"]) <= 20) == (
        f"{hurried.base}/problems/quota-exceeded",
        True,
    )


def test_a_write_tells_the_quotas(hurried: Writers) -> None:
    response = httpx.post(f"{hurried.base}/edits", headers=hurried.key("alice"))
    assert response.headers["RateLimit-Policy"] == '"address";q=5;w=60, "key";q=3;w=60'


@pytest.mark.parametrize(("before", "state"), [(0, '"address";r=4;t=12, "key";r=2;t=20'), (3, '"key";r=0;t=')])
def test_a_write_tells_what_remains(hurried: Writers, before: int, state: str) -> None:
    header = hurried.key("alice")
    for _ in range(before):
        httpx.post(f"{hurried.base}/edits", headers=header)
    assert state in httpx.post(f"{hurried.base}/edits", headers=header).headers["RateLimit"]


def test_zero_is_no_limit(writable: str) -> None:
    with serving_writers(writable, key_writes=0, address_writes=0) as served:
        response = httpx.post(f"{served.base}/bodies", headers=KEY)
    assert (response.status_code, "RateLimit" in response.headers) == (200, False)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "192.0.2.1", False),
    ],
)
def test_an_address_is_a_site(one: str, other: str, *, same: bool) -> None:
    sites = [site({"type": "http", "client": (host, 1)}) for host in (one, other)]
    assert (sites[0] == sites[1]) is same


def test_the_service_tells_its_limits(narrow: Writers) -> None:
    assert httpx.get(narrow.base).json()["limits"] == {
        "read_seconds": 30.0,
        "body_bytes": 1000,
        "body_depth": 3,
        "body_items": 4,
        "body_characters": 5,
        "key_writes": 0,
        "address_writes": 0,
    }
