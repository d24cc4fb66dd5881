"""Sources as linked data."""

from urllib.parse import quote

from api.formats.item import names
from api.formats.jsonld import Node
from api.formats.linked import passages, records, works
from api.formats.linked.records import Record, embedded, said
from api.formats.place import Place
from api.formats.urls import link

EMBED: tuple[str, ...] = ("passages.text",)


def describe(record: Record, at: Place) -> Node:
    """Return a source as a node: a `Person`, an `Organization` or a `CreativeWork` of schema.org."""
    return (
        records.theirs(record, "sources", at, *works.source_types(record))
        | said(
            name=record["name"],
            kind=record["kind"],
            cslType=record["csl_type"],
            asWritten=record["as_written"],
            url=link(record["url"]),
            passage=[passages.passage(passage, at) for passage in embedded(record, "passages")],
        )
        | (_agent(record) if works.is_agent(record) else _work(record, at))
    )


def _agent(record: Record) -> Node:
    called = works.parts(names(record["author"])[0]) if len(record["author"]) == 1 else {}
    return called | said(date=records.date(record["issued"]))


def _work(record: Record, at: Place) -> Node:
    title, place, url = record["title"], record["publisher_place"], at.record("sources", record["id"])
    called = {"name": {record["language"] or "@none": title}, "alternateName": record["name"]} if title else {}
    within = works.container(
        record["container_title"], volumeNumber=record["volume"], issueNumber=record["issue"], issn=record["issn"]
    )
    return called | said(
        author=works.agents(record["author"], url),
        editor=works.agents(record["editor"], url, "editor"),
        translator=works.agents(record["translator"], url, "translator"),
        isPartOf=within,
        issn=None if within else record["issn"],
        isbn=record["isbn"],
        bookEdition=record["edition"],
        workNumber=record["number"],
        pagination=record["page"],
        event=record["event"],
        archive=record["archive"],
        publisher=works.publisher(record["publisher"], place),
        locationCreated=None if record["publisher"] else works.location(place),
        datePublished=records.date(record["issued"]),
        accessed=records.date(record["accessed"]),
        inLanguage=record["language"],
        sameAs=record["doi"] and f"https://doi.org/{quote(record['doi'])}",
    )
