"""Run the benchmark, print what was found, or compare two runs."""

import sys
from itertools import pairwise
from pathlib import Path

import msgspec

from tests.bench.comparison import compare
from tests.bench.findings import Findings
from tests.bench.options import options
from tests.bench.performance_page import PAGE, with_sections
from tests.bench.report import report
from tests.bench.run import run


def main() -> None:
    """Do what the command line says."""
    told = options()
    if told.compare:
        printed = compare(*map(_read, told.compare))
    elif told.print:
        runs = [None, *map(_read, told.print)]
        printed = "\n".join(report(found, before) for before, found in pairwise(runs) if found)
        if told.page:
            PAGE.write_text(with_sections(PAGE.read_text(encoding="utf-8"), printed), encoding="utf-8")
            return
    else:
        smaller = _read(told.smaller) if told.smaller else None
        printed = report(run(told), smaller)
    sys.stdout.write(printed)


def _read(file: Path) -> Findings:
    return msgspec.json.decode(file.read_bytes(), type=Findings)


if __name__ == "__main__":  # the processes that fill the search index import this too
    main()
