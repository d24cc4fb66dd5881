"""The command line's `figure`: what words denote."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.core.wordings.proposals import Proposal


def figure(
    wordings: Annotated[
        list[str], typer.Argument(help="How a text words a figure, such as “近七成”; several if wanted.")
    ],
    *,
    language: Annotated[
        str | None, typer.Option(help="English (en) or Chinese (zh-Hans); without it, the characters tell.")
    ] = None,
    written: Annotated[
        int | None, typer.Option(help="The year of the text, which “三年前” depends on.", min=1, max=9999)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each.")] = False,
) -> None:
    """Say what figures denote that are told in words; exit with 1 where one of them is not certain."""
    from api.core.wordings.figures_from_words import propose
    from api.core.wordings.worded_numbers import NotUnderstoodError

    all_read = True
    for text in wordings:
        try:
            found = propose(text, language, written)
        except NotUnderstoodError as error:
            all_read = False
            told: dict[str, object] = {"parsed": None, "because": error.because, "left_over": error.left_over}
            left = f" ({', '.join(error.left_over)})" if error.left_over else ""
            line = f"{text}: not read: {error.because}{left}"
        else:
            told = {"parsed": asdict(found), "because": None, "left_over": []}
            line = f"{text}: {_said(found)}"
        typer.echo(json.dumps({"text": text, **told}, ensure_ascii=False) if as_json else line)
    if not all_read:
        raise typer.Exit(1)


def _said(found: "Proposal") -> str:
    """Return a proposal in a line: `share, approx 0.7, [0.63, 0.7), unit 1, read as approaching`."""
    if found.period is not None:
        return f"date, {found.comparator}, {found.period}"
    low, high = "[" if found.lower_closed else "(", "]" if found.upper_closed else ")"
    parts = [
        found.quantity,
        f"{found.comparator} {found.ratio or found.value or ''}".strip(),
        f"{low}{found.lower or '-∞'}, {found.upper or '∞'}{high}",
        f"unit {found.unit}" if found.unit else "",
        f"read as {found.reading}" if found.reading else "",
        *found.rules,
    ]
    return ", ".join(part for part in parts if part)
