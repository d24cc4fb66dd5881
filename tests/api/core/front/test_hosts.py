from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.api.core.front.sockets import answer, status
from tests.conftest import serving

pytestmark = pytest.mark.one_database

LIST = "/claims?limit=1"
ODD = ["", "a b", "a/b", "a,b", "a@b", "http://a", "a:", "a:x", "a:99999", "[::1", "[1.2.3]", "::1", "a..b", ".a", "é"]
GOOD = ["lunju.example", "Lunju.Example:8000", "127.0.0.1", "[::1]:8000", "lunju_api:80", "a.", "xn--fiqs8s"]
PAGES = ["/", "/claims/cao2023-c12", "/claims/cao2023-c12.jsonld", "/claims", "/claims/cao2023-c12/linkset"]
SERVED = ["lunju.example", "LUNJU.EXAMPLE:443", "lunju.example.", "a.papers.example", "a.b.papers.example:1"]
NOT_SERVED = ["evil.example", "papers.example", "evilpapers.example", "lunju.example.evil", "[::1]"]
TWO = b"GET /claims?limit=1 HTTP/1.1\r\nHost: x.example\r\nHost: evil.example\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def picky(seeded: str) -> Iterator[str]:
    with serving(seeded, allowed_hosts="Lunju.example, *.papers.example, 127.0.0.1") as base:
        yield base


def ask(base: str, host: str | bytes, path: str = LIST) -> httpx.Response:
    return httpx.get(f"{base}{path}", headers=[(b"Host", host.encode() if isinstance(host, str) else host)])


def following(response: httpx.Response) -> str:
    return response.links["next"]["url"].partition("/claims")[0]


@pytest.mark.parametrize("host", GOOD)
def test_links_are_on_the_host_that_was_asked(service: str, host: str) -> None:
    assert following(ask(service, host)) == f"http://{host.lower()}"


@pytest.mark.parametrize("host", [*ODD, "a#", "a" * 300])
def test_what_is_no_host_is_refused(service: str, host: str) -> None:
    response = ask(service, host)
    assert (response.status_code, response.json()["type"]) == (400, f"{service}/problems/invalid-host")
    assert response.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", [b"/", b"/healthz", b"/claims?limit=1", b"/static/pages.css", b"/nowhere"])
@pytest.mark.parametrize("hosts", [b"Host: a\r\nHost: b\r\n", b"Host: a\r\nHost: a\r\n", b""])
def test_a_request_has_one_host(service: str, path: bytes, hosts: bytes) -> None:
    said = b"GET %s HTTP/1.1\r\n%sConnection: close\r\n\r\n"
    assert status(answer(service, said % (path, hosts))) == 400


@pytest.mark.parametrize(("told", "scheme"), [("https", "https"), ("wss", "https"), ("ws", "http"), ("ftp", "http")])
def test_links_are_of_the_web_whatever_a_proxy_says(service: str, told: str, scheme: str) -> None:
    response = httpx.get(f"{service}{LIST}", headers={"Host": "a", "X-Forwarded-Proto": told})
    assert following(response) == f"{scheme}://a"


def test_an_old_client_has_no_host(service: str) -> None:
    response = answer(service, b"GET /claims?limit=1 HTTP/1.0\r\n\r\n")
    assert (status(response), f"<{service}/claims".encode() in response) == (200, True)


def test_nobody_is_led_to_the_host_of_another(service: str) -> None:
    for _ in range(3):
        answer(
            service,
            b"GET /claims?limit=1 HTTP/1.1\r\nHost: x.example\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        )
        assert [following(ask(service, host)) for host in ("evil.example", "x.example")] == [
            "http://evil.example",
            "http://x.example",
        ]


@pytest.mark.parametrize("path", PAGES)
def test_no_answer_holds_another_host(service: str, path: str) -> None:
    for accept in ("*/*", "text/html"):
        for host in ("one.example", "other.example", "one.example", "other.example"):
            found = httpx.get(f"{service}{path}", headers={"Host": host, "Accept": accept})
            other = {"one.example": "other.example", "other.example": "one.example"}[host]
            assert other not in found.text + str(found.headers), (path, accept)


@pytest.mark.parametrize("host", SERVED)
def test_a_host_that_is_served_is_answered(picky: str, host: str) -> None:
    assert ask(picky, host).status_code == 200


@pytest.mark.parametrize("host", NOT_SERVED)
def test_a_host_that_is_not_served_is_refused(picky: str, host: str) -> None:
    assert ask(picky, host).status_code == 400


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_whoever_watches_a_process_asks_by_any_name(picky: str, path: str) -> None:
    assert ask(picky, "10.0.0.7:8000", path).status_code == 200


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0xFF, exclude_characters="\x7f"), max_size=40))
def test_any_host_is_answered_or_refused(service: str, host: str) -> None:
    response = ask(service, host.encode("latin-1"))
    assert response.status_code in {200, 400}
    assert response.status_code == 400 or following(response) == f"http://{host.lower()}"
