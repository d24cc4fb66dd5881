"""A resource as data: its table, its public shape, and the filters and sorts that it declares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlmodel import SQLModel

from api.core.db.columns import LanguageMap, SqlJson
from api.core.db.link_tables import LinkTable
from api.core.identifiers import EXAMPLES
from api.core.records.filter_factories import of_column
from api.core.records.filters import CompositeFilter, Condition, Filter, Parameter
from api.core.records.related import Computed, Related, published
from seed.frozen.index import Searched

if TYPE_CHECKING:
    from api.core.records.kept_tables import KeptTable  # which knows what was changed, and so what resources are

DOCUMENT = "document"
"""The column of each record's JSON; no field is called so. See `documents.py`."""

TYPE = "type"
"""The field that says what a record is: the singular name of its resource. It never varies, so nothing stores it."""

COMPONENT = "#/components/schemas/{model}"
"""Where the OpenAPI document has a shape."""

PUBLISHED = "status:published"
"""The condition that a record stands; nearly every record fulfils it, so it needs no index."""

_NAMED: dict[str, "Resource"] = {}


def resource_named(name: str) -> "Resource":
    """Return the resource of a name: rooms relate to each other both ways, and so name what they do not import."""
    return _NAMED[name]


def _without_default(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "default"}


def every_resource() -> list["Resource"]:
    """Return every resource that there is."""
    return list(_NAMED.values())


