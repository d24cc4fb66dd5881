"""What formats have that people seldom write: claims without a place, offsets, pieces, speakers, links beside links."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.writing import holds, patch, writer

TEXT = "Anna: Trees, as everybody knows, cool streets.\n\nBen: They do not. 树𠮷荫 is cheap. So plant some.\n"
SPEAKERS = [{"id": name, "kind": "person", "name": name} for name in ("Anna", "Ben")]

Json = dict[str, Any]


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def claim(name: str, **fields: Any) -> Json:
    return {"id": name, "says": f"It is so: {name}.", "kind": "factual", "stance": "endorses"} | fields


def link(name: str, origins: list[str], relation: str, to: str, **fields: Any) -> Json:
    return {"id": name, "from": origins, "relation": relation, "to": to, "whose": "reader"} | fields


def draft(**fields: Any) -> Json:
    claims = [
        claim(
            "pieces",
            spans=[span("Trees"), span("cool streets")],
            one_utterance=True,
            sources=["Anna"],
            extra={"brat": {"id": "T1"}},
        ),
        claim("across", spans=[span("They do not. 树𠮷荫 is cheap")], sources=["Ben"]),
        claim("unsaid", implicit=True),
        claim("advice", spans=[span("plant some")]),
    ]
    links = [
        link("l1", ["pieces", "unsaid"], "supports", "advice", by="Anna", extra={"aif": {"scheme": 7, "on": [True]}}),
        link("l2", ["across"], "contradictory", "pieces", by="Ben"),
        link("l3", ["across"], "challenges", "l1"),
        link("l4", ["advice"], "supports", "l3"),
        link("l5", ["pieces"], "supports", "across"),
        link("l6", ["pieces"], "supports", "across"),
        link("l7", ["unsaid"], "equivalent", "advice"),
        link("l8", ["advice"], "equivalent", "unsaid"),
    ]
    said = {"title": "On trees", "authors": ["Moss, Ada"], "genre": "debate", "sources": SPEAKERS, "extra": {"x": 1}}
    return said | {"claims": claims, "links": links} | fields


def sent(client: httpx.Client, content: Json, text: str | None, *, write: bool = False) -> httpx.Response:
    asked = {} if write else {"validate_only": "true"}
    return client.post("/imports", params=asked, json={"draft": content} | ({"text": text} if text else {}))


def faults(answer: httpx.Response) -> list[tuple[str, str]]:
    return [(fault["kind"], fault["pointer"]) for fault in answer.json().get("report", answer.json())["faults"]]


@pytest.fixture(scope="module")
def imported(databases: Any, seeded_template: str) -> Iterator[tuple[httpx.Client, Json, Json]]:
    """A client of a service with one such essay that has a text and one that has none, and both reports."""
    made = databases.copy(seeded_template)
    with writer(made, serve_text=True) as client:
        told = []
        bare = [claim("a"), claim("b", one_utterance=False)]
        textless = {"title": "A forum", "claims": bare, "links": [link("l1", ["a"], "contrary", "b")]}
        for content, text in ((draft(), TEXT), (textless, None)):
            answer = sent(client, content, text, write=True)
            assert answer.status_code == 200, answer.text
            told.append(answer.json())
        yield client, *told
    holds(made)


@pytest.fixture
def essay(imported: tuple[httpx.Client, Json, Json]) -> str:
    return str(imported[1]["essay_id"])


@pytest.fixture
def client(imported: tuple[httpx.Client, Json, Json]) -> httpx.Client:
    return imported[0]


def record(client: httpx.Client, told: Json, kind: str, place: int, **asked: str) -> Json:
    """Return the first record that a part of the draft became."""
    [found] = [item["records"] for item in told["constructs"] if item["place"] == f"/{kind}/{place}"]
    resource = {"claims": "claims", "links": "evidence", "sources": "sources"}[kind]
    answer: Json = client.get(f"/{resource}/{found[0]}", params=asked).json()
    return answer


def test_offsets_are_places_to_the_character(imported: tuple[httpx.Client, Json, Json]) -> None:
    client, told, _ = imported
    found = [record(client, told, "claims", n, embed="passages.text") for n in (0, 1, 3)]
    words = [[passage["_embedded"]["text"]["exact"] for passage in one["_embedded"]["passages"]] for one in found]
    assert words == [["Trees", "cool streets"], ["They do not. 树𠮷荫 is cheap"], ["plant some"]]


def test_pieces_of_one_utterance_are_told_from_several_places(imported: tuple[httpx.Client, Json, Json]) -> None:
    client, told, _ = imported
    assert [record(client, told, "claims", n)["one_utterance"] for n in (0, 1)] == [True, False]


def test_a_claim_may_have_no_place(imported: tuple[httpx.Client, Json, Json]) -> None:
    client, told, _ = imported
    unsaid = record(client, told, "claims", 2)
    assert (unsaid["passages"], unsaid["section_id"], unsaid["note"]) == ([], None, None)
    assert [note["pointer"] for note in told["notes"] if note["kind"] == "no-place"] == ["/claims/2"]


def test_an_essay_may_have_no_text(imported: tuple[httpx.Client, Json, Json]) -> None:
    client, _, told = imported
    made = client.get(f"/essays/{told['essay_id']}").json()
    assert (made["id"], made["length"], made["sha256"], made["genre"]) == ("forumnd", None, None, "essay")
    assert (told["coverage"], told["made"]["claims"], told["made"].get("sections")) == (None, 2, None)


def test_it_is_said_what_kind_of_text_it_is(client: httpx.Client, essay: str) -> None:
    assert client.get(f"/essays/{essay}").json()["genre"] == "debate"
    assert [item["id"] for item in client.get("/essays?genre=debate").json()] == [essay]


def test_who_asserts_a_link_is_named(imported: tuple[httpx.Client, Json, Json]) -> None:
    client, told, _ = imported
    anna = record(client, told, "sources", 0)
    first = record(client, told, "links", 0, embed="asserter")
    assert (first["asserted_by"], first["asserter_id"]) == ("other", anna["id"])
    assert first["_embedded"]["asserter"]["name"] == {"en": "Anna"}
    mine = client.get("/evidence", params={"asserter_id": anna["id"]}).json()
    assert [item["origin_id"] for item in mine] == [record(client, told, "claims", n)["id"] for n in (0, 2)]


def test_what_no_field_is_for_is_kept(imported: tuple[httpx.Client, Json, Json]) -> None:
    client, told, _ = imported
    kept = [record(client, told, *part)["extra"] for part in (("claims", 0), ("claims", 1), ("links", 0))]
    assert kept == [{"brat": {"id": "T1"}}, None, {"aif": {"scheme": 7, "on": [True]}}]
    assert client.get(f"/essays/{told['essay_id']}").json()["extra"] == {"x": 1}


def test_links_may_lead_to_links_of_any_kind(imported: tuple[httpx.Client, Json, Json]) -> None:
    client, told, _ = imported
    attack, defence = (record(client, told, "links", n) for n in (2, 3))
    assert (attack["relation"], attack["target_type"]) == ("challenges", "evidence")
    assert (defence["relation"], defence["target_id"]) == ("supports", attack["id"])


def test_links_that_say_the_same_are_all_kept(imported: tuple[httpx.Client, Json, Json]) -> None:
    client, told, _ = imported
    assert told["made"]["evidence"] == 9
    beside = [record(client, told, "links", n) for n in (4, 5, 6, 7)]
    assert [one["group"] for one in beside] == [None, "l6", None, "l8"]


@pytest.mark.parametrize("relation", ["contradictory", "equivalent"])
def test_what_holds_from_both_sides_is_found_from_both(
    imported: tuple[httpx.Client, Json, Json], relation: str
) -> None:
    client, told, _ = imported
    one, other = {"contradictory": (0, 1), "equivalent": (2, 3)}[relation]
    ids = [record(client, told, "claims", n)["id"] for n in (one, other)]
    found = [[item["id"] for item in client.get("/claims", params={relation: name}).json()] for name in ids]
    assert found == [[ids[1]], [ids[0]]]


@pytest.mark.parametrize(
    ("spans", "told"),
    [
        ([[90, 99]], ("no-such-span", "/claims/0/spans/0")),
        ([[-1, 5]], ("no-such-span", "/claims/0/spans/0")),
        ([[6, 11], [9, 9]], ("no-such-span", "/claims/0/spans/1")),
        ([[9, 6]], ("no-such-span", "/claims/0/spans/0")),
        ([[46, 48]], ("no-such-span", "/claims/0/spans/0")),
        ([[6, 11], [8, 20]], ("pieces-overlap", "/claims/0")),
        ([[6, 11, 20]], ("wrong-shape", "/claims/0/spans/0")),
        ([["a", "b"]], ("wrong-shape", "/claims/0/spans/0/0")),
    ],
)
def test_a_place_that_is_none_is_told(client: httpx.Client, spans: list[Any], told: tuple[str, str]) -> None:
    content = draft()
    content["claims"][0]["spans"] = spans
    assert told in faults(sent(client, content, f"{TEXT}\n"))


def test_places_need_a_text(client: httpx.Client) -> None:
    assert faults(sent(client, draft(title="Not imported before"), None)) == [("text-needed", "")]


DEEP: Json = {}
for _ in range(8):
    DEEP = {"x": DEEP}


@pytest.mark.parametrize("extra", [{"x": "y" * 8200}, DEEP, {"x": 0.5}, {"x": 2**53}, {"x": "\0"}, [1], "x"])
def test_what_is_too_much_beside_is_refused(client: httpx.Client, extra: Any) -> None:
    content = draft()
    content["links"][1]["extra"] = extra
    answer = sent(client, content, f"{TEXT}\n")
    assert answer.status_code == 422
    assert "report" not in answer.json() or {place for _, place in faults(answer)} == {"/links/1/extra"}


def test_what_is_beside_is_patched_by_its_members(databases: Any, seeded_template: str) -> None:
    url = databases.copy(seeded_template)
    with writer(url) as client:
        for said in ({"aif": {"a": 1, "b": 2}, "brat": {"c": 3}}, {"aif": {"a": None}, "brat": None}):
            answer = patch(client, "/evidence/moss2026-e1", {"extra": said})
            assert answer.status_code == 200, answer.text
        assert answer.json()["extra"] == {"aif": {"b": 2}}
        assert client.get("/evidence/moss2026-e1@2").json()["extra"] == {"aif": {"a": 1, "b": 2}, "brat": {"c": 3}}
    holds(url)


def test_the_audit_names_claims_that_no_words_of_a_text_say(imported: tuple[httpx.Client, Json, Json]) -> None:
    client, *both = imported
    found = []
    for told in both:
        audit = client.get(f"/essays/{told['essay_id']}/audit").json()
        found.append([one["records"] for one in audit["findings"] if one["rule"] == "claim-without-place"])
    assert found == [[[record(client, both[0], "claims", 2)["id"]]], []]


def test_a_citation_says_where_pieces_stand_and_what_was_reconstructed(
    imported: tuple[httpx.Client, Json, Json],
) -> None:
    client, told, _ = imported
    pieces, unsaid = (client.get(f"/claims/{record(client, told, 'claims', n)['id']}.bib").text for n in (0, 2))
    assert pieces.count(" […] ") == 1
    assert "reconstructed by the analyst" in unsaid


@pytest.mark.parametrize(("place", "said"), [(2, "Reconstructed by the analyst"), (0, "One utterance, in pieces")])
def test_the_page_of_a_claim_tells_how_it_stands_in_the_text(
    imported: tuple[httpx.Client, Json, Json], place: int, said: str
) -> None:
    client, told, _ = imported
    assert said in client.get(f"/claims/{record(client, told, 'claims', place)['id']}.html").text


def test_an_essay_without_a_text_is_read_as_its_claims(imported: tuple[httpx.Client, Json, Json]) -> None:
    client, _, told = imported
    page = client.get(f"/essays/{told['essay_id']}/read").text
    assert "There is no text of it here" in page
    assert all(f'id="{told["essay_id"]}-c{n}"' in page for n in (1, 2))


def test_white_space_at_the_ends_of_a_place_is_left_out_and_told(client: httpx.Client) -> None:
    content = draft(links=[])
    content["claims"] = [claim("advice", spans=[[span("Ben:")[0] - 2, span("Ben:")[1] + 1]])]
    told = sent(client, content, f"{TEXT}\n").json()
    assert [(note["kind"], note["pointer"]) for note in told["notes"] if "span" in note["kind"]] == [
        ("span-trimmed", "/claims/0/spans/0")
    ]
