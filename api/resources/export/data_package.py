"""The whole as a Data Package (v2): CSV and NDJSON of every table, citations, linked data, and what they are."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from typing import IO

import msgspec
import sqlalchemy as sa

from api.core.records.base_record import table_of
from api.core.records.json_records import JsonRecords, records_of
from api.core.records.resource import Resource
from api.core.versions.snapshot import DatabaseSnapshot, database_snapshot
from api.core.versions.version_tables import Pack, Version
from api.formats.archive import Archive
from api.formats.csv import CsvRecords, csv_of
from api.formats.ndjson import encode_lines
from api.formats.record_urls import ABOVE, RecordUrls
from api.formats.table_schema import plain_schema, table_schema
from api.handlers.representation import Representation
from api.resources.export.descriptor import Descriptor, describe, other_file, table_file
from api.resources.export.export_readme import readme
from api.resources.export.exported_records import CONTEXT, citations, context, graph
from api.resources.export.models import ExportedPack, ExportedVersion, Holdings, WrittenFile
from api.resources.export.parquet_tables import parquet_of

_ENVELOPE = tuple(ExportedVersion.model_fields)
_VERSION_CSV = CsvRecords(_ENVELOPE, {}, frozenset())
_VERSION_JSON = JsonRecords("ExportedVersion", (*_ENVELOPE, "state"), frozenset({"state"}), frozenset())


def export_package(
    engine: sa.Engine,
    resources: Mapping[str, Resource],
    representations: Mapping[str, Representation],
    base: str | None,
    file: IO[bytes],
) -> WrittenFile:
    """Write a package of a database as it is now, with URLs on a base, or relative where there is none."""
    with database_snapshot(engine) as now:
        write_package(file, Holdings(now, resources, representations, RecordUrls(base or ABOVE)))
        return WrittenFile(now.version, now.created_at)


def write_package(file: IO[bytes], held: Holdings) -> None:
    """Write everything to a file: the same bytes for one version of the dataset and one base of URLs."""
    packs = _packs(held.whole)
    with Archive(file) as archive:
        files = [
            *(item for resource in held.resources.values() for item in _records(archive, held, resource)),
            *_versions(archive, held.whole),
            *_cited_and_linked(archive, held),
        ]
        archive.add("README.md", [readme(held.whole, packs, held.at, files).encode()])
        descriptor = msgspec.json.encode(describe(held.whole, packs, held.at, files))
        archive.add("datapackage.json", [msgspec.json.format(descriptor, indent=2), b"\n"])


def _records(archive: Archive, held: Holdings, resource: Resource) -> Iterator[Descriptor]:
    """Add the records of a resource as CSV and as NDJSON, those that were withdrawn included."""
    select = sa.select(*resource.select()).order_by(*(resource.table.c[name] for name in resource.natural_order))
    languages = held.whole.languages(resource)
    lines, records = csv_of(resource, None, languages), records_of(resource)
    title = resource.name.capitalize()
    member = archive.add(
        f"data/{resource.name}.csv", chain([lines.header], map(lines.many, held.whole.batches(select)))
    )
    schema = table_schema(resource, languages, held.resources)
    yield table_file(resource.name, member, title, schema)
    if held.parquet:
        table = chain([lines.header], map(lines.many, held.whole.batches(select)))
        member = archive.add(f"data/{resource.name}.parquet", parquet_of(table, schema))
        yield other_file(f"{resource.name}-parquet", member, f"{title}, as Parquet")
    batches = held.whole.batches(select)
    member = archive.add(f"data/{resource.name}.ndjson", map(partial(encode_lines, records), batches))
    yield other_file(f"{resource.name}-ndjson", member, f"{title}, as the API has them")


def _versions(archive: Archive, now: DatabaseSnapshot) -> Iterator[Descriptor]:
    """Add every version of every record; the chain of their hashes proves that none is missing."""
    columns = table_of(Version).c
    select = sa.select(*(columns[name] for name in _ENVELOPE), columns.state).order_by(columns.sequence)
    title = "Versions of all records"
    lines = chain([_VERSION_CSV.header], map(_VERSION_CSV.many, now.batches(select)))
    member = archive.add("data/versions.csv", lines)
    yield table_file("versions", member, title, plain_schema(ExportedVersion, "sequence"))
    member = archive.add("data/versions.ndjson", map(partial(encode_lines, _VERSION_JSON), now.batches(select)))
    yield other_file("versions-ndjson", member, f"{title}, each with its state; one that was redacted has none")


def _cited_and_linked(archive: Archive, held: Holdings) -> Iterator[Descriptor]:
    """Add citations and linked data."""
    member = archive.add("csl/sources.json", citations(held))
    yield other_file("citations", member, "Essays and sources as CSL-JSON, for reference managers")
    member = archive.add("linked/lunju.jsonld", graph(held))
    yield other_file("linked", member, "All records as one graph of JSON-LD")
    member = archive.add(f"linked/{CONTEXT}", [context(held.at)])
    yield other_file("context", member, "The context of that graph")


def _packs(now: DatabaseSnapshot) -> list[ExportedPack]:
    columns = table_of(Pack).c
    select = sa.select(columns.name, columns.hash, columns.license).order_by(columns.dataset_version, columns.name)
    return [ExportedPack(*row) for row in now.rows(select)]
