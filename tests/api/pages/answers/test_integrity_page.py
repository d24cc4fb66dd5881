"""Whether the places of a text are proved, as people see it."""

import httpx
import pytest

from api.pages.answers.integrity_page import text_runs
from api.resources.integrity.models import Anchor, State
from tests.api.pages.pages import BROWSER, visit
from tests.api.resources.test_integrity import change
from tests.conftest import serving


def anchor(start: int, end: int, state: State) -> Anchor:
    return Anchor(id="e-p1", start=start, end=end, state=state)


def runs(*anchors: Anchor, length: int = 100) -> list[tuple[str, float, float]]:
    return [(run.state, run.x, run.width) for run in text_runs(anchors, length)]


def test_passages_that_touch_are_one_part_of_the_text() -> None:
    assert runs(anchor(0, 10, "proved"), anchor(10, 20, "proved")) == [("proved", 0, 20)]


def test_what_no_passage_stands_on_is_left_out() -> None:
    assert runs(anchor(0, 10, "proved"), anchor(50, 60, "proved")) == [("proved", 0, 10), ("proved", 50, 10)]


def test_a_broken_place_is_told_whatever_else_stands_there() -> None:
    found = runs(anchor(40, 50, "broken"), anchor(0, 100, "proved"))
    assert found == [("proved", 0, 40), ("broken", 40, 10), ("proved", 50, 50)]


def test_a_place_beyond_the_text_is_drawn_at_its_end() -> None:
    assert runs(anchor(90, 300, "broken"), anchor(400, 500, "broken")) == [("broken", 90, 10)]


def test_no_drawing_grows_with_the_text() -> None:
    many = [anchor(n * 10, n * 10 + 5, "proved") for n in range(10_000)]
    assert len(text_runs(many, 100_000)) <= 1_000


@pytest.mark.parametrize(("language", "words"), [("en", "proved"), ("zh-Hans", "已验证")])
def test_it_tells_how_many_places_are_proved(client: httpx.Client, language: str, words: str) -> None:
    counts = client.get("/essays/moss2026/integrity").json()["counts"]
    page = client.get("/essays/moss2026/integrity", params={"lang": language}, headers=BROWSER).text
    assert counts["proved"] == counts["passages"]
    assert f'aria-label="{words} {counts["proved"]}"' in page


def test_where_no_text_is_it_says_how_to_attach_it(client: httpx.Client) -> None:
    page = visit(client, "/essays/cao2023/integrity").words
    assert "lunju text attach cao2023 FILE" in page
    assert "unproved" in page


def test_a_text_of_another_edition_is_told(writable: str) -> None:
    change(writable, f"UPDATE essays SET sha256 = '{'0' * 64}', document = NULL WHERE id = 'moss2026'")
    with serving(writable) as base, httpx.Client(base_url=base) as client:
        assert "not the edition" in visit(client, "/essays/moss2026/integrity").words


def test_a_place_that_is_broken_is_listed_and_leads_to_its_passage(writable: str) -> None:
    change(writable, f"UPDATE passages SET sha256 = '{'0' * 64}', document = NULL WHERE id = 'moss2026-p3'")
    with serving(writable) as base, httpx.Client(base_url=base) as client:
        links = visit(client, "/essays/moss2026/integrity").links
    assert [link for link in links if "/passages/" in link] == ["../../passages/moss2026-p3"]


def test_the_page_of_an_essay_leads_there(client: httpx.Client) -> None:
    assert "../essays/cao2023/integrity" in visit(client, "/essays/cao2023").links
