"""A plain scan of the packs' texts: what a search must find."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import httpx

from seed.packs import Pack

Record = dict[str, Any]
SEARCHED = ("claims", "statistics", "sources", "relationships")
PACKS = ("cao2023", "moss2026")


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def contains(text: str, term: str) -> bool:
    """A plain scan: Chinese anywhere, Latin as whole words; 3.5 is one of them."""
    edged = rf"(?<![a-z0-9]){re.escape(fold(term))}(?![a-z0-9]|\.[0-9])" if term.isascii() else re.escape(fold(term))
    if re.match("[a-z0-9]", fold(term)) and not term.isascii():
        edged = rf"(?<![a-z0-9]){edged}"
    return re.search(edged, fold(text)) is not None


def terms(query: str) -> list[str]:
    """Quoted phrases; else words of Latin, numbers with their points, and runs of whatever is not ASCII."""
    pattern = r'"([^"]+)"|((?:[A-Za-z0-9]|(?<=[0-9])\.(?=[0-9]))+|[^\x00-\x7f]+)'
    return [quoted or term for quoted, term in re.findall(pattern, query)]


def texts(resource: str, record: Record) -> list[str]:
    if resource == "claims":
        return list(record["text"].values())
    if resource == "relationships":
        words = [*record["poles"], record["question"], record["resolution"]]
        return [text for each in words for text in each.values()]
    if resource == "sources":
        plain = [record[name] for name in ("title", "container_title", "publisher", "event", "archive", "as_written")]
        named = [name for role in ("author", "editor", "translator") for name in record[role] or ()]
        people = [name.get("literal") or f"{name.get('given', '')} {name.get('family', '')}" for name in named]
        return [text for text in [*record["name"].values(), *plain, *people] if text]
    words = [record[name] for name in ("text", "condition", "ranked_by", "ranked_among") if record[name]]
    return [record["as_written"], *(text for each in words for text in each.values())]


def natural(record: Record) -> tuple[Any, ...]:
    return (record["essay_id"], record["number"]) if "essay_id" in record else (record["id"],)


def held(resource: str) -> list[Record]:
    found = {row["id"]: row for name in PACKS for row in Pack.named(name).rows(resource)}
    return sorted(found.values(), key=natural)


def scan(resource: str, query: str) -> list[str]:
    return [
        record["id"]
        for record in held(resource)
        if all(any(contains(text, term) for text in texts(resource, record)) for term in terms(query))
    ]


def every_id(client: httpx.Client, path: str, parameters: Mapping[str, str]) -> list[str]:
    found, response = [], client.get(path, params=dict(parameters))
    while True:
        assert response.status_code == 200, response.text
        found += [record["id"] for record in response.json()]
        if "next" not in response.links:
            return found
        response = client.get(response.links["next"]["url"])
