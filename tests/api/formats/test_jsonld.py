"""Records as linked data, read by two processors."""

import json
import re
import warnings
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import to_isomorphic
from rdflib.namespace import DCTERMS

from api.formats.jsonld import CONTEXT_PATH, encode_one
from api.formats.record_urls import RecordUrls
from api.resources.evidence.linked_data import describe
from tests.api.conftest import NAMES, Record, records_of
from tests.docs.documents import page
from tests.linking import OA, SCHEMA, as_pyld_reads, as_rdflib_reads, base_of, compacted, expanded

pytestmark = pytest.mark.one_database

every_resource = pytest.mark.parametrize("name", NAMES)
VOCABULARY = 20
"""How many different words a field has, at most, where they are of a vocabulary, and no text."""
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF-level1")


@pytest.fixture
def triples(client: httpx.Client) -> Callable[[str], Graph]:
    """A function that reads the record at a path as linked data."""
    return lambda path: as_rdflib_reads(client.get(f"{path}.jsonld").raise_for_status().json())


def plain(value: Any) -> Any:
    """Return a document as processors may change it: one of a list is as one, and languages are in lower case."""
    if isinstance(value, dict):
        return {name.lower() if name == "zh-Hans" else name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return plain(value[0]) if len(value) == 1 else [plain(inner) for inner in value]
    return value


def varied(name: str) -> list[str]:
    """Return ids of records that have, between them, each field, language and word of a vocabulary that any has."""
    records = records_of(name)
    words = {field: {record[field] for record in records if isinstance(record[field], str)} for field in records[0]}

    def said(record: Record) -> set[tuple[str, object]]:
        return {
            (field, value)
            if isinstance(value, str) and len(words[field]) <= VOCABULARY
            else (field, tuple(value) if isinstance(value, dict) else bool(value))
            for field, value in record.items()
        }

    known: set[tuple[str, object]] = set()
    found = []
    for record in records:
        if new := said(record) - known:
            known |= new
            found.append(record["id"])
    return found[:100]


@every_resource
def test_nothing_that_is_said_of_any_record_is_lost(client: httpx.Client, name: str) -> None:
    page = client.get(f"/{name}.jsonld", params={"id": varied(name), "limit": 100}).raise_for_status().json()
    assert len(page["@graph"]) == len(varied(name))
    assert plain(compacted(expanded(page, client), client)["@graph"]) == plain(page["@graph"])


ONE_OF_EACH = {
    "essays": "/essays/cao2023",
    "sections": "/sections/cao2023-h3",
    "passages": "/passages/cao2023-p21",
    "claims": "/claims/cao2023-c12",
    "statistics": "/statistics/cao2023-s52",
    "sources": "/sources/moore1965",
    "relationships": "/relationships/cao2023-r3",
    "topics": "/topics/cao2023-t1",
    "evidence": "/evidence/cao2023-e1",
    "reviews": "/reviews/cao2023-v6",
    "units": "/units/CNY/USD",
    "measures": "/measures/time-to-mark",
    "entities": "/entities/openai",
}


@every_resource
def test_two_processors_find_the_same_triples(client: httpx.Client, name: str) -> None:
    whole = client.get(f"{ONE_OF_EACH[name]}.jsonld").json()
    one, other = as_rdflib_reads(whole), as_pyld_reads(whole, client)
    assert to_isomorphic(lower(one)) == to_isomorphic(lower(other))


def lower(graph: Graph) -> Graph:
    """Return a graph with its languages in lower case."""
    found = Graph()
    for subject, predicate, value in graph:
        alike = value
        if isinstance(value, Literal) and value.language:
            alike = Literal(str(value), lang=value.language.lower())
        found.add((subject, predicate, alike))
    return found


@every_resource
def test_every_type_and_property_is_of_a_known_vocabulary(
    client: httpx.Client, triples: Callable[[str], Graph], name: str
) -> None:
    known = (str(SCHEMA), str(OA), str(DCTERMS), str(RDF), "http://www.w3.org/2004/02/skos/core#", "http://qudt.org/")
    own = f"{base_of(client)}/vocab#"
    graph = triples(ONE_OF_EACH[name])
    named = {*graph.predicates(), *graph.objects(predicate=RDF.type)}
    assert [iri for iri in named if not str(iri).startswith((*known, own))] == []


def test_a_claim_is_that_of_schema_org(client: httpx.Client, triples: Callable[[str], Graph]) -> None:
    base = base_of(client)
    claim, essay, passage = (
        URIRef(f"{base}/{path}") for path in ("claims/cao2023-c1", "essays/cao2023", "passages/cao2023-p4")
    )
    nadella = URIRef(f"{base}/sources/nadelland")
    own = Namespace(f"{base}/vocab#")
    graph = triples("/claims/cao2023-c1")
    assert {
        (claim, RDF.type, SCHEMA.Claim),
        (claim, SCHEMA.identifier, Literal("cao2023-c1")),
        (claim, SCHEMA.appearance, essay),
        (claim, SCHEMA.appearance, passage),
        (claim, SCHEMA.author, nadella),
        (nadella, RDF.type, SCHEMA.Person),
        (claim, SCHEMA.isBasedOn, nadella),
        (nadella, own.supports, claim),
        (claim, own.stance, Literal("endorses")),
        (claim, SCHEMA.version, Literal(1)),
        (claim, DCTERMS.hasVersion, URIRef(f"{claim}@1")),
        (claim, SCHEMA.license, URIRef("https://creativecommons.org/licenses/by/4.0/")),
        (claim, SCHEMA.dateCreated, Literal("2026-11-23T00:00:00Z", datatype=XSD.dateTime)),
    } <= set(graph)
    assert {getattr(text, "language", None) for text in graph.objects(claim, SCHEMA.text)} == {"en", "zh-Hans"}


def test_a_processor_needs_nothing_but_the_url_of_a_record(client: httpx.Client) -> None:
    claim = f"{base_of(client)}/claims/cao2023-c1"
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated")  # rdflib's parser uses it itself
        graph = Graph().parse(claim, format="json-ld")
    assert (URIRef(claim), RDF.type, SCHEMA.Claim) in graph


def test_a_claim_of_nobody_else_is_the_authors(client: httpx.Client, triples: Callable[[str], Graph]) -> None:
    claim = URIRef(f"{base_of(client)}/claims/cao2023-c2")
    graph = triples("/claims/cao2023-c2")
    [author] = graph.objects(claim, SCHEMA.author)
    assert list(graph.objects(author, SCHEMA.name)) == [Literal("曹钟雄")]
    assert str(author) == client.get("/claims/cao2023-c2").links["author"]["url"]


def test_a_passage_is_selected_in_the_text_of_its_essay(client: httpx.Client, triples: Callable[[str], Graph]) -> None:
    base = base_of(client)
    passage = URIRef(f"{base}/passages/cao2023-p4")
    graph = triples("/passages/cao2023-p4")
    [selector] = graph.objects(passage, OA.hasSelector)
    assert {
        (passage, RDF.type, OA.SpecificResource),
        (passage, OA.hasSource, URIRef(f"{base}/essays/cao2023#text")),
        (selector, RDF.type, OA.TextPositionSelector),
        (selector, OA.start, Literal("19", datatype=XSD.nonNegativeInteger)),
        (selector, OA.end, Literal("47", datatype=XSD.nonNegativeInteger)),
    } <= set(graph)


def test_a_passage_is_quoted_where_the_text_is_served(client: httpx.Client, triples: Callable[[str], Graph]) -> None:
    text = client.get("/passages/moss2026-p3?embed=text").json()["_embedded"]["text"]
    for path in ("/passages/moss2026-p3", "/passages/moss2026-p3@1"):
        graph = triples(path)
        [quote] = graph.subjects(RDF.type, OA.TextQuoteSelector)
        parts = {name: str(graph.value(quote, OA[name])) for name in ("exact", "prefix", "suffix")}
        assert parts == {name: text[name] for name in parts}


def test_what_the_guide_names_is_there(client: httpx.Client, triples: Callable[[str], Graph]) -> None:
    section = page("reference/linked-data.md")
    spaces = {"schema": SCHEMA, "oa": OA, "lunju": f"{base_of(client)}/vocab#", "qudt": "http://qudt.org/schema/qudt/"}
    named = {f"{spaces[prefix]}{name}" for prefix, name in re.findall(r"`(schema|oa|lunju|qudt):(\w+)`", section)}
    beside = (
        "/units/mo",
        "/passages/moss2026-p3",
        "/sources/nadelland",
        "/sources/microsoftnd",
        "/sources/gartner2021",
        "/schemes/sign",
    )
    graphs = [triples(path) for path in (*ONE_OF_EACH.values(), *beside)]
    used = {str(iri) for graph in graphs for triple in graph for iri in triple[1:]}
    context = client.get("/context.jsonld").json()["@context"]
    of_no_pack = {name for name in ("editor", "translator", "isbn", "issn") if name in context}
    used |= {f"{SCHEMA}{name}" for name in of_no_pack}
    assert (sorted(named - used), len(named) > 40) == ([], True)


def test_a_statistic_is_an_observation_with_exact_ends(client: httpx.Client, triples: Callable[[str], Graph]) -> None:
    base = base_of(client)
    figure, own = URIRef(f"{base}/statistics/cao2023-s3"), Namespace(f"{base}/vocab#")
    graph = triples("/statistics/cao2023-s3")
    assert {
        (figure, RDF.type, SCHEMA.Observation),
        (figure, SCHEMA.value, Literal("100000000", datatype=XSD.decimal)),
        (figure, SCHEMA.minValue, Literal("100000000", datatype=XSD.decimal)),
        (figure, own.lowerClosed, Literal(False)),
        (figure, own.asWritten, Literal("超1亿")),
        (figure, SCHEMA.unitCode, URIRef(f"{base}/units/user")),
        (figure, SCHEMA.measuredProperty, URIRef(f"{base}/measures/users")),
    } <= set(graph)
    assert list(graph.objects(figure, SCHEMA.maxValue)) == []


def test_what_a_figure_is_computed_from_is_a_list_in_order(
    client: httpx.Client, triples: Callable[[str], Graph]
) -> None:
    base = base_of(client)
    graph = triples("/statistics/cao2023-s52")
    [inputs] = graph.objects(URIRef(f"{base}/statistics/cao2023-s52"), URIRef(f"{base}/vocab#inputs"))
    assert list(Collection(graph, inputs)) == [URIRef(f"{base}/statistics/cao2023-s{n}") for n in (51, 70)]


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("/statistics/cao2023-s17", Literal("1970/..", datatype=EDTF)),
        ("/sources/gartner2021", Literal("2021-10-18", datatype=XSD.date)),
        ("/sources/vaswani2017", Literal("2017", datatype=XSD.gYear)),
        ("/sources/onnes1911", Literal("1911", datatype=XSD.gYear)),
    ],
)
def test_dates_are_typed(triples: Callable[[str], Graph], path: str, date: Literal) -> None:
    assert date in set(triples(path).objects())


