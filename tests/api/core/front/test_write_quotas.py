import httpx
import pytest

from tests.api.core.db.writers import issue, serving_writers

UNKNOWN = {"Authorization": f"Bearer lunju_{'0' * 16}_{'0' * 64}"}


@pytest.mark.parametrize("sent", [{}, UNKNOWN, {"Authorization": "Bearer x"}])
def test_who_has_a_key_is_not_held_up_by_who_has_none(writable: str, sent: dict[str, str]) -> None:
    with serving_writers(writable, address_writes=3) as served:
        keyless = [httpx.post(f"{served.base}/edits", headers=sent).status_code for _ in range(5)]
        keyed = [httpx.post(f"{served.base}/edits", headers=served.key("alice")).status_code]
    assert (keyless, keyed) == ([401, 401, 401, 429, 429], [200])


def test_who_has_no_key_is_not_held_up_by_who_has(writable: str) -> None:
    with serving_writers(writable, address_writes=3) as served:
        key = served.key("alice")
        for _ in range(4):
            httpx.post(f"{served.base}/edits", headers=key)
        assert httpx.post(f"{served.base}/edits").status_code == 401


def test_who_has_no_key_is_told_of_a_quota_of_their_own(writable: str) -> None:
    with serving_writers(writable, address_writes=3) as served:
        response = httpx.post(f"{served.base}/edits")
    assert (response.headers["RateLimit-Policy"], response.headers["RateLimit"]) == (
        '"keyless";q=3;w=60',
        '"keyless";r=2;t=20',
    )


def test_two_keys_are_none(writable: str) -> None:
    with serving_writers(writable) as served:
        header = ("Authorization", f"Bearer {issue(served.url, 'alice')}")
        response = httpx.post(f"{served.base}/edits", headers=[header, header])
    assert (response.status_code, "2 Authorization headers" in response.json()["detail"]) == (401, True)


@pytest.mark.parametrize(("method", "path", "expected"), [("POST", "/nowhere", 404), ("PUT", "/claims", 405)])
def test_what_is_not_there_is_told_without_a_key(writable: str, method: str, path: str, expected: int) -> None:
    with serving_writers(writable) as served:
        assert httpx.request(method, f"{served.base}{path}", content=b"[" * 1000).status_code == expected
