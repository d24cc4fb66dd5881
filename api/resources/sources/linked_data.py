"""Sources as linked data."""

from collections.abc import Iterator
from urllib.parse import quote

from api.formats.item import names
from api.formats.jsonld import Node
from api.formats.linked import passage_nodes, record_nodes, work_nodes
from api.formats.linked.record_nodes import Record, embedded, said
from api.formats.record_urls import RecordUrls
from api.formats.url_links import link

EMBED: tuple[str, ...] = ("passages.text",)


def describe(record: Record, at: RecordUrls) -> Node:
    """Return a source as a node: a `Person`, an `Organization` or a `CreativeWork` of schema.org."""
    return (
        record_nodes.theirs(record, "sources", at, *work_nodes.source_types(record))
        | said(
            name=record["name"],
            kind=record["kind"],
            cslType=record["csl_type"],
            asWritten=record["as_written"],
            url=link(record["url"]),
            sameAs=list(_same(record, at)),
            passage=[passage_nodes.passage(passage, at) for passage in embedded(record, "passages")],
        )
        | (_agent(record) if work_nodes.is_agent(record) else _work(record, at))
    )


def _same(record: Record, at: RecordUrls) -> Iterator[str]:
    if record["doi"]:
        yield f"https://doi.org/{quote(record['doi'])}"
    if record["entity_id"]:
        yield at.record("entities", record["entity_id"])


def _agent(record: Record) -> Node:
    called = work_nodes.parts(names(record["author"])[0]) if len(record["author"]) == 1 else {}
    return called | said(date=record_nodes.date(record["issued"]))


def _work(record: Record, at: RecordUrls) -> Node:
    title, place, url = record["title"], record["publisher_place"], at.record("sources", record["id"])
    called = {"name": {record["language"] or "@none": title}, "alternateName": record["name"]} if title else {}
    within = work_nodes.container(
        record["container_title"], volumeNumber=record["volume"], issueNumber=record["issue"], issn=record["issn"]
    )
    return called | said(
        author=work_nodes.agents(record["author"], url),
        editor=work_nodes.agents(record["editor"], url, "editor"),
        translator=work_nodes.agents(record["translator"], url, "translator"),
        isPartOf=within,
        issn=None if within else record["issn"],
        isbn=record["isbn"],
        bookEdition=record["edition"],
        workNumber=record["number"],
        pagination=record["page"],
        event=record["event"],
        archive=record["archive"],
        publisher=work_nodes.publisher(record["publisher"], place),
        locationCreated=None if record["publisher"] else work_nodes.location(place),
        datePublished=record_nodes.date(record["issued"]),
        accessed=record_nodes.date(record["accessed"]),
        inLanguage=record["language"],
    )
