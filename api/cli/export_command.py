"""The command line's part for exports."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.formats.record_urls import RecordUrls
    from api.resources.export.models import Holdings


def export(
    what: Annotated[
        str | None,
        typer.Argument(metavar="[FILE.zip | ESSAY]", help="The Data Package to write; or with --format, an essay."),
    ] = None,
    sqlite: Annotated[Path | None, typer.Option(metavar="FILE", help="The SQLite file to write.")] = None,
    parquet: Annotated[
        bool, typer.Option("--parquet", help="Write tables as Parquet, too; needs `lunju[parquet]`.")
    ] = False,
    named: Annotated[
        str | None, typer.Option("--format", help="Write one essay in this format, to standard output.")
    ] = None,
    to: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Where to write the files of a format.")] = None,
    losses: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to tell what a format cannot say, as JSON.")
    ] = None,
) -> None:
    """Write everything to one file: a Data Package, or an SQLite file. With --format, write one essay.

    URLs in it begin with LUNJU_PUBLIC_URL; where that is unset, they are relative to the package. The words of an
    essay's text leave where they may be served: where its licence says so, or LUNJU_SERVE_TEXT.
    """
    if named is not None:
        from api.cli.essay_export import export_essay

        if what is None or sqlite is not None:
            message = "name one essay: ESSAY --format NAME"
            raise typer.BadParameter(message)
        export_essay(what, named, to, losses)
        return
    archive = Path(what) if what else None
    if archive is None and sqlite is None:
        message = "name a file: FILE.zip for a Data Package, --sqlite FILE for SQLite; or ESSAY --format NAME"
        raise typer.BadParameter(message)
    if to is not None or losses is not None:
        message = "--to and --losses are of one essay: ESSAY --format NAME"
        raise typer.BadParameter(message)
    from api.formats.record_urls import ABOVE, RecordUrls
    from api.resources.export.sqlite_export import write_database
    from api.settings import Settings

    at = RecordUrls(Settings().public_url or ABOVE)
    if parquet:
        from api.resources.export.parquet_tables import require_parquet

        require_parquet()
    if archive is not None:
        _write(archive, at, _package, parquet)
    if sqlite is not None:
        _write(sqlite, at, write_database)


def _package(path: Path, held: "Holdings") -> None:
    from api.resources.export.data_package import write_package

    with path.open("wb") as file:
        write_package(file, held)


def _write(path: Path, at: "RecordUrls", write: Callable[[Path, "Holdings"], None], parquet: bool = False) -> None:
    """Write a new file; one that cannot be finished is taken away."""
    from api.cli.database import seeded_database
    from api.core.versions.snapshot import database_snapshot
    from api.resources.export.models import Holdings
    from api.resources.registry import REPRESENTATIONS, RESOURCES

    with seeded_database() as engine, database_snapshot(engine) as now:
        _begin(path)
        try:
            write(path, Holdings(now, RESOURCES, REPRESENTATIONS, at, parquet))
        except BaseException:
            path.unlink()
            raise
        typer.echo(f"{path}: dataset version {now.version}, hash {now.chain_hash}")


def _begin(path: Path) -> None:
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        message = f"{path} is there already: name a new file"
        raise ValueError(message) from None
