"""The tag of a list changes whenever the list can, and not when what it does not show is changed."""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256

import httpx
import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from api.core.query.list_scopes import read_beside
from api.core.query.list_sql import conditions
from api.core.records.resource import PUBLISHED, Resource
from api.core.versions.last_changes import fill_last_changes
from api.core.versions.verify import BrokenError
from api.resources.registry import RESOURCES
from tests.api.writing import ANY, CLAIM, client_of, holds, key, patch, writer
from tests.conftest import engine_of, serving
from tests.examples import at_least

TURNS = at_least(20)
REASON = {"Lunju_Reason": "It no longer stands."}

LISTS = [
    "/claims",
    "/claims?essay_id=cao2023",
    "/claims?essay_id=moss2026",
    "/essays/moss2026/claims",
    "/essays/cao2023/claims?embed=passages,sources,section",
    "/claims?essay_id=moss2026&embed=evidence.origin,topics",
    "/claims?essay_id=moss2026&limit=3&count=true",
    "/claims?essay_id=cao2023&limit=3&count=true&sort=-stance",
    "/claims?id=moss2026-c1&id=moss2026-c2&fields=id,stance,attributed_to",
    "/claims?sources.kind=person",
    "/claims?topics.kind=gap&essay_id=cao2023",
    "/claims?topic_id=cao2023-t1",
    "/claims?has_evidence=false&essay_id=cao2023",
    "/claims?essay_id=moss2026&or=(statistics.value.gte.1,stance.eq.rejects)".replace(
        "value.gte.1", "quantity.eq.count"
    ),
    "/claims?q=技术&essay_id=cao2023",
    "/claims?supported_by=cao2023-c13",
    "/statistics?value_lt=1&unit=a",
    "/statistics?essay_id=moss2026&inputs.quantity=count",
    "/statistics?subject.kind=place&essay_id=moss2026",
    "/evidence?essay_id=moss2026",
    "/evidence?origin.stance=endorses&limit=1000",
    "/sources?embed=claims&limit=5",
    "/sources?essay_id=moss2026",
    "/topics",
    "/topics?claims.stance=rejects",
    "/sections?essay_id=moss2026",
    "/sections/cao2023-h3/claims",
    "/relationships?embed=thesis,claims",
    "/units",
    "/measures",
    "/claims/facets?facet=kind&facet=stance&essay_id=cao2023",
    "/claims/facets?facet=topic_id&facet=has_evidence&facet=section_id&facet_self=exclude&stance=reports",
    "/sources/facets?facet=kind&facet=essay_id",
    "/claims.ndjson?essay_id=moss2026",
    "/claims.csv?essay_id=moss2026",
]


class Hand:
    """An editor who changes this and that."""

    def __init__(self, client: httpx.Client, seed: int) -> None:
        self._client = client
        self._random = random.Random(seed)  # noqa: S311 - the same changes each time
        self._made: list[str] = []
        self._turn = 0

    def write(self) -> str:
        """Change something, and return what."""
        self._turn += 1
        doing = self._random.choice(
            [self.claim, self.figure, self.standing, self.topic, self.source, self.link, self.name]
        )
        return doing()

    def one(self, path: str, **asked: str | list[str]) -> dict[str, object]:
        found: list[dict[str, object]] = self._client.get(path, params={"limit": "1000", **asked}).json()
        return self._random.choice(found)

    def change(self, path: str, body: dict[str, object], **headers: str) -> str:
        response = patch(self._client, path, body, **headers)
        assert response.status_code == 200, response.text
        return f"{path} {body}"

    def words(self) -> dict[str, object]:
        return {"note": {"en": f"{self._turn}", "zh-Hans": f"{self._turn}"}}

    def claim(self) -> str:
        stance = self._random.choice(["endorses", "reports", "rejects"])
        return self.change(f"/claims/{self.one('/claims')['id']}", {"stance": stance, **self.words()})

    def figure(self) -> str:
        return self.change(f"/statistics/{self.one('/statistics')['id']}", self.words())

    def standing(self) -> str:
        name = self._random.choice(["claims", "topics", "sources"])
        record = self.one(f"/{name}", status=["published", "withdrawn"])
        status = "withdrawn" if record["status"] == "published" else "published"
        return self.change(f"/{name}/{record['id']}", {"status": status}, **REASON)

    def topic(self) -> str:
        record = self.one("/topics", essay_id="cao2023")
        claims = self._random.sample(range(1, 200), 3)
        return self.change(
            f"/topics/{record['id']}", {"claims": [f"cao2023-c{number}" for number in claims], **self.words()}
        )

    def source(self) -> str:
        kind = self._random.choice(["person", "organisation", "report"])
        return self.change(f"/sources/{self.one('/sources')['id']}", {"kind": kind, **self.words()})

    def name(self) -> str:
        name = self._random.choice(["units", "measures", "sections", "passages", "relationships", "essays"])
        return self.change(f"/{name}/{self.one(f'/{name}')['id']}", self.words())

    def link(self) -> str:
        if self._made and self._random.random() < 0.5:
            path = self._made.pop()
            self._client.delete(path, headers=ANY).raise_for_status()
            return f"DELETE {path}"
        claim = self._client.post("/claims", json=CLAIM).raise_for_status().json()["id"]
        body = {"essay_id": "cao2023", "relation": "supports", "origin_type": "claim", "origin_id": claim}
        body |= {
            "target_type": "claim",
            "target_id": f"moss2026-c{self._random.randint(1, 9)}",
            "asserted_by": "analyst",
        }
        self._made.append(f"/evidence/{self._client.post('/evidence', json=body).raise_for_status().json()['id']}")
        return f"POST {self._made[-1]}"


