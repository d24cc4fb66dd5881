"""Every part of the benchmark, light: a run of its own, `pytest tests/bench/whole_run.py`."""

import shutil
from pathlib import Path

import msgspec
import pytest

from tests.bench.findings import Findings
from tests.bench.report import report
from tests.bench.test_run import LIGHT, bench


@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk, a package of Debian, is not installed")
def test_every_part_finds_something_and_what_is_printed_is_what_was_written(tmp_path: Path) -> None:
    file = tmp_path / "found.json"
    printed = bench(*LIGHT, "--json", str(file))
    found = msgspec.json.decode(file.read_bytes(), type=Findings)
    assert printed == report(found) == bench("--print", str(file))
    servers = [one.server for one in found.asked]
    assert len(servers) == 5
    assert [one.server for one in found.memory] == servers
    assert all(measured.rate > 0 and measured.client > 0 for one in found.asked for measured in one.rounds)
    assert [one.identity > one.gzip > 0 for one in found.sizes] == [True]
    assert all(one.megabytes > one.megabytes_without > 0 for one in found.filled)
    assert [(one.followers, len(one.until_one), len(one.until_all)) for one in found.followed] == [(3, 6, 2)] * 2
    assert [(one.tags, one.unchanged) for one in found.polled] == [("of the dataset", 0), ("of each list", 0.5)] * 2
    assert [one.writers for one in found.written] == [1, 8, 1, 8]
    assert all(seconds > 0 for one in found.started for seconds in one.seconds)
