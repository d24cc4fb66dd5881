"""The XML of arg-microtexts, of both parts of the corpus: each construct is kept, or told, and written again."""

from typing import Any

import pytest
from defusedxml import ElementTree
from hypothesis import given

from api.exports.formats import microtexts_writer
from api.exports.written import DraftedEssay
from api.imports.drafts import Draft
from api.imports.formats.annotated import microtexts
from api.imports.parsed_files import GivenFile, Parsed
from tests.api.imports.parsing import Files, became, given_files, holds_for, kinds, mutated, part, written

GRAPH = """<?xml version='1.0' encoding='UTF-8'?>
<arggraph id="micro_x001" topic_id="lend_tools" stance="pro">
  <edu id="e1"><![CDATA[Towns should lend tools.]]></edu>
  <edu id="e2"><![CDATA[Drills gather dust,]]></edu>
  <edu id="e3"><![CDATA[for example mine & my neighbour's.]]></edu>
  <edu id="e4"><![CDATA[Tools, however,]]></edu>
  <edu id="e5"><![CDATA[would be stolen.]]></edu>
  <edu id="e6"><![CDATA[In Upper Ford all came back.]]></edu>
  <edu id="e7"><![CDATA[Upper Ford is as any town.]]></edu>
  <edu id="e8"><![CDATA[So: lend tools!]]></edu>
  <edu id="e9" implicit="true"><![CDATA[What gathers dust is wasted.]]></edu>
  <edu id="e10"><![CDATA[As I said.]]></edu>
  <joint id="j1"/>
  <adu id="a1" type="pro"/>
  <adu id="a2" type="pro"/>
  <adu id="a3" type="pro"/>
  <adu id="a4" type="opp"/>
  <adu id="a5" type="pro"/>
  <adu id="a6" type="pro"/>
  <adu id="a7" type="pro"/>
  <edge id="s1" src="e1" trg="a1" type="seg"/>
  <edge id="s8" src="e8" trg="a1" type="seg"/>
  <edge id="s2" src="e2" trg="a2" type="seg"/>
  <edge id="s3" src="e3" trg="a3" type="seg"/>
  <edge id="s4" src="e4" trg="j1" type="seg"/>
  <edge id="s5" src="e5" trg="j1" type="seg"/>
  <edge id="sj" src="j1" trg="a4" type="seg"/>
  <edge id="s6" src="e6" trg="a5" type="seg"/>
  <edge id="s7" src="e7" trg="a6" type="seg"/>
  <edge id="s9" src="e9" trg="a7" type="seg"/>
  <edge id="c1" src="a2" trg="a1" type="sup"/>
  <edge id="c2" src="a3" trg="a2" type="exa"/>
  <edge id="c3" src="a4" trg="a1" type="reb"/>
  <edge id="c4" src="a5" trg="c3" type="und"/>
  <edge id="c5" src="a6" trg="c4" type="add"/>
  <edge id="c6" src="a7" trg="c1" type="add"/>
  <edge id="c7" src="a1" trg="a1" type="sup"/>
  <edge id="c8" src="a4" trg="c5" type="und"/>
</arggraph>
"""
TEXT = (
    "Towns should lend tools. Drills gather dust,\nfor example mine & my neighbour's.\n\n"
    "Tools, however, would be stolen. In Upper Ford all came back. Upper Ford is as any town. "
    "WHAT GATHERS DUST IS WASTED. So: lend tools! As I said.\n"
)


def graph(content: str | bytes = GRAPH, **more: str) -> Parsed:
    """Read a graph."""
    return microtexts.parse(given_files(x001_xml=content, **more))


@pytest.fixture(scope="module", params=["alone", "with its text"])
def parsed(request: pytest.FixtureRequest) -> Parsed:
    """All constructs, without and with the text beside them."""
    return graph() if request.param == "alone" else graph(x001_txt=TEXT)


def words(parsed: Parsed, name: str) -> list[str]:
    return [" ".join((parsed.text or "")[start:end].split()) for start, end in part(parsed, "claims", name)["spans"]]


def test_every_element_is_told(parsed: Parsed) -> None:
    assert (kinds(parsed), len(parsed.read or [])) == ([], len(list(ElementTree.fromstring(GRAPH).iter())))


