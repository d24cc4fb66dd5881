"""Tables in Markdown."""

from collections.abc import Iterable, Sequence


def table(columns: Sequence[str], rows: Iterable[Sequence[str | float]]) -> str:
    """Return a table, or nothing where it has no rows; columns whose name ends with `:` are of numbers."""
    lines = [f"| {' | '.join(map(_cell, row))} |\n" for row in rows]
    if not lines:
        return ""
    names = [name.removesuffix(":") for name in columns]
    aligned = ["--:" if name.endswith(":") else "---" for name in columns]
    return f"| {' | '.join(names)} |\n|{'|'.join(aligned)}|\n{''.join(lines)}"


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        return value
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}" if abs(value) < 100 else f"{value:.0f}"
