"""A cluster whose primary fails again and again, under load: what was lost, and what was refused."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import httpx

from tests.api.writing import key
from tests.conftest import seed
from tests.deploy.test_proxies import free_port
from tests.failover.load import Answered, loaded
from tests.failover.patroni_cluster import Node, PatroniCluster, patroni_cluster
from tests.failover.programs import Program
from tests.patience import wait_until

GONE_WHOLE = 5
"""Every so often the primary's node is killed whole, with its Patroni, as when its machine is gone."""


@dataclass(frozen=True)
class Failover:
    """One time that the primary failed.

    Attributes:
        what: what was killed.
        writing_after: how many seconds later a write was acknowledged again.
        reads: how many reads there were until then, with the second after.
        tried_again: how many of them a client had to ask twice.
        refused: how many were refused twice.
        slowest: the longest that one took, in seconds.
        p99: the longest that 99 of 100 took, in seconds.
    """

    what: str
    writing_after: float
    reads: int
    tried_again: int
    refused: int
    slowest: float
    p99: float


@dataclass(frozen=True)
class Outcome:
    """What came of all of them.

    Attributes:
        failovers: each of them.
        acknowledged: how many writes were acknowledged.
        waited: how often one was told to wait.
        lost: the claims that were acknowledged and are not there.
        unseen: those that the other service did not have at once.
        wrong: answers to writes that were neither an acknowledgement nor a request to wait.
    """

    failovers: Sequence[Failover]
    acknowledged: int
    waited: int
    lost: Sequence[str]
    unseen: Sequence[str]
    wrong: Sequence[str]


def fail_over(times: int) -> Outcome:
    """Run a cluster with two services before it, and kill its primary so many times."""
    with patroni_cluster() as cluster:
        seed(cluster.primary_url)
        token = key(cluster.primary_url)
        with _service(cluster) as one, _service(cluster) as other:
            with loaded([one, other], token) as answered:
                wait_until(lambda: len(answered.written) > 0, "nothing is written to the cluster")
                failovers = [_one(cluster, answered, whole=number % GONE_WHOLE == 0) for number in range(1, times + 1)]
            lost = [name for number, name in answered.written.items() if not _is_there(one, name, number)]
    return Outcome(failovers, len(answered.written), answered.waited, lost, answered.unseen, answered.wrong)


def _one(cluster: PatroniCluster, answered: Answered, *, whole: bool) -> Failover:
    cluster.wait_until_whole()
    primary = cluster.primary()
    reads, again, refused = len(answered.reads), answered.tried_again, len(answered.refused)
    if whole:
        primary.kill()
    else:
        primary.kill_postgres()
    killed = time.monotonic()
    wait_until(lambda: _is_another(cluster, primary), "no other node becomes the primary")
    known = len(answered.acknowledged_at)
    wait_until(lambda: len(answered.acknowledged_at) > known, "nothing is written to the new primary")
    time.sleep(1)
    if whole:
        primary.patroni.start()
    took = sorted(answered.reads[reads:])
    return Failover(
        what="node" if whole else "PostgreSQL",
        writing_after=_writing_after(answered, killed),
        reads=len(took),
        tried_again=answered.tried_again - again,
        refused=len(answered.refused) - refused,
        slowest=took[-1],
        p99=took[int(len(took) * 0.99)],
    )


def _writing_after(answered: Answered, killed: float) -> float:
    """Return how long after the killing writes were acknowledged again: some may still have been at its moment."""
    moments = [killed, *(moment for moment in answered.acknowledged_at if moment > killed)]
    _, again = max((later - earlier, later) for earlier, later in pairwise(moments))
    return again - killed


def _is_another(cluster: PatroniCluster, primary: Node) -> bool:
    return any(node.answers("primary") for node in cluster.nodes if node is not primary)


def _is_there(base: str, name: str, number: int) -> bool:
    answer = httpx.get(f"{base}/claims/{name}")
    return answer.status_code == httpx.codes.OK and answer.json()["text"]["en"] == f"Number {number}."


@contextmanager
def _service(cluster: PatroniCluster) -> Iterator[str]:
    port = free_port()
    command = [str(Path(sys.executable).parent / "lunju"), "serve", "--port", str(port)]
    settings = {"LUNJU_KEY_WRITES": "0", "LUNJU_ADDRESS_WRITES": "0", **cluster.settings}
    service = Program(command, cluster.folder, settings, f"lunju{port}")
    service.start()
    try:
        base = f"http://127.0.0.1:{port}"
        wait_until(lambda: _is_ready(base, service), "the service is not ready")
        yield base
    finally:
        service.stop()


def _is_ready(base: str, service: Program) -> bool:
    assert service.is_running, service.log
    with suppress(httpx.TransportError):
        return httpx.get(f"{base}/readyz").status_code == httpx.codes.OK
    return False
