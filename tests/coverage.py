"""Which lines and branches of the service the tests run, as a plugin: `pytest -p tests.coverage --coverage-floor 98`.

SlipCover puts counters into modules as they are imported, and takes them out once they have counted: tests take a
quarter longer by it, where they take three times as long by a tracer. What runs in processes of its own is not counted.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import slipcover

_SOURCES = ["api", "seed"]
_IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ


class Coverage:
    """What was run, in this process and in those of pytest-xdist."""

    def __init__(self) -> None:
        """Count from now on: nothing of the service has been imported yet."""
        self._floor = 0.0
        self._counters = slipcover.Slipcover(branch=True, source=_SOURCES)
        self._counting = slipcover.ImportManager(self._counters, slipcover.FileMatcher(sources=_SOURCES))
        self._counting.__enter__()
        self._total: dict[str, Any] | None = None

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand what a worker counted to the session that it works for, and there hold the sum to the floor."""
        counted = self._counters.get_coverage()
        if _IS_WORKER:
            session.config.workeroutput["coverage"] = json.dumps(counted)  # type: ignore[attr-defined] # pytest-xdist's
            return
        self._add(counted)
        self._floor = session.config.getoption("coverage_floor")
        if self._percent < self._floor and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take what a worker counted."""
        self._add(json.loads(node.workeroutput["coverage"]))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell the sum, and where to look for what was not run."""
        report = Path(terminalreporter.config.rootpath, ".coverage.json")
        report.write_text(json.dumps(self._total), encoding="utf-8")
        told = f"{self._percent:.2f} % of lines and branches are run, of at least {self._floor:g} %: see {report.name}"
        terminalreporter.write_line(told)

    @property
    def _percent(self) -> float:
        assert self._total is not None
        percent: float = self._total["summary"]["percent_covered"]
        return percent

    def _add(self, counted: dict[str, Any]) -> None:
        self._total = slipcover.merge_coverage(self._total, counted) if self._total else counted


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take a floor."""
    parser.addoption("--coverage-floor", type=float, default=0, help="percent that must be run, else the run fails")


def pytest_configure(config: pytest.Config) -> None:
    """Begin, before any test file and what it imports."""
    config.pluginmanager.register(_COVERAGE)


_COVERAGE = Coverage()
