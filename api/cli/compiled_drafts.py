"""Packs made of drafts that are one document: imported into a database of their own, which is gone at the end."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from api.imports.import_reports import ImportReport
    from api.imports.parsed_files import GivenFile, Parsed


def compile_document(draft: Path, text: Path, target: Path) -> None:
    """Write the pack of a draft; its files are replaced.

    Raises:
        typer.Exit: something is to be mended in it; all of it was told.
    """
    from api.imports.formats.known_formats import parse_files
    from api.imports.import_reports import as_lines
    from api.imports.parsed_files import GivenFile

    parsed = parse_files([GivenFile(draft.name, draft.read_bytes())])
    with TemporaryDirectory() as folder:
        report, files = _packed(Path(folder), parsed, text.read_bytes().decode("utf-8"))
    typer.echo(as_lines(report), err=True)
    if report.faults:
        raise typer.Exit(1)
    if not files:
        typer.echo(f"{draft} has no essay: a pack is of one", err=True)
        raise typer.Exit(1)
    target.mkdir(parents=True, exist_ok=True)
    for old in [*target.glob("*.ndjson"), target / "pack.json"]:
        old.unlink(missing_ok=True)
    for file in files:
        (target / file.name).write_bytes(file.content)


def _packed(folder: Path, parsed: "Parsed", text: str) -> "tuple[ImportReport, list[GivenFile]]":
    """Import a draft into a new database, and return what that told, and the files of the pack."""
    import sqlalchemy as sa

    from api.cli.database import bring_up, look_for_garbage
    from api.core.db.engine import create_engine
    from api.core.http.problems import ProblemError
    from api.exports.essay_pack import pack_of
    from api.imports.import_reports import ImportReport
    from api.imports.import_transaction import import_parsed, operators_request

    look_for_garbage()
    engine = create_engine(sa.make_url(f"sqlite:///{folder / 'draft.db'}"))
    try:
        bring_up(engine, lambda _what, _count: None)
        try:
            answer = import_parsed(operators_request(engine, validate_only=False), parsed, text)
        except ProblemError as problem:
            if "report" not in problem.members:
                raise
            return ImportReport.model_validate(problem.members["report"]), []
        report = ImportReport.model_validate_json(answer.content)
        if report.essay_id is None:
            return report, []
        with engine.connect() as connection:
            return report, pack_of(connection, report.essay_id).files
    finally:
        engine.dispose()
