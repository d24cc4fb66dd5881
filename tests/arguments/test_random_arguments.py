"""Questions of random arguments, asked of the service, on both databases."""

import random
from collections.abc import Iterator

import httpx
import pytest
import sqlalchemy as sa

from api.core.record import table_of
from api.resources.arguments.rules import Link
from api.resources.claims.models import Claim
from api.resources.evidence.models import Evidence
from api.resources.evidence.rules import PERMITTED
from api.resources.sources.models import Source
from api.resources.statistics.models import Statistic
from tests.arguments.test_rules import naive_groups, naive_standing
from tests.conftest import engine_of, serving

CLAIMS = [f"moss2026-c{n}" for n in range(1, 9)]
RELATIONS = ["supports", "supports", "supports", "challenges", "qualifies"]


def rewire(url: str, seed: int) -> list[Link]:
    """Replace all evidence of the short essay by random links, and tell what they are."""
    chance = random.Random(seed)  # noqa: S311 - the same links every time
    table = table_of(Evidence)
    with engine_of(url) as engine, engine.begin() as connection:
        sources = connection.scalars(sa.select(table_of(Source).c.id).order_by(table_of(Source).c.id)).all()[:3]
        figures = [f"moss2026-s{n}" for n in range(1, 4)]
        connection.execute(sa.delete(table))
        kinds = {
            **dict.fromkeys(CLAIMS, "claim"),
            **dict.fromkeys(figures, "statistic"),
            **dict.fromkeys(sources, "source"),
        }
        pairs = {(chance.choice(list(kinds)), chance.choice(CLAIMS)) for _ in range(30)}
        links = []
        for number, (origin, target) in enumerate(sorted(pairs), 1):
            if origin == target:
                continue
            relation = chance.choice(RELATIONS)
            assert (kinds[origin], relation, "claim") in PERMITTED
            group = chance.choice([None, "g", "h"])
            links.append(Link(f"moss2026-e{number}", relation, origin, target, group))
            connection.execute(
                sa.insert(table).values(
                    id=f"moss2026-e{number}",
                    essay_id="moss2026",
                    number=number,
                    relation=relation,
                    origin_type=kinds[origin],
                    origin_id=origin,
                    target_type="claim",
                    target_id=target,
                    group=group,
                    asserted_by="author",
                    status="published",
                    version=1,
                    created_at="2026-01-01T00:00:00Z",
                    updated_at="2026-01-01T00:00:00Z",
                )
            )
    return links


@pytest.fixture(params=range(3))
def rewired(request: pytest.FixtureRequest, writable: str) -> Iterator[tuple[httpx.Client, list[Link]]]:
    """A service over random evidence, and the links."""
    links = rewire(writable, request.param)
    with serving(writable) as base, httpx.Client(base_url=base, timeout=30) as client:
        yield client, links


def grounds(links: list[Link]) -> set[str]:
    return {link.origin_id for link in links} - set(CLAIMS)


def test_why_says_what_plain_graph_code_says(rewired: tuple[httpx.Client, list[Link]]) -> None:
    client, links = rewired
    support = [link for link in links if link.relation == "supports"]
    stands = naive_standing(support, grounds(links), set())
    for claim in CLAIMS:
        answer = client.get(f"/claims/{claim}/why").json()
        beneath = {claim}
        while grown := {link.origin_id for link in support if link.target_id in beneath} - beneath:
            beneath |= grown
        assert {node["id"]: node["grounded"] for node in answer["nodes"]} == {n: n in stands for n in beneath}
        assert {
            (reason["target_id"], frozenset(premise["origin_id"] for premise in reason["premises"]), reason["holds"])
            for reason in answer["reasons"]
        } == {(target, found, found <= stands) for target, found in naive_groups(support) if target in beneath}


def test_impact_says_what_plain_graph_code_says(rewired: tuple[httpx.Client, list[Link]]) -> None:
    client, links = rewired
    support = [link for link in links if link.relation == "supports"]
    before = naive_standing(support, grounds(links), set())
    for fallen in sorted(grounds(links)):
        after = naive_standing(support, grounds(links) - {fallen}, {fallen})
        held = {name: [p for target, p in naive_groups(support) if target == name and p <= before] for name in CLAIMS}
        left = {name: [p for p in found if p <= after] for name, found in held.items()}
        kind = "statistics" if "-s" in fallen else "sources"
        answer = client.get(f"/{kind}/{fallen}/impact").json()
        assert {lost["id"]: (lost["loss"], lost["held"], lost["remaining"]) for lost in answer["claims"]} == {
            name: ("some" if name in after else "all", len(held[name]), len(left[name]))
            for name in CLAIMS
            if len(left[name]) < len(held[name])
        }


