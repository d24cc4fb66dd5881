"""`or=`, and filters through relations: random expressions find what plain Python finds over all records."""

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.core.query.filter_syntax import MAX_CONDITIONS, MAX_DEPTH, OPERATORS
from api.resources.registry import RESOURCES
from tests.api.conftest import records_of
from tests.api.filter_model import RELATED, Term, expected, terms
from tests.api.writing import patch, writer
from tests.examples import at_least

EXAMPLES = settings(
    max_examples=at_least(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
Json = dict[str, str]


def written(parts: list[Term]) -> str:
    return f"({','.join(part.text for part in parts)})"


@pytest.mark.parametrize("name", sorted(RELATED))
@EXAMPLES
@given(data=st.data())
def test_an_expression_finds_what_it_says(client: httpx.Client, name: str, data: st.DataObject) -> None:
    parts = data.draw(st.lists(terms(name), min_size=1, max_size=4))
    found = client.get(f"/{name}", params={"or": written(parts), "limit": "1000", "fields": "id", "count": "true"})
    assert found.status_code == 200, found.text
    wanted = expected(name, parts)
    assert [record["id"] for record in found.json()] == wanted
    assert found.headers["X-Total-Count"] == str(len(wanted))


@EXAMPLES
@given(one=st.lists(terms("claims"), min_size=1, max_size=2), other=st.lists(terms("claims"), min_size=1, max_size=2))
def test_of_several_expressions_each_must_hold(client: httpx.Client, one: list[Term], other: list[Term]) -> None:
    asked = {"or": [written(one), written(other)], "limit": "1000", "fields": "id"}
    found = client.get("/claims", params=asked).json()
    both = set(expected("claims", one)) & set(expected("claims", other))
    assert {record["id"] for record in found} == both


EXPRESSION = "(sources.kind.eq.person,and(stance.eq.rejects,kind.in.(causal,thesis)),has_evidence.eq.false)"


def walk(client: httpx.Client, path: str, **asked: str) -> list[str]:
    found: list[str] = []
    response = client.get(path, params=asked | {"limit": "7", "fields": "id"})
    while True:
        found += [record["id"] for record in response.json()]
        if "next" not in response.links:
            return found
        response = client.get(response.links["next"]["url"])


@pytest.mark.parametrize("sort", ["", "-number"])
def test_pages_keep_to_an_expression(client: httpx.Client, sort: str) -> None:
    whole = client.get("/claims", params={"or": EXPRESSION, "limit": "1000", "sort": sort or "id"}).json()
    asked = {"or": EXPRESSION} | ({"sort": sort} if sort else {})
    assert walk(client, "/claims", **asked) == [claim["id"] for claim in whole]


def test_every_form_and_count_keeps_to_an_expression(client: httpx.Client) -> None:
    asked = {"or": EXPRESSION, "passages.paragraph_gte": "3"}
    found = [claim["id"] for claim in client.get("/claims", params=asked | {"limit": "1000"}).json()]
    lines = client.get("/claims.ndjson", params=asked).text.splitlines()
    rows = client.get("/claims.csv", params=asked | {"fields": "id"}).text.splitlines()[1:]
    facets = client.get("/claims/facets", params=asked | {"facet": "kind"}).json()
    page = client.get("/claims.html", params=asked | {"limit": "1000"})
    assert found
    assert (len(lines), rows, facets["total"], page.status_code) == (len(found), found, len(found), 200)
    within = client.get("/essays/cao2023/claims", params=asked | {"limit": "1000"}).json()
    assert [claim["id"] for claim in within] == [name for name in found if name.startswith("cao2023-")]


def ids(client: httpx.Client, path: str, **asked: str) -> set[str]:
    response = client.get(path, params=asked | {"limit": "1000", "fields": "id"})
    assert response.status_code == 200, response.text
    return {record["id"] for record in response.json()}


TOGETHER: list[tuple[str, Json, str]] = [
    ("statistics", {"value_lt": "1", "unit": "a"}, "and(value.lt.1,unit.eq.a)"),
    (
        "statistics",
        {"value_gte": "2", "unit": "a", "match": "possible"},
        "and(match.eq.possible,value.gte.2,unit.eq.a)",
    ),
    ("statistics", {"period_from": "2020", "period_to": "2022"}, "and(period.from.2020,period.to.2022)"),
    ("statistics", {"measure": "users"}, "measure.eq.users"),
    ("sources", {"issued_to": "2000"}, "issued.to.2000"),
    ("claims", {"q": '"industrial revolution"'}, 'q.eq."\\"industrial revolution\\""'),
    ("claims", {"q": "创新"}, "q.eq.创新"),
    ("claims", {"has_evidence": "true"}, "has_evidence.eq.true"),
    ("claims", {"supported_by": "cao2023-c20"}, "supported_by.eq.cao2023-c20"),
    ("claims", {"states.value_lt": "1", "states.unit": "a"}, "and(states.value.lt.1,states.unit.eq.a)"),
    ("evidence", {"origin.kind": "person"}, "origin.kind.eq.person"),
]


@pytest.mark.parametrize(("name", "asked", "text"), TOGETHER, ids=[text for *_, text in TOGETHER])
def test_what_several_filters_ask_together_is_asked_in_one_alternative(
    client: httpx.Client, name: str, asked: Json, text: str
) -> None:
    plain, first = ids(client, f"/{name}", **asked), records_of(name)[0]["id"]
    assert plain
    assert ids(client, f"/{name}", **{"or": f"({text})"}) == plain
    assert ids(client, f"/{name}", **{"or": f"({text},id.eq.{first})"}) == plain | {first}


def test_what_is_asked_of_one_relation_is_asked_of_one_record(client: httpx.Client) -> None:
    claims = client.get("/claims", params={"limit": "1000", "embed": "sources"}).json()
    asked = {"sources.kind": "report", "sources.language": "en"}
    found = {
        claim["id"]
        for claim in claims
        if any(source["kind"] == "report" and source["language"] == "en" for source in claim["_embedded"]["sources"])
    }
    assert found
    assert ids(client, "/claims", **asked) == found
    assert ids(client, "/claims", **{"or": "(and(sources.kind.eq.report,sources.language.eq.en))"}) == found


def test_a_relation_of_several_is_called_by_the_name_of_one_as_well(client: httpx.Client) -> None:
    assert ids(client, "/claims", **{"source.kind": "person"}) == ids(client, "/claims", **{"sources.kind": "person"})


def test_a_condition_twice_in_one_alternative_must_hold_twice(client: httpx.Client) -> None:
    one, other = ids(client, "/claims", passage_id="cao2023-p21"), ids(client, "/claims", kind="causal")
    found = ids(
        client,
        "/claims",
        **{"or": "(and(kind.eq.causal,kind.eq.thesis),and(passage_id.eq.cao2023-p21,kind.eq.causal))"},
    )
    assert found == one & other


def test_related_records_are_those_that_embed_shows(writable: str) -> None:
    with writer(writable) as client:
        reason = {"Lunju_Reason": "It no longer stands."}
        patch(client, "/topics/cao2023-t1", {"status": "withdrawn"}, **reason).raise_for_status()
        patch(client, "/sources/gartner2021", {"status": "withdrawn"}, **reason).raise_for_status()
        patch(client, "/evidence/cao2023-e1", {"status": "withdrawn"}, **reason).raise_for_status()
        for name, resource in RESOURCES.items():
            for relation in resource.related:
                asked = {"embed": relation, "embed_limit": "1", "limit": "1000", "fields": "id"}
                records = client.get(f"/{name}", params=asked).raise_for_status().json()
                shown = {record["id"] for record in records if record["_embedded"][relation]}
                found = ids(client, f"/{name}", **{f"{relation}.created_at_gte": "2000-01-01T00:00:00Z"})
                assert found == shown, (name, relation)


def faults(client: httpx.Client, path: str, **asked: str) -> list[Json]:
    response = client.get(path, params=asked)
    assert response.status_code == 400, response.text
    found: list[Json] = response.json()["errors"]
    return found


WRONG = [
    ("kind.eq.thesis", 1, "begin with (", None),
    ("(kind.eq.thesis", 16, "it ends too soon", None),
    ("(kind.eq.thesis))", 17, "nothing may follow", None),
    ("()", 2, "write filter.operator.value", None),
    ("(kind.neq.thesis)", 2, "neq is ne here", None),
    ("(kind.gt.thesis)", 2, "kind is asked by eq, in, ne alone", None),
    ("(stance.eq.rejects,knd.eq.thesis)", 20, "there is no filter 'knd'", "kind"),
    ("(stance.eq.rejects,kind.eq.thess)", 20, "'thess' is none of", "thesis"),
    ("(kind.not.eq.thesis)", 2, "there is no operator 'not'", "kind.ne"),
    ("(kind.in.thesis)", 10, "in takes values in parentheses", None),
    ("(sorces.kind.eq.person)", 2, "has no relation 'sorces'", "sources.kind"),
    ("(sources.knd.eq.person)", 2, "there is no filter 'knd' of sources", "sources.kind"),
    ("(sources.kind.eq.persn)", 2, "'persn' is none of", "person"),
    ("(text.like.a(b)", 13, "stands between quotation marks", None),
    ('(text.like."a)', 12, "the quotation mark is not closed", None),
    ("(number.gte.x)", 2, "is not a whole number", None),
    ("(and(number.gte.1,number.gte.2),q.eq.)", 33, "", None),
]


@pytest.mark.parametrize(("text", "place", "said", "near"), WRONG, ids=[text for text, *_ in WRONG])
def test_what_is_wrong_is_told_with_its_place(
    client: httpx.Client, text: str, place: int, said: str, near: str | None
) -> None:
    [fault] = faults(client, "/claims", **{"or": text})
    assert (fault["parameter"], fault["nearest"]) == ("or", near)
    assert fault["detail"].startswith(f"at character {place}: ")
    assert said in fault["detail"]


def test_what_lacks_its_unit_is_told_within_an_expression_as_well(client: httpx.Client) -> None:
    [fault] = faults(client, "/statistics", **{"or": "(value.lt.1,kind.eq.share)".replace("kind", "quantity")})
    assert fault["parameter"] == "or"
    assert fault["detail"].startswith("unit: name the unit of value_lt")


def test_expressions_are_bounded(client: httpx.Client) -> None:
    deep = "(" + "or(" * MAX_DEPTH + "kind.eq.thesis" + ")" * (MAX_DEPTH + 1)
    long = f"({','.join(['kind.eq.thesis'] * (MAX_CONDITIONS + 1))})"
    [too_deep], [too_long] = faults(client, "/claims", **{"or": deep}), faults(client, "/claims", **{"or": long})
    assert f"at most {MAX_DEPTH} deep" in too_deep["detail"]
    assert f"more than {MAX_CONDITIONS} conditions" in too_long["detail"]
    values = ",".join(f"cao2023-c{number}" for number in range(1, 99))
    [too_many] = faults(client, "/claims", **{"or": f"(id.in.({values}),id.in.({values}),id.in.({values}))"})
    assert "more than 200 values" in too_many["detail"]


@pytest.mark.parametrize(
    ("parameter", "near"),
    [("sorces.kind", "sources.kind"), ("sources.knd", "sources.kind"), ("essay.langage", "essay.language")],
)
def test_an_unknown_relation_or_filter_of_it_is_named(client: httpx.Client, parameter: str, near: str) -> None:
    [fault] = faults(client, "/claims", **{parameter: "x"})
    assert (fault["parameter"], fault["nearest"]) == (parameter, near)


def test_a_filter_leads_through_one_relation_alone(client: httpx.Client) -> None:
    [fault] = faults(client, "/claims", **{"sources.passages.number": "1"})
    assert "more than one relation" in fault["detail"]


def test_what_no_kind_of_related_record_can_be_is_refused(client: httpx.Client) -> None:
    [fault] = faults(client, "/evidence", **{"origin.stance": "rejects", "origin.unit": "a"})
    assert "no record that origin may be has origin.stance and origin.unit" in fault["detail"]


def test_no_filter_is_called_as_an_operator() -> None:
    assert not {name for resource in RESOURCES.values() for name in resource.parameters} & {*OPERATORS}


def test_withdrawn_records_are_left_out_unless_an_expression_says_something_of_status(writable: str) -> None:
    with writer(writable) as client:
        patch(client, "/claims/cao2023-c12", {"status": "withdrawn"}, Lunju_Reason="No.").raise_for_status()
        assert "cao2023-c12" not in ids(client, "/claims", **{"or": "(stance.eq.rejects)"})
        assert "cao2023-c12" in ids(client, "/claims", **{"or": "(status.eq.withdrawn,kind.eq.thesis)"})
