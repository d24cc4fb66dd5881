"""Tables of a Data Package as Parquet beside their CSV: the same rows and columns, with their types, for data frames.

It needs `pip install 'lunju[parquet]'`.
"""

from collections.abc import Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from typing import Any

from api.core.http.problems import ProblemError

_PIECE = 1 << 20


def require_parquet() -> None:
    """Refuse to begin what would end without the package that writes Parquet.

    Raises:
        ProblemError: `not-acceptable`; it is not installed.
    """
    try:
        import pyarrow as pa  # noqa: F401, PLC0415 an extra that few install
    except ImportError as error:
        right = "pip install 'lunju[parquet]', or leave out --parquet"
        detail = f"Parquet is written by the package pyarrow, which is not here: {right}."
        raise ProblemError("not-acceptable", detail) from error


def parquet_of(lines: Iterable[bytes], schema: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield a table of CSV as Parquet, piece by piece, however large it is.

    Args:
        lines: the CSV, header first.
        schema: its table schema: integers and booleans are such, and all else is text.
    """
    import pyarrow as pa  # noqa: PLC0415 an extra that few install
    from pyarrow import csv, parquet  # noqa: PLC0415

    known = {"integer": pa.int64(), "boolean": pa.bool_()}
    types = {field["name"]: known.get(field["type"], pa.string()) for field in schema["fields"]}
    with TemporaryFile() as table, TemporaryFile() as written:
        for piece in lines:
            table.write(piece)
        table.seek(0)
        convert = csv.ConvertOptions(column_types=types, null_values=[""], strings_can_be_null=True)
        parse = csv.ParseOptions(newlines_in_values=True)
        shape = pa.schema(list(types.items()))
        with parquet.ParquetWriter(written, shape, compression="zstd") as writer:
            for batch in csv.open_csv(table, convert_options=convert, parse_options=parse):
                writer.write_batch(batch)
        written.seek(0)
        while piece := written.read(_PIECE):
            yield piece
