"""The servers that are compared, started for the questions that they are to answer."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from tests.bench.databases import show, without_documents
from tests.bench.dataset import POSTGRES, SQLITE, Dataset
from tests.bench.record import record
from tests.bench.rivals import rivals
from tests.bench.servers import Server, running, serving, uvicorn
from tests.bench.shapes import Shape

CONSTANT = "uvicorn with constant bytes"
LIMIT = "uvicorn with a query (the limit)"
STORED = "uvicorn with a query of stored records (the limit)"
PLAIN = {name: f"Lunju, {name}" for name in (SQLITE, POSTGRES)}
CACHED = {name: f"{plain}, cache" for name, plain in PLAIN.items()}
"""Lunju on each database, with nothing cached, and as it repeats what it answered."""


def fleet(
    stack: ExitStack, data: Dataset, asked: Sequence[Shape], kept: Path | None, note: Callable[[str], None]
) -> tuple[list[Server], dict[str, str]]:
    """Start every server that some question is for; return them, and the versions of the rivals.

    Args:
        stack: what stops them.
        data: what they serve.
        asked: the questions.
        kept: the folder for packages of Node.js; None leaves out all rivals.
        note: told which rival is left out, and why.
    """
    show("starting the servers")
    servers = [stack.enter_context(server) for server in (*_limits(data, asked), *_lunju(data, asked))]
    versions = {}
    if kept is not None and not all(shape.again for shape in asked):
        for rival in rivals(data, kept, note):
            try:
                servers.append(stack.enter_context(rival.start))
            except TimeoutError as error:
                note(f"{rival.name} is left out: {error}.")
            else:
                versions[rival.name.partition(",")[0]] = rival.version
    return servers, versions


def _limits(data: Dataset, asked: Sequence[Shape]) -> list[AbstractContextManager[Server]]:
    paths = [path for shape in asked for path in shape.lunju]
    columns, documents = data.folder / "columns.json", data.folder / "documents.json"
    with without_documents(data.urls[SQLITE]):
        columns.write_bytes(record(data.file, paths))
    documents.write_bytes(record(data.file, paths))

    def limit(name: str, app: str, answers: Path) -> AbstractContextManager[Server]:
        environment = {"BENCH_ANSWERS": str(answers), "BENCH_SQLITE": str(data.file)}
        command = uvicorn(f"tests.bench.limit:{app}", factory=True)
        return running(name, command, environment, probe=paths[0], repeats=None)

    return [
        limit(CONSTANT, "Constant", columns),
        limit(LIMIT, "Queries", columns),
        limit(STORED, "Queries", documents),
    ]


def _lunju(data: Dataset, asked: Sequence[Shape]) -> list[AbstractContextManager[Server]]:
    started = []
    for repeats, names, settings in ((False, PLAIN, {"LUNJU_CACHE_BYTES": "0"}), (True, CACHED, {})):
        if any(shape.again == repeats for shape in asked):
            started += [serve(data, name, names[name], settings, repeats=repeats) for name in (SQLITE, POSTGRES)]
    return started


def serve(
    data: Dataset, database: str, name: str, settings: dict[str, str], *, repeats: bool = False
) -> AbstractContextManager[Server]:
    """Return what serves a database with Lunju."""
    environment = {"LUNJU_DATABASE_URL": data.urls[database], **settings}
    process = data.process(database)
    return running(name, serving(), environment, probe="/healthz", database=process, repeats=repeats)
