"""Essays as linked data."""

from api.formats.jsonld import Node
from api.formats.licenses import license_url
from api.formats.linked import passages, records, works
from api.formats.linked.records import Record, said
from api.formats.place import Place
from api.formats.urls import link

EMBED: tuple[str, ...] = ()


def describe(record: Record, at: Place) -> Node:
    """Return an essay as a node: a `CreativeWork` of schema.org, and the exact text that passages count in."""
    url = at.record("essays", record["id"])
    text = said(
        **{"@id": passages.text_of(record["id"], at), "@type": "MediaObject"},
        encodingFormat="text/plain",
        inLanguage=record["language"],
        sha256=record["sha256"],
        length=record["length"],
    )
    return records.theirs(record, "essays", at, *works.work_types(record["csl_type"])) | said(
        name=record["title"],
        author=works.agents(record["author"], url),
        byline=record["affiliation"],
        cslType=record["csl_type"],
        isPartOf=works.container(record["container_title"]),
        publisher=works.publisher(record["publisher"]),
        datePublished=records.date(record["issued"]),
        inLanguage=record["language"],
        url=link(record["url"]),
        license=record["license"] and license_url(record["license"]),
        encoding=text,
    )