def test_the_text_is_that_beside_it_or_its_segments() -> None:
    assert graph(x001_txt=TEXT).text == TEXT
    assert (graph().text or "").startswith("Towns should lend tools. Drills gather dust, for example")


def test_a_unit_said_again_is_one_claim_in_two_places(parsed: Parsed) -> None:
    claim = part(parsed, "claims", "a1")
    assert (claim["says"], "one_utterance" in claim) == ("Towns should lend tools.", False)
    assert words(parsed, "a1") == ["Towns should lend tools.", "So: lend tools!"]


def test_joined_segments_are_one_utterance(parsed: Parsed) -> None:
    claim = part(parsed, "claims", "a4")
    assert (claim["says"], claim["one_utterance"]) == ("Tools, however, would be stolen.", True)
    assert words(parsed, "a4") == ["Tools, however,", "would be stolen."]


def test_what_nobody_wrote_stands_nowhere(parsed: Parsed) -> None:
    claim = part(parsed, "claims", "a7")
    assert (claim["says"], claim["spans"], claim["implicit"]) == ("What gathers dust is wasted.", [], True)


def test_the_other_side_is_reported(parsed: Parsed) -> None:
    assert [claim["id"] for claim in parsed.draft["claims"] if claim["stance"] != "endorses"] == ["a4"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("c1", (["a2", "a7"], "supports", "a1")),
        ("c2", (["a3"], "supports", "a2")),
        ("c3", (["a4"], "challenges", "a1")),
        ("c4", (["a5", "a6"], "undercuts", "c3")),
        ("c8", (["a4"], "undercuts", "c4")),
    ],
)
def test_edges_are_links_and_what_is_added_joins_them(parsed: Parsed, name: str, said: Any) -> None:
    link = part(parsed, "links", name)
    assert (link["from"], link["relation"], link["to"]) == said


def test_an_example_is_a_support_by_its_scheme(parsed: Parsed) -> None:
    assert [link["id"] for link in parsed.draft["links"] if link.get("scheme") == "example"] == ["c2"]


def test_what_is_of_no_unit_or_leads_to_itself_is_kept_beside(parsed: Parsed) -> None:
    assert {place: how for place, how in became(parsed).items() if how != "kept"} == {
        "x001.xml: e10": "changed",
        "x001.xml: c7": "changed",
    }


def elements(content: bytes) -> list[Any]:
    found = (
        (element.tag, sorted(element.attrib.items()), (element.text or "").strip())
        for element in ElementTree.fromstring(content).iter()
    )
    return sorted(found)


def test_what_is_read_is_written_as_it_was(parsed: Parsed) -> None:
    out = written(parsed, microtexts_writer.write)
    assert elements(out.files[0].content) == elements(GRAPH.encode())
    assert ([file.content.decode() for file in out.files[1:]], out.lost) == (
        [TEXT] if parsed.text == TEXT else [],
        [],
    )


def test_what_is_written_is_read_the_same(parsed: Parsed) -> None:
    again = microtexts.parse(written(parsed, microtexts_writer.write).files)
    assert (again.draft, again.text) == (parsed.draft, parsed.text)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("<arggraph><edu id='e1'>A</edu>", "unreadable"),
        ("<other/>", "unreadable"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><arggraph>&b;</arggraph>", "unreadable"),
        ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hosts'>]><arggraph>&b;</arggraph>", "unreadable"),
        ("<arggraph><edu id='e1'>A</edu><edu id='e1'>B</edu></arggraph>", "id-twice"),
        ("<arggraph><edu>A</edu></arggraph>", "field-missing"),
        ("<arggraph><adu id='a1'/></arggraph>", "field-missing"),
        ("<arggraph><edu id='e1'>A</edu><edge id='s' src='e1' trg='a1' type='seg'/></arggraph>", "no-such-id"),
        (b"\xff\xfe", "unreadable"),
        (b"<?xml version='1.0' encoding='x-unknown'?><arggraph/>", "unreadable"),
        (b"<arggraph>\xff</arggraph>", "unreadable"),
    ],
)
def test_what_is_wrong_is_told(content: str | bytes, kind: str) -> None:
    assert kinds(graph(content)) == [kind]


def test_segments_that_are_not_in_the_text_are_told() -> None:
    assert kinds(graph(x001_txt="Towns should lend tools.")) == ["quote-not-found"]


