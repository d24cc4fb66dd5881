"""Records stored as they are served: never believed where they may be of something else."""

from collections.abc import Iterator

import httpx
import pytest
import sqlalchemy as sa

from api.core.db.engine import create_engine, parse_url
from api.core.records.documents import LAYOUTS, DocumentLayout, layout_of, write_documents
from api.core.records.json_records import read_rows
from api.core.records.resource import DOCUMENT, Resource
from api.core.versions.document_filling import fill_documents
from api.resources.claims.models import CLAIMS
from api.resources.measures.models import MEASURES
from api.resources.registry import RESOURCES
from tests.api.documents import documents_of, wrong_documents
from tests.api.writing import ANY, CLAIM, patch, writer
from tests.conftest import engine_of

PATHS = (
    "/claims/cao2023-c12",
    "/claims/cao2023-c12?embed=evidence.origin,passages,sources",
    "/claims?kind=thesis&embed=section&limit=5",
    "/relationships?embed=claims.evidence",
    "/measures?limit=3",
    "/claims?fields=id,stance&limit=3",
    "/claims.ndjson?limit=7",
    "/claims/cao2023-c12.html",
    "/essays/cao2023.html",
    "/claims.html",
    "/sources.bib?limit=3",
)
"""Records alone, in lists, in other records, in part, as lines, and in other forms."""


@pytest.fixture
def engine(writable: str) -> Iterator[sa.Engine]:
    with engine_of(writable) as engine:
        fill(engine)
        yield engine


def fill(engine: sa.Engine) -> dict[str, int]:
    told: dict[str, int] = {}
    fill_documents(engine, RESOURCES.values(), told.__setitem__)
    return {what.removeprefix("documents of "): count for what, count in told.items() if count}


def outdate(engine: sa.Engine, resource: Resource) -> None:
    """Let the documents of a resource be of another layout, as another version of Lunju leaves them."""
    with engine.begin() as connection:
        layouts = sa.update(DocumentLayout).where(LAYOUTS.resource == resource.name)
        connection.execute(layouts.values(layout="another"))
        connection.execute(sa.update(resource.table).values({DOCUMENT: b"{}"}))


def bodies(client: httpx.Client) -> list[bytes]:
    return [client.get(path).raise_for_status().content for path in PATHS]


def test_what_is_filled_is_every_record_once(engine: sa.Engine) -> None:
    assert (wrong_documents(engine), fill(engine)) == ([], {})


@pytest.mark.parametrize("kept", ["none", "every other", "of another layout"])
def test_reading_is_the_same_without_documents(writable: str, engine: sa.Engine, kept: str) -> None:
    with writer(writable, cache_bytes=0) as client:
        before = bodies(client)
        for resource in RESOURCES.values():
            if kept == "of another layout":
                outdate(engine, resource)
                continue
            some = sa.func.length(resource.table.c.id) % 2 == 0 if kept == "every other" else sa.true()
            with engine.begin() as connection:
                connection.execute(sa.update(resource.table).where(some).values({DOCUMENT: None}))
        assert bodies(client) == before


def test_documents_are_what_is_served(writable: str, engine: sa.Engine) -> None:
    with writer(writable, cache_bytes=0) as client:
        with engine.begin() as connection:
            marked = (
                sa.update(MEASURES.table).where(MEASURES.table.c.id == "users").values({DOCUMENT: b'{"marked":true}'})
            )
            connection.execute(marked)
        assert client.get("/measures/users").json() == {"marked": True}


def test_documents_of_another_layout_are_made_anew(engine: sa.Engine) -> None:
    outdate(engine, MEASURES)
    assert list(fill(engine)) == ["measures"]
    assert wrong_documents(engine) == []


def test_who_writes_while_documents_are_of_another_layout_leaves_none(writable: str, engine: sa.Engine) -> None:
    outdate(engine, CLAIMS)
    with writer(writable, cache_bytes=0) as client:
        changed = patch(client, "/claims/cao2023-c12", {"stance": "reports"}).raise_for_status()
        assert documents_of(engine, CLAIMS)["cao2023-c12"] is None
        assert client.get("/claims/cao2023-c12").content == changed.content
    fill(engine)
    assert wrong_documents(engine) == []


def test_no_layout_becomes_another_under_who_writes(writable: str, engine: sa.Engine) -> None:
    with engine_of(writable) as other, other.begin() as writing:
        write_documents(writing, {CLAIMS: read_rows(writing, CLAIMS, ["cao2023-c12"])})
        impatient = create_engine(parse_url(writable), lock_seconds=0.1)
        with pytest.raises(sa.exc.OperationalError), impatient.begin() as filling:
            filling.execute(sa.delete(DocumentLayout).where(LAYOUTS.resource == CLAIMS.name))
        impatient.dispose()
    assert wrong_documents(engine) == []


def test_what_was_missed_is_made_without_making_the_rest_anew(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.update(MEASURES.table).where(MEASURES.table.c.id == "users").values({DOCUMENT: None}))
    assert fill(engine) == {"measures": 1}


def test_whatever_is_written_has_its_document(writable: str, engine: sa.Engine) -> None:
    with writer(writable) as client:
        made = client.post("/claims", json=CLAIM).raise_for_status().json()["id"]
        patch(client, "/passages/cao2023-p21", {"note": {"en": "Seen.", "zh-Hans": "看过。"}}).raise_for_status()
        withdrawn = {"status": "withdrawn"}
        patch(client, "/claims/cao2023-c1", withdrawn, Lunju_Reason="Wrong.").raise_for_status()
        into = {"into": "cao2023-c3"}
        client.post("/claims/cao2023-c2/merge", json=into, headers=ANY).raise_for_status()
        operations = [{"op": "create", "resource": "claims", "body": CLAIM}]
        client.post("/batches", json={"operations": operations, "reason": "All."}).raise_for_status()
        client.delete(f"/claims/{made}", headers=ANY).raise_for_status()
        assert wrong_documents(engine) == []


def test_a_layout_is_that_of_its_fields() -> None:
    assert len({layout_of(resource) for resource in RESOURCES.values()}) == len(RESOURCES)
