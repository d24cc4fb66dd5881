import httpx
import pytest
import sqlalchemy as sa

from api import __version__
from api.core.db.engine import wal_is_safe
from api.core.db.migrate import head
from api.core.http.problem_types import PROBLEM_TYPES
from seed.packs import Pack
from tests.api.conftest import NAMES, Record
from tests.conftest import Databases, engine_of, serving


def test_the_service_tells_its_version(client: httpx.Client) -> None:
    assert client.get("/").json()["version"] == __version__


def test_the_service_says_that_ids_are_provisional(client: httpx.Client) -> None:
    assert client.get("/").json()["identifiers"] == "provisional"


def test_the_service_tells_its_packs_with_their_hashes(client: httpx.Client) -> None:
    packs = [(pack["name"], pack["hash"]) for pack in client.get("/").json()["dataset"]["packs"]]
    assert packs == [(name, Pack.named(name).hash) for name in ("cao2023", "moss2026")]


def test_the_service_tells_the_dataset_version(client: httpx.Client, held: dict[str, tuple[Record, ...]]) -> None:
    assert client.get("/").json()["dataset"]["version"] == sum(map(len, held.values()))


def test_the_service_tells_the_head_of_the_version_chain(client: httpx.Client, seeded: str) -> None:
    with engine_of(seeded) as engine, engine.connect() as connection:
        link = connection.scalar(sa.text("SELECT chain_hash FROM versions ORDER BY sequence DESC LIMIT 1"))
    assert client.get("/").json()["dataset"]["hash"] == link


def test_the_service_lists_its_resources(client: httpx.Client) -> None:
    assert [resource["name"] for resource in client.get("/").json()["resources"]] == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_resource_is_where_the_service_says(client: httpx.Client, name: str) -> None:
    [href] = [item["href"] for item in client.get("/").json()["resources"] if item["name"] == name]
    assert client.get(href).json() == client.get(f"/{name}").json()


@pytest.mark.parametrize("field", ["documentation", "openapi"])
def test_the_documentation_is_where_the_service_says(client: httpx.Client, field: str) -> None:
    assert client.get(client.get("/").json()[field]).status_code == 200


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/problems", "/problems/not-found", "/docs"])
def test_the_service_takes_no_parameters(client: httpx.Client, path: str) -> None:
    response = client.get(path, params={"verbose": 1})
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "verbose")


def test_health_tells_the_database_and_how_it_keeps_its_journal(client: httpx.Client, databases: Databases) -> None:
    journal = {"sqlite": "WAL" if wal_is_safe() else "DELETE", "postgresql": None}[databases.kind]
    assert client.get("/healthz").json() == {"status": "ok", "database": databases.kind, "journal": journal}


def test_readiness_tells_the_revision(client: httpx.Client) -> None:
    assert client.get("/readyz").json() == {
        "status": "ready",
        "revision": head(),
        "writes": "ready",
        "hosts": [],
    }


def test_a_database_at_another_revision_is_not_ready(writable: str) -> None:
    with engine_of(writable) as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '19700101'"))
    with serving(writable) as base:
        response = httpx.get(f"{base}/readyz")
    assert (response.status_code, "19700101" in response.json()["detail"]) == (503, True)


def test_who_asks_a_database_that_is_not_ready_is_told_when_to_ask_again(writable: str) -> None:
    with engine_of(writable) as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '19700101'"))
    with serving(writable) as base:
        assert int(httpx.get(f"{base}/readyz").headers["Retry-After"]) > 0


@pytest.mark.parametrize("path", ["/readyz", "/", "/claims"])
def test_an_empty_database_is_unavailable(databases: Databases, path: str) -> None:
    url = databases.empty()
    with engine_of(url) as engine, engine.connect():
        pass  # makes the file where the database is one
    with serving(url) as base:
        response = httpx.get(base + path)
    assert (response.status_code, response.json()["type"]) == (503, f"{base}/problems/unavailable")


def test_the_process_is_well_whatever_the_database(databases: Databases) -> None:
    url = databases.empty()
    with engine_of(url) as engine, engine.connect():
        pass  # makes the file where the database is one
    with serving(url) as base:
        assert httpx.get(f"{base}/healthz").status_code == 200


def test_every_kind_of_problem_is_listed(client: httpx.Client) -> None:
    assert [kind["type"] for kind in client.get("/problems").json()] == [
        f"{client.base_url}/problems/{slug}" for slug in PROBLEM_TYPES
    ]


@pytest.mark.parametrize("slug", PROBLEM_TYPES)
def test_every_kind_of_problem_says_at_its_own_url_what_to_do(client: httpx.Client, slug: str) -> None:
    kind = PROBLEM_TYPES[slug]
    assert client.get(f"/problems/{slug}").json() == {
        "type": f"{client.base_url}/problems/{slug}",
        "title": kind.title,
        "status": kind.status,
        "remedy": kind.remedy,
    }


@pytest.mark.parametrize("slug", ["no-such-problem", "-", "a%00b"])
def test_a_kind_of_problem_that_there_is_not_is_not_found(client: httpx.Client, slug: str) -> None:
    assert client.get(f"/problems/{slug}").status_code == 404
