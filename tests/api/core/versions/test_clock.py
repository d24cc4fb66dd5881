"""A clock that goes back: no record is older than it was, and no key lives longer."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

import httpx
import pytest

from api.core.versions import clock as clock_module
from tests.api.core.db.writers import issue
from tests.api.writing import ANY, CLAIM, MERGE_PATCH
from tests.conftest import Databases, serving

HOUR = timedelta(hours=1)


class Clock:
    """A clock that is put wrong."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.wrong = timedelta()
        self.passed = 0.0
        begun = time.monotonic()

        class Wrong(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override] # itself is none of these
                return datetime.now(tz) + self.wrong

        class Running:
            @staticmethod
            def monotonic() -> float:
                return begun + self.passed

        monkeypatch.setattr(clock_module, "datetime", Wrong)
        monkeypatch.setattr(clock_module, "time", Running)

    def restart(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Begin a process anew, which knows nothing of the time before."""
        monkeypatch.setattr(clock_module, "_BEGUN", datetime.now(UTC) + self.wrong)
        monkeypatch.setattr(clock_module, "_BEGUN_MONOTONIC", time.monotonic() + self.passed)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock(monkeypatch)
    made.restart(monkeypatch)
    return made


@pytest.fixture
def base(writable: str) -> Iterator[str]:
    with serving(writable) as served:
        yield served


def test_a_record_is_never_updated_before_it_was(
    writable: str, base: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"Authorization": f"Bearer {issue(writable, 'alice')}"}
    clock.wrong = 2 * HOUR
    made = httpx.post(f"{base}/claims", json=CLAIM, headers=headers).json()
    clock.wrong = -24 * HOUR
    clock.restart(monkeypatch)
    changed = httpx.patch(
        f"{base}/claims/{made['id']}", json={"stance": "reports"}, headers=headers | ANY | MERGE_PATCH
    ).json()
    other = httpx.post(f"{base}/claims", json=CLAIM, headers=headers).json()
    assert made["created_at"] == changed["created_at"] <= changed["updated_at"]
    assert made["updated_at"] <= changed["updated_at"] <= other["created_at"] == other["updated_at"]


def test_versions_are_told_in_the_order_of_their_times(
    writable: str, base: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"Authorization": f"Bearer {issue(writable, 'alice')}"}
    since = httpx.get(base).json()["dataset"]["version"]
    for hours in (3, -3, 2, -24, 1):
        clock.wrong = hours * HOUR
        clock.restart(monkeypatch)
        httpx.post(f"{base}/claims", json=CLAIM, headers=headers).raise_for_status()
    times = [change["created_at"] for change in httpx.get(f"{base}/changes?since={since}").json()]
    assert (len(times), times) == (5, sorted(times))


def test_a_key_that_ended_stays_ended_though_the_clock_goes_back(writable: str, base: str, clock: Clock) -> None:
    headers = {"Authorization": f"Bearer {issue(writable, 'alice', lifetime=HOUR)}"}
    clock.wrong, clock.passed = -24 * HOUR, 2 * 3600.0  # two hours passed, whatever the clock says
    assert httpx.post(f"{base}/claims", json=CLAIM, headers=headers).status_code == 401


def test_a_key_that_ended_before_the_last_version_stays_ended_after_a_restart(
    writable: str, base: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = {"Authorization": f"Bearer {issue(writable, 'short', lifetime=HOUR)}"}
    long = {"Authorization": f"Bearer {issue(writable, 'long', lifetime=240 * HOUR)}"}
    clock.wrong = 2 * HOUR
    assert httpx.post(f"{base}/claims", json=CLAIM, headers=short).status_code == 401
    assert httpx.post(f"{base}/claims", json=CLAIM, headers=long).status_code == 201
    clock.wrong = -24 * HOUR
    clock.restart(monkeypatch)
    assert httpx.post(f"{base}/claims", json=CLAIM, headers=short).status_code == 401
    assert httpx.post(f"{base}/claims", json=CLAIM, headers=long).status_code == 201


def test_a_new_key_lives_as_long_as_it_is_to(databases: Databases, seeded_template: str, clock: Clock) -> None:
    url = databases.copy(seeded_template)
    clock.wrong = -10000 * HOUR  # before the pack was made
    with serving(url) as base:
        headers = {"Authorization": f"Bearer {issue(url, 'alice', lifetime=HOUR)}"}
        assert httpx.post(f"{base}/claims", json=CLAIM, headers=headers).status_code == 201
    databases.drop(url)


def test_an_answer_is_kept_no_longer_than_it_is_to_be(writable: str, base: str, clock: Clock) -> None:
    headers = {"Authorization": f"Bearer {issue(writable, 'alice', lifetime=240 * HOUR)}", "Idempotency-Key": '"once"'}
    first = httpx.post(f"{base}/claims", json=CLAIM, headers=headers).json()
    again = httpx.post(f"{base}/claims", json=CLAIM, headers=headers).json()
    clock.wrong, clock.passed = -24 * HOUR, 25 * 3600.0
    later = httpx.post(f"{base}/claims", json=CLAIM, headers=headers).json()
    assert first["id"] == again["id"] != later["id"]
