"""The command line's part for many essays at once: each is an import of its own, whole or not at all."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    import sqlalchemy as sa

    from api.imports.import_reports import ImportReport
    from api.imports.parsed_files import GivenFile, Parsed


def documents_of(files: Sequence[Path], named: str | None) -> list[list[Path]]:
    """Return the files of each essay: those that are called alike, where their format has an essay in each; else all.

    Args:
        files: the files.
        named: their format; None finds it by the first that are of one.

    Raises:
        ProblemError: there is no such format.
    """
    from api.core.http.problems import ProblemError
    from api.imports.formats.known_formats import FORMATS, format_of

    groups: dict[Path, list[Path]] = {}
    for file in files:
        groups.setdefault(file.with_suffix(""), []).append(file)
    if named is not None and named in FORMATS:
        return list(groups.values()) if FORMATS[named].apart else [list(files)]
    for group in groups.values():
        try:
            found = format_of([read_given(file) for file in group], named)
        except ProblemError:
            continue
        return list(groups.values()) if found.apart else [list(files)]
    return [list(files)]


def import_many(
    engine: "sa.Engine",
    groups: Sequence[Sequence[Path]],
    named: str | None,
    *,
    language: str | None = None,
    dry_run: bool = False,
) -> bool:
    """Import each essay, tell of each in a line as it is done, and tell whether none was refused.

    Args:
        engine: the database.
        groups: the files of each essay.
        named: their format.
        language: their language, where the files do not say it.
        dry_run: whether only to try.
    """
    from api.core.http.problems import ProblemError
    from api.imports.formats.known_formats import format_of, parse_files

    refused = 0
    for group in groups:
        try:
            given = [read_given(file) for file in group]
            if not (found := format_of(given, named)).apart:
                detail = f"is of another format, {found.title}, of which all files are one essay: import it for itself"
                raise ProblemError("invalid-body", detail)  # noqa: TRY301 - told as what is of no format is
            report = import_one(engine, parse_files(given, named, None, language), dry_run=dry_run)
        except ProblemError as problem:
            refused += 1
            typer.echo(f"{group[0]}: {problem.detail}")
            continue
        refused += bool(report.faults)
        typer.echo(_line(group[0], report))
    made = "would be made" if dry_run else "made"
    typer.echo(f"{len(groups)} essays: {len(groups) - refused} {made}, {refused} refused, of which nothing is written")
    return refused == 0


def import_one(
    engine: "sa.Engine", parsed: "Parsed", *, dry_run: bool, text: str | None = None, essay: str | None = None
) -> "ImportReport":
    """Import what was read of one essay, and return what is told of it, refused or not.

    Raises:
        ProblemError: as any write.
    """
    from api.core.http.problems import ProblemError
    from api.imports.import_reports import ImportReport
    from api.imports.import_transaction import import_parsed, operators_request

    try:
        answer = import_parsed(operators_request(engine, validate_only=dry_run, essay=essay), parsed, text)
        return ImportReport.model_validate_json(answer.content)
    except ProblemError as problem:
        if "report" not in problem.members:
            raise
        return ImportReport.model_validate(problem.members["report"])


def read_given(file: Path) -> "GivenFile":
    """Return a file that is to be imported."""
    from api.cli.output import fail
    from api.imports.parsed_files import GivenFile

    if file.stat().st_size > MOST_BYTES:
        fail(f"{file} has more than {MOST_BYTES} bytes: import it in parts")
    return GivenFile(file.name, file.read_bytes())


MOST_BYTES = 100_000_000


def _line(file: Path, report: "ImportReport") -> str:
    counted = ", ".join(f"{number} {became}" for became, number in report.counts.items() if number)
    if not report.faults:
        return f"{file}: {report.format}, {report.essay_id or 'no essay'}: {counted}"
    told = [f"  {fault.pointer or 'the files'}: {fault.kind}: {fault.detail}" for fault in report.faults]
    return "\n".join([f"{file}: {report.format}, {len(told)} to mend; nothing is written:", *told])
