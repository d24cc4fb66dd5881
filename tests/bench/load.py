"""Load by `wrk`, and what it cost the server: requests per second, latency, and CPU of its processes."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.bench.findings import Measured
from tests.bench.processes import cpu_seconds, settle
from tests.bench.servers import Server

_LONGER = (1, 5, 20)
"""How many times as long a question is asked to which nothing came in time: some take seconds at a million claims."""
_SCRIPT = """
local requests, at = {}, 0
init = function()
  for path in io.lines(os.getenv("BENCH_PATHS")) do requests[#requests + 1] = wrk.format("GET", path) end
end
request = function() at = at % #requests + 1; return requests[at] end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('\\nBENCH {"requests":%d,"seconds":%f,"p50":%f,"p99":%f,"errors":%d}\\n', summary.requests,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""


class LoadError(Exception):
    """A server answered with errors under load, or took no time to answer, so that there is nothing to tell."""


def load(server: Server, paths: Iterable[str], headers: Mapping[str, str], connections: int, seconds: int) -> Measured:
    """Ask a server for paths in turn, over and over.

    Args:
        server: whom to ask.
        paths: what to ask for.
        headers: what to send with each request.
        connections: how many ask at once.
        seconds: for how long.

    Raises:
        LoadError: it answered with errors.
    """
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder) / "load.lua", Path(folder) / "paths"
        script.write_text(_SCRIPT)
        listed.write_text("".join(f"{path}\n" for path in paths))
        named = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
        wrk = ["wrk", "-t1", f"-c{connections}"]
        for window in (seconds * times for times in _LONGER):
            before = [cpu_seconds(roots) for roots in server.sides]
            run = subprocess.run(  # noqa: S603 - our own command
                [*wrk, f"-d{window}s", "--timeout", "60s", "-s", str(script), *named, server.base],
                capture_output=True,
                check=True,
                env={**os.environ, "BENCH_PATHS": str(listed)},
                text=True,
            )
            spent = [cpu_seconds(roots) - was for roots, was in zip(server.sides, before, strict=True)]
            found = json.loads(run.stdout.partition("BENCH ")[2])
            if found["requests"] or found["errors"]:
                break
            settle(server.roots)
    if found["errors"] or not found["requests"]:
        message = f"{found['errors']} errors in {found['requests']} requests"
        raise LoadError(message)
    client, database = (seconds / found["requests"] * 1_000_000 for seconds in spent)
    return Measured(found["requests"] / found["seconds"], found["p50"], found["p99"], client, database)
