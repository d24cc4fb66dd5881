"""What a process tells Prometheus (prometheus.io/docs/instrumenting/exposition_formats) of itself and its database."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Thread
from wsgiref.simple_server import WSGIServer

import sqlalchemy as sa
from prometheus_client import CollectorRegistry, ProcessCollector, make_asgi_app, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Receive, Scope, Send

from api.core.db.reader import Reader
from api.core.front.request_metrics import RequestMetrics
from api.core.http.concurrency_limit import ConcurrencyLimit
from api.core.query.response_cache import Cache
from api.core.write.version_recorder import LOCK_WAITS

_PORTS = 64
"""How many ports are tried, one after the other: each process of a service has one of its own."""


class ServiceCollector(Collector):
    """Gathers what is told, when it is asked for.

    Args:
        requests: counts requests.
        cache: keeps answers; None where none are kept.
        reader: reads the database.
        engine: writes to it.
        limits: of what clients do at once, by what that is.
    """

    def __init__(
        self,
        requests: RequestMetrics,
        cache: Cache | None,
        reader: Reader,
        engine: sa.Engine,
        limits: Mapping[str, ConcurrencyLimit],
    ) -> None:
        """Say where things are counted."""
        self._requests = requests
        self._cache = cache
        self._reader = reader
        self._engine = engine
        self._limits = limits

    def collect(self) -> Iterator[Metric]:
        """Yield each metric with its values now."""
        yield self._durations()
        waits = HistogramMetricFamily("lunju_lock_wait_seconds", "How long writes waited for the dataset's row.")
        waits.add_metric([], LOCK_WAITS.buckets(), LOCK_WAITS.sum)
        yield waits
        yield from self._kept()
        pool = GaugeMetricFamily("lunju_database_connections", "Connections in use.", labels=["for"])
        pool.add_metric(["reads"], self._reader.connections_in_use())
        if isinstance(self._engine.pool, sa.QueuePool):
            pool.add_metric(["writes"], self._engine.pool.checkedout())
        yield pool
        clients = GaugeMetricFamily("lunju_clients", "Clients that are being served at length.", labels=["doing"])
        for doing, limit in self._limits.items():
            clients.add_metric([doing], limit.count)
        yield clients
        behind = GaugeMetricFamily(
            "lunju_database_host_behind_versions", "How many versions a host lacks.", labels=["host", "role"]
        )
        out = GaugeMetricFamily("lunju_database_host_out", "Whether a host does not answer.", labels=["host"])
        for number, host in enumerate(self._reader.hosts(), 1):
            out.add_metric([str(number)], host.role == "out")
            if host.behind is not None:
                behind.add_metric([str(number), host.role], host.behind)
        yield from (behind, out)

    def _durations(self) -> Metric:
        labels = ["method", "route", "status", "form"]
        told = HistogramMetricFamily("lunju_request_seconds", "How long requests took, until their end.", labels=labels)
        for (answered, status), found in list(self._requests.durations.items()):
            said = [answered.method, answered.route, str(status), answered.form]
            told.add_metric(said, found.buckets(), found.sum)
        return told

    def _kept(self) -> Iterator[Metric]:
        if self._cache is None:
            return
        answers = CounterMetricFamily("lunju_cache_answers", "Whether what was kept was the answer.", labels=["found"])
        answers.add_metric(["yes"], self._cache.hits)
        answers.add_metric(["no"], self._cache.misses)
        yield answers
        size = GaugeMetricFamily("lunju_cache_bytes", "How many bytes of answers are kept.")
        size.add_metric([], self._cache.size)
        yield size


def registry_of(collector: ServiceCollector) -> CollectorRegistry:
    """Return what can be asked for all metrics, those of the process among them."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(collector)
    ProcessCollector(registry=registry)
    return registry


@contextmanager
def served_beside(registry: CollectorRegistry, place: str) -> Iterator[None]:
    """Serve metrics at an address of their own, for as long as the service runs.

    Args:
        registry: what is asked.
        place: `ADDRESS:PORT`; where the port is taken, the next that is free.

    Raises:
        OSError: none of them is free.
    """
    host, _, port = place.rpartition(":")
    server, thread = _start(registry, host.strip("[]"), int(port))
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _start(registry: CollectorRegistry, host: str, port: int) -> tuple[WSGIServer, Thread]:
    for tried in range(port, port + _PORTS - 1):
        with suppress(OSError):
            return start_http_server(tried, host, registry)
    return start_http_server(port + _PORTS - 1, host, registry)


class PublicMetrics:
    """Answers `/metrics` of the service itself, and leaves the rest to an application."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        """Wrap an application."""
        self._app = app
        self._metrics = make_asgi_app(registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        await (self._metrics if scope.get("path") == "/metrics" else self._app)(scope, receive, send)
