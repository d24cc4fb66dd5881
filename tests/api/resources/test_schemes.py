"""Schemes of argument: a closed vocabulary, in two languages, that leads from a link to what to ask of it."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

import httpx
import pytest
from rdflib import RDF, SKOS, URIRef

from api.handlers.argument_schemes import SCHEMES, ArgumentScheme
from api.resources.schemes.models import SchemeName
from tests.api.conftest import described, records_of
from tests.api.pages.pages import BROWSER, Page, visit
from tests.api.writing import CLAIM, patch, writer
from tests.linking import as_rdflib_reads, base_of

LANGUAGES = {"en", "zh-Hans"}
LINKS = records_of("evidence")
LINK = next(link for link in LINKS if link["scheme"] and link["target_type"] == "claim")


@pytest.fixture
def editor(writable: str) -> Iterator[httpx.Client]:
    with writer(writable) as client:
        yield client


def test_the_field_has_these_values_and_no_others() -> None:
    assert tuple(SCHEMES) == get_args(SchemeName)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=list(SCHEMES))
def test_each_is_told_in_both_languages(scheme: ArgumentScheme) -> None:
    told = [scheme.label, scheme.definition, *scheme.critical_questions]
    assert [words.keys() for words in told] == [LANGUAGES] * len(told)
    assert all(text.strip() == text != "" for words in told for text in words.values())


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=list(SCHEMES))
def test_each_asks_two_to_six_questions(scheme: ArgumentScheme) -> None:
    asked = [words["en"] for words in scheme.critical_questions]
    assert (2 <= len(asked) <= 6, all(question.endswith("?") for question in asked)) == (True, True)


def test_the_list_tells_how_many_links_use_each(client: httpx.Client) -> None:
    counted = Counter(link["scheme"] for link in LINKS)
    told = {one["id"]: one["used"] for one in client.get("/schemes").json()}
    assert told == {name: counted[name] for name in SCHEMES}


def test_one_is_told_as_the_list_tells_it(client: httpx.Client) -> None:
    for one in client.get("/schemes").json():
        assert client.get(f"/schemes/{one['id']}").json() == one


def test_a_link_that_was_withdrawn_uses_none(editor: httpx.Client) -> None:
    before = editor.get(f"/schemes/{LINK['scheme']}").json()["used"]
    patch(editor, f"/evidence/{LINK['id']}", {"status": "withdrawn"}, Lunju_Reason="Tried.").raise_for_status()
    assert editor.get(f"/schemes/{LINK['scheme']}").json()["used"] == before - 1


@pytest.mark.parametrize("path", ["/schemes", "/schemes/sign", "/schemes.jsonld"])
def test_what_is_unchanged_is_not_sent_again(editor: httpx.Client, path: str) -> None:
    tag = editor.get(path).headers["etag"]
    editor.post("/claims", json=CLAIM).raise_for_status()  # of which no scheme follows
    assert editor.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_the_tag_changes_with_what_is_told(editor: httpx.Client) -> None:
    tag = editor.get("/schemes").headers["etag"]
    patch(editor, f"/evidence/{LINK['id']}", {"scheme": "waste"}).raise_for_status()
    assert editor.get("/schemes", headers={"If-None-Match": tag}).status_code == 200


def test_head_and_other_origins_are_answered(client: httpx.Client) -> None:
    got, head = client.get("/schemes/sign"), client.head("/schemes/sign")
    assert (head.status_code, head.headers["etag"], head.content) == (200, got.headers["etag"], b"")
    assert got.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("path", "parameter"), [("/schemes/expert-opinon", "scheme_id"), ("/evidence?scheme=expert-opinon", "scheme")]
)
def test_what_is_mistyped_is_told_what_is_nearest(client: httpx.Client, path: str, parameter: str) -> None:
    [fault] = client.get(path).json()["errors"]
    assert (fault["parameter"], fault["nearest"]) == (parameter, "expert-opinion")


def test_a_link_of_no_such_scheme_is_refused(editor: httpx.Client) -> None:
    refused = patch(editor, f"/evidence/{LINK['id']}", {"scheme": "anology"})
    [fault] = refused.json()["errors"]
    assert (refused.status_code, fault["pointer"], fault["nearest"]) == (422, "/scheme", "analogy")


def test_there_are_no_parameters(client: httpx.Client) -> None:
    assert client.get("/schemes", params={"limit": 1}).status_code == 400


def test_the_document_names_them_once() -> None:
    schemas = described()["components"]["schemas"]
    [name] = [name for name, schema in schemas.items() if schema.get("enum") == [*SCHEMES]]
    assert name == "EvidenceScheme"


def test_facets_name_them(client: httpx.Client) -> None:
    [facet] = client.get("/evidence/facets", params={"facet": "scheme"}).json()["facets"]
    assert {value["value"]: value["label"] for value in facet["values"] if value["value"]} == {
        name: dict(SCHEMES[name].label) for name in {link["scheme"] for link in LINKS} - {None}
    }


def test_they_are_a_concept_scheme(client: httpx.Client) -> None:
    graph = as_rdflib_reads(client.get("/schemes.jsonld").json())
    whole = URIRef(f"{base_of(client)}/schemes")
    assert (whole, RDF.type, SKOS.ConceptScheme) in graph
    concepts = {URIRef(f"{whole}/{name}") for name in SCHEMES}
    assert set(graph.subjects(SKOS.topConceptOf, whole)) == set(graph.subjects(RDF.type, SKOS.Concept)) == concepts
    for concept in concepts:
        assert [SCHEMES[str(concept).rpartition("/")[2]].label["en"]] == [
            str(label) for label in graph.objects(concept, SKOS.prefLabel) if getattr(label, "language", "") == "en"
        ]


def test_a_link_as_linked_data_names_the_concept(client: httpx.Client) -> None:
    iri = client.get(f"/evidence/{LINK['id']}.jsonld").json()["scheme"]
    graph = as_rdflib_reads(client.get(f"{iri}.jsonld").json())
    assert (URIRef(iri), RDF.type, SKOS.Concept) in graph


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_iri_of_each_leads_to_its_page(client: httpx.Client, language: str) -> None:
    for name, scheme in SCHEMES.items():
        page = visit(client, f"/schemes/{name}", language)
        asked = [words[language] for words in scheme.critical_questions]
        assert [words for words in (scheme.definition[language], *asked) if words not in page.words] == []


def test_the_page_of_all_leads_to_each(client: httpx.Client) -> None:
    assert {f"./schemes/{name}" for name in SCHEMES} <= set(visit(client, "/schemes").links)


def test_the_page_of_one_leads_to_the_links_that_use_it(client: httpx.Client) -> None:
    assert "../evidence?scheme=sign" in visit(client, "/schemes/sign").links


def test_the_page_of_a_link_says_what_to_ask(client: httpx.Client) -> None:
    page = visit(client, f"/evidence/{LINK['id']}")
    assert f"../schemes/{LINK['scheme']}" in page.links
    for words in SCHEMES[LINK["scheme"]].critical_questions:
        assert words["en"] in page.words


def test_the_pages_of_a_claim_lead_to_the_schemes_of_its_reasons(client: httpx.Client) -> None:
    for path, root in ((f"/claims/{LINK['target_id']}", "../"), (f"/claims/{LINK['target_id']}/map", "../../")):
        page = Page(client.get(path, headers=BROWSER))
        assert f"{root}schemes/{LINK['scheme']}" in page.links
        assert SCHEMES[LINK["scheme"]].label["en"] in page.words
