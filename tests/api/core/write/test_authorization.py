import logging
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
import sqlalchemy as sa
from fastapi.openapi.utils import get_openapi

from api.core.write import api_keys
from tests.api.core.db.writers import Writers, guarded, issue, serving_writers
from tests.conftest import Databases, engine_of

EXPIRED = timedelta(seconds=-1)


@pytest.fixture(scope="module")
def writers(databases: Databases, seeded_template: str) -> Iterator[Writers]:
    with serving_writers(databases.copy(seeded_template)) as served:
        yield served


def revoke(url: str, name: str) -> None:
    with engine_of(url) as engine, engine.begin() as connection:
        api_keys.revoke(connection, name)


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_a_key_says_who_writes(writers: Writers) -> None:
    response = httpx.post(f"{writers.base}/edits", headers=writers.key("alice"))
    assert response.json() == {"name": "alice", "role": "editor"}


def test_the_scheme_is_read_in_any_case(writers: Writers) -> None:
    header = {"Authorization": f"bEARER {issue(writers.url, 'any-case')}"}
    assert httpx.post(f"{writers.base}/edits", headers=header).status_code == 200


@pytest.mark.parametrize("path", ["edits", "admins"])
def test_without_a_key_nobody_writes(writers: Writers, path: str) -> None:
    response = httpx.post(f"{writers.base}/{path}")
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_who_has_no_key_is_told_how_to_get_one(writers: Writers) -> None:
    assert "lunju key create NAME --role editor" in httpx.post(f"{writers.base}/edits").json()["detail"]


def test_a_key_in_the_url_is_no_key(writers: Writers) -> None:
    response = httpx.post(f"{writers.base}/edits", params={"access_token": issue(writers.url, "in-the-url")})
    assert response.status_code == 401


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer x",
        "Basic YWxpY2U6eA==",
        "Bearer lunju_",
        f"Bearer lunju_{'0' * 16}_{'0' * 63}",
        f"Bearer lunju_{'0' * 16}_{'0' * 64}",
        f"Bearer lunju_{'0' * 16}_{'²' * 64}",
        f"Bearer lunju_{'0' * 16}_{'0' * 64} x",
        f"Bearer {'lunju_' * 1000}",
    ],
)
def test_what_is_no_key_is_refused(writers: Writers, header: str) -> None:
    response = httpx.post(f"{writers.base}/edits", headers=[(b"Authorization", header.encode())])
    assert (response.status_code, response.json()["type"]) == (401, f"{writers.base}/problems/key-needed")


def test_a_malformed_key_is_called_so(writers: Writers) -> None:
    response = httpx.post(f"{writers.base}/edits", headers=bearer("x"))
    assert "is no key" in response.json()["detail"]


def test_a_wrong_secret_is_answered_as_an_unknown_key_is(writers: Writers) -> None:
    key = issue(writers.url, "guessed")
    wrong = key[:-1] + ("1" if key.endswith("0") else "0")
    unknown = f"lunju_{'0' * 16}_{'0' * 64}"
    answers = [httpx.post(f"{writers.base}/edits", headers=bearer(given)).json() for given in (wrong, unknown)]
    assert answers[0] == answers[1]


def test_an_expired_key_is_called_so(writers: Writers) -> None:
    response = httpx.post(f"{writers.base}/edits", headers=writers.key("late", lifetime=EXPIRED))
    assert (response.status_code, "expired at" in response.json()["detail"]) == (401, True)


def test_a_revoked_key_is_called_so(writers: Writers) -> None:
    header = writers.key("fired")
    revoke(writers.url, "fired")
    response = httpx.post(f"{writers.base}/edits", headers=header)
    assert (response.status_code, "revoked at" in response.json()["detail"]) == (401, True)


def test_a_key_is_revoked_from_the_next_request_on(writers: Writers) -> None:
    header = writers.key("leaving")
    before = httpx.post(f"{writers.base}/edits", headers=header).status_code
    revoke(writers.url, "leaving")
    assert (before, httpx.post(f"{writers.base}/edits", headers=header).status_code) == (200, 401)


def test_a_client_is_told_that_its_key_is_the_fault(writers: Writers) -> None:
    response = httpx.post(f"{writers.base}/edits", headers=bearer("x"))
    assert response.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_an_editor_is_no_admin(writers: Writers) -> None:
    response = httpx.post(f"{writers.base}/admins", headers=writers.key("bob"))
    assert (response.status_code, response.json()["type"]) == (403, f"{writers.base}/problems/role-too-small")


@pytest.mark.parametrize("path", ["edits", "admins"])
def test_an_admin_is_an_editor_too(writers: Writers, path: str) -> None:
    response = httpx.post(f"{writers.base}/{path}", headers=writers.key(f"root-{path}", "admin"))
    assert response.json() == {"name": f"root-{path}", "role": "admin"}


def test_a_key_is_found_while_somebody_writes(writers: Writers) -> None:
    header = writers.key("beside")
    with engine_of(writers.url) as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE dataset SET version = version"))
        assert httpx.post(f"{writers.base}/edits", headers=header).status_code == 200


def test_the_database_holds_no_key(writers: Writers) -> None:
    secret = issue(writers.url, "secret").rpartition("_")[2]
    with engine_of(writers.url) as engine, engine.connect() as connection:
        assert [row for row in connection.execute(sa.text("SELECT * FROM keys")) if secret in repr(row)] == []


def test_no_name_is_used_twice(writers: Writers) -> None:
    issue(writers.url, "twice", lifetime=EXPIRED)
    revoke(writers.url, "twice")
    with pytest.raises(api_keys.KeyNameError, match="not reused"):
        issue(writers.url, "twice")


@pytest.mark.parametrize("name", ["", "Alice", "a b", "-a", "a-", "a\n", "ä", "a" * 101])
def test_a_name_that_history_cannot_show_is_refused(writers: Writers, name: str) -> None:
    with pytest.raises(api_keys.KeyNameError, match="joined by hyphens"):
        issue(writers.url, name)


def test_keys_are_neither_answered_nor_logged(writable: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), serving_writers(writable) as writers:
        given = [issue(writable, "good"), issue(writable, "late", lifetime=EXPIRED), f"lunju_{'0' * 16}_{'7' * 64}"]
        with engine_of(writable) as engine, engine.begin() as connection:
            answers = [httpx.post(f"{writers.base}/admins", headers=bearer(key)).text for key in given]
            connection.execute(sa.text("ALTER TABLE keys RENAME TO lost"))
        failed = [httpx.post(f"{writers.base}/edits", headers=bearer(key)).text for key in given]
    told = "".join([*answers, *failed, *(f"{record.getMessage()}{record.exc_text}" for record in caplog.records)])
    assert [key for key in given if key.rpartition("_")[2] in told] == []


def test_the_document_asks_for_a_key_where_one_is_needed_alone(seeded: str) -> None:
    app = guarded(seeded)
    document = get_openapi(title="", version="", routes=app.router.routes)
    asked = {path for path, item in document["paths"].items() if any("security" in its for its in item.values())}
    assert asked == {"/edits", "/admins"}


def test_the_document_says_that_a_key_is_a_bearers(seeded: str) -> None:
    document = get_openapi(title="", version="", routes=guarded(seeded).router.routes)
    scheme = document["components"]["securitySchemes"]["key"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
