"""The command line's part for schema and packs."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import fail

commands = typer.Typer(
    help="Bring the database to this version's schema and data. Safe to repeat.", invoke_without_command=True
)


@commands.callback()
def seed(
    context: typer.Context,
    pack: Annotated[
        list[str] | None, typer.Option(help="A further pack to load, by name or folder; may be repeated.")
    ] = None,
    template: Annotated[
        bool,
        typer.Option(
            "--template",
            help="Seed a template beside the database instead, unless it is there, and print its name or file: "
            "`serve --ephemeral` copies it, and so do CREATE DATABASE … TEMPLATE, or cp.",
        ),
    ] = False,
) -> None:
    """Bring the database to this version's schema and data, and load further packs."""
    if context.invoked_subcommand:
        return
    import sqlalchemy as sa

    from api.cli.database import any_database, seed_database
    from api.settings import Settings
    from seed.packs import Pack

    packs = [Pack.named(name) for name in pack or []]
    if template:
        from api.cli.templates import make_template

        typer.echo(make_template(Settings().database, packs, lambda told: typer.echo(told, err=True)).database)
        return
    with any_database() as engine:
        seed_database(engine, packs, typer.echo)
        with engine.connect() as connection:
            head = connection.execute(sa.text("SELECT version, chain_hash FROM dataset")).one()
    typer.echo(f"dataset version {head.version}, hash {head.chain_hash}")


@commands.command("verify")
def verify_packs(
    text: Annotated[Path | None, typer.Option(help="The text of an essay whose pack does not carry it.")] = None,
    pack: Annotated[
        str | None,
        typer.Option(help="One pack only, by name or folder; its places are found in another edition of its text."),
    ] = None,
) -> None:
    """Prove that the packs hold all of their texts: every anchor, sentence, numeral and thesis."""
    from seed.coverage import describe, prove
    from seed.editions import as_lines
    from seed.packs import Pack
    from seed.reanchor import anchors_of, reanchor
    from seed.text import Text

    held = Text.of(text) if text else None
    whole, used = True, False
    for item in [Pack.named(pack)] if pack else Pack.shipped():
        [essay] = item.rows("essays")
        known = item.text or (held if held and held.sha256 == essay["sha256"] else None)
        if held and pack and held.sha256 != essay["sha256"]:
            found = reanchor(anchors_of(item.rows("passages")), held, item.text)
            typer.echo(f"{item.name}: {as_lines(found, held)}")
            raise typer.Exit(1)
        used = used or (held is not None and held.sha256 == essay["sha256"])
        if known is None:
            count = len(item.rows("passages"))
            typer.echo(f"{item.name}: unproved, since its text is not free: name your copy with --text FILE")
            typer.echo(f"anchors unproved: {count} of {count} (100 %)")
            continue
        lines, holds = describe(prove(item, known))
        typer.echo(f"{item.name}\n{lines}")
        whole = whole and holds
    if held and not used:
        fail(f"{text} is the text of no pack: it has {held.length} code points and SHA-256 {held.sha256}")
    if not whole:
        raise typer.Exit(1)


@commands.command("compile")
def compile_draft(
    draft: Annotated[
        Path, typer.Argument(help="The draft: one document, JSON or YAML; or a folder of rows, for several languages.")
    ],
    text: Annotated[Path, typer.Argument(help="The file of the essay's exact text.")],
    target: Annotated[Path, typer.Argument(help="The folder of the pack to write.")],
) -> None:
    """Make a pack from an author's draft: quotes become anchors, wordings intervals, keys ids.

    All that is wrong with a draft is told at once, each with its place; then nothing is written, and the code is 1.
    """
    from seed.packs import Pack

    if draft.is_dir():
        from seed.compile import compile_pack
        from seed.text import Text

        compile_pack(draft, Text.of(text), target)
    else:
        from api.cli.compiled_drafts import compile_document

        compile_document(draft, text, target)
    typer.echo(f"{target}: {Pack(target).hash}")
