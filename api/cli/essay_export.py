"""The command line's part for one essay on its way out, in a format of other tools."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from api.cli.output import fail

if TYPE_CHECKING:
    from api.exports.written import Written


def export_essay(essay_id: str, named: str, to: Path | None, losses: Path | None) -> None:
    """Write an essay in a format, and tell what is lost.

    Args:
        essay_id: the essay.
        named: the format.
        to: the folder to write files to; None is standard output, with several files as an archive.
        losses: the file to write the report of what is lost to, as JSON.

    Raises:
        ProblemError: there is no such essay or format, or it needs a text that may not be served.
    """
    from api.cli.database import seeded_database
    from api.core.versions.snapshot import database_snapshot
    from api.exports.essay_drafts import draft_of
    from api.exports.essay_records import read_essay
    from api.exports.export_reports import report_of
    from api.exports.formats.known_writers import writer_named, written
    from api.formats.record_urls import ABOVE
    from api.settings import Settings

    settings, writer = Settings(), writer_named(named)
    with seeded_database() as engine, database_snapshot(engine, serves_texts=settings.serve_text) as now:
        found = now.take(read_essay(essay_id, now))
    essay = draft_of(found, settings.public_url or ABOVE)
    made = written(essay, writer)
    report = report_of(essay_id, named, [*essay.lost, *made.lost])
    if losses is not None:
        losses.write_text(report.model_dump_json(indent=2) + "\n", encoding="utf-8")
    _give(made, essay.name, to)
    if report.lost:
        told = ", ".join(f"{number} {became}" for became, number in report.counts.items() if number)
        typer.echo(f"{essay_id} as {named}: {told}; {losses or '--losses FILE'} tells which, and why", err=True)


def _give(made: "Written", name: str, to: Path | None) -> None:
    if to is None:
        if len(made.files) > 1 and sys.stdout.isatty():
            fail("it is several files: name a folder for them (--to FOLDER), or pipe them as an archive")
        sys.stdout.buffer.write(made.as_one(name).content)
        sys.stdout.buffer.flush()
        return
    to.mkdir(parents=True, exist_ok=True)
    there = [str(to / file.name) for file in made.files if (to / file.name).exists()]
    if there:
        fail(f"{', '.join(there)}: is there already: name another folder")
    for file in made.files:
        (to / file.name).write_bytes(file.content)
        typer.echo(str(to / file.name))
