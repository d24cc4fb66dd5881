"""Metrics tell how a service does, and nothing of what is asked or said."""

from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.api.writing import writer
from tests.conftest import serving
from tests.deploy.test_proxies import free_port

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def samples(text: str) -> Samples:
    """Return every value that is told, by its name and labels."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def value(found: Samples, name: str, **labels: str) -> float:
    """Return a value."""
    return found[name, frozenset(labels.items())]


@pytest.fixture
def counted(writable: str) -> Iterator[httpx.Client]:
    """A client that may write to a service that counts."""
    with writer(writable, metrics="public") as client:
        yield client


def told(client: httpx.Client) -> Samples:
    return samples(client.get("/metrics").text)


def test_each_request_is_counted_by_route_status_and_form(counted: httpx.Client) -> None:
    for path in (
        "/claims/cao2023-c1",
        "/claims/cao2023-c2",
        "/claims/cao2023-c1.html",
        "/claims/cao2023-c9999",
        "/nothing",
    ):
        counted.get(path)
    found, of = told(counted), "lunju_request_seconds_count"
    claim = {"method": "GET", "route": "/claims/{claim_id}"}
    assert value(found, of, **claim, status="200", form="application/json") == 2
    assert value(found, of, **claim, status="200", form="text/html") == 1
    assert value(found, of, **claim, status="404", form="application/problem+json") == 1
    assert value(found, of, method="GET", route="", status="404", form="application/problem+json") == 1


def test_what_was_kept_is_counted_as_what_it_is(counted: httpx.Client) -> None:
    for _ in range(3):
        tag = counted.get("/claims/cao2023-c1").headers["ETag"]
    counted.get("/claims/cao2023-c1", headers={"If-None-Match": tag})
    found, claim = told(counted), {"method": "GET", "route": "/claims/{claim_id}", "form": "application/json"}
    counts = [value(found, "lunju_request_seconds_count", **claim, status=status) for status in ("200", "304")]
    assert (counts, found["lunju_cache_answers_total", frozenset({("found", "yes")})]) == ([3, 1], 3)


def test_durations_are_told_as_prometheus_counts_them(counted: httpx.Client) -> None:
    counted.get("/claims/cao2023-c1")
    claim = {"method": "GET", "route": "/claims/{claim_id}", "status": "200", "form": "application/json"}
    found = told(counted)
    ends = [
        amount
        for (name, labels), amount in found.items()
        if name.endswith("_seconds_bucket") and claim.items() <= labels
    ]
    assert (ends == sorted(ends), ends[-1]) == (True, 1)
    assert value(found, "lunju_request_seconds_sum", **claim) > 0


def test_how_long_writes_wait_for_each_other_is_told(counted: httpx.Client) -> None:
    before = told(counted)["lunju_lock_wait_seconds_count", frozenset()]
    body = {"note": {"zh-Hans": "再看一遍。"}}
    headers = {"Content-Type": "application/merge-patch+json", "If-Match": "*"}
    counted.patch("/claims/cao2023-c1", json=body, headers=headers).raise_for_status()
    assert told(counted)["lunju_lock_wait_seconds_count", frozenset()] == before + 1


@pytest.mark.parametrize("secret", ["enterprise", "再看一遍", "lunju_"])
def test_no_word_of_a_query_a_body_or_a_key_is_told(counted: httpx.Client, secret: str) -> None:
    headers = {"Content-Type": "application/merge-patch+json", "If-Match": "*"}
    counted.get("/search", params={"q": "enterprise"}).raise_for_status()
    counted.patch("/claims/cao2023-c1", json={"note": {"zh-Hans": "再看一遍。"}}, headers=headers).raise_for_status()
    labels = {text for _, pairs in told(counted) for pair in pairs for text in pair}
    assert not any(secret in text for text in labels)


def test_metrics_have_an_address_of_their_own_and_none_at_that_of_the_service(seeded: str) -> None:
    port = free_port()
    with serving(seeded, metrics=f"127.0.0.1:{port}") as base:
        httpx.get(f"{base}/claims/cao2023-c1").raise_for_status()
        found = samples(httpx.get(f"http://127.0.0.1:{port}/metrics").text)
        assert any(name == "lunju_request_seconds_count" for name, _ in found)
        assert httpx.get(f"{base}/metrics").status_code == 404


def test_a_second_process_takes_the_next_port_that_is_free(seeded: str) -> None:
    port = free_port()

    def tells(place: int) -> bool:
        with suppress(httpx.TransportError):
            return "lunju_request_seconds" in httpx.get(f"http://127.0.0.1:{place}/metrics").text
        return False

    with serving(seeded, metrics=f"127.0.0.1:{port}"), serving(seeded, metrics=f"127.0.0.1:{port}"):
        assert any(tells(place) for place in range(port + 1, port + 64))


def test_nothing_is_told_unless_the_operator_says_so(client: httpx.Client) -> None:
    assert client.get("/metrics").status_code == 404
