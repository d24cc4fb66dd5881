"""The command line's part for whatever people bring: drafts, and files of other formats."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.output import fail

if TYPE_CHECKING:
    from api.imports.parsed_files import GivenFile

drafts = typer.Typer(help="What a draft is: an essay as one document.", no_args_is_help=True)

_MOST_BYTES = 100_000_000

_Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="The files of one essay.")]
_Format = Annotated[
    str | None, typer.Option("--format", help="Their format, where it is not to be found by what is in them.")
]


def import_files(
    files: _Files,
    text: Annotated[
        Path | None, typer.Option(help="The essay's exact text, in UTF-8, where the files have none.")
    ] = None,
    named: _Format = None,
    essay: Annotated[str | None, typer.Option(help="The essay that they join; without it, one is made.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing, and tell what would be.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Make records of a draft, or of files of another format: all of it, or nothing.

    All that is wrong is told at once, each with its place, its kind, and what would be right; then the code is 1.
    """
    from api.cli.database import seeded_database
    from api.core.http.problems import ProblemError
    from api.imports.formats.known_formats import parse_files
    from api.imports.import_reports import ImportReport, as_lines
    from api.imports.import_transaction import import_parsed, operators_request

    parsed = parse_files([_given(file) for file in files], named)
    content = _read(text).decode("utf-8") if text else None
    with seeded_database() as engine:
        try:
            answer = import_parsed(operators_request(engine, validate_only=dry_run, essay=essay), parsed, content)
            report = ImportReport.model_validate_json(answer.content)
        except ProblemError as problem:
            if "report" not in problem.members:
                raise
            report = ImportReport.model_validate(problem.members["report"])
    typer.echo(report.model_dump_json(indent=2) if as_json else as_lines(report))
    if report.faults:
        raise typer.Exit(1)


@drafts.command()
def schema() -> None:
    """Print the JSON Schema of drafts, in the subset that structured outputs of language models take."""
    from api.imports.draft_schema import draft_schema

    typer.echo(json.dumps(draft_schema(), ensure_ascii=False, indent=1))


@drafts.command()
def prompt() -> None:
    """Print the instructions by which a person, or a language model, writes a draft; the schema is at their end."""
    from api.imports.draft_schema import PROMPT, draft_schema

    typer.echo(PROMPT + json.dumps(draft_schema(), ensure_ascii=False, separators=(",", ":")))


@drafts.command()
def template(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write them; it is made where it is not.")],
    kind: Annotated[str, typer.Option("--format", help="xlsx, a workbook; or csv, files.")] = "xlsx",
) -> None:
    """Write tables to fill in with a spreadsheet: empty ones, and an example with its text. No file is overwritten."""
    from api.exports.table_templates import template_files

    if kind not in {"xlsx", "csv"}:
        message = f"there is no template as {kind}: there are xlsx and csv"
        raise typer.BadParameter(message)
    files = [(folder / file.name, file.content) for file in template_files(kind)]
    if there := [path for path, _ in files if path.exists()]:
        fail(f"{there[0]} is there already: name another folder")
    for path, content in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        typer.echo(path)


@drafts.command()
def of(files: _Files, named: _Format = None) -> None:
    """Print the draft that files of another format come to, to be mended by hand; no database is asked."""
    from api.imports.formats.known_formats import parse_files

    parsed = parse_files([_given(file) for file in files], named)
    for fault in parsed.faults:
        typer.echo(f"{fault.pointer or files[0]}: {fault.detail}", err=True)
    typer.echo(json.dumps(parsed.draft, ensure_ascii=False, indent=1))
    if parsed.faults:
        raise typer.Exit(1)


def _given(file: Path) -> "GivenFile":
    from api.imports.parsed_files import GivenFile

    return GivenFile(file.name, _read(file))


def _read(file: Path) -> bytes:
    if file.stat().st_size > _MOST_BYTES:
        fail(f"{file} has more than {_MOST_BYTES} bytes: import it in parts")
    return file.read_bytes()
