"""Types of fields: how they validate in Python, how they are stored in SQL, how they read in JSON.

Everything is stored as text or an integer that is the same on both databases: text compares by code
point, decimals keep every digit, and language maps keep the bytes of their canonical JSON.
What a decimal, a date, a language tag and canonical JSON are is in `seed/frozen/`: `decimals.py`, `edtf.py`,
`languages.py`, `canonical.py`.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, get_args, get_origin

import sqlalchemy as sa
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from sqlalchemy.ext.compiler import compiles
from sqlmodel import SQLModel

from api.core.identifiers import SLUG
from seed.frozen.canonical import canonical_json
from seed.frozen.decimals import DECIMAL_PATTERN
from seed.frozen.edtf import EDTF_PATTERN, span
from seed.frozen.languages import MAX_TAG, TAG_PATTERN, canonical_tag
from seed.frozen.urls import MAX_URL, web_url

SQLModel.model_config["defer_build"] = True  # most shapes of a process are never asked to read anything
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

SqlText = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text that sorts and compares by code point."""


class SqlJson(sa.types.TypeDecorator[Any]):
    """A JSON value, stored as the text of its canonical form (RFC 8785)."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        """Store it as the same text that other columns have."""
        return dialect.type_descriptor(SqlText)

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the text to store."""
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the value that a text holds."""
        return None if value is None else json.loads(value)


MAX_INTEGER = 2**31 - 1
"""The largest integer that a column holds."""
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=100), Field(examples=["time-to-mark"])]
"""A name in lower case, its words joined by hyphens."""
DecimalText = Annotated[str, StringConstraints(pattern=DECIMAL_PATTERN, max_length=200), Field(examples=["100000000"])]
"""An exact decimal in plain notation: a `Decimal` of up to 40 digits, as a string."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in hexadecimal."""


_LONGEST_EDTF = 60


def _edtf(value: Any) -> Any:
    if isinstance(value, str) and len(value) <= _LONGEST_EDTF:  # what is longer is refused for that
        span(value)
    return value


Edtf = Annotated[
    str,
    StringConstraints(pattern=EDTF_PATTERN, max_length=_LONGEST_EDTF),
    BeforeValidator(_edtf),
    Field(examples=["2022-12-05"], json_schema_extra={"format": "edtf"}),
]
"""A date or interval in EDTF level 1 (ISO 8601-2:2019)."""
TIMESTAMP_PATTERN = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"
Timestamp = Annotated[str, StringConstraints(pattern=TIMESTAMP_PATTERN), Field(examples=["2026-11-23T00:00:00Z"])]
"""An instant in UTC, to the second (RFC 3339): without fractions, so that instants sort by code point."""
WebUrl = Annotated[
    str,
    AfterValidator(web_url),
    Field(
        examples=["https://example.org/essay"],
        json_schema_extra={"format": "iri", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[^/]", "maxLength": MAX_URL},
    ),
]
"""The URL of a page: of `http` or `https`, since it becomes a link."""
License = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.+-]*$", max_length=100), Field(examples=["CC-BY-4.0"])
]
"""The identifier of a licence (SPDX), of which the URL of its text is made."""


def _language(value: Any) -> Any:
    return canonical_tag(value) if isinstance(value, str) else value


LanguageTag = Annotated[
    str,
    StringConstraints(pattern=TAG_PATTERN, max_length=MAX_TAG),
    BeforeValidator(_language),
    Field(examples=["zh-Hans"]),
]
"""A language tag (BCP 47), read in any case, kept in its canonical one."""
LanguageMap = dict[LanguageTag, Annotated[str, StringConstraints(min_length=1)]]
"""Words, by language."""


def one_of(column: str, kinds: Any, *, nullable: bool = False) -> sa.CheckConstraint:
    """Constrain a column to the values of a `Literal`."""
    values = ", ".join(f"'{value}'" for value in get_args(kinds))
    quoted = f'"{column}"'
    rule = f"{quoted} IN ({values})"
    return sa.CheckConstraint(f"{quoted} IS NULL OR {rule}" if nullable else rule, name=column)


def words(*columns: str) -> Sequence[sa.CheckConstraint]:
    """Constrain columns to hold language maps with at least one language."""
    return [sa.CheckConstraint(f'"{column}" LIKE \'{{"%":"%"}}\'', name=column) for column in columns]


