"""The part that asks every server every question, under load."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.bench.databases import show
from tests.bench.findings import Asked, Measured, Memory
from tests.bench.load import LoadError, load
from tests.bench.processes import anonymous_megabytes, proportional_megabytes, resident_megabytes, settle
from tests.bench.servers import Server
from tests.bench.shapes import Shape, answered


class UnansweredError(Exception):
    """Lunju refuses a question of the benchmark."""


@dataclass(frozen=True)
class Pairing:
    """A question and a server that answers it, with what is sent along."""

    shape: Shape
    server: Server
    headers: dict[str, str]


def pairings(servers: Sequence[Server], asked: Sequence[Shape], note: Callable[[str], None]) -> list[Pairing]:
    """Find out which server answers which question.

    Raises:
        UnansweredError: Lunju answers one with an error.
    """
    found = []
    unanswered: dict[str, list[str]] = defaultdict(list)
    for shape in asked:
        for server in servers:
            paths = server.paths(shape)
            answer = answered(server.base, paths) if paths else None
            if answer is not None:
                tag = answer.headers.get("etag", "")
                headers = {name: value.format(etag=tag) for name, value in shape.headers.items()}
                found.append(Pairing(shape, server, headers))
            elif paths and server.name.startswith("Lunju"):
                message = f"{server.name} refuses “{shape.name}”: {paths[0]}"
                raise UnansweredError(message)
            elif paths:
                unanswered[server.name].append(f"“{shape.name}”")
    for name, questions in unanswered.items():
        note(f"{name} has no answer to {', '.join(questions)}.")
    return found


def ask_all(plan: Sequence[Pairing], rounds: int, seconds: int, note: Callable[[str], None]) -> Iterator[Asked]:
    """Ask each server each question in each round, what takes long but once, and yield what came of it.

    Args:
        plan: who answers what.
        rounds: how often.
        seconds: for how long each time.
        note: told of a server that answers with errors.
    """
    results: dict[tuple[str, str], list[Measured]] = defaultdict(list)
    for turn in range(rounds):
        show(f"round {turn + 1} of {rounds}")
        for pairing in plan:
            shape, server = pairing.shape, pairing.server
            found = results[shape.name, server.name]
            if found and found[-1].p50 > seconds * 1000:
                continue  # it was asked for longer, since no answer came in time: once is enough
            try:
                measured = load(server, server.paths(shape), pairing.headers, shape.connections, seconds)
            except LoadError as error:
                note(f"{shape.name}, {server.name}: {error}.")
                continue
            finally:
                settle(server.roots)
            found.append(measured)
    for (question, name), found in results.items():
        if found:
            yield Asked(question, name, found)


def memory_of(server: Server) -> Memory:
    """Return what a server holds now."""
    database = None if server.database is None else proportional_megabytes(server.database)
    return Memory(server.name, resident_megabytes(server.process), anonymous_megabytes(server.process), database)
