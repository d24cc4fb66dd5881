"""Units whose zero is not that of their base: figures in them compare, and are computed, as what they are worth."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.test_writes import NEW, WORDS
from tests.api.writing import ANY, holds, patch, pointers, writer

KELVIN = {"system": "UCUM", "dimension": "temperature", "label": WORDS}
SCALES = {"Cel": ("1", "273.15"), "[degF]": ("5/9", "459.67"), "[degRe]": ("1.25", "218.52")}
OWN = {"measure": "critical-temperature", "subject": "yoshino-town", "quantity": "temperature", "comparator": "eq"}


@pytest.fixture(scope="module")
def url(databases: Any, seeded_template: str) -> str:
    """The URL of a database that the tests of this module write to."""
    return str(databases.copy(seeded_template))


@pytest.fixture(scope="module")
def editor(url: str) -> Iterator[httpx.Client]:
    """A client that may write, where there are scales of temperature."""
    with writer(url) as client:
        for code, (factor, offset) in SCALES.items():
            made = client.post("/units", json=KELVIN | {"id": code, "factor": factor, "offset": offset})
            assert made.status_code == 201, made.text
        yield client


def figure(editor: httpx.Client, value: str, unit: str, **changes: Any) -> dict[str, Any]:
    body = NEW["statistics"] | OWN | {"value": value, "unit": unit, "as_written": value} | changes
    made = editor.post("/statistics", json=body)
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json()
    return found


def found(editor: httpx.Client, query: str) -> set[str]:
    response = editor.get(f"/statistics?subject=yoshino-town&measure=critical-temperature&{query}")
    assert response.status_code == 200, response.text
    return {record["id"] for record in response.json()}


def test_temperatures_compare_by_what_they_are_worth(editor: httpx.Client) -> None:
    made = [
        figure(editor, *worded) for worded in (("-40", "[degF]"), ("-39.9", "Cel"), ("240", "K"), ("100", "[degF]"))
    ]
    assert [one["normalised_lower"] for one in made[:3]] == ["233.15", "233.25", "240"]
    assert made[3]["normalised_lower"] == f"310.92{'7' * 94}8"
    ids = [one["id"] for one in made]
    ordered = editor.get(f"/statistics?sort=value&{'&'.join(f'id={identifier}' for identifier in ids)}").json()
    assert [one["id"] for one in ordered] == ids
    assert found(editor, "value=-40&unit=Cel") == {ids[0]}
    assert found(editor, "value=-40&unit=%5BdegF%5D") == {ids[0]}
    assert found(editor, "value=100&unit=%5BdegF%5D") == {ids[3]}
    assert found(editor, "value_gt=-40&unit=Cel&value_lt=100&unit=Cel") == set(ids[1:])
    assert found(editor, "value_gt=0&unit=Cel") == {ids[3]}
    assert found(editor, "value_lte=80&unit=%5BdegRe%5D&value_gt=100&unit=%5BdegRe%5D") == set()


def test_a_temperature_may_be_below_the_zero_of_its_scale_but_not_below_the_absolute_one(editor: httpx.Client) -> None:
    cold = figure(editor, "-10", "Cel", comparator="lt", subject="yoshino-streets")
    assert (cold["lower"], cold["lower_closed"], cold["bound_basis"]) == ("-273.15", True, "domain")
    assert (cold["normalised_lower"], cold["normalised_upper"]) == ("0", "263.15")
    body = NEW["statistics"] | OWN | {"value": "-273.16", "unit": "Cel"}
    refused = editor.post("/statistics", json=body)
    assert (refused.status_code, pointers(refused)) == (422, ["/lower"])
    stated = editor.post("/statistics", json=body | {"comparator": "range", "value": None, "lower": "-300"})
    assert pointers(stated) == ["/lower"]
    assert "absolute zero" in stated.json()["detail"]
    assert pointers(editor.post("/statistics", json=body | {"value": "-1", "unit": "K"})) == ["/lower"]


def test_the_ends_of_a_temperature_follow_its_wording_when_it_changes(editor: httpx.Client) -> None:
    path = f"/statistics/{figure(editor, '-10', 'Cel', comparator='lt', subject='yoshino-streets')['id']}"
    changed = patch(editor, path, {"value": "5"}).json()
    assert (changed["lower"], changed["upper"], changed["normalised_upper"]) == ("-273.15", "5", "278.15")
    moved = patch(editor, path, {"unit": "[degF]"}).json()
    assert (moved["lower"], moved["normalised_lower"], moved["bound_basis"]) == ("-459.67", "0", "domain")
    kept = editor.put(path, json=moved, headers=ANY)
    assert (kept.status_code, kept.json()["version"]) == (200, moved["version"])


def test_what_is_computed_is_computed_of_what_temperatures_are_worth(editor: httpx.Client) -> None:
    freezing, boiling = figure(editor, "32", "[degF]"), figure(editor, "100", "Cel")
    assert editor.post(
        "/units", json={"id": "delta-Cel", "system": "count", "dimension": "temperature-difference", "factor": "1",
                        "label": WORDS}).status_code == 201  # fmt: skip
    difference = figure(
        editor, "100", "delta-Cel", quantity="temperature-difference", mode="computed", formula="b - a",
        inputs=[freezing["id"], boiling["id"]],
    )  # fmt: skip
    assert (difference["recomputed_lower"], difference["agrees"]) == ("100", True)
    same = figure(editor, "212", "[degF]", mode="computed", formula="a", inputs=[boiling["id"]])
    assert (same["recomputed_lower"], same["agrees"]) == ("373.15", True)
    page = editor.get(f"/statistics/{same['id']}.html?lang=en").text
    assert "373.15" not in page.partition("Recomputed")[2].partition("</dd>")[0]
    # What follows from a unit follows it again.
    assert patch(editor, "/units/%5BdegRe%5D", {"note": WORDS}).status_code == 200


@pytest.mark.parametrize(
    ("quantity", "unit"),
    [
        ("temperature-difference", "K"),
        ("temperature-difference", "Cel"),
        ("temperature", "delta-K"),
        ("temperature", "mo"),
        ("count", "Cel"),
        ("duration", "K"),
    ],
)
def test_a_difference_is_in_a_unit_of_its_own(editor: httpx.Client, quantity: str, unit: str) -> None:
    body = NEW["statistics"] | OWN | {"value": "5", "quantity": quantity, "unit": unit}
    assert pointers(editor.post("/statistics", json=body)) == ["/unit"]
    falls = body | {"quantity": "temperature-difference", "unit": "delta-K", "value": "-5"}
    assert editor.post("/statistics?validate_only=true", json=falls).json()["normalised_upper"] == "-5"


@pytest.mark.parametrize(
    ("code", "system"),
    [("[pH]", "UCUM"), ("pH", "count"), ("pH", "UCUM"), ("dB", "UCUM"), ("dB", "count"), ("dB[SPL]", "UCUM"),
     ("B[SPL]", "UCUM"), ("B", "UCUM"), ("Np", "UCUM"), ("dNp", "count"), ("[p'diop]", "UCUM"), ("[hp'_X]", "UCUM"),
     ("%[slope]", "UCUM"), ("bit_s", "UCUM"), ("[m/s2/Hz^0.5]", "UCUM"), ("dB/m", "UCUM"), ("dBm", "count"),
     ("B[10.nV]", "UCUM"),
     ("B[SPL]", "count"), ("[PH]", "UCUM"), ("decibel", "count"), ("DB", "UCUM"), ("dB(A)", "count"), ("kB", "UCUM")],
)  # fmt: skip
def test_what_has_no_linear_scale_is_refused_by_name(editor: httpx.Client, code: str, system: str) -> None:
    body = {"id": code, "system": system, "dimension": "odd", "factor": "1", "label": WORDS}
    refused = editor.post("/units", json=body)
    assert (refused.status_code, pointers(refused)) == (422, ["/id"])
    assert "no linear scale" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("code", "hinted"), [("B", True), ("kB", True), ("Np", False), ("bit_s", False), ("dB", False)]
)
def test_who_may_mean_bytes_is_told_how_they_are_written(editor: httpx.Client, code: str, *, hinted: bool) -> None:
    body = {"id": code, "system": "UCUM", "dimension": "odd", "factor": "1", "label": WORDS}
    assert ("By" in editor.post("/units", json=body).json()["detail"]) == hinted


@pytest.mark.parametrize("code", ["B/s", "dBq", "dBy", "kBy", "bit", "mol/L", "[in_i'H2O]", "m[H2O]", "BB"])
def test_what_only_looks_like_it_is_a_unit(editor: httpx.Client, code: str) -> None:
    body = {"id": code, "system": "count", "dimension": "odd", "factor": "1", "label": WORDS}
    assert editor.post("/units?validate_only=true", json=body).status_code == 200


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [({"id": "Cel/h"}, "/id"), ({"id": "mCel"}, "/id"),
     ({"id": "x", "offset": "1e3"}, "/offset"), ({"id": "x", "factor": "10/18"}, "/factor"),
     ({"id": "x", "factor": "1/2"}, "/factor"), ({"id": "x", "factor": "5/0"}, "/factor")],
)  # fmt: skip
def test_a_scale_that_would_compare_wrongly_is_refused(
    editor: httpx.Client, changes: dict[str, str], pointer: str
) -> None:
    refused = editor.post("/units?validate_only=true", json=KELVIN | {"dimension": "odd", "factor": "1"} | changes)
    assert pointers(refused) == [pointer], refused.text


def test_a_scale_of_temperature_has_the_offset_that_it_is_known_for(editor: httpx.Client) -> None:
    assert pointers(patch(editor, "/units/Cel", {"offset": "0"})) == ["/offset"]
    assert "273.15" in patch(editor, "/units/Cel", {"offset": "32"}).json()["detail"]
    without = KELVIN | {"factor": "5/9"}
    assert pointers(editor.put("/units/%5BdegF%5D", json=without, headers=ANY)) == ["/offset"]
    assert pointers(patch(editor, "/units/%5BdegF%5D", {"factor": "1.8"})) == ["/factor"]
    assert pointers(patch(editor, "/units/Cel", {"dimension": "temperature-difference"})) == ["/dimension"]


def test_an_offset_is_told_in_every_form(editor: httpx.Client, url: str) -> None:
    assert editor.get("/units/K").json()["offset"] == "0"
    linked = editor.get("/units/%5BdegF%5D.jsonld").json()
    assert (linked["conversionOffset"], linked["factor"]) == ("459.67", {"@value": "5/9"})
    assert editor.get("/context.jsonld").json()["@context"]["conversionOffset"]["@id"] == "qudt:conversionOffset"
    assert "conversionOffset" not in editor.get("/units/K.jsonld").json()
    header, row = editor.get("/units.csv?id=Cel&fields=id,factor,offset").text.split()
    assert (header, row) == ("id,factor,offset", "Cel,1,273.15")
    page = editor.get("/units/Cel.html?lang=en").text
    assert "273.15" in page
    assert holds(url).records > 0


@pytest.mark.parametrize("code", ["CEL", "[DEGF]", "degC", "celsius", "Cel2", "degCy", "GK"])
def test_a_temperature_is_in_no_unit_of_another_name(editor: httpx.Client, code: str) -> None:
    body = KELVIN | {"id": code, "factor": "1", "system": "count"}
    assert pointers(editor.post("/units", json=body)) == ["/id"]


@pytest.mark.parametrize("changes", [{"factor": "2"}, {"offset": "5"}, {"dimension": "time"}])
def test_what_others_are_measured_by_stays_what_it_is(editor: httpx.Client, changes: dict[str, str]) -> None:
    assert pointers(patch(editor, "/units/K", changes)) == [f"/{name}" for name in changes]


@pytest.mark.parametrize("dimension", ["temperature-difference", "time", "tree"])
def test_nothing_but_a_temperature_has_a_zero_of_its_own(editor: httpx.Client, dimension: str) -> None:
    unit = {"id": "shifted", "system": "count", "dimension": dimension, "factor": "1", "offset": "3", "label": WORDS}
    assert pointers(editor.post("/units", json=unit)) == ["/offset"]


@pytest.mark.parametrize("dimension", ["", "  ", "a b", "time "])
def test_a_dimension_is_one_word(editor: httpx.Client, dimension: str) -> None:
    unit = {"id": "blank", "system": "count", "dimension": dimension, "factor": "1", "label": WORDS}
    assert pointers(editor.post("/units", json=unit)) == ["/dimension"]
