"""The figures of an essay, drawn, by HTTP."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import httpx
import pytest
import sqlalchemy as sa

from tests.api.conftest import Record, records_of
from tests.api.pages.pages import BROWSER, Page, visit
from tests.api.writing import patch, writer
from tests.conftest import engine_of

SVG = "{http://www.w3.org/2000/svg}"
PATH = "/essays/cao2023/figures"
PICTURE = f"{PATH}.svg"


@pytest.fixture
def editor(writable: str) -> Iterator[httpx.Client]:
    with writer(writable) as client:
        yield client


def figures() -> list[Record]:
    return [figure for figure in records_of("statistics") if figure["essay_id"] == "cao2023"]


def found_by_reviews() -> list[tuple[str, str]]:
    """Every figure that a review compares with another, and that other."""
    reviews = [review for review in records_of("reviews") if review["target_id"].startswith("cao2023-s")]
    return [(review["target_id"], review["statistics"][0]) for review in reviews if review["statistics"]]


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_figure_is_drawn_or_listed_and_stands_in_a_table_if_it_is_drawn(
    client: httpx.Client, language: str
) -> None:
    page = client.get(PATH, params={"lang": language}, headers=BROWSER).text
    tables = "".join(re.findall(r"<table>.*?</table>", page, re.DOTALL))
    listed = "".join(re.findall(r"<ul class=\"ones\">.*?</ul>", page, re.DOTALL))
    drawn = "".join(re.findall(r"<svg class=\"figure-drawing[^>]*>.*?</svg>", page, re.DOTALL))
    for figure in figures():
        link = f'href="../../statistics/{figure["id"]}?'
        assert link in listed or (link in drawn and link in tables), figure["id"]


def test_what_a_review_found_stands_in_the_panel_of_what_it_corrects(client: httpx.Client) -> None:
    page = client.get(PATH, headers=BROWSER).text
    panels = re.findall(r"<(?:svg class=\"figure-drawing[^>]*>.*?</svg>|li id=.*?</li>)", page, re.DOTALL)
    for target, other in found_by_reviews():
        assert any(f'/{target}"' in panel and f'/{other}"' in panel for panel in panels), target


def test_what_is_computed_stands_with_what_it_is_computed_from(client: httpx.Client) -> None:
    page = client.get(PATH, headers=BROWSER).text
    panels = re.findall(r"<svg class=\"figure-drawing[^>]*>.*?</svg>", page, re.DOTALL)
    for figure in figures():
        if figure["inputs"] and figure["asserted_by"] == "author":
            whole = [figure["id"], *figure["inputs"]]
            assert any(all(f'/{name}"' in panel for name in whole) for panel in panels), figure["id"]


def test_a_drawing_is_called_by_its_measure_and_says_its_axis(client: httpx.Client) -> None:
    page = client.get(PATH, headers=BROWSER).text
    assert '<title id="time-to-mark-time-title">time taken to reach 100 million users</title>' in page
    assert '<desc id="time-to-mark-time-desc">An axis from 0 to 60 months</desc>' in page


def test_a_measure_alone_is_shown_alone(client: httpx.Client) -> None:
    links = {link.partition("@")[0] for link in visit(client, f"{PATH}?measure=gpus").links}
    assert {f"../../statistics/{figure['id']}" for figure in figures() if figure["measure"] == "gpus"} <= links
    assert "../../statistics/cao2023-s21" not in links


@pytest.mark.parametrize("path", [PATH, PICTURE])
def test_a_measure_that_the_essay_has_not_is_refused_with_the_nearest(client: httpx.Client, path: str) -> None:
    got = client.get(path, params={"measure": "gpu"})
    assert (got.status_code, got.json()["errors"][0]["nearest"]) == (400, "gpus")


def test_a_picture_of_nothing_in_particular_is_of_all(client: httpx.Client) -> None:
    picture = client.get("/essays/moss2026/figures.svg")
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/svg+xml")
    one = client.get("/essays/moss2026/figures.svg", params={"measure": "street-trees"})
    assert picture.text.count("<a ") > one.text.count("<a ")


def test_an_essay_without_figures_says_so(writable: str) -> None:
    with engine_of(writable) as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE statistics SET status = 'withdrawn', document = NULL"))
    with writer(writable) as client:
        assert "This essay has no figures." in visit(client, PATH).words


@pytest.mark.parametrize(
    "measures", ["time-to-mark", "compute-total", "investment", "gpus,parameters", "date", "size-rank"]
)
def test_a_picture_carries_its_source_its_licence_and_the_versions_that_it_shows(
    client: httpx.Client, measures: str
) -> None:
    got = client.get(PICTURE, params={"measure": measures})
    picture, base = ET.fromstring(got.content), str(client.base_url).rstrip("/")  # noqa: S314 - our own answer
    said = "".join(picture.itertext())
    assert got.headers["content-type"] == "image/svg+xml"
    assert f"{base}/essays/cao2023/figures?measure={measures}" in said
    assert f"{base}/essays/cao2023@1" in said
    assert "https://creativecommons.org/licenses/by/4.0/" in said
    shown = {link.get("href", "") for link in picture.iter(f"{SVG}a")}
    assert {f"{base}/statistics/{one['id']}@1" for one in figures() if one["measure"] in measures.split(",")} <= shown


def test_a_picture_needs_nothing_that_only_browsers_know(client: httpx.Client) -> None:
    """Neither variables nor other files: word processors and typesetters know neither."""
    text = client.get(PICTURE, params={"measure": "investment"}).text
    assert [word for word in ("var(", "url(", "color-mix", "@media", "<image", "<foreignObject") if word in text] == []


@pytest.mark.parametrize("path", ["/essays/cao2023", "/statistics?essay_id=cao2023"])
def test_an_essay_and_a_list_of_figures_lead_to_the_drawing(client: httpx.Client, path: str) -> None:
    links = visit(client, path).links
    assert any(link.endswith("essays/cao2023/figures") for link in links)


def test_the_page_of_a_figure_tells_what_corrects_it_among_those_that_it_is_compared_with(client: httpx.Client) -> None:
    page = client.get("/statistics/cao2023-s7", headers=BROWSER).text
    [compared] = re.findall(r"<table class=\"compared\">.*?</table>", page, re.DOTALL)
    [told] = [row for row in compared.split("<tr") if "Corrected" in row]
    assert "cao2023-s73" in told


def test_what_was_withdrawn_is_not_drawn(editor: httpx.Client) -> None:
    name = "/statistics/cao2023-s29"
    gone = patch(editor, name, {"status": "withdrawn"}, Lunju_Reason="a wrong figure")
    assert gone.status_code == 200, gone.text
    assert f"../..{name}" not in visit(editor, PATH).links


def test_where_there_are_very_many_figures_the_page_says_what_it_leaves_out(writable: str) -> None:
    with engine_of(writable) as engine, engine.begin() as connection:
        multiply(connection, 2_000)
    with writer(writable) as client:
        page = Page(got := client.get(PATH, headers=BROWSER))
        alone = visit(client, f"{PATH}?measure=firms").words
    assert "Drawn here are the first 150 of 2,000." in page.words
    assert "../../essays/cao2023/figures?measure=firms" in page.links
    assert len(got.content) < 400_000
    assert "Drawn here are" not in alone or "first 150 of" in alone


def multiply(connection: sa.Connection, most: int) -> None:
    """Give an essay as many figures, each like one that it has."""
    computed = {column["name"] for column in sa.inspect(connection).get_columns("statistics") if column.get("computed")}
    table = sa.Table("statistics", sa.MetaData(), autoload_with=connection)
    names = [column.name for column in table.columns if column.name not in computed]
    own = sa.select(*(table.c[name] for name in names)).where(table.c.essay_id == "cao2023").order_by(table.c.number)
    like = [dict(zip(names, row, strict=True)) for row in connection.execute(own)]
    more = [
        {
            **like[number % len(like)],
            "id": f"cao2023-s{number}",
            "number": number,
            "condition_id": None,
            "document": None,
        }
        for number in range(len(like) + 1, most + 1)
    ]
    connection.execute(sa.insert(table), more)
