"""What stands where in an essay, as W3C Web Annotations."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from rdflib import RDF, Literal, URIRef
from rdflib.collection import Collection

from seed.packs import Pack
from tests.annotation_model import CONTEXT, annotation_faults, collection_faults, page_faults
from tests.api.conftest import Record
from tests.api.writing import patch, writer
from tests.linking import AS, OA, Json, as_rdflib_reads, base_of, expanded

PROFILE = f'application/ld+json; profile="{CONTEXT}"'
ESSAYS = ("cao2023", "moss2026")
every_essay = pytest.mark.parametrize("essay", ESSAYS)


def pages(client: httpx.Client, essay: str) -> Iterator[Json]:
    """Walk from the collection through its pages, as the model has it: by `first` and `next`."""
    page = client.get(f"/essays/{essay}/annotations").raise_for_status().json()["first"]
    yield page
    while "next" in page:
        page = client.get(page["next"]).raise_for_status().json()
        yield page


def items(client: httpx.Client, essay: str) -> list[Json]:
    return [item for page in pages(client, essay) for item in page["items"]]


@every_essay
def test_the_collection_is_what_the_model_demands(client: httpx.Client, essay: str) -> None:
    assert collection_faults(client.get(f"/essays/{essay}/annotations").json()) == []


@every_essay
def test_every_page_is_what_the_model_demands(client: httpx.Client, essay: str) -> None:
    urls = [page["id"] for page in pages(client, essay)]
    assert [fault for url in urls for fault in page_faults(client.get(url).json())] == []


@every_essay
def test_pages_lead_through_the_whole_collection_and_back(client: httpx.Client, essay: str) -> None:
    whole = client.get(f"/essays/{essay}/annotations").json()
    forth = list(pages(client, essay))
    starts = [sum(len(page["items"]) for page in forth[:n]) for n in range(len(forth))]
    assert [page["startIndex"] for page in forth] == starts
    assert (len(items(client, essay)), forth[-1]["id"]) == (whole["total"], whole["last"])
    assert [page.get("prev") for page in forth] == [None, *(page["id"] for page in forth[:-1])]


@every_essay
def test_each_record_is_annotated_once_at_each_passage_where_it_stands(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], essay: str
) -> None:
    base = base_of(client)
    expected = sorted(
        (f"{base}/{name}/{record['id']}", f"{base}/passages/{passage}")
        for name in ("claims", "statistics", "sources")
        for record in held[name]
        for passage in record["passages"]
        if passage.startswith(f"{essay}-")
    )
    assert sorted((item["body"][0]["id"], item["target"]["id"]) for item in items(client, essay)) == expected


@every_essay
def test_annotations_select_their_passages_in_the_order_of_the_text(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], essay: str
) -> None:
    places = {passage["id"]: (passage["start"], passage["end"]) for passage in held["passages"]}
    found = [
        (item["target"]["id"].rpartition("/")[2], selector["start"], selector["end"])
        for item in items(client, essay)
        for selector in item["target"]["selector"]
        if selector["type"] == "TextPositionSelector"
    ]
    assert [place for _, *place in found] == [list(places[passage]) for passage, *_ in found]
    assert [place for _, *place in found] == sorted(place for _, *place in found)


def test_passages_are_quoted_where_the_text_is_served(client: httpx.Client) -> None:
    pack = Pack.named("moss2026")
    text = pack.text.content if pack.text else ""
    for item in items(client, "moss2026"):
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert quote == {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - 32) : start],
            "suffix": text[end : end + 32],
        }


def test_passages_are_not_quoted_where_it_is_not(client: httpx.Client) -> None:
    assert {len(item["target"]["selector"]) for item in items(client, "cao2023")} == {1}


def test_an_annotation_is_found_at_its_own_url(client: httpx.Client) -> None:
    whole = items(client, "moss2026")
    alone = [client.get(item["id"]).raise_for_status().json() for item in whole]
    assert [fault for document in alone for fault in annotation_faults(document)] == []
    assert alone == [{"@context": CONTEXT, **item} for item in whole]


def test_what_an_annotation_names_is_there(client: httpx.Client) -> None:
    named = {item[part]["id"] for item in items(client, "moss2026") for part in ("target",)}
    named |= {item["body"][0]["id"] for item in items(client, "moss2026")}
    named |= {item["target"]["source"]["id"].partition("#")[0] for item in items(client, "moss2026")}
    assert {url: client.get(url).status_code for url in named} == dict.fromkeys(named, 200)


def test_a_source_is_identified_and_a_claim_described(client: httpx.Client) -> None:
    found = {(item["body"][0]["type"], item["motivation"]) for item in items(client, "cao2023")}
    assert found == {
        ("schema:Claim", "describing"),
        ("schema:Observation", "describing"),
        ("schema:Thing", "identifying"),
    }


def test_what_a_record_says_is_there_in_each_language(client: httpx.Client) -> None:
    claim = client.get("/claims/cao2023-c1").json()
    [item] = [item for item in items(client, "cao2023") if item["body"][0]["id"].endswith("/claims/cao2023-c1")]
    assert {body["language"]: body["value"] for body in item["body"][1:]} == claim["text"]


def test_the_data_of_each_pack_has_its_own_license(client: httpx.Client) -> None:
    rights = {essay: {item["rights"] for item in items(client, essay)} for essay in ESSAYS}
    assert rights == {
        "cao2023": {"https://creativecommons.org/licenses/by/4.0/"},
        "moss2026": {"https://creativecommons.org/publicdomain/zero/1.0/"},
    }


def test_processors_find_the_annotations_in_a_page(client: httpx.Client) -> None:
    page = client.get("/essays/moss2026/annotations?page=1").json()
    assert len(expanded(page, client)) == 1
    graph = as_rdflib_reads(page)
    [members] = graph.objects(URIRef(page["id"]), AS.items)
    assert list(Collection(graph, members)) == [URIRef(item["id"]) for item in page["items"]]
    first, [record, *_] = page["items"][0], page["items"][0]["body"]
    assert {
        (URIRef(first["id"]), RDF.type, OA.Annotation),
        (URIRef(first["id"]), OA.hasBody, URIRef(record["id"])),
        (URIRef(first["id"]), OA.hasTarget, URIRef(first["target"]["id"])),
        (URIRef(first["id"]), OA.motivatedBy, OA.describing),
        (URIRef(first["target"]["id"]), OA.hasSource, URIRef(first["target"]["source"]["id"])),
    } <= set(graph)
    assert Literal(first["body"][1]["value"]) in set(graph.objects())


PATHS = [
    "/essays/cao2023/annotations",
    "/essays/cao2023/annotations?page=1",
    "/essays/cao2023/annotations/cao2023-p4/cao2023-c1",
]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", PATHS)
def test_answers_have_the_headers_of_the_protocol(client: httpx.Client, path: str, method: str) -> None:
    headers = client.request(method, path).headers
    assert (headers["Content-Type"], headers["Vary"].split(", ")[0]) == (PROFILE, "Accept")
    assert headers["Allow"] == "GET, HEAD, OPTIONS"
    assert '<http://www.w3.org/ns/ldp#Resource>; rel="type"' in headers["Link"]
    assert headers["ETag"].startswith('"')


@pytest.mark.parametrize("accept", [PROFILE, "application/ld+json", "*/*", "text/html, */*;q=0.1"])
def test_there_is_one_form(client: httpx.Client, accept: str) -> None:
    assert client.get(PATHS[0], headers={"Accept": accept}).headers["Content-Type"] == PROFILE


@pytest.mark.parametrize(("path", "accept"), [(PATHS[0], "text/turtle"), (f"{PATHS[0]}.csv", "*/*"), (PATHS[2], "a/b")])
def test_another_form_is_not_acceptable(client: httpx.Client, path: str, accept: str) -> None:
    assert client.get(path, headers={"Accept": accept}).status_code == 406


@pytest.mark.parametrize("path", PATHS)
def test_what_the_client_has_is_not_sent_again(client: httpx.Client, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", PATHS)
def test_other_origins_may_ask(client: httpx.Client, path: str) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    assert client.options(path, headers=asked).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/essays/cao2023/annotations?page=0", 400, "page"),
        ("/essays/cao2023/annotations?page=1&page=2", 400, "once"),
        ("/essays/cao2023/annotations?limit=5", 400, "limit"),
        ("/essays/cao2023/annotations?page=999", 404, "the last is"),
        ("/essays/cao2023/annotations?page=2147483647", 404, "the last is"),
        ("/essays/nobody1999/annotations", 404, "nobody1999"),
        ("/essays/cao2023/annotations/cao2023-p4/cao2023-c2", 404, "does not stand"),
        ("/essays/moss2026/annotations/cao2023-p4/cao2023-c1", 404, "does not stand"),
    ],
)
def test_what_is_not_there_is_said(client: httpx.Client, path: str, status: int, said: str) -> None:
    response = client.get(path)
    assert (response.status_code, said in response.json()["detail"]) == (status, True)


BROKEN: dict[str, Callable[[Json], Any]] = {
    "5.1 @context": lambda whole: whole.pop("@context"),
    "5.1 id": lambda whole: whole.update(id="annotations"),
    "5.1 type": lambda whole: whole.update(type="Collection"),
    "5.1 total": lambda whole: whole.update(total=-1),
    "5.1 first": lambda whole: whole.pop("first"),
    "5.1 label": lambda whole: whole.update(label={"en": "Annotations"}),
    "5.2 id": lambda whole: whole["first"].pop("id"),
    "5.2 type": lambda whole: whole["first"].pop("type"),
    "5.2 items": lambda whole: whole["first"].update(items=[]),
    "5.2 startIndex": lambda whole: whole["first"].update(startIndex="0"),
    "5.2 next": lambda whole: whole["first"].update(next={"page": 2}),
    "3.1 id": lambda whole: whole["first"]["items"][0].pop("id"),
    "3.1 type": lambda whole: whole["first"]["items"][0].update(type=["Note"]),
    "3.1 target": lambda whole: whole["first"]["items"][0].update(target=[]),
    "3.2.1 id": lambda whole: whole["first"]["items"][0]["body"][0].pop("id"),
    "3.2.4 value": lambda whole: whole["first"]["items"][0]["body"][1].pop("value"),
    "3.3.1 created": lambda whole: whole["first"]["items"][0].update(created="2026-11-23"),
    "4 source": lambda whole: whole["first"]["items"][0]["target"].pop("source"),
    "4.2 type": lambda whole: whole["first"]["items"][0]["target"]["selector"][0].pop("type"),
    "4.2.5 start": lambda whole: whole["first"]["items"][0]["target"]["selector"][0].update(start=-1),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_the_model_is_held_to_its_musts(client: httpx.Client, fault: str) -> None:
    whole = client.get("/essays/cao2023/annotations").json()
    BROKEN[fault](whole)
    assert fault in {" ".join(found.split(":")[0].split()[:2]) for found in collection_faults(whole)}


def test_an_essay_that_nothing_is_said_of_has_a_collection_without_pages(writable: str) -> None:
    with writer(writable) as client:
        essay = client.get("/essays/moss2026").json()
        kept = {name: essay[name] for name in essay.keys() - {"id", "type", "version", "created_at", "updated_at"}}
        client.post("/essays", json={**kept, "id": "other2026"}).raise_for_status()
        whole = client.get("/essays/other2026/annotations").json()
        assert (collection_faults(whole), whole["total"], "first" in whole, "last" in whole) == ([], 0, False, False)
        assert client.get("/essays/other2026/annotations?page=1").status_code == 404


def test_what_was_withdrawn_is_annotated_no_more(writable: str) -> None:
    with writer(writable) as client:
        url = "/essays/cao2023/annotations"
        before, tag = client.get(url).json(), client.get(url).headers["ETag"]
        patch(client, "/claims/cao2023-c1", {"status": "withdrawn"}, Lunju_Reason="Wrong.").raise_for_status()
        after = client.get(url, headers={"If-None-Match": tag}).raise_for_status().json()
        assert before["total"] - after["total"] == 1
        assert client.get(f"{url}/cao2023-p4/cao2023-c1").status_code == 404