@dataclass(frozen=True, eq=False)
class Resource:
    """A kind of record that this service holds.

    Attributes:
        name: the plural name, which is the table's, the path's and the tag's.
        singular: the name of one.
        table: where the records are.
        public: the shape in which one is read.
        id_type: the type of its ids.
        id_example: what an id looks like.
        links: the fields that are lists of other records.
        filter_columns: the columns that a list may be filtered by, each with its meaning.
        filters_by_link: further filters, over other tables.
        composite_filters: what several parameters ask together.
        facets: the filters whose values can be counted: columns, lists of other records, what is true or false.
        named_by: the field that says in words which record one is, by language; empty where there is none.
        narrowing: those facets that have few values, under each of which the values of the others are tallied too.
        scattered: those facets of which most records have a value of their own, so that nothing is gained by tallying.
        sorts: the fields that a list may be sorted by.
        sort_columns: the columns that a sort goes by, where they are not that of its name.
        related: what can be embedded in a record, by name, in the order in which it is shown.
        computed: what else can be embedded, by name.
        kept: the tables that follow from its records and others', and are kept as those are written.
        natural_order: the columns that order records where no sort is asked, and break ties; their
            values are unique together, and never null.
        searched: the fields that full-text search goes through, each with what it holds.
        ids_have_slashes: whether an id may hold slashes, so that it is more than a segment of a path.
        phrase: what one is called within a sentence, with its article, where that does not follow from `singular`.
        operation: what one is called in the names of operations, where that is not `singular`.
        schema_type: what one is in schema.org.
        labels: what one and several are called on the pages, by language; else its names.
    """

    name: str
    singular: str
    table: sa.Table
    public: type[SQLModel]
    id_type: Any
    id_example: str
    links: Mapping[str, LinkTable] = field(default_factory=dict)
    filter_columns: tuple[str, ...] = ()
    filters_by_link: tuple[Filter, ...] = ()
    composite_filters: tuple[CompositeFilter, ...] = ()
    facets: tuple[str, ...] = ()
    named_by: str = ""
    narrowing: tuple[str, ...] = ()
    scattered: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    sort_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    related: Mapping[str, Related] = field(default_factory=dict)
    computed: Mapping[str, Computed] = field(default_factory=dict)
    kept: tuple["KeptTable", ...] = ()
    natural_order: tuple[str, ...] = ("essay_id", "number")
    searched: Searched = field(default_factory=dict)
    ids_have_slashes: bool = False
    phrase: str = ""
    operation: str = ""
    schema_type: str = "CreativeWork"
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Show what its ids look like, and give its table the column of documents, which no model has to declare."""
        EXAMPLES[self.singular] = self.id_example
        _NAMED[self.name] = self
        self.table.append_column(sa.Column(DOCUMENT, sa.LargeBinary), replace_existing=True)

    @property
    def a_record(self) -> str:
        """One of its records within a sentence, with the article."""
        return self.phrase or f"{'an' if self.singular[0] in 'aeio' else 'a'} {self.singular}"

    @property
    def id_name(self) -> str:
        """The name of an id of it in the templates of paths."""
        return f"{self.singular}_id"

    @property
    def record_path(self) -> str:
        """The template of the path of one of its records."""
        return f"/{self.name}/{{{self.id_name}{':path' if self.ids_have_slashes else ''}}}"

    def label(self, language: str, *, several: bool = False) -> str:
        """Return what one or several of its records are called on a page."""
        return self.labels.get(language, (self.singular.capitalize(), self.name.capitalize()))[several]

    @cached_property
    def filters(self) -> dict[str, Filter]:
        """Every filter, by name."""
        fields = self.public.model_fields
        by_column = (item for name in self.filter_columns for item in of_column(self.table.c[name], fields[name]))
        return {item.name: item for item in (*by_column, *self.filters_by_link)}

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """Every parameter that narrows a list, by name: filters, and those of questions."""
        return self.filters | {item.name: item for question in self.composite_filters for item in question.parameters}

    @cached_property
    def conditions(self) -> dict[str, Filter | Condition]:
        """Every condition that a list may be narrowed by, by name: filters, and those of questions."""
        stands = Condition(PUBLISHED, lambda _: sa.and_(*published(self.table)))
        asked = (item for question in self.composite_filters for item in question.conditions)
        return self.filters | {item.name: item for item in (stands, *asked)}

    @cached_property
    def tallied(self) -> tuple[str, ...]:
        """The facets whose values are counted as records are written."""
        return tuple(name for name in self.facets if name in self.table.c and name not in self.scattered)

    @cached_property
    def embeddable(self) -> tuple[str, ...]:
        """What can be embedded in a record."""
        return (*self.related, *self.computed)

    @cached_property
    def relations(self) -> dict[str, str]:
        """The relations by what they are called: as where they are embedded, and several by the name of one as well."""
        singular = {
            resource_named(name).singular: name
            for name, related in self.related.items()
            if not related.single and name in related.members
        }
        return singular | {name: name for name in self.related}

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields of a record as it is read, in their order."""
        first, *others = self.public.model_fields
        return (first, TYPE, *others)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of a record as it is read; what it refers to is under `$defs`."""
        schema = self.public.model_json_schema(ref_template=COMPONENT)
        said = {"type": "string", "enum": [self.singular], "description": f"What the record is: `{self.singular}`."}
        its_id = TypeAdapter(self.id_type).json_schema() | {"description": schema["properties"]["id"]["description"]}
        fields = schema["properties"] | {"id": its_id, TYPE: said}
        properties = {name: _without_default(fields[name]) for name in self.fields}
        return schema | {"properties": properties, "required": list(properties)}  # nulls are present

    def select(self, fields: Iterable[str] | None = None) -> list[sa.ColumnElement[Any]]:
        """Return what to select for fields; None is all of them."""
        return [
            self._column(name).label(name) if name in self.links or name == TYPE else self.table.c[name]
            for name in (self.fields if fields is None else fields)
        ]

    def _column(self, name: str) -> sa.ColumnElement[Any]:
        """Return what selects a field that is no column: a list, or what a record is."""
        if name == TYPE:
            return sa.literal_column(f"'{self.singular}'", sa.Text)
        return self.links[name].json_of(self.table.c.id)

    def select_text(self) -> list[sa.ColumnElement[Any]]:
        """Return what to select for all fields where SQLAlchemy reads them: JSON as its text, as readers get it."""
        return [
            sa.type_coerce(column, sa.Text).label(name) if isinstance(column.type, SqlJson) else column.label(name)
            for name, column in zip(self.fields, self.select(), strict=True)
        ]

    def further(self, columns: Iterable[str]) -> list[sa.ColumnElement[Any]]:
        """Return what to select for columns beside fields, under names that no field has."""
        return [self.table.c[name].label(f"further_{name}") for name in columns]

    @cached_property
    def json_fields(self) -> frozenset[str]:
        """The fields that the database gives as JSON text."""
        stored = {column.name for column in self.table.c if isinstance(column.type, SqlJson)}
        return frozenset(stored | set(self.links))

    @cached_property
    def worded_fields(self) -> frozenset[str]:
        """The fields that are language maps."""
        fields = self.public.model_fields.items()
        return frozenset(name for name, field in fields if field.annotation in (LanguageMap, LanguageMap | None))

    @cached_property
    def boolean_fields(self) -> frozenset[str]:
        """The fields that are true or false: SQLite gives 0 and 1."""
        return frozenset(column.name for column in self.table.c if isinstance(column.type, sa.Boolean))
