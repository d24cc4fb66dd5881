"""A run that nobody made, for tests of what is told of runs."""

from tests.bench.findings import Asked, Filled, Findings, Followed, Measured, Polled, Started, Written


def findings(claims: int, *asked: Asked, machine: dict[str, str] | None = None) -> Findings:
    """Return a run that found the same in every part but in what is asked."""
    return Findings(
        claims,
        "python -m tests.bench",
        "2026-11-27 22:00 UTC",
        machine or {"cores": "2"},
        [Filled("SQLite", 1.0, 2.0, 0.5, 130.0, 100.0), Filled("PostgreSQL", 1.0, 2.0, 0.5, 150.0, 100.0)],
        list(asked),
        followed=[Followed("SQLite", 10, [0.1, 0.2, 0.3], [0.3], 20.0, 5.0, 30.0)],
        polled=[Polled("SQLite", "of each list", 20, 100, 0.75, 40.0)],
        written=[Written("SQLite", 1, 2.0, [0.01] * 99 + [0.5], 9000.0, 0.0)],
        started=[Started("`lunju --version`", [0.3, 0.1, 0.2])],
    )


def cost(question: str, server: str, *microseconds: float, database: float = 0.0) -> Asked:
    """Return what a question cost a server in each round, beside what it cost its database."""
    return Asked(question, server, [Measured(1000.0, 1.0, 2.0, client, database) for client in microseconds])
