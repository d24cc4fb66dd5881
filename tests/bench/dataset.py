"""The synthetic dataset of a run, on both databases."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.databases import (
    create_database,
    fill,
    megabytes,
    megabytes_of_documents,
    postgres,
    postgres_version,
    show,
    store_documents,
)
from tests.bench.findings import Filled

SQLITE, POSTGRES = "SQLite", "PostgreSQL"


@dataclass(frozen=True)
class Dataset:
    """A synthetic dataset.

    Attributes:
        claims: how many claims it has.
        folder: where its files are.
        file: the SQLite file.
        rivals: the same for rivals, in whose way would be what is stored of records.
        urls: the URL of each database, by its name.
        postgres: the process of PostgreSQL.
        postgres_version: its version.
        filled: what loading took.
    """

    claims: int
    folder: Path
    file: Path
    rivals: Path
    urls: dict[str, str]
    postgres: int
    postgres_version: str
    filled: list[Filled]

    def process(self, database: str) -> int | None:
        """Return the process of a database, if it has one of its own."""
        return self.postgres if database == POSTGRES else None


@contextmanager
def dataset(folder: Path, claims: int) -> Iterator[Dataset]:
    """Load a synthetic dataset; what is in the folder is good until the context is left."""
    file, rivals = folder / "bench.db", folder / "rivals" / "bench.db"  # Datasette's paths have the name of the file
    rivals.parent.mkdir()
    with postgres(folder / "postgres") as (server, process):
        urls = {SQLITE: f"sqlite:///{file}", POSTGRES: create_database(server, "bench")}
        filled = []
        for name, url in urls.items():
            show(f"{claims:,} synthetic claims, to {name}")
            seconds, without = fill(url, claims, documents=name == POSTGRES), megabytes(url)
            if name == SQLITE:
                shutil.copyfile(file, rivals)
            else:
                without -= megabytes_of_documents(url)
            documents = store_documents(url)
            filled.append(Filled(name, seconds.records, seconds.both, documents, megabytes(url), without))
        yield Dataset(claims, folder, file, rivals, urls, process, postgres_version(urls[POSTGRES]), filled)