@pytest.mark.parametrize(
    ("source", "types"),
    [
        ("nadelland", {SCHEMA.Person}),
        ("microsoftnd", {SCHEMA.Organization}),
        ("gartner2021", {SCHEMA.Report, SCHEMA.CreativeWork}),
        ("vaswani2017", {SCHEMA.ScholarlyArticle, SCHEMA.CreativeWork}),
        ("xi2002", {SCHEMA.NewsArticle, SCHEMA.CreativeWork}),
        ("archimedesnd", {SCHEMA.Quotation, SCHEMA.CreativeWork}),
        ("anonnda", {SCHEMA.CreativeWork}),
    ],
)
def test_a_source_is_who_or_what_it_is(
    client: httpx.Client, triples: Callable[[str], Graph], source: str, types: set[URIRef]
) -> None:
    graph = triples(f"/sources/{source}")
    assert set(graph.objects(URIRef(f"{base_of(client)}/sources/{source}"), RDF.type)) == types


def test_the_license_of_the_data_is_never_that_of_somebody_elses_work(
    client: httpx.Client, triples: Callable[[str], Graph]
) -> None:
    source = URIRef(f"{base_of(client)}/sources/gartner2021")
    graph = triples("/sources/gartner2021")
    assert list(graph.objects(source, SCHEMA.license)) == []
    assert list(graph.objects(source, SCHEMA.sdLicense)) == [URIRef("https://creativecommons.org/licenses/by/4.0/")]


