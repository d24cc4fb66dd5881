"""HEAD says what GET does, without the body."""

import httpx
import pytest

from tests.api.core.http.answered_paths import ANSWERED

pytestmark = pytest.mark.one_database

every_url = pytest.mark.parametrize("path", ANSWERED)


@every_url
def test_head_has_the_status_of_get(client: httpx.Client, path: str) -> None:
    assert client.head(path).status_code == client.get(path).status_code


@every_url
def test_head_has_no_body(client: httpx.Client, path: str) -> None:
    assert client.head(path).content == b""


@every_url
def test_head_has_the_headers_of_get(client: httpx.Client, path: str) -> None:
    head, get = (dict(client.request(method, path).headers) | {"date": "now"} for method in ("HEAD", "GET"))
    assert head == get
