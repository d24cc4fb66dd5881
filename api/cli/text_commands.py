"""The command line's part for the texts of essays."""

import json
from pathlib import Path
from typing import Annotated

import typer

commands = typer.Typer(help="Attach the text of an essay, so that its anchors are proved.", no_args_is_help=True)

_Essay = Annotated[str, typer.Argument(help="The id of the essay.")]


@commands.command()
def attach(essay: _Essay, file: Annotated[Path, typer.Argument(help="The file of its exact text, in UTF-8.")]) -> None:
    """Attach its text to an essay: length and SHA-256 must be the essay's. It is kept in the database alone."""
    from api.cli.database import transaction
    from api.core.texts import attached_texts
    from seed.packs import Pack
    from seed.text import Text

    text = Text.of(file)
    free = any(pack.text and pack.text.sha256 == text.sha256 for pack in Pack.shipped())
    with transaction() as connection:
        attached_texts.attach(connection, essay, text.content, free=free)
    typer.echo(f"{essay}: the text is attached, {text.length} code points")
    if not free:
        typer.echo("Its words are shown where LUNJU_SERVE_TEXT is true; its anchors are proved in any case.", err=True)


@commands.command()
def of(
    file: Annotated[Path, typer.Argument(help="Plain text, Markdown, a page of HTML, a Word document or a PDF.")],
    kind: Annotated[str | None, typer.Option(help="What it is, where its content does not tell.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print headings, pages and what became of its constructs, too, as JSON.")
    ] = False,
) -> None:
    """Print the text of a file as an essay has it: a paragraph a line; what was lost is told beside it.

    Pages and documents need `pip install 'lunju[documents]'`.
    """
    from api.imports.parsed_files import GivenFile
    from api.imports.texts.text_reading import read_text, told_as_json, told_in_lines

    found = read_text(GivenFile(file.name, file.read_bytes()), kind)
    typer.echo(json.dumps(told_as_json(found), ensure_ascii=False, indent=1) if as_json else found.text, nl=as_json)
    if not as_json:
        typer.echo(told_in_lines(found), err=True)
    if found.faults:
        raise typer.Exit(1)


@commands.command()
def detach(essay: _Essay) -> None:
    """Remove the text of an essay from the database."""
    from api.cli.database import transaction
    from api.core.texts import attached_texts

    with transaction(removes=True) as connection:
        attached_texts.detach(connection, essay)
    typer.echo(f"{essay}: the text is detached")


@commands.command()
def reanchor(
    essay: _Essay,
    file: Annotated[Path, typer.Argument(help="The file of another edition of its text, in UTF-8.")],
    old: Annotated[
        Path | None, typer.Option("--from", help="The text that it is anchored in, where that is not attached.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it as JSON.")] = False,
) -> None:
    """Find an essay's passages in another edition of its text, and report; nothing is changed.

    The same words at the same place are `exact`, elsewhere `moved`; words that are likely those are `fuzzy`; where
    there are none, or where it is not certain which, the passage is an orphan. Words are known by the old text:
    without it there are only hashes, and what is short or was changed is an orphan.
    """
    from api.cli.database import transaction
    from api.core.texts import attached_texts
    from seed import editions
    from seed.reanchor import anchors_of
    from seed.reanchor import reanchor as find_again
    from seed.text import Text

    edition = Text.of(file)
    with transaction() as connection:
        known = Text.of(old) if old else None
        if known:
            attached_texts.check(connection, essay, known.content)
        elif content := attached_texts.attached(connection, essay):
            known = Text(content)
        anchors = anchors_of(attached_texts.passages(connection, essay))
    found = find_again(anchors, edition, known)
    typer.echo(
        json.dumps(editions.as_json(essay, found, edition), indent=2)
        if as_json
        else f"{essay}: {editions.as_lines(found, edition)}"
    )
