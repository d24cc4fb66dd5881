"""No test depends on how fast it runs: what must come is waited for, for as long as a busy machine may take."""

import inspect
import time
from collections.abc import Callable

import httpx
from hypothesis import HealthCheck, settings

from api.core.db import postgres_hosts, postgres_reader, replicated_reader, sqlite_scans
from tests.examples import at_least

PATIENCE = 600
"""How many seconds a test waits, at most, for what must come; what hangs is told in the end."""


def be_patient() -> None:
    """Let no client, no question and no property test of this process give up because the machine is busy."""
    waits = inspect.signature(httpx.get).parameters["timeout"].default  # every client's, where nothing else is said
    waits.connect = waits.read = waits.write = waits.pool = PATIENCE
    for module in (sqlite_scans, postgres_reader):
        vars(module)["SCAN_SECONDS"] = PATIENCE
    vars(replicated_reader)["GIVE_UP_SECONDS"] = PATIENCE
    vars(postgres_hosts)["ANSWER_SECONDS"] = 5  # tests cut hosts off, and wait for that to be noticed
    settings.register_profile(
        "lunju", max_examples=at_least(40), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("lunju")


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds.

    Args:
        holds: tells whether it does; asked again and again.
        what: what did not come true, where it never does.
    """
    end, pause = time.monotonic() + PATIENCE, 0.001
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(pause)
        pause = min(2 * pause, 0.05)
