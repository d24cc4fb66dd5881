"""The map of an essay, by HTTP."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import httpx
import pytest

from api.pages.maps.essay_argument import MOST_MEMBERS
from tests.api.conftest import records_of
from tests.api.pages.maps.test_claim_map import SVG
from tests.api.pages.pages import BROWSER, Page, visit
from tests.api.pages.reading.test_reading_routes import Elements
from tests.api.test_ends import withdraw
from tests.api.test_writes import NEW, new_claim
from tests.api.writing import patch, writer

MAP = "/essays/cao2023/map"
RELATIONSHIPS = [one for one in records_of("relationships") if one["essay_id"] == "cao2023"]
CLAIMS = {claim["id"]: claim for claim in records_of("claims")}


@pytest.fixture
def editor(writable: str) -> Iterator[httpx.Client]:
    with writer(writable) as client:
        yield client


def elements(client: httpx.Client, path: str = MAP, language: str = "en") -> Elements:
    return Elements(client.get(path, headers={**BROWSER, "Accept-Language": language}).text)


def weighed(relationship: dict[str, object]) -> set[str]:
    claims: list[dict[str, str]] = relationship["claims"]  # type: ignore[assignment] # of JSON
    return {claim["claim_id"] for claim in claims} - {str(relationship["thesis_id"])}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_it_begins_with_its_relationships(client: httpx.Client, language: str) -> None:
    words = visit(client, MAP, language).words
    for one in RELATIONSHIPS:
        assert all(pole[language] in words for pole in one["poles"])
        assert CLAIMS[one["thesis_id"]]["text"][language] in words


def test_each_claim_that_is_weighed_is_a_square_that_leads_to_it_and_says_what_it_says(client: httpx.Client) -> None:
    squares = [given for given, _ in elements(client).of("square") if "href" in given]
    shown = {(one["href"], one["title"].removesuffix(" (a view that the author rejects)")) for one in squares}
    named = {name for one in RELATIONSHIPS for name in weighed(one)}
    assert shown == {(f"../../claims/{name}", CLAIMS[name]["text"]["en"]) for name in named}


def test_a_square_tells_a_view_that_is_rejected(client: httpx.Client) -> None:
    rejected = {given["href"] for given, _ in elements(client).of("rejected") if "href" in given}
    named = {name for one in RELATIONSHIPS for name in weighed(one) if CLAIMS[name]["stance"] == "rejects"}
    assert rejected == {f"../../claims/{name}" for name in named}


def test_theses_that_are_in_no_relationship_follow(client: httpx.Client) -> None:
    links = visit(client, MAP).links
    theses = [name for name, one in CLAIMS.items() if one["kind"] == "thesis" and one["essay_id"] == "cao2023"]
    assert {f"../../claims/{name}" for name in theses} <= set(links)


def test_what_is_folded_is_a_link_that_unfolds_it_and_keeps_the_rest(client: httpx.Client) -> None:
    folds = {
        given["data-part"]: given["href"]
        for given, _ in elements(client, f"{MAP}?open=r1").of("fold")
        if "href" in given
    }
    assert folds["r3"] == "../../essays/cao2023/map?open=r1,r3#r3"


def test_an_unfolded_relationship_tells_its_claims_by_side(client: httpx.Client) -> None:
    shown = elements(client, f"{MAP}?open=r3").of("members")[:3]
    for (_, words), role in zip(shown, ("pole_a", "between", "pole_b"), strict=True):
        for claim in next(one for one in RELATIONSHIPS if one["number"] == 3)["claims"]:
            if claim["role"] == role and claim["claim_id"] != "cao2023-c137":
                assert CLAIMS[claim["claim_id"]]["text"]["en"] in words


def test_an_unfolded_claim_tells_what_bears_on_it(client: httpx.Client) -> None:
    links = set(visit(client, f"{MAP}?open=c6").links)
    bearing = [link for link in records_of("evidence") if link["target_id"] == "cao2023-c6"]
    assert {f"../../evidence/{link['id']}" for link in bearing} <= links
    assert {f"../../evidence/{link['id']}" for link in bearing}.isdisjoint(visit(client, MAP).links)


def test_an_unfolded_topic_tells_its_claims(client: httpx.Client) -> None:
    topic = next(one for one in records_of("topics") if one["id"] == "cao2023-t5")
    links = visit(client, f"{MAP}?open=t5").links
    assert {f"../../claims/{name}" for name in topic["claims"]} <= set(links)


def test_an_essay_without_relationships_begins_with_its_theses(editor: httpx.Client) -> None:
    for one in RELATIONSHIPS:
        assert withdraw(editor, f"/relationships/{one['id']}").status_code == 200
    words = visit(editor, MAP).words
    assert "What the essay argues" in words
    assert CLAIMS["cao2023-c137"]["text"]["en"] in words


def test_an_essay_of_nothing_says_so(editor: httpx.Client) -> None:
    assert editor.post("/essays", json=NEW["essays"]).status_code == 201
    assert "This essay has neither relationships nor theses yet." in visit(editor, "/essays/fern2026/map").words
    assert editor.get("/essays/fern2026/map.svg").status_code == 200


@pytest.mark.parametrize("value", ["x1", "r0", "r1&open=r2", ",".join(f"c{n}" for n in range(1, 52))])
def test_what_is_no_list_of_parts_is_refused(client: httpx.Client, value: str) -> None:
    got = client.get(f"{MAP}?open={value}")
    assert (got.status_code, got.json()["errors"][0]["parameter"]) == (400, "open")


def test_a_part_that_is_not_there_is_passed_over(client: httpx.Client) -> None:
    assert client.get(f"{MAP}?open=c99999,r99").status_code == 200


def test_the_drawing_holds_the_same_squares_and_leads_back(client: httpx.Client) -> None:
    drawing = ET.fromstring(client.get(f"{MAP}.svg?open=r3,t5").content)  # noqa: S314 - our own answer
    base = str(client.base_url).rstrip("/")
    links = {link.get("href", "") for link in drawing.iter(f"{SVG}a")}
    assert {f"{base}/claims/{name}" for one in RELATIONSHIPS for name in weighed(one)} <= links
    assert {link.startswith(f"{base}/") for link in links} == {True}


def test_the_drawing_says_in_its_metadata_what_it_shows_and_the_licence(client: httpx.Client) -> None:
    drawing = ET.fromstring(client.get(f"{MAP}.svg").content)  # noqa: S314 - our own answer
    resource = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
    told = {one.tag.rpartition("}")[2]: one.get(resource) for one in drawing.iter() if one.get(resource)}
    assert told == {
        "source": f"{str(client.base_url).rstrip('/')}/essays/cao2023@1",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_a_side_of_many_claims_shows_some_and_says_how_many_more(editor: httpx.Client) -> None:
    made = [new_claim(editor).rpartition("/")[2] for _ in range(MOST_MEMBERS + 3)]
    weighed_now = [
        claim for claim in editor.get("/relationships/cao2023-r1").json()["claims"] if claim["role"] != "pole_a"
    ]
    claims = [*weighed_now, *({"claim_id": name, "role": "pole_a"} for name in made)]
    assert patch(editor, "/relationships/cao2023-r1", {"claims": claims}).status_code == 200
    page = elements(editor, f"{MAP}?open=r1")
    [(_, said)] = [found for found in page.of("side") if "pole_a" in found[0]["class"]][:1]
    assert said.startswith(f"{MOST_MEMBERS + 3} ")
    assert any(words == "3 more" for _, words in page.of_tag("a"))


def test_the_page_of_an_essay_leads_to_its_map(client: httpx.Client) -> None:
    assert "../essays/cao2023/map" in Page(client.get("/essays/cao2023", headers=BROWSER)).links
