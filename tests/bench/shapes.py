"""What is asked, and how each server is asked for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

import httpx

from api.core.query.list_query import exclude_withdrawn
from api.core.query.pagination import encode_cursor, fingerprint
from api.resources.registry import RESOURCES
from tests.bench.rival_questions import (
    datasette_joined,
    datasette_rows,
    joined_by_graphql,
    kind_by_graphql,
    one_by_graphql,
    page_by_graphql,
    soul_rows,
)
from tests.bench.synthetic import ABSENT, FREQUENT, RARE

_SPREAD = 100
"""How many different records, or pages, a shape asks for in turn."""

_JOINED_TO = ",".join(
    (
        *("essay", "section.parent", "passages.section", "sources"),
        *("evidence.origin", "evidence.evidence", "bears_on.target", "topics", "relationships"),
    )
)
"""What a claim is joined to. A list of its own, so that the question stays the same where the page of a claim grows."""

Paths = list[str]


@dataclass(frozen=True)
class Shape:
    """A kind of question.

    Attributes:
        name: what the table calls it.
        lunju: the paths at Lunju.
        datasette: the paths at Datasette; none where it has no such question.
        tutorial: the paths at the tutorial's application.
        soul: the paths at Soul.
        postgraphile: the paths at PostGraphile.
        again: whether one path is asked again and again, so that a cache answers.
        headers: what is sent with each request; `{etag}` stands for the tag of the answer.
        connections: how many ask at once.
    """

    name: str
    lunju: Paths
    datasette: Paths = field(default_factory=list)
    tutorial: Paths = field(default_factory=list)
    soul: Paths = field(default_factory=list)
    postgraphile: Paths = field(default_factory=list)
    again: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    connections: int = 32


def shapes(claims: int) -> Iterable[Shape]:
    """Yield every shape for a dataset of some number of claims."""
    ids = [claim_id(place) for place in range(0, claims, max(1, claims // _SPREAD))]
    yield Shape(
        "one record",
        [f"/claims/{name}" for name in ids],
        [f"/bench/claims/{name}.json?_shape=array" for name in ids],
        [f"/claims/{name}" for name in ids],
        [f"/api/tables/claims/rows/{name}" for name in ids],
        [one_by_graphql(name) for name in ids],
    )
    essays = list(dict.fromkeys(name.partition("-c")[0] for name in ids))
    kinds = ("causal", "factual", "predictive", "evaluative", "definitional", "prescriptive")
    yield Shape(
        "50 of one kind",
        [f"/claims?kind={kind}" for kind in kinds],
        [datasette_rows(kind=kind) for kind in kinds],
        [f"/claims?kind={kind}" for kind in kinds],
        [soul_rows(_filters=f"kind:{kind}") for kind in kinds],
        [kind_by_graphql(kind) for kind in kinds],
    )
    middle = claims // 2
    essay, number = claim_id(middle).split("-c")
    cursor = encode_cursor(fingerprint("claims", exclude_withdrawn(RESOURCES["claims"], ()), ()), [essay, int(number)])
    yield Shape(
        "50 at the middle",
        [f"/claims?cursor={cursor}"],
        [datasette_rows(_next=claim_id(middle))],
        [f"/claims?offset={middle}"],
        [soul_rows(_page=middle // 50 + 1)],
        [page_by_graphql(middle)],
    )
    yield Shape("50 at the start", ["/claims"], [datasette_rows()], ["/claims"], [soul_rows()], [page_by_graphql(0)])
    yield Shape(
        "20 with evidence and statistics",
        [f"/claims?essay_id={essay}&limit=20&embed=evidence,statistics" for essay in essays],
        [datasette_joined(essay) for essay in essays],
        [f"/claims-with-evidence?essay_id={essay}&limit=20" for essay in essays],
        postgraphile=[joined_by_graphql(essay) for essay in essays],
    )
    yield Shape("one with all it is joined to", [f"/claims/{name}?embed={_JOINED_TO}" for name in ids])
    yield Shape("its page", [f"/claims/{name}.html" for name in ids])
    for how, word in (("many", FREQUENT), ("few", RARE), ("no", ABSENT)):
        yield Shape(f"search, {how} hits", [f"/claims?q={quote(word)}"])
    yield Shape(
        "figures over a bound",
        [f"/statistics?value_gte={10**power}&unit=user" for power in (5, 6, 7, 8)],
    )
    yield Shape(
        "why, ten levels", [f"/claims/{claim_id(place - place % 20)}/why" for place in range(0, claims, claims // 20)]
    )
    yield Shape("one record, again", [f"/claims/{ids[0]}"], again=True)
    yield Shape("50 of one kind, again", ["/claims?kind=causal"], again=True)
    yield Shape("304", ["/claims?kind=causal"], again=True, headers={"If-None-Match": "{etag}"})
    # Last, since at a million claims the database is busy with it for seconds.
    yield Shape("facets", ["/claims/facets?facet=kind&facet=section_id"], connections=2)


def answered(base: str, paths: Paths) -> httpx.Response | None:
    """Return the answer to the first path, if every path is answered."""
    first = None
    with httpx.Client(base_url=base, timeout=60) as client:
        for path in paths:
            response = client.get(path)
            if response.status_code != httpx.codes.OK:
                return None
            first = first or response
    return first


def claim_id(place: int) -> str:
    """Return the identifier of the claim at a place of the synthetic ones."""
    letters = "".join(chr(ord("a") + place // 1000 // 26**power % 26) for power in (2, 1, 0))
    return f"synthetic{letters}2000-c{place % 1000 + 1}"