def said(response: httpx.Response) -> str:
    """Return a digest of all that an answer says but its tag and date."""
    told = [response.headers.get(name) for name in ("link", "x-total-count", "content-type")]
    return sha256(repr((response.status_code, told, response.content)).encode()).hexdigest()


def test_a_tag_is_of_one_content_whatever_is_written(writable: str) -> None:
    contents: dict[tuple[str, str], str] = {}
    unchanged = 0
    with ExitStack() as stack:
        # Of three processes, two keep answers, and one makes each anew.
        kept = [stack.enter_context(serving(writable, public_url="https://lunju.example")) for _ in range(2)]
        anew = stack.enter_context(serving(writable, public_url="https://lunju.example", cache_bytes=0))
        clients = [stack.enter_context(client_of(base, key(writable, f"k{n}"))) for n, base in enumerate((*kept, anew))]
        hand, choice = Hand(clients[0], 1), random.Random(2)  # noqa: S311 - likewise
        tags = {path: clients[2].get(path).raise_for_status().headers["etag"] for path in LISTS}
        for _ in range(TURNS):
            written = hand.write()
            for path in choice.sample(LISTS, 8):
                fresh, had = clients[2].get(path), clients[choice.randrange(2)].get(path)
                tag = fresh.headers["etag"]
                assert (said(had), had.headers["etag"]) == (said(fresh), tag), (written, path)
                assert contents.setdefault((path, tag), said(fresh)) == said(fresh), (written, path)
                again = clients[choice.randrange(3)].get(path, headers={"If-None-Match": tags[path]})
                assert (again.status_code == 304) == (tags[path] == tag), (written, path)
                unchanged += again.status_code == 304
                tags[path] = tag
    assert unchanged > TURNS  # of eight for each turn: most lists are not what was written
    assert holds(writable)


@pytest.fixture
def client(writable: str) -> Iterator[httpx.Client]:
    with writer(writable) as client:
        yield client


def tag(client: httpx.Client, path: str) -> str:
    return str(client.get(path).raise_for_status().headers["etag"])


CLAIM_OF_ANOTHER_ESSAY = "/claims/cao2023-c12"
UNTOUCHED = [
    "/claims?essay_id=moss2026",
    "/claims?id=moss2026-c1&sort=-number",
    "/essays/moss2026/claims?kind=causal&count=true",
    "/claims?essay_id=moss2026&embed=passages,sources,topics",
    "/claims?essay_id=moss2026&or=(kind.eq.thesis,stance.eq.rejects)",
    "/claims?essay_id=moss2026&sources.kind=person",
    "/claims?essay_id=moss2026&q=moss",
    "/claims/facets?facet=kind&facet=topic_id&essay_id=moss2026",
    "/claims.ndjson?essay_id=moss2026",
    "/sections",
    "/statistics?essay_id=cao2023",
    "/sources",
    "/topics/facets?facet=kind",
]
TOUCHED = [
    "/claims",
    "/claims?essay_id=cao2023",
    "/claims?q=企业",
    "/sections?embed=claims&limit=5",
    "/topics?claims.stance=rejects",
    "/evidence",
    "/claims.csv?essay_id=moss2026",
    "/claims/facets?facet=kind",
]


