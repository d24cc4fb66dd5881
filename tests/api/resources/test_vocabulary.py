"""What the terms of linked data mean."""

from collections.abc import Iterator

import httpx
import pytest
from rdflib import OWL, RDF, RDFS, URIRef

from tests.linking import Json, as_rdflib_reads, base_of, expanded


def own_terms(client: httpx.Client) -> set[str]:
    """Return the names of Lunju's own that the context knows."""
    terms = client.get("/context.jsonld").json()["@context"]
    named = (said if isinstance(said, str) else next(iter(iris(said)), "") for said in terms.values() if said != 1.1)
    return {iri.removeprefix("lunju:") for iri in named if iri.startswith("lunju:")}


def iris(said: Json) -> Iterator[str]:
    yield from (said[keyword] for keyword in ("@id", "@reverse") if keyword in said)


def test_every_own_term_is_described_and_every_description_is_used(client: httpx.Client) -> None:
    graph = as_rdflib_reads(client.get("/vocab").json())
    described = {str(word).rpartition("#")[2] for word in graph.subjects(RDFS.isDefinedBy)}
    assert described == own_terms(client)


def test_every_word_says_what_it_is_and_means(client: httpx.Client) -> None:
    graph = as_rdflib_reads(client.get("/vocab").json())
    whole = URIRef(f"{base_of(client)}/vocab")
    words = list(graph.subjects(RDFS.isDefinedBy, whole))
    assert [word for word in words if graph.value(word, RDF.type) not in {RDFS.Class, RDF.Property}] == []
    assert [word for word in words if not str(graph.value(word, RDFS.comment)).endswith(".")] == []
    assert (whole, RDF.type, OWL.Ontology) in graph


def test_the_iris_of_own_terms_lead_to_the_vocabulary(client: httpx.Client) -> None:
    namespace = client.get("/context.jsonld").json()["@context"]["lunju"]
    response = client.get(f"{namespace}supports")
    assert (response.status_code, f"{namespace}supports" in response.text) == (200, True)


def test_the_context_needs_no_other(client: httpx.Client) -> None:
    terms = client.get("/context.jsonld").json()["@context"]
    assert [
        name for name, said in terms.items() if name == "@import" or (isinstance(said, dict) and "@context" in said)
    ] == []
    assert expanded({"@context": terms, "@id": "https://example.org/", "text": {"en": "a"}}, client) == [
        {"@id": "https://example.org/", "http://schema.org/text": [{"@language": "en", "@value": "a"}]}
    ]


@pytest.mark.parametrize("path", ["/context.jsonld", "/vocab"])
def test_documents_are_linked_data_that_caches_keep(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    headers = response.headers
    assert (headers["Content-Type"], headers["Access-Control-Allow-Origin"]) == ("application/ld+json", "*")
    assert headers["Cache-Control"] == "public, max-age=86400"
    assert client.get(path, headers={"If-None-Match": headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/context.jsonld", "/vocab"])
def test_documents_take_no_parameters(client: httpx.Client, path: str) -> None:
    assert client.get(path, params={"limit": 1}).json()["errors"][0]["parameter"] == "limit"