@pytest.mark.parametrize("path", ["/claims/moss2026-c1", "/claims/moss2026-c1@1", "/essays/moss2026"])
def test_a_pack_may_have_a_license_of_its_own(triples: Callable[[str], Graph], path: str) -> None:
    zero = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    assert {SCHEMA.license, SCHEMA.sdLicense} & set(triples(path).predicates(object=zero))


def test_evidence_is_a_link_and_what_it_says(client: httpx.Client, triples: Callable[[str], Graph]) -> None:
    base = base_of(client)
    own = Namespace(f"{base}/vocab#")
    link, origin, target = (
        URIRef(f"{base}/{path}") for path in ("evidence/cao2023-e1", "sources/nadelland", "claims/cao2023-c1")
    )
    assert {
        (link, RDF.type, own.Evidence),
        (link, own.relation, own.supports),
        (link, own.origin, origin),
        (link, own.target, target),
        (origin, own.supports, target),
    } <= set(triples("/evidence/cao2023-e1"))


def test_evidence_that_was_withdrawn_says_nothing_of_its_ends(client: httpx.Client) -> None:
    base = base_of(client)
    record = client.get("/evidence/cao2023-e1").json() | {"status": "withdrawn"}
    node = describe(record, RecordUrls(base))
    graph = as_rdflib_reads(json.loads(encode_one(node, f"{base}{CONTEXT_PATH}")))
    assert list(graph.objects(URIRef(f"{base}/sources/nadelland"))) == []


