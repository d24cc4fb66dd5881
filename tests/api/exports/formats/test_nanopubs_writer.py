"""Claims and figures leave as nanopublications: four graphs each, which any reader of TriG takes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Dataset, Literal, Namespace, URIRef

from api.exports.formats import nanopubs_writer
from api.exports.written import DraftedEssay, Written
from api.imports.drafts import Draft

pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")  # rdflib warns of itself
NP = Namespace("http://www.nanopub.org/nschema#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
LUNJU = Namespace("urn:lunju:vocab#")
CLAIM = {
    "id": "m-c1",
    "says": "Trees “cool”\n\\ streets.",
    "kind": "causal",
    "stance": "rejects",
    "sources": ["fern2020"],
}
FIGURE = {
    "id": "m-s1",
    "says": "A tree costs 900 euros.",
    "quote": "900 euros",
    "wording": "900 euros",
    "quantity": "money",
    "value": "900",
    "unit": "EUR",
    "measure": "cost",
    "subject": "a tree",
    "mode": "reported",
}
LINK = {"id": "m-e1", "from": ["m-s1"], "relation": "supports", "to": "m-c1", "whose": "author"}
BASE = "https://l.example/"


def write(**fields: Any) -> Written:
    said = {
        "id": "m",
        "title": "Shade",
        "authors": ["Moss, Ada"],
        "claims": [CLAIM],
        "figures": [FIGURE],
        "links": [LINK],
    }
    return nanopubs_writer.write(DraftedEssay(Draft.model_validate(said | fields), url=lambda name: f"{BASE}{name}"))


def graphs(written: Written) -> Dataset:
    found = Dataset()
    found.parse(data=written.files[0].content.decode(), format="trig")
    return found


def test_each_claim_and_figure_is_a_nanopublication_of_four_graphs() -> None:
    found = graphs(write())
    made = sorted(str(one) for one, *_ in found.quads((None, RDF.type, NP.Nanopublication, None)))
    assert made == [f"{BASE}m-c1#np", f"{BASE}m-s1#np"]
    for one in made:
        [(*_, head)] = found.quads((URIRef(one), RDF.type, NP.Nanopublication, None))
        for part in ("hasAssertion", "hasProvenance", "hasPublicationInfo"):
            [graph] = found.graph(head).objects(URIRef(one), NP[part])
            assert len(found.graph(URIRef(str(graph)))) > 0


def test_what_is_asserted_is_what_the_essay_says_and_how_it_stands_to_it() -> None:
    asserted = graphs(write()).graph(URIRef(f"{BASE}m-c1#np-assertion"))
    claim = URIRef(f"{BASE}m-c1")
    assert (claim, SCHEMA.text, Literal(CLAIM["says"], lang="en")) in asserted
    assert (claim, LUNJU.stance, Literal("rejects")) in asserted


def test_a_link_is_asserted_where_it_comes_from() -> None:
    asserted = graphs(write()).graph(URIRef(f"{BASE}m-s1#np-assertion"))
    assert (URIRef(f"{BASE}m-s1"), LUNJU.supports, URIRef(f"{BASE}m-c1")) in asserted


def test_where_it_comes_from_is_told() -> None:
    provenance = graphs(write()).graph(URIRef(f"{BASE}m-c1#np-provenance"))
    asserted = URIRef(f"{BASE}m-c1#np-assertion")
    assert (asserted, PROV.wasDerivedFrom, URIRef(f"{BASE}m")) in provenance
    assert (asserted, PROV.hadPrimarySource, URIRef(f"{BASE}fern2020")) in provenance


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"links": [LINK, LINK | {"id": "m-e2", "relation": "undercuts", "to": "m-e1"}]}, ("link", "m-e2", "dropped")),
        ({"links": [LINK | {"from": ["fern2020"]}]}, ("link", "m-e1", "dropped")),
        ({"links": [LINK | {"from": ["m-s1", "m-c1"]}]}, ("link", "m-e1", "changed")),
        ({"claims": [CLAIM | {"quotes": ["x"]}]}, ("claim", "m-c1", "changed")),
        ({"sections": [{"opens": "x", "title": "T", "summary": "S"}]}, ("section", "/sections/0", "dropped")),
    ],
)
def test_what_it_cannot_say_is_told(fields: dict[str, Any], what: tuple[str, str, str]) -> None:
    assert what in {(item.what, item.place, item.became) for item in write(**fields).lost}


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40).filter(str.strip)
)
def test_whatever_is_said_is_read_as_it_was(says: str) -> None:
    found = graphs(write(claims=[CLAIM | {"says": says}], links=[]))
    [text] = found.graph(URIRef(f"{BASE}m-c1#np-assertion")).objects(URIRef(f"{BASE}m-c1"), SCHEMA.text)
    assert str(text) == says
