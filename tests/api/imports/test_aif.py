"""AIF-JSON: every node, edge and person is kept, or told; links lead to links; what is read is written again."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given

from api.exports.formats import aif_writer
from api.exports.written import DraftedEssay
from api.imports.drafts import Draft
from api.imports.formats.annotated import aif
from api.imports.parsed_files import GivenFile, Parsed
from tests.api.imports.drafting import Json
from tests.api.imports.parsing import Files, became, counted, given_files, holds_for, kinds, mutated, part, written


def node(identifier: str, kind: str, text: str, **more: Any) -> Json:
    return {"nodeID": identifier, "type": kind, "text": text} | more


STAMP = "2026-11-28 12:00:00"
NODES = [
    node("1", "I", "Towns should lend tools", timestamp=STAMP),
    node("2", "I", "drills gather dust"),
    node("3", "I", "what gathers dust is wasted"),
    node("4", "I", "tools would be stolen"),
    node("5", "I", "in Upper Ford all came back"),
    node("6", "I", "drills are seldom used"),
    node("7", "I", "nobody says this"),
    node("10", "RA", "Default Inference", scheme="Default Inference", schemeID="72"),
    node("11", "CA", "Default Conflict"),
    node("12", "CA", "Default Conflict"),
    node("13", "MA", "Default Rephrase"),
    node("14", "RA", "Argument from Expert Opinion"),
    node("15", "PA", "Default Preference"),
    node("16", "RA", "Default Inference"),
    node("17", "RA", "Default Inference"),
    node("18", "RA", "Default Inference"),
    node("20", "L", "Ada : Towns should lend tools"),
    node("21", "YA", "Asserting"),
    node("22", "L", "Bo : tools would be stolen"),
    node("23", "YA", "Disagreeing"),
    node("24", "TA", "Default Transition"),
    node("25", "YA", "Disagreeing"),
]
PAIRS = [
    *("2 10", "3 10", "10 1", "4 11", "11 1", "5 12", "12 11", "6 13", "13 2", "5 14", "14 12", "5 15", "15 4"),
    *("6 16", "16 2", "6 17", "17 2", "7 18", "18 7"),
    *("20 21", "21 1", "22 23", "23 4", "20 24", "24 22", "24 25", "25 11"),
]
GRAPH: Json = {
    "nodes": NODES,
    "edges": [
        {"edgeID": str(100 + place), "fromID": pair.split()[0], "toID": pair.split()[1], "formEdgeID": None}
        for place, pair in enumerate(PAIRS)
    ],
    "locutions": [{"nodeID": "20", "personID": "31", "timestamp": STAMP, "start": STAMP}],
    "participants": [{"participantID": "31", "firstname": "Ada", "surname": "Lender"}],
    "schemefulfillments": [{"nodeID": "10", "schemeID": "72"}],
}
TEXT = "Ada: Towns should lend tools; drills gather dust. Bo: But tools would be stolen. drills gather dust.\n"


def graph(content: Any = None, **more: str) -> Parsed:
    """Read a graph."""
    given = content if isinstance(content, str | bytes) else json.dumps(GRAPH if content is None else content)
    return aif.parse(given_files(talk_json=given, **more))


@pytest.fixture(scope="module", params=["alone", "with its text"])
def parsed(request: pytest.FixtureRequest) -> Parsed:
    """All constructs, without and with the text beside them."""
    return graph() if request.param == "alone" else graph(talk_txt=TEXT)


def test_every_node_edge_and_person_is_told(parsed: Parsed) -> None:
    found = counted(parsed)
    assert kinds(parsed) == []
    assert sum(number for what, number in found.items() if what.endswith(" node")) == len(NODES)
    assert {name: found[name] for name in ("edge", "locution", "participant", "schemefulfillment")} == {
        "edge": len(PAIRS),
        "locution": 1,
        "participant": 1,
        "schemefulfillment": 1,
    }


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("10", (["2", "3"], "supports", "1", "")),
        ("11", (["4"], "challenges", "1", "")),
        ("12", (["5"], "undercuts", "11", "")),
        ("13", (["6"], "restates", "2", "")),
        ("14", (["5"], "supports", "12", "expert-opinion")),
        ("16", (["6"], "supports", "2", "")),
        ("17", (["6"], "supports", "2", "")),
    ],
)
def test_schemes_are_links_also_onto_links_and_side_by_side(parsed: Parsed, name: str, said: Any) -> None:
    link = part(parsed, "links", name)
    assert (link["from"], link["relation"], link["to"], link.get("scheme", "")) == said


def test_links_are_all_told(parsed: Parsed) -> None:
    assert [link["id"] for link in parsed.draft["links"]] == ["10", "11", "12", "13", "14", "16", "17"]


def test_who_utters_a_locution_is_whose_the_claim_is(parsed: Parsed) -> None:
    names = {source["id"]: source["name"] for source in parsed.draft["sources"]}
    assert {claim["id"]: [names[one] for one in claim.get("sources", [])] for claim in parsed.draft["claims"]} == {
        "1": ["Ada Lender"],
        "2": [],
        "3": [],
        "4": ["Bo"],
        "5": [],
        "6": [],
        "7": [],
    }


def test_who_replies_asserts_the_link(parsed: Parsed) -> None:
    names = {source["id"]: source["name"] for source in parsed.draft["sources"]}
    assert [(link["id"], names[link["by"]]) for link in parsed.draft["links"] if "by" in link] == [("11", "Bo")]


def test_what_is_no_claim_or_link_is_kept_beside(parsed: Parsed) -> None:
    changed = {place.removeprefix("talk.json: ") for place, how in became(parsed).items() if how == "changed"}
    assert {"15", "18", "20", "21", "22", "23", "24", "25"} <= changed


def test_what_stands_once_in_the_text_has_a_place() -> None:
    found = graph(talk_txt=TEXT)
    spans = {claim["id"]: claim["spans"] for claim in found.draft["claims"] if "spans" in claim}
    assert {name: [TEXT[start:end] for start, end in its] for name, its in spans.items()} == {
        "1": ["Towns should lend tools"],
        "4": ["tools would be stolen"],
    }


def test_a_forum_without_text_is_an_essay_without_text(parsed: Parsed) -> None:
    assert (graph().text, "spans" in part(graph(), "claims", "1"), parsed.draft["genre"]) == (None, False, "dialogue")


def canonical(content: bytes) -> Any:
    found = json.loads(content)
    lists = ("nodes", "edges", "locutions", "participants", "schemefulfillments")
    return {
        name: sorted(
            (
                {key: value for key, value in item.items() if value is not None and key != "lunju"}
                for item in found[name]
            ),
            key=lambda item: json.dumps(item, sort_keys=True),
        )
        for name in lists
    }


def test_what_is_read_is_written_as_it_was(parsed: Parsed) -> None:
    out = written(parsed, aif_writer.write)
    assert canonical(out.files[0].content) == canonical(json.dumps(GRAPH).encode())
    assert out.lost == []


def test_what_is_written_is_read_the_same(parsed: Parsed) -> None:
    again = aif.parse(written(parsed, aif_writer.write).files)
    assert (again.draft, again.text) == (parsed.draft, parsed.text)


def test_ova_and_xaif_have_the_graph_as_a_member_and_mark_the_text() -> None:
    text = 'Ada: <span class="highlighted" id="node2">Drills, they gather dust</span>.<br>Bo: Fish &amp; chips.'
    found = graph({"AIF": GRAPH, "text": {"txt": text}, "OVA": {"nodes": [1]}, "dialog": True})
    [(start, end)] = part(found, "claims", "2")["spans"]
    assert (found.text or "")[start:end] == "Drills, they gather dust"
    assert (found.text or "").endswith(".\nBo: Fish & chips.")
    assert [item.what for item in found.read or [] if item.became == "dropped"] == ["member OVA", "member dialog"]


def test_what_edges_say_beside_is_told() -> None:
    edges = [edge | {"formEdgeID": "7"} for edge in GRAPH["edges"]]
    found = graph(GRAPH | {"edges": edges})
    assert {item.why for item in found.read or [] if item.what == "edge"} == {
        "left out: formEdgeID",
        "kept beside the record, and written again to this format alone; left out: formEdgeID",
    }


def test_it_is_known_however_much_stands_before_the_edges() -> None:
    many = {"nodes": [*NODES, *(node(f"m{n}", "I", f"Claim {n} " + "word " * 40) for n in range(2000))]}
    assert aif.looks_like(given_files(talk_json=json.dumps(GRAPH | many)))
    assert not aif.looks_like(given_files(graph_json=json.dumps({"nodes": [{"data": {"id": "1"}}], "edges": []})))


def test_numbers_are_ids_as_texts_are() -> None:
    nodes = [{"nodeID": 1, "type": "I", "text": "A"}, {"nodeID": 2, "type": "I", "text": "B"}]
    edges = [{"edgeID": 1, "fromID": 1, "toID": 3}, {"edgeID": 2, "fromID": 3, "toID": 2}]
    found = graph({"nodes": [*nodes, {"nodeID": 3, "type": "RA", "text": ""}], "edges": edges})
    assert [(link["from"], link["to"]) for link in found.draft["links"]] == [(["1"], "2")]


def test_a_scheme_that_leads_to_several_is_a_link_to_each_and_one_node_again() -> None:
    edges = [("2", "10"), ("10", "1"), ("10", "3")]
    listed = [{"edgeID": str(place), "fromID": one, "toID": other} for place, (one, other) in enumerate(edges)]
    found = graph({"nodes": NODES[:3] + NODES[7:8], "edges": listed})
    assert [(link["id"], link["to"]) for link in found.draft["links"]] == [("10", "1"), ("10-2", "3")]
    again = aif.parse(written(found, aif_writer.write).files)
    assert again.draft == found.draft


def test_circles_of_schemes_end() -> None:
    edges = [("2", "10"), ("3", "11"), ("10", "11"), ("11", "10"), ("10", "1")]
    listed = [{"edgeID": str(place), "fromID": one, "toID": other} for place, (one, other) in enumerate(edges)]
    found = graph({"nodes": [*NODES[:3], NODES[7], NODES[8]], "edges": listed})
    assert [(link["id"], link["to"]) for link in found.draft["links"]] == [("10", "1"), ("10-2", "11"), ("11", "10")]


def changed(**fields: Any) -> Json:
    return deepcopy(GRAPH) | fields


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("{", "unreadable"),
        ('{"nodes": [], "nodes": []}', "unreadable"),
        ('{"nodes": {}, "edges": []}', "unreadable"),
        ("[]", "unreadable"),
        (b'{"nodes": "\xff"}', "unreadable"),
        ('{"a":' * 10_000 + "1" + "}" * 10_000, "unreadable"),
        (json.dumps(changed(nodes=[*NODES, node("1", "I", "Else")])), "id-twice"),
        (json.dumps(changed(nodes=[*NODES, node("", "I", "Else")])), "field-missing"),
        (json.dumps(changed(edges=[*GRAPH["edges"], {"edgeID": "x", "fromID": "1", "toID": "99"}])), "no-such-id"),
    ],
)
def test_what_is_wrong_is_told(content: str | bytes, kind: str) -> None:
    assert kinds(graph(content)) == [kind]


def test_nodes_without_words_or_edges_are_told() -> None:
    found = graph({"nodes": [node("1", "I", "A"), node("2", "I", ""), node("3", "XX", "?")], "edges": []})
    assert (len(found.draft["claims"]), list(became(found).values())) == (1, ["kept", "changed", "changed"])


def test_what_is_too_long_to_be_kept_is_told_as_dropped() -> None:
    spoken = [node(f"L{n}", "L", "word " * 400) for n in range(5)] + [
        node(f"Y{n}", "YA", "Asserting") for n in range(5)
    ]
    edges = [(f"L{n}", f"Y{n}") for n in range(5)] + [(f"Y{n}", "1") for n in range(5)]
    listed = [{"edgeID": str(place), "fromID": one, "toID": other} for place, (one, other) in enumerate(edges)]
    found = graph({"nodes": [NODES[0], *spoken], "edges": listed})
    assert set(became(found).values()) == {"kept", "changed", "dropped"}
    assert len(found.read or []) == 11 + 10


def test_an_essay_that_was_never_aif_goes_out_and_comes_in() -> None:
    claims: list[Json] = [
        {"id": "c1", "says": "One", "kind": "thesis", "stance": "endorses", "spans": [(0, 3)]},
        {"id": "c2", "says": "Two", "kind": "causal", "stance": "rejects", "sources": ["s"]},
        {"id": "c3", "says": "Three", "kind": "factual", "stance": "endorses", "implicit": True},
    ]
    link: Json = {"from": ["c2"], "to": "c1", "whose": "reader"}
    relations = (
        "supports",
        "challenges",
        "qualifies",
        "illustrates",
        "restates",
        "contrary",
        "contradictory",
        "equivalent",
    )
    links = [link | {"id": f"l{n}", "relation": relation} for n, relation in enumerate(relations)]
    links += [
        link | {"id": "u", "from": ["c3"], "relation": "undercuts", "to": "l0", "whose": "author", "scheme": "sign"}
    ]
    source = {"id": "s", "kind": "person", "name": "Ada"}
    draft = {"claims": claims, "links": links, "sources": [source]}
    out = aif_writer.write(DraftedEssay(Draft.model_validate(draft), "One two"))
    again = aif.parse(out.files)
    assert ([link["relation"] for link in again.draft["links"]], out.lost) == ([*relations, "undercuts"], [])
    for name in ("id", "says", "kind", "stance", "spans", "implicit"):
        assert [claim.get(name) for claim in again.draft["claims"]] == [
            [list(span) for span in claim[name]] if name == "spans" and name in claim else claim.get(name)
            for claim in claims
        ]


def test_figures_and_sources_that_arguments_rest_on_are_nodes_and_that_is_told() -> None:
    claim = {"id": "c1", "says": "One", "kind": "factual", "stance": "endorses"}
    figure = {"id": "f", "says": "It is one.", "wording": "one", "quantity": "count", "value": "1", "unit": "tree"}
    figure |= {"measure": "trees", "subject": "trees", "mode": "reported"}
    source = {"id": "s", "kind": "report", "name": "Review"}
    link = {"id": "l", "from": ["f", "s"], "relation": "supports", "to": "c1", "whose": "author"}
    draft = {"claims": [claim], "links": [link], "sources": [source], "figures": [figure]}
    out = aif_writer.write(DraftedEssay(Draft.model_validate(draft)))
    assert [(item.what, item.place) for item in out.lost] == [("figure", "f"), ("source", "s")]
    assert [link["from"] for link in aif.parse(out.files).draft["links"]] == [["f", "s"]]


def count(files: Files) -> int:
    """Count what a document has."""
    whole = json.loads(files[0].content)
    inner = next((whole[name] for name in ("AIF", "aif") if isinstance(whole.get(name), dict)), whole)
    read = {"nodes", "edges", "locutions", "participants", "schemefulfillments"}
    lists = sum(len(inner[name]) for name in read if isinstance(inner.get(name), list))
    others = {
        name: value
        for level in (whole, inner)
        for name, value in level.items()
        if value not in (None, "", [], {}, False)
    }
    return lists + len(set(others) - read - {"AIF", "aif", "text"})


@given(mutated([json.dumps(GRAPH).encode()]))
def test_no_bytes_are_too_odd(contents: list[bytes]) -> None:
    holds_for(aif.parse, aif_writer.write, [GivenFile("talk.json", contents[0])], count)


@given(mutated([json.dumps(GRAPH | {"text": {"txt": "<p>Ada: <span id='1'>Towns</span>"}}).encode()]))
def test_no_marked_text_is_too_odd(contents: list[bytes]) -> None:
    holds_for(aif.parse, aif_writer.write, [GivenFile("talk.json", contents[0])], count)
