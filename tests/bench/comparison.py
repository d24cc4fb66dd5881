"""Two runs beside each other."""

from collections.abc import Iterator
from statistics import median

from tests.bench.findings import Findings, quantile
from tests.bench.tables import table

_COLUMNS = ("what", "before:", "after:", "after / before:")


def compare(before: Findings, after: Findings) -> str:
    """Return in Markdown what both runs measured, and the ratio; less is better in every row."""
    old, new = dict(_figures(before)), dict(_figures(after))
    both = [what for what in old if what in new]
    compared = table(_COLUMNS, ([what, old[what], new[what], new[what] / old[what]] for what in both if old[what]))
    facts = [
        f"{name}: {before.machine.get(name, 'none')} → {after.machine.get(name, 'none')}\n"
        for name in {**before.machine, **after.machine}
        if before.machine.get(name) != after.machine.get(name)
    ]
    return "\n".join([compared, *facts])


def _figures(found: Findings) -> Iterator[tuple[str, float]]:
    for asked in found.asked:
        yield f"{asked.question}, {asked.server}: CPU µs", asked.cpu
    for memory in found.memory:
        yield f"{memory.server}: resident MB", memory.resident
    for filled in found.filled:
        yield f"{filled.database}: MB", filled.megabytes
        yield f"{filled.database}: loading s", filled.search + filled.documents
    for size in found.sizes:
        yield f"{size.question}, {size.server}: bytes", size.identity
    for followed in found.followed:
        name = f"{followed.followers} followers, {followed.database}"
        yield f"{name}: until all know, p50 ms", median(followed.until_all) * 1000
        yield f"{name}: CPU µs/event", followed.delivering
        yield f"{name}: kB/follower", followed.kilobytes
    for polled in found.polled:
        name = f"{polled.pollers} front ends, {polled.database}, tags {polled.tags}"
        yield f"{name}: 304 %", polled.unchanged * 100
        yield f"{name}: CPU µs/poll", polled.cost
    for written in found.written:
        name = f"{written.writers} writers, {written.database}"
        yield f"{name}: p50 ms", median(written.writes) * 1000
        yield f"{name}: p99 ms", quantile(written.writes, 0.99) * 1000
        yield f"{name}: CPU µs", written.client + written.backend
    for started in found.started:
        yield f"{started.what}: best ms", min(started.seconds) * 1000