def declared_checks(shape: type[SQLModel]) -> Iterator[sa.CheckConstraint]:
    """Yield what follows from the types of a shape: a `Literal` has its values, a language map has words."""
    for name, field in shape.model_fields.items():
        kinds = get_args(field.annotation)
        required = next((kind for kind in kinds if get_origin(kind) is Literal), None)
        if get_origin(field.annotation) is Literal:
            yield one_of(name, field.annotation)
        elif required is not None:
            yield one_of(name, required, nullable=True)
        elif field.annotation == LanguageMap:
            yield from words(name)


class word_contains(sa.sql.expression.ColumnElement[bool]):  # noqa: N801 - reads as a function in SQL
    """Whether a text, or any of the texts in a map, contains another; ASCII letters in either case.

    Both databases fold the case of ASCII alone, so that both find the same.
    """

    inherit_cache = False

    def __init__(self, column: sa.Column[Any], needle: sa.ColumnElement[str], *, listed: str = "") -> None:
        """Compare a column with a text; where it holds a list of `maps` or `texts`, each of them."""
        self.type = sa.Boolean()
        self.column = column
        self.needle = needle
        self.listed = listed


class json_array(sa.sql.functions.GenericFunction[str]):  # noqa: N801 - a function of SQL
    """Some values as the text of a JSON array."""

    type = sa.Text()
    inherit_cache = True


@compiles(json_array, "postgresql")
def _postgres_json_array(element: json_array, compiler: Any, **options: Any) -> str:
    return f"CAST(json_build_array({compiler.process(element.clauses, **options)}) AS TEXT)"


@compiles(word_contains, "sqlite")
def _sqlite_contains(element: word_contains, compiler: Any, **options: Any) -> str:
    column, needle = compiler.process(element.column, **options), compiler.process(element.needle, **options)
    if isinstance(element.column.type, SqlJson):
        words = f"json_each({column}) AS {'item, json_each(item.value) AS ' if element.listed == 'maps' else ''}word"
        found = f"word.type = 'text' AND instr(lower(word.value), lower({needle})) > 0"
        return f"EXISTS (SELECT 1 FROM {words} WHERE {found})"
    return f"instr(lower({column}), lower({needle})) > 0"


@compiles(word_contains, "postgresql")
def _postgres_contains(element: word_contains, compiler: Any, **options: Any) -> str:
    column, needle = compiler.process(element.column, **options), compiler.process(element.needle, **options)
    folded = f'lower(CAST({needle} AS TEXT) COLLATE "C")'
    if isinstance(element.column.type, SqlJson):
        stored = f"CAST({column} AS JSON)"
        words = {
            "": f"json_each({stored}) AS word",
            "maps": f"json_array_elements({stored}) AS item, json_each(item.value) AS word",
            "texts": f"json_array_elements({stored}) AS word",
        }[element.listed]
        found = (
            f"json_typeof(word.value) = 'string' AND strpos(lower((word.value #>> '{{}}') COLLATE \"C\"), {folded}) > 0"
        )
        return f"EXISTS (SELECT 1 FROM {words} WHERE {found})"
    return f'strpos(lower({column} COLLATE "C"), {folded}) > 0'


class among(sa.sql.expression.ColumnElement[bool]):  # noqa: N801 - reads as a function in SQL
    """Whether a text is one of those in a JSON array: one parameter and one statement, however many there are."""

    inherit_cache = False

    def __init__(self, column: sa.ColumnElement[Any], array: sa.ColumnElement[str]) -> None:
        """Look for a column in an array."""
        self.type = sa.Boolean()
        self.column = column
        self.array = array

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Stand as it is: `… = 1`, as SQLAlchemy writes a condition for SQLite, would hide the index."""
        return self


@compiles(among, "sqlite")
def _sqlite_among(element: among, compiler: Any, **options: Any) -> str:
    column, array = compiler.process(element.column, **options), compiler.process(element.array, **options)
    return f"{column} IN (SELECT value FROM json_each({array}))"


@compiles(among, "postgresql")
def _postgres_among(element: among, compiler: Any, **options: Any) -> str:
    column, array = compiler.process(element.column, **options), compiler.process(element.array, **options)
    return f"{column} = ANY (ARRAY(SELECT json_array_elements_text(CAST({array} AS JSON))))"
