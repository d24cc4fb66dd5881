"""A plain scan of the packs' texts: what a search must find."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx
import snowballstemmer

from seed.packs import Pack

Record = dict[str, Any]
SEARCHED = ("claims", "statistics", "sources", "relationships", "entities", "reviews", "measures")
PACKS = ("cao2023", "moss2026")


CJK = "\u2e80-\u2fff\u3005-\u3007\u3021-\u9fff\U00020000-\U0003ffff"
"""Characters that are written without spaces, and not the marks between them, as `、`."""
STEM = snowballstemmer.stemmer("english").stemWord
UNIT = rf"[{CJK}]+|[0-9]+(?:\.[0-9]+)*|[a-z]+"
SAME = str.maketrans("產産業企経經權権體體", "产产业企经经权权体体")
"""Of characters that are written in several ways, those that the queries of these tests have."""


@cache
def simple(text: str) -> str:
    """In lower case, of normal width, without diacritics, in simplified characters."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(SAME)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@cache
def terms(query: str) -> tuple[str, ...]:
    """Quoted phrases, with their marks; else words and numbers with what a hyphen or nothing joins to them; or runs."""
    word = r"(?:[a-z]+|[0-9]+(?:\.[0-9]+)*)"
    plain = simple(query).replace("“", '"').replace("”", '"')
    return tuple(re.findall(rf'"[^"]+"|{word}(?:-?{word})*|[{CJK}]+', plain))


def contains(text: str, term: str) -> bool:
    """A plain scan: Chinese anywhere, words by their beginning or their stem, numbers and what is quoted whole."""
    text, quoted = simple(text), term.startswith('"')
    goes_on = not quoted and re.search("[a-z]{2}$", term) is not None
    if pattern(term, goes_on=goes_on).search(text):
        return True
    one = term.replace("-", "").strip('"')
    if not re.fullmatch("[a-z]+", one):
        return False
    joined = without_hyphens(text)
    if pattern(one, goes_on=goes_on).search(joined if quoted else f"{text} {joined}"):
        return True
    return not quoted and len(one) > 2 and STEM(one) in stems(f"{text} {joined}")


@cache
def without_hyphens(text: str) -> str:
    return re.sub("(?<=[a-z])-(?=[a-z])", "", text)


@cache
def stems(text: str) -> set[str]:
    return {STEM(word) for word in re.findall("[a-z]+", text) if len(word) > 2}


@cache
def pattern(term: str, *, goes_on: bool) -> re.Pattern[str]:
    """The units of a term side by side: between words, whatever is no word; beside Chinese, spaces at most."""
    units, found = re.findall(UNIT, term), ""
    for place, unit in enumerate(units):
        kinds = [kind for kind in ("[a-z]", "[0-9]") if re.match(kind, unit)]
        if place:
            both = kinds and re.match("[a-z0-9]", units[place - 1])
            found += rf"[^a-z0-9{CJK}]*" if both else " *"
        edges = {"[a-z]": ("(?<![a-z])", "(?![a-z])"), "[0-9]": (r"(?<![0-9])(?<![0-9]\.)", r"(?![0-9]|\.[0-9])")}
        before, after = edges[kinds[0]] if kinds else ("", "")
        found += before + re.escape(unit) + ("" if goes_on and place == len(units) - 1 else after)
    return re.compile(found)


def texts(resource: str, record: Record) -> list[str]:
    return [*(record["note"] or {}).values(), *said(resource, record)]


def said(resource: str, record: Record) -> list[str]:
    if resource == "claims":
        return list(record["text"].values())
    if resource in {"entities", "measures"}:
        return [*record["label"].values(), *record.get("aliases", ())]
    if resource == "reviews":
        return [text for name in ("rated", "rating") for text in (record[name] or {}).values()]
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


@cache
def held(resource: str) -> list[Record]:
    found = {row["id"]: row for name in PACKS for row in Pack.named(name).rows(resource)}
    return sorted(found.values(), key=natural)


@cache
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
