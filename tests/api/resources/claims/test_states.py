"""The figures that claims state, read and written, on both databases."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.writing import ANY, CLAIM, client_of, key, patch, pointers
from tests.conftest import Databases, serving


@pytest.fixture(scope="module")
def editor(databases: Databases, seeded_template: str) -> Iterator[httpx.Client]:
    url = databases.copy(seeded_template)
    with serving(url) as base, client_of(base, key(url)) as client:
        yield client


def ids(client: httpx.Client, path: str, **asked: Any) -> list[str]:
    return [record["id"] for record in client.get(path, params=asked).raise_for_status().json()]


def test_claims_are_found_by_a_figure_that_they_state(client: httpx.Client) -> None:
    assert ids(client, "/claims", states="cao2023-s49") == ["cao2023-c104", "cao2023-c105"]


def test_figures_are_found_by_a_claim_that_states_them(client: httpx.Client) -> None:
    assert ids(client, "/statistics", stated_by="cao2023-c104") == ["cao2023-s49", "cao2023-s50", "cao2023-s51"]


def test_a_figure_that_a_claim_states_does_not_support_it(client: httpx.Client) -> None:
    assert ids(client, "/statistics", supports="cao2023-c104") == []


def test_figures_stand_in_the_order_of_the_list(client: httpx.Client) -> None:
    record = client.get("/claims/cao2023-c104?embed=states").json()
    assert [figure["id"] for figure in record["_embedded"]["states"]] == record["states"]


def test_a_figure_tells_the_claims_that_state_it(client: httpx.Client) -> None:
    record = client.get("/statistics/cao2023-s49?embed=stated_by").json()
    assert [claim["id"] for claim in record["_embedded"]["stated_by"]] == ["cao2023-c104", "cao2023-c105"]


def test_a_claim_that_names_no_figure_states_none(editor: httpx.Client) -> None:
    assert editor.post("/claims", json=CLAIM).raise_for_status().json()["states"] == []


def test_what_a_claim_states_can_be_changed(editor: httpx.Client) -> None:
    claim = editor.post("/claims", json=CLAIM | {"states": ["cao2023-s1"]}).raise_for_status().json()
    changed = patch(editor, f"/claims/{claim['id']}", {"states": ["cao2023-s2", "cao2023-s1"]}).raise_for_status()
    assert changed.json()["states"] == ["cao2023-s2", "cao2023-s1"]


def test_a_figure_that_is_not_there_is_not_stated(editor: httpx.Client) -> None:
    assert pointers(editor.post("/claims", json=CLAIM | {"states": ["cao2023-s999"]})) == ["/states/0"]


def test_a_figure_that_a_claim_states_is_not_deleted(editor: httpx.Client) -> None:
    figure = editor.get("/statistics/cao2023-s49").json()
    body = {name: figure[name] for name in ("essay_id", "text", "measure", "subject", "quantity", "as_written")}
    body |= {
        name: figure[name] for name in ("comparator", "value", "unit", "mode", "asserted_by", "passages", "period")
    }
    made = editor.post("/statistics", json=body | {"inputs": [], "attributed_to": []}).raise_for_status().json()["id"]
    editor.post("/claims", json=CLAIM | {"states": [made]}).raise_for_status()
    assert editor.delete(f"/statistics/{made}", headers=ANY).status_code == 409
