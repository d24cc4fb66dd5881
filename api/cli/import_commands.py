"""The command line's part for whatever people bring: drafts, and files of other formats."""

import json
from pathlib import Path
from typing import Annotated

import typer

from api.cli.many_imports import documents_of, import_many, import_one, read_given
from api.cli.output import fail

drafts = typer.Typer(help="What a draft is: an essay as one document.", no_args_is_help=True)

_Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="The files of an essay, or of many.")]
_Format = Annotated[
    str | None, typer.Option("--format", help="Their format, where it is not to be found by what is in them.")
]


def import_files(  # noqa: PLR0913, PLR0917 - each is an option
    files: _Files,
    text: Annotated[
        Path | None, typer.Option(help="The essay's exact text, in UTF-8, where the files have none.")
    ] = None,
    named: _Format = None,
    essay: Annotated[str | None, typer.Option(help="The essay that they join; without it, one is made.")] = None,
    language: Annotated[
        str | None, typer.Option(metavar="TAG", help="Their language (BCP 47), where the files do not say it.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing, and tell what would be.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Make records of a draft, or of files of another format: all of an essay, or nothing.

    All that is wrong is told at once, each with its place, its kind, and what would be right; then the code is 1.
    Many essays may be given, those files together that are called alike: each is an import of its own.
    """
    from api.cli.database import seeded_database
    from api.imports.formats.known_formats import parse_files
    from api.imports.import_reports import as_lines

    groups = documents_of(files, named)
    if len(groups) > 1:
        if text or essay or as_json:
            message = "--text, --essay and --json are of one essay: import each for itself"
            raise typer.BadParameter(message)
        with seeded_database() as engine:
            if not import_many(engine, groups, named, language=language, dry_run=dry_run):
                raise typer.Exit(1)
        return
    content = text.read_bytes().decode("utf-8") if text else None
    parsed = parse_files([read_given(file) for file in files], named, content, language)
    with seeded_database() as engine:
        report = import_one(engine, parsed, dry_run=dry_run, text=content, essay=essay)
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
    _write({folder / file.name: file.content for file in template_files(kind)})


@drafts.command()
def example(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write it; it is made where it is not.")],
) -> None:
    """Write a text and its whole draft, to learn from: of a page of Malthus, 1798. No file is overwritten."""
    from seed.packs import DRAFTS, Pack

    for draft in sorted(DRAFTS.glob("*.yaml")):
        if text := Pack.named(draft.stem).text:
            _write({folder / f"{draft.stem}.txt": text.content.encode(), folder / draft.name: draft.read_bytes()})


def _write(files: dict[Path, bytes]) -> None:
    """Write files, and print their names; none is overwritten."""
    if there := [path for path in files if path.exists()]:
        fail(f"{there[0]} is there already: name another folder")
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        typer.echo(path)


@drafts.command()
def of(files: _Files, named: _Format = None) -> None:
    """Print the draft that files of another format come to, to be mended by hand; no database is asked."""
    from api.imports.formats.known_formats import parse_files

    parsed = parse_files([read_given(file) for file in files], named)
    for fault in parsed.faults:
        typer.echo(f"{fault.pointer or files[0]}: {fault.detail}", err=True)
    typer.echo(json.dumps(parsed.draft, ensure_ascii=False, indent=1))
    if parsed.faults:
        raise typer.Exit(1)