def test_a_list_keeps_its_tag_while_a_claim_of_another_essay_is_changed(client: httpx.Client) -> None:
    before = {path: tag(client, path) for path in UNTOUCHED}
    patch(client, CLAIM_OF_ANOTHER_ESSAY, {"stance": "reports"}).raise_for_status()
    again = {path: client.get(path, headers={"If-None-Match": before[path]}).status_code for path in UNTOUCHED}
    assert again == dict.fromkeys(UNTOUCHED, 304)


def test_a_list_that_may_show_a_claim_has_another_tag_when_that_is_changed(client: httpx.Client) -> None:
    before = {path: tag(client, path) for path in TOUCHED}
    patch(client, CLAIM_OF_ANOTHER_ESSAY, {"stance": "reports"}).raise_for_status()
    assert [path for path in TOUCHED if tag(client, path) == before[path]] == []


def execute(url: str, *statements: str) -> None:
    with engine_of(url) as engine, engine.begin() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))


NOTE = """UPDATE {} SET note = '{{"en":"Seen by nobody."}}', document = NULL WHERE id = '{}'"""


@pytest.mark.parametrize(("path", "is_kept"), [("/claims?essay_id=moss2026", True), ("/claims", False)])
def test_an_answer_is_kept_while_what_it_does_not_show_is_written(
    client: httpx.Client, writable: str, path: str, *, is_kept: bool
) -> None:
    before = client.get(path).text
    execute(writable, NOTE.format("claims", "moss2026-c1"))  # beside all that tells of changes
    patch(client, CLAIM_OF_ANOTHER_ESSAY, {"stance": "reports"}).raise_for_status()
    assert (client.get(path).text == before) is is_kept


def test_where_somebody_wrote_who_notes_nothing_every_tag_tells_the_dataset(
    client: httpx.Client, writable: str
) -> None:
    path = "/claims?essay_id=moss2026"
    noted = tag(client, path)
    execute(writable, NOTE.format("claims", "moss2026-c1"), "UPDATE dataset SET noted = NULL")
    patch(client, CLAIM_OF_ANOTHER_ESSAY, {"stance": "reports"}).raise_for_status()
    now = tag(client, path)
    assert now != noted
    assert "Seen by nobody." in client.get(path).text
    with engine_of(writable) as engine:
        fill_last_changes(engine, RESOURCES.values(), lambda _what, _count: None)
    patch(client, CLAIM_OF_ANOTHER_ESSAY, {"stance": "endorses"}).raise_for_status()
    assert tag(client, path) == noted


def test_what_is_noted_wrongly_is_told_by_verify(client: httpx.Client, writable: str) -> None:
    patch(client, CLAIM_OF_ANOTHER_ESSAY, {"stance": "reports"}).raise_for_status()
    execute(writable, "UPDATE last_changes SET sequence = 1 WHERE resource = 'claims' AND essay_id = 'cao2023'")
    with pytest.raises(BrokenError, match="claims cao2023: the change that is noted as its last"):
        holds(writable)


EVERY = [(resource, name) for resource in RESOURCES.values() for name in resource.conditions]
TABLES = {
    table: resource.name
    for resource in RESOURCES.values()
    for table in (resource.name, *(link.table.name for link in resource.links.values()))
}
DIALECTS: list[Callable[[], sa.Dialect]] = [sqlite.dialect, postgresql.dialect]


@pytest.mark.parametrize(("resource", "name"), EVERY, ids=[f"{resource.name}-{name}" for resource, name in EVERY])
def test_all_that_a_filter_reads_is_known(resource: Resource, name: str) -> None:
    count = 0 if name == PUBLISHED else 2
    [condition] = conditions(resource, ((name, count),))
    known = {resource.name, *read_beside(resource, ((name, count),))}
    for dialect in DIALECTS:
        sql = str(condition.compile(dialect=dialect(), compile_kwargs={"render_postcompile": True}))
        read = {
            word for clause in re.findall(r"(?:FROM|JOIN)\s+([\w\s,\"]+)", sql) for word in re.findall(r"\w+", clause)
        }
        assert {TABLES[table] for table in read & TABLES.keys()} <= known
