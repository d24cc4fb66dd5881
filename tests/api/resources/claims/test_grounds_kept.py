"""What claims rest on, asked of a service, after writes; on both databases."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from api.resources.claims.grounds import GRADES
from api.resources.claims.grounds_table import KEEPER
from tests.api.writing import ANY, CLAIM, client_of, key, patch
from tests.conftest import Databases, engine_of, serving

SOURCE: dict[str, Any] = {
    "id": "smith2020",
    "kind": "report",
    "name": {"en": "Smith 2020"},
    "csl_type": "report",
    "title": "A Report",
    "author": [{"family": "Smith"}],
    "passages": [],
}
LINK = {"essay_id": "cao2023", "relation": "supports", "target_type": "claim", "asserted_by": "author"}


@pytest.fixture(scope="module")
def url(databases: Databases, seeded_template: str) -> str:
    return databases.copy(seeded_template)


@pytest.fixture(scope="module")
def editor(url: str) -> Iterator[httpx.Client]:
    with serving(url) as base, client_of(base, key(url, role="admin")) as client:
        yield client
    with engine_of(url) as engine, engine.connect() as connection:
        assert list(KEEPER.wrong(connection)) == []


def made(client: httpx.Client, path: str, body: Any) -> str:
    return str(client.post(path, json=body).raise_for_status().json()["id"])


def claim(client: httpx.Client, **changed: Any) -> str:
    return made(client, "/claims", CLAIM | changed)


def supports(client: httpx.Client, origin: str, target: str, **changed: Any) -> str:
    kind = "claim" if "-c" in origin else "statistic" if "-s" in origin else "source"
    return made(client, "/evidence", LINK | {"origin_type": kind, "origin_id": origin, "target_id": target} | changed)


def grade(client: httpx.Client, name: str) -> str:
    """Return the grade for which a list has a claim, which is that of `why`."""
    listed = [
        grade
        for grade in GRADES
        if client.get("/claims", params={"id": name, "grounded": grade, "status": ["published", "withdrawn"]}).json()
    ]
    assert listed == [client.get(f"/claims/{name}/why").raise_for_status().json()["grounds"]]
    return listed[0]


def test_a_new_claim_rests_on_nothing(editor: httpx.Client) -> None:
    assert grade(editor, claim(editor)) == "nothing"


def test_what_supports_what_supports_it_counts(editor: httpx.Client) -> None:
    thesis, middle = claim(editor), claim(editor)
    supports(editor, middle, thesis)
    assert grade(editor, thesis) == "author"
    link = supports(editor, "vaswani2017", middle)
    assert grade(editor, thesis) == "named-source"
    patch(editor, f"/evidence/{link}", {"asserted_by": "analyst"}).raise_for_status()
    assert grade(editor, thesis) == "author"  # the author's word for the one in the middle is worth more
    editor.delete(f"/evidence/{link}", headers=ANY).raise_for_status()
    assert (grade(editor, thesis), grade(editor, middle)) == ("author", "nothing")


def test_a_source_that_gains_what_it_is_found_by_lifts_what_leans_on_it(editor: httpx.Client) -> None:
    source = made(editor, "/sources", SOURCE | {"id": "smith2021", "title": None})
    above, target = claim(editor), claim(editor)
    supports(editor, source, target)
    supports(editor, target, above)
    assert grade(editor, above) == "unlocated-source"
    patch(editor, f"/sources/{source}", {"doi": "10.1000/1"}).raise_for_status()
    assert grade(editor, above) == "named-source"
    patch(editor, f"/sources/{source}", {"kind": "anonymous"}).raise_for_status()
    assert grade(editor, above) == "unnamed-source"


def test_a_premise_that_is_withdrawn_takes_the_reason_with_it(editor: httpx.Client) -> None:
    target, premise = claim(editor), claim(editor)
    supports(editor, "vaswani2017", target, group="both")
    supports(editor, premise, target, group="both")
    assert grade(editor, target) == "author"
    patch(editor, f"/claims/{premise}", {"status": "withdrawn"}, Lunju_Reason="Tried.").raise_for_status()
    assert grade(editor, target) == "nothing"


def test_a_premise_that_comes_to_be_rejected_grounds_nothing(editor: httpx.Client) -> None:
    target, premise = claim(editor), claim(editor)
    supports(editor, premise, target)
    patch(editor, f"/claims/{premise}", {"stance": "rejects"}).raise_for_status()
    assert grade(editor, target) == "nothing"


def test_a_figure_is_worth_whom_it_is_attributed_to(editor: httpx.Client) -> None:
    target = claim(editor)
    supports(editor, "cao2023-s3", target)
    assert grade(editor, target) == "author"
    patch(editor, "/statistics/cao2023-s3", {"attributed_to": ["gartner2021"]}).raise_for_status()
    assert grade(editor, target) == "named-source"
    patch(editor, "/statistics/cao2023-s3", {"attributed_to": []}).raise_for_status()
    assert grade(editor, target) == "author"


def test_a_claim_that_is_merged_lends_its_grounds(editor: httpx.Client) -> None:
    kept, gone = claim(editor), claim(editor)
    supports(editor, "vaswani2017", gone)
    editor.post(f"/claims/{gone}/merge", json={"into": kept}, headers=ANY).raise_for_status()
    assert grade(editor, kept) == "named-source"


def test_the_tag_of_a_list_follows_what_it_depends_on(editor: httpx.Client) -> None:
    source = made(editor, "/sources", SOURCE | {"id": "smith2022", "title": None})
    supports(editor, source, claim(editor))
    listed = "/essays/cao2023/claims?grounded=named-source&fields=id"
    tag = editor.get(listed).headers["etag"]
    assert editor.get(listed, headers={"If-None-Match": tag}).status_code == 304
    patch(editor, f"/sources/{source}", {"title": "Found"}).raise_for_status()
    assert editor.get(listed, headers={"If-None-Match": tag}).status_code == 200


def test_grades_can_be_counted(editor: httpx.Client) -> None:
    counted = editor.get("/claims/facets?facet=grounded").raise_for_status().json()
    [facet] = counted["facets"]
    for item in facet["values"]:
        listed = editor.get("/claims", params={"grounded": item["value"], "count": "true", "limit": 1})
        assert int(listed.headers["x-total-count"]) == item["count"]


def test_several_grades_are_any_of_them(client: httpx.Client) -> None:
    both = client.get("/claims?grounded=analyst&grounded=nothing&limit=1000&fields=id").json()
    each = [client.get(f"/claims?grounded={one}&limit=1000&fields=id").json() for one in ("analyst", "nothing")]
    assert sorted(record["id"] for record in both) == sorted(record["id"] for part in each for record in part)


def test_a_grade_that_there_is_not_is_refused(client: httpx.Client) -> None:
    refused = client.get("/claims?grounded=named")
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, "grounded")


def test_what_is_kept_wrongly_is_told(writable: str) -> None:
    with engine_of(writable) as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE grounds SET grade = 'analyst' WHERE record_id = 'cao2023-c104'"))
        [told] = KEEPER.wrong(connection)
    assert "cao2023-c104" in told


def test_who_writes_after_one_who_knew_nothing_of_it_reckons_anew(writable: str) -> None:
    with engine_of(writable) as engine:
        with engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM grounds"))
            connection.execute(sa.text("UPDATE dataset SET kept = NULL"))
        with serving(writable) as base, client_of(base, key(writable)) as client:
            claim(client)
        with engine.connect() as connection:
            assert list(KEEPER.wrong(connection)) == []
