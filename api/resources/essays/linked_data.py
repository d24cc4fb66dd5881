"""Essays as linked data."""

from api.formats.jsonld import Node
from api.formats.license_urls import license_url
from api.formats.linked import passage_nodes, record_nodes, work_nodes
from api.formats.linked.record_nodes import Record, said
from api.formats.record_urls import RecordUrls
from api.formats.url_links import link

EMBED: tuple[str, ...] = ()


def describe(record: Record, at: RecordUrls) -> Node:
    """Return an essay as a node: a `CreativeWork` of schema.org, and the exact text that passages count in."""
    url = at.record("essays", record["id"])
    text = said(
        **{"@id": passage_nodes.text_of(record["id"], at), "@type": "MediaObject"},
        encodingFormat="text/plain",
        inLanguage=record["language"],
        sha256=record["sha256"],
        length=record["length"],
    )
    return record_nodes.theirs(record, "essays", at, *work_nodes.work_types(record["csl_type"])) | said(
        name=record["title"],
        author=work_nodes.agents(record["author"], url),
        byline=record["affiliation"],
        cslType=record["csl_type"],
        genre=record["genre"],
        isPartOf=work_nodes.container(record["container_title"]),
        publisher=work_nodes.publisher(record["publisher"]),
        datePublished=record_nodes.date(record["issued"]),
        inLanguage=record["language"],
        url=link(record["url"]),
        license=record["license"] and license_url(record["license"]),
        encoding=text if record["sha256"] else None,
    )
