"""Records of everything as items to cite, and as nodes of linked data."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from api.core.query.embedded_records import embed
from api.core.query.embedding import embedding_for as embedding_of
from api.core.records.plain_records import plain_records_of
from api.core.versions.snapshot import BATCH
from api.formats import jsonld
from api.formats.item import Item
from api.formats.jsonld import Node
from api.formats.record_urls import RecordUrls
from api.handlers.representation import Citation, Description, Record
from api.resources.export.models import Holdings

_CITED = ("essays", "sources")
CONTEXT = "context.jsonld"
"""Where the context stands beside the document of linked data."""

_T = TypeVar("_T")


def citations(held: Holdings) -> Iterator[bytes]:
    """Return the works that there are, essays and sources, as CSL-JSON, piece by piece."""
    items = (
        item
        for name in _CITED
        if (citation := held.representations[name].citation)
        for item in _made(held, name, citation.embed, partial(_cite, citation, held.at))
    )
    yield from _array(items)


def graph(held: Holdings) -> Iterator[bytes]:
    """Return every record as a node of one document of JSON-LD, piece by piece."""
    nodes = (
        node
        for name in held.resources
        if (linked := held.representations[name].linked)
        for node in _made(held, name, linked.embed, partial(_describe, linked, held.at))
    )
    yield b'{"@context":"%s","@graph":' % CONTEXT.encode()
    yield from _array(nodes)
    yield b"}\n"


def context(at: RecordUrls) -> bytes:
    """Return the context of the document."""
    return msgspec.json.encode(jsonld.context(at)) + b"\n"


def _array(items: Iterator[Any]) -> Iterator[bytes]:
    """Return an array of JSON with one item a line."""
    before = b"[\n"
    for item in items:
        yield before + msgspec.json.encode(item)
        before = b",\n"
    yield b"[]" if before == b"[\n" else b"\n]"


def _cite(citation: Citation, at: RecordUrls, record: Record) -> Item:
    return citation.cite(record, at, None)


def _describe(linked: Description, at: RecordUrls, record: Record) -> Node:
    return linked.describe(record, at)


def _made(held: Holdings, name: str, paths: Sequence[str], make: Callable[[Record], _T]) -> Iterator[_T]:
    """Return what is made of each record of a resource, with others embedded."""
    resource = held.resources[name]
    embedding = embedding_of(resource, held.resources, _textless(held, paths), BATCH)
    records = plain_records_of(resource)
    select = sa.select(*resource.select(), *resource.further(embedding.columns if embedding else ()))
    for batch in held.whole.batches(select.order_by(*(resource.table.c[name] for name in resource.natural_order))):
        if embedding is None:
            made = records.records(batch)
        else:
            parents = [row[records.width :] for row in batch]
            found = held.whole.take(embed(embedding, parents, held.whole, plain_records_of))
            made = records.records(batch, [found[parent[0]] for parent in parents])
        yield from map(make, made)


def _textless(held: Holdings, paths: Sequence[str]) -> list[str]:
    """Return paths of relations without what is made of texts, which no export holds."""
    made = {name for resource in held.resources.values() for name in resource.computed}
    parts = ([name for name in path.split(".") if name not in made] for path in paths)
    return [".".join(names) for names in parts if names]
