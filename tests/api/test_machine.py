"""Several clients read and write at random, and a plain model of the records agrees with every answer.

`LUNJU_EXAMPLES` asks for more runs.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

import httpx
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from api.core.versions.document_filling import fill_documents
from api.core.versions.tally_filling import are_current, fill_tallies, wrong_tallies
from api.resources.claims.models import CLAIMS
from api.resources.evidence.models import EVIDENCE
from api.resources.registry import RESOURCES
from tests.api.documents import wrong_documents
from tests.api.writing import MERGE_PATCH, Json, client_of, holds, key
from tests.conftest import Databases, engine_of, serving

RUNS = settings(
    max_examples=int(os.environ.get("LUNJU_EXAMPLES") or 3),
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
OK, CREATED = 200, 201
CLIENTS = st.integers(0, 2)
STANCES = st.sampled_from(["endorses", "rejects", "reports"])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=8).filter(str.strip)


@dataclass
class Claim:
    """What the model knows of a claim: the states that it had, and what became of it."""

    states: list[Json] = field(default_factory=list)
    deleted: bool = False
    merged_into: str | None = None

    @property
    def now(self) -> Json:
        return self.states[-1]

    @property
    def stands(self) -> bool:
        return not self.deleted and self.merged_into is None


class Machine(RuleBasedStateMachine):
    """Clients that change the claims of one essay, and the evidence between them."""

    clients: list[httpx.Client]
    engine: sa.Engine

    claims = Bundle("claims")

    @initialize()
    def begin(self) -> None:
        name = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex[:12])
        self.essay = f"{name}2026"
        self.model: dict[str, Claim] = {}
        self.links: dict[str, tuple[str, str]] = {}
        self.seen: list[dict[str, str]] = [{} for _ in self.clients]
        place: Json = {"essay_id": self.essay, "start": 0, "end": 5, "sha256": "0" * 64, "paragraph": 1, "sentence": 1}
        essay: Json = {"id": self.essay, "title": {"en": "T"}, "author": [{"literal": "L"}], "csl_type": "article"}
        essay |= {"issued": "2026", "language": "en", "license": "CC0-1.0", "length": 9, "sha256": "0" * 64}
        section: Json = {"essay_id": self.essay, "title": {"en": "S"}, "summary": {"en": "S"}, "passages": []}
        for path, body in (("/essays", essay), ("/sections", section)):
            assert self.post(0, path, body).status_code == CREATED
        place["section_id"] = f"{self.essay}-h1"
        response = self.post(0, "/passages", place)
        assert response.status_code == CREATED, response.text

    def post(self, client: int, path: str, body: Json, **headers: str) -> httpx.Response:
        return self.clients[client].post(path, json=body, headers=headers)

    def body(self, stance: str, words: str) -> Json:
        own = {"essay_id": self.essay, "kind": "causal", "text": {"en": words}, "stance": stance}
        return own | {"attributed_to": [], "passages": [f"{self.essay}-p1"]}

    def kept(self, record: Json) -> Json:
        return {name: record[name] for name in ("id", "stance", "text", "status", "version")}

    @rule(target=claims, client=CLIENTS, stance=STANCES, words=WORDS, again=st.booleans())
    def create(self, client: int, stance: str, words: str, again: bool) -> str:  # noqa: FBT001
        sent = uuid4().hex
        response = self.post(client, "/claims", self.body(stance, words), **{"Idempotency-Key": sent})
        assert response.status_code == CREATED, response.text
        record = response.json()
        if again:
            repeat = self.post(client, "/claims", self.body(stance, words), **{"Idempotency-Key": sent})
            assert (repeat.status_code, repeat.json()) == (CREATED, record)
            other = self.post(client, "/claims", self.body(stance, words + "!"), **{"Idempotency-Key": sent})
            assert other.status_code == httpx.codes.UNPROCESSABLE_ENTITY
        self.model[record["id"]] = Claim([self.kept(record)])
        self.seen[client][record["id"]] = response.headers["ETag"]
        assert record["number"] == len(self.model)
        return str(record["id"])

    @rule(client=CLIENTS, name=claims)
    def read(self, client: int, name: str) -> None:
        claim, response = self.model[name], self.clients[client].get(f"/claims/{name}")
        if claim.deleted:
            assert response.status_code == httpx.codes.GONE
        elif claim.merged_into:
            assert response.status_code == httpx.codes.PERMANENT_REDIRECT
            assert response.headers["Location"].endswith(f"/claims/{self.end_of(name)}")
        else:
            assert self.kept(response.json()) == claim.now
            self.seen[client][name] = response.headers["ETag"]

    def end_of(self, name: str) -> str:
        while into := self.model[name].merged_into:
            name = into
        return name

    def expected(self, client: int, name: str) -> int:
        """Return the status that a change gets, as far as the record itself decides it."""
        claim, seen = self.model[name], self.seen[client].get(name)
        if claim.deleted:
            return httpx.codes.GONE
        if claim.merged_into:
            return httpx.codes.CONFLICT
        if seen is None:
            return httpx.codes.PRECONDITION_REQUIRED
        current = seen.strip('"').partition("-")[0] == str(claim.now["version"])
        return OK if current else httpx.codes.PRECONDITION_FAILED

    def match(self, client: int, name: str) -> dict[str, str]:
        seen = self.seen[client].get(name)
        return {} if seen is None else {"If-Match": seen}

    def took(self, client: int, name: str, response: httpx.Response) -> None:
        """Note the state that a change led to; none where nothing was changed."""
        state = self.kept(response.json())
        if state["version"] != self.model[name].now["version"]:
            assert state["version"] == self.model[name].now["version"] + 1
            self.model[name].states.append(state)
        assert state == self.model[name].now
        self.seen[client][name] = response.headers["ETag"]

    @rule(client=CLIENTS, name=claims, stance=STANCES, only_validate=st.booleans())
    def patch(self, client: int, name: str, stance: str, only_validate: bool) -> None:  # noqa: FBT001
        query = "?validate_only=true" if only_validate else ""
        headers = MERGE_PATCH | self.match(client, name)
        response = self.clients[client].patch(
            f"/claims/{name}{query}", content=json.dumps({"stance": stance}), headers=headers
        )
        assert response.status_code == self.expected(client, name), response.text
        if response.is_success and not only_validate:
            assert response.json()["stance"] == stance
            self.took(client, name, response)

    @rule(client=CLIENTS, name=claims, stance=STANCES, words=WORDS)
    def put(self, client: int, name: str, stance: str, words: str) -> None:
        headers = self.match(client, name) | {"Lunju-Reason": "again"}
        response = self.clients[client].put(f"/claims/{name}", json=self.body(stance, words), headers=headers)
        assert response.status_code == self.expected(client, name), response.text
        if response.is_success:
            record = response.json()
            assert (record["stance"], record["text"], record["status"]) == (stance, {"en": words}, "published")
            self.took(client, name, response)

    @rule(client=CLIENTS, name=claims, status=st.sampled_from(["withdrawn", "published"]))
    def withdraw(self, client: int, name: str, status: str) -> None:
        headers = MERGE_PATCH | self.match(client, name) | {"Lunju-Reason": "%E8%AF%AF"}
        response = self.clients[client].patch(
            f"/claims/{name}", content=json.dumps({"status": status}), headers=headers
        )
        assert response.status_code == self.expected(client, name), response.text
        if response.is_success:
            assert response.json()["status"] == status
            self.took(client, name, response)

    @rule(client=CLIENTS, origin=claims, goal=claims)
    def link(self, client: int, origin: str, goal: str) -> None:
        body = {"essay_id": self.essay, "relation": "supports", "origin_type": "claim", "origin_id": origin}
        response = self.post(
            client, "/evidence", body | {"target_type": "claim", "target_id": goal, "asserted_by": "analyst"}
        )
        there = self.model[origin].stands and self.model[goal].stands and origin != goal
        if there and (origin, goal) not in self.links.values():
            assert response.status_code == CREATED, response.text
            self.links[response.json()["id"]] = (origin, goal)
        else:
            assert response.status_code in {409, 422}, response.text

    @rule(client=CLIENTS, name=claims)
    def delete(self, client: int, name: str) -> None:
        response = self.clients[client].delete(f"/claims/{name}", headers=self.match(client, name))
        expected = self.expected(client, name)
        if expected == OK and any(name in ends for ends in self.links.values()):
            expected = httpx.codes.CONFLICT
        assert response.status_code == expected, response.text
        if response.is_success:
            assert self.kept(response.json()) == self.model[name].now
            self.model[name].deleted = True

    @rule(
        client=CLIENTS,
        names=st.lists(claims, min_size=1, max_size=3, unique=True),
        stance=STANCES,
        spoil=st.booleans(),
    )
    def batch(self, client: int, names: list[str], stance: str, spoil: bool) -> None:  # noqa: FBT001
        standing = [name for name in names if self.model[name].stands]
        operations: list[Json] = [
            {"op": "patch", "resource": "claims", "id": name, "version": self.model[name].now["version"]}
            | {"body": {"stance": stance}}
            for name in standing
        ]
        operations.append({"op": "create", "resource": "claims", "body": self.body("doubts" if spoil else stance, "b")})
        response = self.post(client, "/batches", {"reason": "together", "operations": operations})
        assert response.status_code == (422 if spoil else OK), response.text
        if not spoil:
            for name in standing:
                state = self.model[name].now
                if state["stance"] != stance:
                    self.model[name].states.append(state | {"stance": stance, "version": state["version"] + 1})
            made = response.json()["operations"][-1]["id"]
            self.model[made] = Claim([self.kept(self.clients[client].get(f"/claims/{made}").json())])

    @rule(client=CLIENTS, old=claims, into=claims)
    def merge(self, client: int, old: str, into: str) -> None:
        headers = self.match(client, old)
        response = self.post(client, f"/claims/{old}/merge", {"into": into}, **headers)
        expected = self.expected(client, old)
        if expected == OK and (old == into or not self.model[into].stands):
            assert response.status_code in {409, 410, 422}, response.text
            return
        assert response.status_code == expected, response.text
        if response.is_success:
            self.model[old].merged_into = into
            found = self.clients[client].get("/evidence", params={"essay_id": self.essay, "limit": 1000}).json()
            self.links = {link["id"]: (link["origin_id"], link["target_id"]) for link in found}
            assert not any(old in ends for ends in self.links.values())
            self.model[into].states[-1:] = [self.kept(self.clients[client].get(f"/claims/{into}").json())]

    @rule(name=claims)
    def past(self, name: str) -> None:
        for state in self.model[name].states:
            record = self.clients[0].get(f"/claims/{name}@{state['version']}").json()
            assert self.kept(record) == state

    @invariant()
    def documents_are_what_is_read(self) -> None:
        assert wrong_documents(self.engine, "claims", "evidence") == []

    @invariant()
    def tallies_are_what_counting_gives(self) -> None:
        with self.engine.connect() as connection:
            assert are_current(connection, RESOURCES.values())
            assert [*wrong_tallies(connection, CLAIMS), *wrong_tallies(connection, EVIDENCE)] == []

    @invariant()
    def lists_agree(self) -> None:
        if not hasattr(self, "model"):
            return
        for stance in ("endorses", "rejects", "reports"):
            query = {"essay_id": self.essay, "stance": stance, "limit": 1000}
            found = [record["id"] for record in self.clients[1].get("/claims", params=query).json()]
            assert found == [
                name
                for name, claim in self.model.items()
                if claim.stands and claim.now["status"] == "published" and claim.now["stance"] == stance
            ]


@pytest.fixture(scope="module")
def url(databases: Databases, seeded_template: str) -> str:
    return databases.copy(seeded_template)


@pytest.fixture(scope="module")
def clients(url: str) -> Iterator[list[httpx.Client]]:
    """Three clients with keys of their own, of two services over one database."""
    with serving(url) as one, serving(url) as other:
        made = [client_of(base, key(url, name)) for name, base in (("ann", one), ("ben", other), ("cy", one))]
        yield made
        for client in made:
            client.close()


def test_clients_agree_with_a_plain_model(clients: list[httpx.Client], url: str) -> None:
    with engine_of(url) as engine:
        fill_documents(engine, RESOURCES.values(), lambda _what, _count: None)
        fill_tallies(engine, RESOURCES.values(), lambda _what, _count: None)
        run_state_machine_as_test(type("Clients", (Machine,), {"clients": clients, "engine": engine}), settings=RUNS)
    assert holds(url).records