def test_a_relationship_has_two_poles_and_the_claims_of_each(
    client: httpx.Client, triples: Callable[[str], Graph]
) -> None:
    base = base_of(client)
    own = Namespace(f"{base}/vocab#")
    graph = triples("/relationships/cao2023-r1")
    [poles] = graph.objects(URIRef(f"{base}/relationships/cao2023-r1"), own.poles)
    one, other = Collection(graph, poles)
    assert (one, own.claim, URIRef(f"{base}/claims/cao2023-c119")) in graph
    assert (other, own.claim, URIRef(f"{base}/claims/cao2023-c112")) in graph


def test_a_version_is_named_by_its_own_url(client: httpx.Client, triples: Callable[[str], Graph]) -> None:
    base = base_of(client)
    claim = URIRef(f"{base}/claims/cao2023-c1")
    graph = triples("/claims/cao2023-c1@1")
    version, essay = URIRef(f"{claim}@1"), URIRef(f"{base}/essays/cao2023@1")
    assert {
        (version, RDF.type, SCHEMA.Claim),
        (version, DCTERMS.isVersionOf, claim),
        (version, SCHEMA.appearance, essay),
        (essay, DCTERMS.isVersionOf, URIRef(f"{base}/essays/cao2023")),
        (URIRef(f"{base}/sources/nadelland@1"), URIRef(f"{base}/vocab#supports"), version),
    } <= set(graph)
    assert list(graph.predicate_objects(claim)) == []


def test_a_review_is_a_claim_review_of_schema_org(client: httpx.Client, triples: Callable[[str], Graph]) -> None:
    base = base_of(client)
    review, nature = URIRef(f"{base}/reviews/cao2023-v16"), URIRef(f"{base}/sources/naturend")
    reviewed = URIRef(f"{base}/claims/cao2023-c55@1")
    graph = triples("/reviews/cao2023-v16")
    [rating] = graph.objects(review, SCHEMA.reviewRating)
    assert {
        (review, RDF.type, SCHEMA.ClaimReview),
        (review, SCHEMA.author, nature),
        (nature, RDF.type, SCHEMA.Organization),
        (review, SCHEMA.itemReviewed, reviewed),
        (reviewed, RDF.type, SCHEMA.Claim),
        (review, SCHEMA.datePublished, Literal("2023-11-07", datatype=XSD.date)),
        (review, SCHEMA.citation, URIRef(f"{base}/sources/dasenbrockgammon2023")),
        (rating, RDF.type, SCHEMA.Rating),
        (rating, SCHEMA.alternateName, Literal("Retraction Note", lang="en")),
    } <= set(graph)
    claimed = {str(text) for text in graph.objects(review, SCHEMA.claimReviewed)}
    assert claimed == set(client.get("/claims/cao2023-c55").json()["text"].values())


OWN = {"author", "citation", "claimReviewed", "datePublished", "isBasedOn", "itemReviewed", "reviewRating", "url"}
CLAIM_REVIEW = OWN | {"dateCreated", "dateModified", "identifier", "isPartOf", "license", "sameAs", "version"}
"""Properties that schema.org gives a ClaimReview, of its own or as a Review, a CreativeWork and a Thing."""
RATING = {"alternateName", "ratingExplanation"}


def test_reviews_have_no_property_of_schema_org_but_those_of_their_types(client: httpx.Client) -> None:
    for review in client.get("/reviews.jsonld", params={"limit": 100}).raise_for_status().json()["@graph"]:
        [whole] = expanded({"@context": f"{base_of(client)}{CONTEXT_PATH}"} | review, client)
        [rating] = whole[str(SCHEMA.reviewRating)]
        assert {name for name in whole if name.startswith(SCHEMA)} <= {str(SCHEMA[name]) for name in CLAIM_REVIEW}
        assert {name for name in rating if name.startswith(SCHEMA)} <= {str(SCHEMA[name]) for name in RATING}
