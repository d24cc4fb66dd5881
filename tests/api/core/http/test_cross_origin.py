"""Pages of any origin may read, and see the headers that they need."""

import httpx
import pytest

from tests.api.core.http.answered_paths import ANSWERED

pytestmark = pytest.mark.one_database

every_url = pytest.mark.parametrize("path", ANSWERED)


@every_url
def test_no_browser_guesses_at_types(client: httpx.Client, path: str) -> None:
    assert client.get(path).headers["X-Content-Type-Options"] == "nosniff"


@every_url
def test_a_page_of_another_origin_may_read(client: httpx.Client, path: str) -> None:
    response = client.get(path, headers={"Origin": "https://reader.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@every_url
def test_a_page_of_another_origin_sees_the_headers_that_it_needs(client: httpx.Client, path: str) -> None:
    response = client.get(path, headers={"Origin": "https://reader.example"})
    exposed = set(response.headers["Access-Control-Expose-Headers"].split(", "))
    reading = {"Link", "ETag", "Location", "X-Total-Count", "Retry-After", "Lunju-Reason", "Lunju-Epoch"}
    writing = {"Accept-Patch", "Accept-Post", "Preference-Applied", "RateLimit", "RateLimit-Policy"}
    searching = {"X-Total-Count-Relation", "Search-Order"}
    clustered = {"Lunju-Dataset-Version", "X-Request-ID"}
    assert exposed == reading | writing | searching | clustered


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_browser_may_ask_beforehand(client: httpx.Client, method: str) -> None:
    asked = {"Origin": "https://reader.example", "Access-Control-Request-Method": method}
    response = client.options("/claims", headers=asked)
    assert (response.status_code, method in response.headers["Access-Control-Allow-Methods"]) == (200, True)


def test_a_browser_may_send_headers_of_its_own(client: httpx.Client) -> None:
    asked = {
        "Origin": "https://reader.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    response = client.options("/claims", headers=asked)
    assert (response.status_code, response.headers["Access-Control-Allow-Headers"]) == (200, "if-none-match")


@pytest.mark.parametrize("method", ["POST", "PATCH", "PUT", "DELETE"])
def test_a_browser_may_write_from_another_origin_with_a_key(client: httpx.Client, method: str) -> None:
    needed = "authorization, if-match, idempotency-key, lunju-reason, prefer"
    asked = {
        "Origin": "https://writer.example",
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": needed,
    }
    response = client.options("/claims", headers=asked)
    assert (response.status_code, response.headers["Access-Control-Allow-Headers"]) == (200, needed)