def test_against_says_what_plain_graph_code_says(rewired: tuple[httpx.Client, list[Link]]) -> None:
    client, links = rewired
    objections = [link for link in links if link.relation != "supports"]
    support = [link for link in links if link.relation == "supports"]
    for claim in CLAIMS:
        answer = client.get(f"/claims/{claim}/against").json()
        depths: dict[str, int] = {}
        layer, depth = {claim}, 1
        while found := [link for link in objections if link.target_id in layer and link.id not in depths]:
            depths |= {link.id: depth for link in found}
            layer, depth = {link.origin_id for link in found}, depth + 1
        assert {item["evidence_id"]: item["depth"] for item in answer["objections"]} == depths
        first = {link.origin_id for link in objections if link.target_id == claim}
        above = set(first)
        while grown := {link.target_id for link in support if link.origin_id in above} - above:
            above |= grown
        assert set(answer["resting"]) == above - first


def test_the_circles_of_the_audit_are_those_of_the_links(rewired: tuple[httpx.Client, list[Link]]) -> None:
    client, links = rewired
    reach = {(link.origin_id, link.target_id) for link in links if link.relation == "supports"}
    while grown := {(a, d) for a, b in reach for c, d in reach if b == c} - reach:
        reach |= grown
    expected = {frozenset({a, *(b for b in CLAIMS if {(a, b), (b, a)} <= reach)}) for a in CLAIMS if (a, a) in reach}
    findings = client.get("/essays/moss2026/audit").json()["findings"]
    assert {frozenset(item["records"]) for item in findings if item["rule"] == "circular-support"} == expected


def test_a_withdrawn_figure_supports_nothing(writable: str) -> None:
    links = rewire(writable, 1)
    with engine_of(writable) as engine, engine.begin() as connection:
        connection.execute(sa.update(table_of(Statistic)).values(status="withdrawn"))
        connection.execute(sa.delete(table_of(Evidence)).where(table_of(Evidence).c.origin_type == "source"))
    with serving(writable) as base:
        answers = [httpx.get(f"{base}/claims/{link.target_id}/why").json() for link in links]
    assert not any(answer["grounded"] for answer in answers)


def test_a_question_that_reaches_too_much_says_that_its_answer_is_truncated(writable: str) -> None:
    evidence, claims = table_of(Evidence), table_of(Claim)
    with engine_of(writable) as engine, engine.begin() as connection:
        model = dict(connection.execute(sa.select(claims).where(claims.c.id == "moss2026-c1")).mappings().one())
        link = {"relation": "supports", "asserted_by": "author", "status": "published", "version": 1}
        stamps = {"created_at": model["created_at"], "updated_at": model["updated_at"], "essay_id": "moss2026"}
        numbers = range(1001, 12_001)
        connection.execute(
            sa.insert(claims), [model | {"id": f"moss2026-c{n}", "number": n, "text": model["text"]} for n in numbers]
        )
        connection.execute(
            sa.insert(evidence),
            [
                link
                | stamps
                | {"id": f"moss2026-e{n}", "number": n, "origin_type": "claim", "target_type": "claim"}
                | {"origin_id": f"moss2026-c{n}", "target_id": f"moss2026-c{n - 1 if n > 1001 else 1}"}
                for n in numbers
            ],
        )
        connection.execute(sa.text("ANALYZE"))  # as PostgreSQL does itself, some time after such a load
    with serving(writable) as base:
        answer = httpx.get(f"{base}/claims/moss2026-c1001/why", timeout=60).json()
        audit = httpx.get(f"{base}/essays/moss2026/audit", timeout=60).json()
    assert (answer["truncated"], answer["grounded"], len(answer["nodes"])) == (True, None, 10_001)
    assert audit["truncated"]
    assert audit["rules"][0]["findings"] is None