def test_circles_of_edges_are_kept_beside() -> None:
    circle = "<edge id='d1' src='a1' trg='d2' type='sup'/><edge id='d2' src='a2' trg='d1' type='add'/></arggraph>"
    found = graph(GRAPH.replace("</arggraph>", circle))
    assert (became(found)["x001.xml: d1"], became(found)["x001.xml: d2"]) == ("changed", "changed")


def test_elements_of_other_formats_are_told_as_dropped() -> None:
    found = graph(GRAPH.replace("</arggraph>", "<note><b/></note></arggraph>"))
    assert [item.what for item in found.read or [] if item.became == "dropped"] == ["note", "b"]


def test_ten_thousand_elements_deep_is_told() -> None:
    deep = "<arggraph>" + "<x>" * 10_000 + "</x>" * 10_000 + "</arggraph>"
    assert sum(item.became == "dropped" for item in graph(deep).read or []) == 10_000


def test_ten_thousand_edges_onto_each_other_are_links() -> None:
    edges = "".join(f"<edge id='d{n}' src='a2' trg='{f'd{n - 1}' if n else 'a1'}' type='sup'/>" for n in range(10_000))
    assert len(graph(GRAPH.replace("</arggraph>", f"{edges}</arggraph>")).draft["links"]) == 10_005


def test_places_that_overlap_go_out_and_come_in() -> None:
    claims = [
        {"id": "c1", "says": "One two", "kind": "factual", "stance": "endorses", "spans": [(0, 7)]},
        {"id": "c2", "says": "two one", "kind": "factual", "stance": "endorses", "spans": [(4, 11)]},
        {"id": "c3", "says": "one", "kind": "factual", "stance": "endorses", "spans": [(8, 11)]},
    ]
    out = microtexts_writer.write(DraftedEssay(Draft.model_validate({"claims": claims}), "One two one"))
    again = microtexts.parse(out.files)
    assert ([claim["spans"] for claim in again.draft["claims"]], out.lost) == ([[[0, 7]], [[4, 11]], [[8, 11]]], [])


def test_where_its_words_may_not_leave_a_claim_is_in_its_own() -> None:
    claim = {"id": "c1", "says": "Ours.", "kind": "factual", "stance": "endorses", "spans": [(0, 3)]}
    out = microtexts_writer.write(DraftedEssay(Draft.model_validate({"claims": [claim]}), None))
    assert (b"Ours." in out.files[0].content, [item.place for item in out.lost]) == (True, ["c1"])


def test_what_the_format_cannot_say_is_told() -> None:
    claims = [
        {"id": "c1", "says": "One", "kind": "causal", "stance": "rejects", "spans": [(0, 3)]},
        {"id": "c2", "says": "Of two.", "kind": "factual", "stance": "endorses", "spans": [(4, 7)]},
    ]
    links = [
        {"id": "l1", "from": ["c1"], "relation": "equivalent", "to": "c2", "whose": "author"},
        {"id": "l2", "from": ["c1"], "relation": "supports", "to": "l1", "whose": "author"},
        {"id": "l3", "from": ["c1"], "relation": "contrary", "to": "c2", "whose": "reader"},
    ]
    lost = microtexts_writer.write(
        DraftedEssay(Draft.model_validate({"claims": claims, "links": links}), "One two")
    ).lost
    assert [(item.place, item.became) for item in lost] == [
        ("c2", "changed"),
        ("c1", "changed"),
        ("l1", "dropped"),
        ("l2", "dropped"),
        ("l3", "changed"),
    ]


def count(files: Files) -> int:
    """Count the elements."""
    return sum(1 for _ in ElementTree.fromstring(files[0].content).iter())


@given(mutated([GRAPH.encode()]))
def test_no_bytes_are_too_odd(contents: list[bytes]) -> None:
    holds_for(microtexts.parse, microtexts_writer.write, [GivenFile("x001.xml", contents[0])], count)


@given(mutated([GRAPH.encode(), TEXT.encode()]))
def test_no_graph_and_text_are_too_odd(contents: list[bytes]) -> None:
    files = [GivenFile("x001.xml", contents[0]), GivenFile("x001.txt", contents[1])]
    holds_for(microtexts.parse, microtexts_writer.write, files, count)
