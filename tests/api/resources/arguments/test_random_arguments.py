"""Questions of random arguments, asked of the service, on both databases, against plain graph code."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.core.records.base_record import table_of
from api.core.versions.version_tables import Dataset
from api.resources.arguments.support import OBJECTIONS, ArgumentLink
from api.resources.claims.models import Claim
from api.resources.evidence.models import Evidence
from api.resources.evidence.permitted_links import PERMITTED
from api.resources.statistics.models import Statistic
from tests.api.resources.arguments.test_support import naive_groups, naive_standing
from tests.conftest import Databases, engine_of, serving
from tests.examples import at_least

CLAIMS = [f"moss2026-c{n}" for n in range(1, 9)]
FIGURES = [f"moss2026-s{n}" for n in range(1, 4)]
SOURCES = ["anon2025", "clinic2025", "council2024"]
GROUNDS = {*FIGURES, *SOURCES}
KINDS = {**dict.fromkeys(CLAIMS, "claim"), **dict.fromkeys(FIGURES, "statistic"), **dict.fromkeys(SOURCES, "source")}
STAMPS = {"essay_id": "moss2026", "asserted_by": "author", "version": 1} | dict.fromkeys(
    ["created_at", "updated_at"], "2026-01-01T00:00:00Z"
)

property_test = settings(
    max_examples=at_least(20),
    suppress_health_check=[HealthCheck.too_slow],
)

Rewired = tuple[sa.Engine, httpx.Client]


@dataclass(frozen=True)
class Drawn:
    """An argument: its links, and what of it was withdrawn."""

    links: list[ArgumentLink]
    withdrawn_links: frozenset[str]
    withdrawn: frozenset[str]

    @property
    def standing_links(self) -> list[ArgumentLink]:
        return [link for link in self.links if link.id not in self.withdrawn_links]

    @property
    def links_of_what_stands(self) -> list[ArgumentLink]:
        return [link for link in self.standing_links if self.withdrawn.isdisjoint({link.origin_id, link.target_id})]

    @property
    def support(self) -> list[ArgumentLink]:
        return [link for link in self.standing_links if link.relation == "supports"]

    @property
    def objections(self) -> list[ArgumentLink]:
        return [link for link in self.links_of_what_stands if link.relation in OBJECTIONS]

    def stands(self) -> set[str]:
        return naive_standing(self.support, GROUNDS, set(self.withdrawn))


@st.composite
def arguments(draw: st.DrawFn) -> Drawn:
    """Up to thirty links of any relation between claims, figures and sources; some undercut others."""
    ends = st.tuples(
        st.sampled_from(sorted(KINDS)),
        st.sampled_from(["supports", "supports", "supports", "challenges", "qualifies"]),
        st.sampled_from([*CLAIMS, *FIGURES[:2]]),
        st.sampled_from([None, None, "g", "h"]),
    )
    drawn = draw(st.lists(ends, max_size=26, unique_by=lambda link: link[:3]))
    links = [
        ArgumentLink(f"moss2026-e{n}", relation, origin, target, group)
        for n, (origin, relation, target, group) in enumerate(drawn, 1)
        if origin != target
    ]
    if links:
        undercuts = draw(st.sets(st.tuples(st.sampled_from(sorted(KINDS)), st.sampled_from(links)), max_size=4))
        links += [
            ArgumentLink(f"moss2026-e{n}", "undercuts", origin, link.id)
            for n, (origin, link) in enumerate(sorted(undercuts, key=str), 100)
        ]
    some = st.frozensets(st.sampled_from([link.id for link in links] or [""]), max_size=3)
    return Drawn(links, draw(some), draw(st.frozensets(st.sampled_from(CLAIMS + FIGURES), max_size=3)))


def kind_of(name: str) -> str:
    return KINDS.get(name, "evidence")


def rewire(engine: sa.Engine, drawn: Drawn) -> None:
    """Put an argument in place of the one before; as every write does, it advances the dataset."""
    evidence, claims, statistics = table_of(Evidence), table_of(Claim), table_of(Statistic)
    dataset = table_of(Dataset)
    rows = [
        STAMPS
        | {"id": link.id, "number": int(link.id.partition("-e")[2]), "relation": link.relation, "group": link.group}
        | {"origin_type": kind_of(link.origin_id), "origin_id": link.origin_id}
        | {"target_type": kind_of(link.target_id), "target_id": link.target_id}
        | {"status": "withdrawn" if link.id in drawn.withdrawn_links else "published"}
        for link in drawn.links
    ]
    assert {(row["origin_type"], row["relation"], row["target_type"]) for row in rows} <= PERMITTED
    with engine.begin() as connection:
        # What undercuts others goes first: it may not outlive them.
        connection.execute(sa.delete(evidence).where(evidence.c.target_type == "evidence"))
        connection.execute(sa.delete(evidence))
        if rows:
            connection.execute(sa.insert(evidence), rows)
        for table, names in ((claims, CLAIMS), (statistics, FIGURES)):
            status = sa.case((table.c.id.in_(sorted(drawn.withdrawn)), "withdrawn"), else_="published")
            connection.execute(sa.update(table).where(table.c.id.in_(names)).values(status=status))
        connection.execute(sa.update(dataset).values(version=dataset.c.version + 1))


@pytest.fixture(scope="module")
def rewired(databases: Databases, seeded_template: str) -> Iterator[Rewired]:
    """A database whose evidence is drawn, and a client of a service over it."""
    url = databases.copy(seeded_template)
    with (
        engine_of(url) as engine,
        serving(url) as base,
        httpx.Client(base_url=base) as client,
    ):
        yield engine, client


@property_test
@given(arguments(), st.sampled_from(CLAIMS))
def test_why_says_what_plain_graph_code_says(rewired: Rewired, drawn: Drawn, claim: str) -> None:
    engine, client = rewired
    rewire(engine, drawn)
    stands = drawn.stands()
    beneath = {claim}
    while grown := {link.origin_id for link in drawn.support if link.target_id in beneath} - beneath:
        beneath |= grown
    answer = client.get(f"/claims/{claim}/why").json()
    assert {node["id"]: node["grounded"] for node in answer["nodes"]} == {n: n in stands for n in beneath}
    assert sorted(
        (reason["target_id"], sorted(premise["origin_id"] for premise in reason["premises"]), reason["holds"])
        for reason in answer["reasons"]
    ) == sorted(
        (target, sorted(found), found <= stands) for target, found in naive_groups(drawn.support) if target in beneath
    )


@property_test
@given(arguments(), st.sampled_from(sorted(GROUNDS)))
def test_impact_says_what_plain_graph_code_says(rewired: Rewired, drawn: Drawn, fallen: str) -> None:
    engine, client = rewired
    rewire(engine, drawn)
    barred = set(drawn.withdrawn)
    before = drawn.stands()
    held = [(target, p) for target, p in naive_groups(drawn.support) if p <= before and target not in barred]
    leaning = {target for target, _ in held}
    above = {fallen}
    while grown := {target for target, premises in held if premises & above} - above:
        above |= grown
    # A figure stands by itself, unless something that may fall with it is said to support it.
    after = GROUNDS - barred - {fallen} - (above & leaning)
    while grown := {target for target, premises in held if premises <= after and target != fallen} - after:
        after |= grown
    kind = "statistics" if fallen in FIGURES else "sources"
    answer = client.get(f"/{kind}/{fallen}/impact").json()
    lost = [*answer["claims"], *answer["statistics"]]
    counts = {
        name: ([target for target, _ in held].count(name), [target for target, p in held if p <= after].count(name))
        for name in leaning - {fallen}
    }
    assert {item["id"]: (item["loss"], item["held"], item["remaining"]) for item in lost} == {
        name: ("some" if name in after else "all", *counted) for name, counted in counts.items() if len({*counted}) > 1
    }


@property_test
@given(arguments(), st.sampled_from(CLAIMS))
def test_against_says_what_plain_graph_code_says(rewired: Rewired, drawn: Drawn, claim: str) -> None:
    engine, client = rewired
    rewire(engine, drawn)
    standing = drawn.links_of_what_stands
    borne = {link.id for link in standing if link.target_id == claim and link.relation not in OBJECTIONS}
    depths: dict[str, int] = {}
    layer, depth = {claim, *borne}, 1
    first: set[str] = set()
    while found := [link for link in drawn.objections if link.target_id in layer and link.id not in depths]:
        depths |= {link.id: depth for link in found}
        first = first or {link.origin_id for link in found}
        layer, depth = {name for link in found for name in (link.id, link.origin_id)}, depth + 1
    above = set(first)
    support = [link for link in standing if link.relation == "supports"]
    while grown := {link.target_id for link in support if link.origin_id in above} - above:
        above |= grown
    answer = client.get(f"/claims/{claim}/against").json()
    assert {item["evidence_id"]: item["depth"] for item in answer["objections"]} == depths
    assert set(answer["resting"]) == above - first


@property_test
@given(arguments())
def test_the_circles_of_the_audit_are_those_of_the_links(rewired: Rewired, drawn: Drawn) -> None:
    engine, client = rewired
    rewire(engine, drawn)
    reasons = [p for p in naive_groups(drawn.support) if drawn.withdrawn.isdisjoint({p[0], *p[1]})]
    reach = {(origin, target) for target, premises in reasons for origin in premises}
    while grown := {(a, d) for a, b in reach for c, d in reach if b == c} - reach:
        reach |= grown
    names = {name for pair in reach for name in pair}
    expected = {frozenset({a, *(b for b in names if {(a, b), (b, a)} <= reach)}) for a in names if (a, a) in reach}
    findings = client.get("/essays/moss2026/audit").json()["findings"]
    assert {frozenset(item["records"]) for item in findings if item["rule"] == "circular-support"} == expected


@property_test
@given(arguments())
def test_the_graph_has_the_links_that_stand_and_what_they_join(rewired: Rewired, drawn: Drawn) -> None:
    engine, client = rewired
    rewire(engine, drawn)
    elements = client.get("/essays/moss2026/graph").json()["elements"]
    nodes = {node["data"]["id"] for node in elements["nodes"]}
    kept = {link.id: link for link in drawn.links_of_what_stands}
    while lost := [
        link.id for link in kept.values() if kind_of(link.target_id) == "evidence" and link.target_id not in kept
    ]:
        kept = {name: link for name, link in kept.items() if name not in lost}
    assert {edge["data"]["evidence_id"] for edge in elements["edges"]} == kept.keys()
    assert all({edge["data"]["source"], edge["data"]["target"]} <= nodes for edge in elements["edges"])


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
        answer = httpx.get(f"{base}/claims/moss2026-c1001/why").json()
        audit = httpx.get(f"{base}/essays/moss2026/audit").json()
    assert (answer["truncated"], answer["grounded"], len(answer["nodes"])) == (True, None, 10_001)
    assert audit["truncated"]
    assert audit["rules"][0]["findings"] is None
