"""The files of a draft of rows, read; and what is wrong with a row, told with where it stands."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from seed.packs import PackError, Row


def called(row: Row) -> str:
    """Return how a message names a row."""
    return str(row.get("key") or row.get("id") or json.dumps(row, ensure_ascii=False)[:80])


@contextmanager
def told(where: str) -> Iterator[None]:
    """Tell where something is wrong with a draft.

    Raises:
        PackError: something is.
    """
    try:
        yield
    except PackError as error:
        message = f"{where}: {error}"
        raise PackError(message) from error
    except KeyError as error:
        message = f"{where}: lacks {error.args[0]!r}: what is not known is written as null"
        raise PackError(message) from error
    except (TypeError, ValueError, AttributeError, IndexError, ArithmeticError) as error:
        message = f"{where}: a field is not what it should be: {error}"
        raise PackError(message) from error


def read_object(path: Path) -> Row:
    """Return the object that a file holds.

    Raises:
        PackError: it holds none.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"{path}: {getattr(error, 'strerror', None) or error}"
        raise PackError(message) from error
    if not isinstance(found, dict):
        message = f"{path} is no JSON object"
        raise PackError(message)
    return found


def read_rows(draft: Path, name: str) -> list[Row]:
    """Return the rows of a draft that its files of a name hold.

    Raises:
        PackError: one of them is not what it should be.
    """
    return [row for path in sorted(draft.glob(f"{name}*.ndjson")) for row in _lines(path)]


def _lines(path: Path) -> Iterator[Row]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        message = f"{path}: {error}"
        raise PackError(message) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            message = f"{path}, line {number}: {error}"
            raise PackError(message) from error
        if not isinstance(row, dict):
            message = f"{path}, line {number} is no JSON object"
            raise PackError(message)
        yield row


def write_files(target: Path, manifest: Row, rows: Mapping[str, list[Row]], text: str) -> None:
    """Write the files of a pack; those that are there are replaced."""
    files = {"pack.json": json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"}
    files |= {f"{name}.ndjson": "".join(map(_line, records)) for name, records in rows.items()}
    if manifest["text"]:
        files[manifest["text"]] = text
    target.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (target / name).write_bytes(content.encode())


def _line(record: Row) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"
