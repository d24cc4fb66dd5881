"""What a run finds, as `--json` writes it and two runs are compared by; times in seconds where nothing else is said."""

from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Measured:
    """What one run of load found.

    Attributes:
        rate: requests per second.
        p50: the median latency in ms.
        p99: its 99th percentile in ms.
        client: µs of CPU per request, user and system, that the server's processes took.
        database: the same of the processes of its PostgreSQL.
    """

    rate: float
    p50: float
    p99: float
    client: float
    database: float = 0.0


@dataclass(frozen=True)
class Asked:
    """What came of asking a server a question, in each round."""

    question: str
    server: str
    rounds: list[Measured]

    def middle(self, name: str) -> float:
        """Return the median over the rounds of something measured."""
        return float(median(getattr(one, name) for one in self.rounds))

    @property
    def cpu(self) -> float:
        """µs of CPU per request, of the server and its PostgreSQL."""
        return median(one.client + one.database for one in self.rounds)


@dataclass(frozen=True)
class Memory:
    """MB that a server held after all questions: whole, what of it is in no file, and what its PostgreSQL held."""

    server: str
    resident: float
    anonymous: float
    database: float | None


@dataclass(frozen=True)
class AnswerSize:
    """Bytes of the body of an answer; compressed by the server where it does so, else as a proxy would."""

    question: str
    server: str
    identity: int
    gzip: int
    brotli: int | None
    by_server: bool = False


@dataclass(frozen=True)
class Filled:
    """What loading took, and MB of the database: as records are served from it, and before they were stored so."""

    database: str
    records: float
    search: float
    documents: float
    megabytes: float
    megabytes_without: float


@dataclass(frozen=True)
class Followed:
    """What following the changes took of a server.

    Attributes:
        database: what the changes are kept in.
        followers: how many followed.
        until_one: for each follower and write, how long after the answer to the writer the follower knew.
        until_all: for each write, how long after the answer to the writer all knew.
        delivering: µs of CPU for each event that was delivered, beyond what writing and waiting took.
        waiting: µs of CPU for each follower and second in which nothing happened.
        kilobytes: memory for each follower.
    """

    database: str
    followers: int
    until_one: list[float]
    until_all: list[float]
    delivering: float
    waiting: float
    kilobytes: float


@dataclass(frozen=True)
class Polled:
    """What polling lists took of a server while one editor wrote.

    Attributes:
        database: what is polled.
        tags: what the tags of lists tell of.
        pollers: how many front ends polled, each after every write.
        writes: how many writes there were.
        unchanged: which share of the polls was answered with 304.
        cost: µs of CPU for each poll, beyond what writing took.
    """

    database: str
    tags: str
    pollers: int
    writes: int
    unchanged: float
    cost: float


@dataclass(frozen=True)
class Written:
    """What writing took: how long each write, over how long in all, and CPU µs of each."""

    database: str
    writers: int
    during: float
    writes: list[float]
    client: float
    backend: float


@dataclass(frozen=True)
class Started:
    """How long something took to start, each time."""

    what: str
    seconds: list[float]


@dataclass(frozen=True)
class Findings:
    """All that a run found, and on what; a part that was not run found nothing."""

    claims: int
    command: str
    at: str
    machine: dict[str, str]
    filled: list[Filled]
    asked: list[Asked] = field(default_factory=list)
    memory: list[Memory] = field(default_factory=list)
    sizes: list[AnswerSize] = field(default_factory=list)
    followed: list[Followed] = field(default_factory=list)
    polled: list[Polled] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    started: list[Started] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def quantile(values: list[float], part: float) -> float:
    """Return what that part of the values is at most."""
    return sorted(values)[min(int(part * len(values)), len(values) - 1)]
