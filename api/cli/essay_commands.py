"""The command line's part for essays under way: a new one from a text, and what one still lacks."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.output import fail

if TYPE_CHECKING:
    import sqlalchemy as sa

commands = typer.Typer(help="Begin an essay from its text, and see what it lacks.", no_args_is_help=True)

_SECONDS = 1.0


@commands.command()
def new(  # noqa: PLR0913 - each is an option
    text: Annotated[Path, typer.Argument(help="The text: plain, Markdown, HTML, DOCX or PDF.")],
    *,
    author: Annotated[
        list[str] | None, typer.Option(help="Who wrote it: `family name, given name`, or an organisation; repeat it.")
    ] = None,
    language: Annotated[str, typer.Option(help="Its language (BCP 47): en, zh-Hans.")] = "",
    title: Annotated[str, typer.Option(help="Its title; without it, as the text has it.")] = "",
    year: Annotated[str, typer.Option(help="When it was published: 2026, or 2026-11-28.")] = "",
    license_: Annotated[
        str, typer.Option("--license", help="Its licence (SPDX); where that is free, its words are served.")
    ] = "",
    identifier: Annotated[str, typer.Option("--id", help="The id to give it; without it, author and year.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing, and tell what would be.")] = False,
) -> None:
    """Make an essay of a text: its outline, and the text attached; its sentences are printed with their numbers."""
    from api.cli.database import seeded_database
    from api.core.http.problems import ProblemError
    from api.imports.import_reports import ImportReport, as_lines
    from api.imports.import_transaction import import_parsed, operators_request
    from api.imports.new_essay import SaidOfText, essay_of, numbered_sentences
    from api.imports.parsed_files import GivenFile
    from api.imports.texts.text_reading import read_text

    read = read_text(GivenFile(text.name, text.read_bytes()))
    parsed = essay_of(read, SaidOfText(author or [], language, title, year, license_, identifier))
    with seeded_database() as engine:
        try:
            answer = import_parsed(operators_request(engine, validate_only=dry_run), parsed, None)
            report = ImportReport.model_validate_json(answer.content)
        except ProblemError as problem:
            if "report" not in problem.members:
                raise
            report = ImportReport.model_validate(problem.members["report"])
    if report.faults:
        typer.echo(as_lines(report.model_copy(update={"notes": [], "coverage": None})))
        raise typer.Exit(1)
    typer.echo(numbered_sentences(read))
    typer.echo(as_lines(report.model_copy(update={"notes": [], "coverage": None})), err=True)
    typer.echo(f"what it lacks: lunju essay check {report.essay_id}", err=True)


@commands.command()
def check(
    essay: Annotated[str, typer.Argument(help="The id of the essay.")],
    watch: Annotated[
        bool, typer.Option("--watch", help="Tell it anew whenever something was written, until nothing is left.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Tell what an essay lacks: sentences and numerals without a record, anchors, its argument; 1 where anything is."""
    from api.cli.database import seeded_database
    from api.imports.essay_to_do import is_there

    with seeded_database() as engine:
        with engine.connect() as connection:
            if not is_there(connection, essay):
                fail(f"there is no essay {essay!r}")
        if asyncio.run(_left(engine, essay, watch=watch, as_json=as_json)):
            raise typer.Exit(1)


async def _left(engine: "sa.Engine", essay: str, *, watch: bool, as_json: bool) -> int:
    """Tell what an essay lacks, again whenever that changes where it is watched, and return how much that is."""
    from api.app import create_app
    from api.imports.essay_to_do import as_list, audited, to_do

    reader = create_app().state.reader
    await reader.open()
    try:
        state, told = None, ""
        while True:
            if state != (state := await reader.state()):
                audit = await audited(reader, essay)
                with engine.connect() as connection:
                    found = to_do(connection, essay, audit)
                said = found.model_dump_json(indent=2) if as_json else as_list(found)
                if said != told:
                    typer.echo(said)
                told = said
            if not watch or not found.left:
                return len(found.left)
            await asyncio.sleep(_SECONDS)
    finally:
        await reader.close()
