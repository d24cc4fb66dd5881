"""Searching thousands of claims, so that every plan is taken; and how the index is filled."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from typing import get_args

import httpx
import pytest
import sqlalchemy as sa

from api.core.db.engine import parse_url
from api.core.db.postgres_reader import PostgresReader
from api.core.db.sqlite_reader import SqliteReader
from api.core.query.search_plans import Form, choose
from api.resources.registry import RESOURCES
from api.resources.registry import SEARCHED as FIELDS
from seed.frozen import index
from seed.frozen.canonical import canonical_json
from seed.frozen.search_terms import parse_query
from seed.loader import load
from seed.packs import Pack
from tests.api.resources.plain import SEARCHED, Record, contains, every_id, natural, scan, terms
from tests.conftest import Databases, engine_of, serving

COUNT = 3000
COMMON = ["人工智能", "算力", "芯片", "数据", "模型", "the", "model", "A100", "of"]
RARE = ["𠮷野家", "量子", "子量", "GPT-3.5", "quantum", "力芯", "工智"]


def synthetic() -> list[Record]:
    chance = random.Random(7)  # noqa: S311 - the same claims every time
    claims = []
    for number in range(1, COUNT + 1):
        said = [chance.choice(COMMON) for _ in range(4)]
        if chance.random() < 0.01:
            said.append(chance.choice(RARE))
        chance.shuffle(said)
        words = {"zh-Hans": "".join(f"{word}{chance.choice(['', '，', '的', ' '])}" for word in said)}
        words["en"] = " ".join(word for word in said if word.isascii()) or "nothing"
        essay = "abe1999" if number % 3 else "zoe2001"
        claims.append({"id": f"{essay}-c{number}", "essay_id": essay, "number": number, "text": words, "note": None})
    return claims


@pytest.fixture(scope="module")
def many(databases: Databases, seeded_template: str) -> Iterator[tuple[httpx.Client, list[Record], str]]:
    """A client of a service with thousands of claims more, those claims, and the URL of the database."""
    url = databases.copy(seeded_template)
    claims = synthetic()
    with engine_of(url) as engine, engine.begin() as connection:
        metadata = sa.MetaData()
        metadata.reflect(connection, only=["essays", "sections", "claims"])
        essay, section, claim = (
            {**connection.execute(sa.select(metadata.tables[name]).limit(1)).mappings().one(), "document": None}
            for name in ("essays", "sections", "claims")
        )
        for name in ("abe1999", "zoe2001"):
            connection.execute(metadata.tables["essays"].insert(), essay | {"id": name})
            where = {"id": f"{name}-h1", "essay_id": name, "number": 1, "parent_id": None}
            connection.execute(metadata.tables["sections"].insert(), section | where)
        rows = [
            claim | record | {"text": canonical_json(record["text"]), "section_id": f"{record['essay_id']}-h1"}
            for record in claims
        ]
        connection.execute(metadata.tables["claims"].insert(), rows)
        index.add(connection, "claims", index.FIELDS["claims"], claims)
    with serving(url) as base, httpx.Client(base_url=base) as client:
        yield client, claims, url


MANY = [
    *COMMON,
    *RARE,
    "算",
    "吉",
    "𠮷",
    "力",
    "算力 芯片",
    "A100 芯片",
    '"A100 芯片"',
    "人工智能 the 𠮷野家",
    "智能算力",
    "能算",
    "x",
    "gpt",
    "mo",
    "models the",
    "quant A100",
    "gpt3.5",
]


def scan_claims(claims: list[Record], query: str) -> list[str]:
    matching = [c for c in claims if all(any(contains(t, a) for t in c["text"].values()) for a in terms(query))]
    return [claim["id"] for claim in sorted(matching, key=natural)]


@pytest.mark.parametrize("query", MANY)
@pytest.mark.parametrize("essay", ["abe1999", "zoe2001"])
def test_among_thousands_of_claims_hits_are_those_of_a_plain_scan(
    many: tuple[httpx.Client, list[Record], str], query: str, essay: str
) -> None:
    client, claims, _ = many
    expected = scan_claims([claim for claim in claims if claim["essay_id"] == essay], query)
    assert every_id(client, "/claims", {"q": query, "essay_id": essay, "limit": "300"}) == expected


def test_every_plan_is_taken(many: tuple[httpx.Client, list[Record], str]) -> None:
    _, _, url = many

    async def forms() -> set[str]:
        database = parse_url(url)
        reader = PostgresReader(database, 1) if url.startswith("postgresql") else SqliteReader(database)
        await reader.open()
        try:
            return {(await choose(parse_query(query), ["claims"], reader))["claims"].form for query in MANY}
        finally:
            await reader.close()

    assert asyncio.run(forms()) == set(get_args(Form))


@pytest.mark.parametrize("query", MANY)
def test_among_thousands_of_claims_hits_are_counted(many: tuple[httpx.Client, list[Record], str], query: str) -> None:
    client, claims, _ = many
    response = client.get("/claims", params={"q": query, "essay_id": "abe1999", "count": "true", "limit": "1"})
    expected = scan_claims([claim for claim in claims if claim["essay_id"] == "abe1999"], query)
    assert response.headers["X-Total-Count"] == str(len(expected))


@pytest.mark.parametrize("query", ["算力", "A100 芯片", "量子", "力"])
def test_among_thousands_of_claims_facets_count_hits(many: tuple[httpx.Client, list[Record], str], query: str) -> None:
    client, claims, _ = many
    [facet] = client.get("/claims/facets", params={"q": query, "facet": "essay_id"}).json()["facets"]
    found = Counter(name.split("-")[0] for name in [*scan_claims(claims, query), *scan("claims", query)])
    assert {item["value"]: item["count"] for item in facet["values"]} == found


@pytest.mark.parametrize("query", ["算力", "人工智能 the 𠮷野家"])
def test_searching_everything_among_thousands_of_claims_pages_without_gap(
    many: tuple[httpx.Client, list[Record], str], query: str
) -> None:
    client, claims, _ = many
    found = every_id(client, "/search", {"q": query, "limit": "100"})
    expected = set(scan_claims(claims, query)) | {record for resource in SEARCHED for record in scan(resource, query)}
    assert (len(found), set(found)) == (len(expected), expected)


def test_filling_the_index_again_leaves_it_as_it_was(many: tuple[httpx.Client, list[Record], str]) -> None:
    _, _, url = many
    before = documents(url)
    with engine_of(url) as engine, engine.begin() as connection:
        index.rebuild(connection, fields=FIELDS)
    assert documents(url) == before


def documents(url: str) -> tuple[object, ...]:
    with engine_of(url) as engine, engine.connect() as connection:
        return tuple(
            sorted(map(tuple, connection.execute(sa.text(statement))))
            for statement in (
                "SELECT resource, record_id, words FROM search_documents",
                "SELECT token, documents FROM search_tokens",
                "SELECT * FROM search_state",
            )
        )


def test_an_index_of_another_version_is_filled_again_as_a_pack_is_loaded(databases: Databases) -> None:
    url = databases.seeded()
    with engine_of(url) as engine:
        with engine.begin() as connection:
            connection.execute(sa.text("UPDATE search_state SET tokenizer = 0"))
            connection.execute(sa.text("UPDATE search_documents SET words = 'of old'"))
        with engine.begin() as connection:
            load(connection, Pack.named("moss2026"))
    assert not [words for _, _, words in documents(url)[0] if words == "of old"]  # type: ignore[attr-defined]


def test_every_searched_field_is_a_field_of_its_resource() -> None:
    for resource in RESOURCES.values():
        assert set(resource.searched) <= set(resource.fields)
