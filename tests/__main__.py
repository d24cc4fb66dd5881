"""What can be run of the tests: `python -m tests` lists it."""

import sys

RUNS = (
    ("all of them, on SQLite and PostgreSQL", "pytest"),
    ("on SQLite alone", "pytest -k 'not postgresql'"),
    ("on PostgreSQL alone", "pytest -k 'not sqlite'"),
    ("on a PostgreSQL of your own", "LUNJU_TEST_DATABASE_URL=postgresql://USER:PASSWORD@HOST/NAME pytest"),
    ("one file, in one process", "pytest -n 0 tests/docs/test_readme.py"),
    ("everything that must hold, as CI does", ".ci/run"),
    ("which lines and branches they run", "pytest -p tests.coverage"),
    ("requests drawn from the OpenAPI document", "LUNJU_EXAMPLES=2000 pytest tests/api/test_schemathesis.py"),
    ("writers who do anything in any order", "LUNJU_EXAMPLES=500 pytest tests/api/test_machine.py"),
    ("writers who meet", "LUNJU_EXAMPLES=1000 pytest tests/api/test_races.py"),
    ("a service that is killed while it writes", "LUNJU_KILLS=200 pytest tests/api/test_crashes.py"),
    ("clients that slow generators make", "pytest tests/clients/generators/slow_generators.py"),
    ("pages, as Lighthouse sees them", "pytest -n 0 tests/browser/lighthouse/lighthouse_run.py"),
    ("a heap of strangers, and those whom they hold up", "python -m tests.strangers --seconds 60"),
    ("many editors at several servers", "python -m tests.editors --editors 64 --servers 4 --rate 300"),
    ("a cluster whose primary is killed again and again", "python -m tests.failover --failovers 10"),
    ("every part of the benchmark, light", "pytest tests/bench/whole_run.py"),
    ("the benchmark, beside limits and rivals", "python -m tests.bench --claims 10000"),
    ("what the guide says of the code, written anew", "python -m docs.generate"),
    ("how long a test waits for its data", "python -m tests.testing_times"),
    ("what the notebooks print, written anew", "python -m docs.run_notebooks URL"),
    ("the record types of the client, written anew", "python clients/python/generate_records.py"),
    ("what the client can embed, written anew", "python clients/python/generate_related.py"),
    ("the errors of the client, written anew", "python clients/python/generate_problems.py"),
    ("what tests of front ends are answered, recorded anew", "python -m tests.clients.record_answers"),
    ("those of the client in TypeScript", "python clients/typescript/generate_schema.py"),
)
"""What each run is of, and its command, from the root of the repository in its virtual environment."""


def main() -> None:
    """Print every run."""
    width = max(len(what) for what, _ in RUNS)
    sys.stdout.writelines(f"{what:{width}}  {command}\n" for what, command in RUNS)


if __name__ == "__main__":
    main()
