"""Argdown is read as @argdown/core reads it, and every construct of it is told."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.imports.formats.known_formats import parse_files
from api.imports.formats.maps import argdown
from api.imports.formats.maps.argdown_grammar import ArgdownReading
from api.imports.formats.maps.argdown_json import map_of
from api.imports.formats.maps.argument_map import ArgumentMap
from api.imports.parsed_files import GivenFile, Parsed
from tests.api.imports.drafting import FILES, Json
from tests.clients.conftest import require_node, run
from tests.clients.kept_packages import install
from tests.examples import at_least

HERE = Path(__file__).parent / "argdown_core"
DOCUMENTS = {path.stem: path.read_bytes().decode() for path in sorted((FILES / "argdown").glob("*.argdown"))}


def parse(text: str, name: str = "map.argdown") -> Parsed:
    """Read a document."""
    return argdown.parse([GivenFile(name, text.encode())])


def links(text: str) -> list[tuple[list[str], str, str]]:
    """Return the links of a document: from what, how, to what."""
    draft = parse(text).draft
    return [(link["from"], link["relation"], link["to"]) for link in draft["links"]]


def faults(text: str) -> list[str]:
    """Return what is wrong with a document, without the file's name."""
    return [fault.detail.removeprefix("map.argdown: ") for fault in parse(text).faults]


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    """What @argdown/core makes of each document."""
    require_node()
    folder = tmp_path_factory.mktemp("argdown")
    for name in ("package.json", "draw.cjs"):
        shutil.copy(HERE / name, folder)
    install(folder)
    done = run(["node", "draw.cjs"], folder, json.dumps(list(DOCUMENTS.values())))
    assert done.returncode == 0, done.stderr
    return dict(zip(DOCUMENTS, json.loads(done.stdout), strict=True))


def drawn(found: ArgumentMap) -> Json:
    """Return all that is said in a document, to be compared."""
    return {
        "statements": {
            title: [(one.reference, one.text, sorted(one.tags)) for one in node.wordings]
            for title, node in found.statements.items()
        },
        "arguments": {
            title: (
                [one.text for one in node.wordings if one.text],
                [(step.title, step.concludes, step.rules) for step in node.steps],
            )
            for title, node in found.arguments.items()
        },
        "relations": Counter((r.kind, r.origin, r.target) for r in found.relations),
        "headings": [(heading["title"], heading["level"]) for heading, _ in found.headings],
    }


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_read_as_argdown_reads_it(core: dict[str, Json], name: str) -> None:
    assert core[name]["errors"] == []
    exported, wrong = map_of(GivenFile("map.json", core[name]["json"].encode()))
    reading = ArgdownReading(DOCUMENTS[name].replace("\r\n", "\n"))
    reading.read()
    assert (wrong, reading.faults) == ([], [])
    assert drawn(reading.map) == drawn(exported)


def test_what_argdown_exports_makes_the_same_links(core: dict[str, Json]) -> None:
    exported = parse_files([GivenFile("map.json", core["structures"]["json"].encode())])
    assert exported.format == "argdown"
    draft = exported.draft
    assert [(link["from"], link["relation"], link["to"]) for link in draft["links"]] == links(DOCUMENTS["structures"])


def test_an_inference_is_a_link_of_premises_that_are_needed_together() -> None:
    found = parse("<A>\n\n(1) [p]: p\n(2) [q]: q\n-- Modus Ponens --\n(3) [r]: r\n(4) [s]: s\n----\n(5) [t]: t\n").draft
    assert [(link["id"], link["from"], link["to"]) for link in found["links"]] == [
        ("<A> 1", ["p", "q"], "r"),
        ("<A>", ["r", "s"], "t"),
    ]
    assert found["links"][0]["extra"]["argdown"]["rules"] == ["Modus Ponens"]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("[A]: a\n  + [B]: b", (["B"], "supports", "A")),
        ("[A]: a\n  -> [B]: b", (["A"], "challenges", "B")),
        ("[A]: a\n  >< [B]: b", (["A"], "contradictory", "B")),
        ("===\nmodel: {mode: strict}\n===\n\n[A]: a\n  - [B]: b", (["B"], "contrary", "A")),
        ("[A]: a\n  - <B>: b", (["<B>"], "challenges", "A")),
    ],
)
def test_a_relation_is_a_link(document: str, expected: Any) -> None:
    assert links(document) == [expected]


def test_what_undercuts_an_argument_leads_to_its_link() -> None:
    assert links("[T]: t\n  + <A>: a\n    _ [U]: u")[1] == (["U"], "undercuts", "relation 1")
    structure = "<A>\n\n(1) [p]: p\n----\n(2) [q]: q\n\n<A>\n  _ [U]: u\n  - [V]: v"
    assert links(structure)[1:] == [(["V"], "challenges", "<A>"), (["U"], "undercuts", "<A>")]


def test_what_undercuts_nothing_in_particular_challenges_and_that_is_told() -> None:
    told = parse("[T]: t\n  _ [U]: u")
    assert told.draft["links"][0]["relation"] == "challenges"
    assert [item.became for item in told.read or () if item.what == "relation: undercut"] == ["changed"]


def test_arguments_that_undercut_each_other_make_no_circle() -> None:
    assert {relation for _, relation, _ in links("<A>: a\n  _ <B>: b\n\n<B>\n  _ <A>")} == {"challenges"}


def test_nothing_bears_on_itself() -> None:
    told = parse("[A]: a\n  + [A]\n  - [B]: b")
    assert [(link["from"], link["to"]) for link in told.draft["links"]] == [(["B"], "A")]
    assert [item.became for item in told.read or () if item.what.startswith("relation")] == ["dropped", "kept"]


def test_one_title_is_one_claim_and_its_other_wordings_are_told() -> None:
    told = parse("[A]: first\n\n[A]: second\n\n[A]")
    [claim] = told.draft["claims"]
    assert (claim["says"], claim["extra"]["argdown"]["wordings"]) == ("second", [{"says": "first"}])
    assert [(item.became, item.place) for item in told.read or ()] == [("changed", "line 1")]


def test_what_data_say_of_a_claim_is_believed_where_it_is_known() -> None:
    [known, unknown] = parse("[A]: a {kind: causal, stance: endorses}\n\n[B]: b {kind: nice}").draft["claims"]
    assert (known["kind"], known["stance"], unknown["kind"], unknown["stance"]) == (
        "causal",
        "endorses",
        "factual",
        "reports",
    )


def test_the_essay_is_described_by_front_matter() -> None:
    found = parse(DOCUMENTS["words"]).draft
    assert (found["title"], found["authors"], found["year"]) == ("On words", ["Moss, Ada"], "2026-11-28")
    assert found["extra"]["argdown"]["frontMatter"]["color"] == {"colorScheme": "iwanthue"}


def test_front_matter_that_is_said_otherwise_stays_for_argdown_and_is_told() -> None:
    told = parse("===\ndate: May 2026\nlanguage: English!\nurl: here\nid: my map\nlicense: CC BY\n===\n\n[A]: a")
    [front] = [item for item in told.read or () if item.what == "front matter"]
    assert front.became == "changed"
    assert set(told.draft["extra"]["argdown"]["frontMatter"]) == {"date", "language", "url", "id", "license"}
    assert {"year", "language", "url", "id", "license"}.isdisjoint(told.draft)


def test_a_link_is_a_source_and_tags_are_no_words() -> None:
    found = parse(DOCUMENTS["words"]).draft
    cited = next(claim for claim in found["claims"] if claim["id"] == "Cited")
    assert [source["url"] for source in found["sources"]] == ["https://trees.example/study_1"]
    assert cited["sources"] == ["source 1"]
    assert cited["says"] == "The wording that counts."
    assert cited["extra"]["argdown"]["tags"] == ["inside"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_construct_is_told_once(name: str) -> None:
    told = parse(DOCUMENTS[name])
    reading = ArgdownReading(DOCUMENTS[name].replace("\r\n", "\n"))
    reading.read()
    found = reading.map
    counts = Counter(item.what.partition(":")[0] for item in told.read or ())
    nodes = [*found.statements.values(), *found.arguments.values()]
    assert counts == Counter(
        {
            "statement": len(found.statements),
            "argument": len(found.arguments),
            "inference": sum(step.concludes for node in found.arguments.values() for step in node.steps),
            "relation": len(found.relations) + len(found.repeated),
            "heading": len(found.headings),
            "tag": sum(len(one.tags) for node in nodes for one in node.wordings),
            "data": sum(one.data is not None for node in nodes for one in node.wordings),
            "link to a source": sum(len(one.links) for node in nodes for one in node.wordings),
            "front matter": int(found.front_matter is not None),
            "comment": DOCUMENTS[name].count("<!--") + DOCUMENTS[name].count("/*") + DOCUMENTS[name].count("// "),
            "list": sum(what == "list" for what, _ in found.beside),
        }
    )
    assert all(item.why for item in told.read or () if item.became != "kept")


@pytest.mark.parametrize(
    ("document", "detail"),
    [
        ("[A]: a\n- b", "line 2: relation '-' begins anew: leave an empty line before it"),
        ("[A]: a\n[B]: b", "line 2: statement definition 'B' begins anew: leave an empty line before it"),
        ("(1) a\n(2) b", "line 1: premises need a line `----` and a conclusion with a number below it"),
        ("(1) a\n\n----\n(2) b", "line 1: premises need a line"),
        ("<A>: a\n  ~ [B]", "line 2: statement reference 'B' begins anew"),
        ("[A]: a\n  >< <B>", "line 2: only statements contradict each other"),
        ("[A]: a {b: [}\n", "line 1: data in braces: is neither JSON nor YAML"),
        ("[A]: a {b: *x}\n", "line 1: data in braces: line 1: aliases and tags are not read"),
        ("===\na: [\n===\n\n[A]: a", "line 1: front matter: is neither JSON nor YAML"),
        ("", "has no statement and no argument"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_line(document: str, detail: str) -> None:
    assert faults(document)[0].startswith(detail)


def test_several_faults_are_told_at_once() -> None:
    assert [detail.partition(":")[0] for detail in faults("[A]: a\n- b\n\n(1) c\n\n[D]: d\n[E]: e")] == [
        "line 2",
        "line 4",
        "line 7",
    ]


def test_ten_thousand_levels_are_read() -> None:
    deep = "[A]: a\n" + "".join(f"{' ' * level}+ [{level}]: b\n" for level in range(1, 10_000))
    assert len(links(deep)) == 9_999


@pytest.mark.parametrize(
    "repeated", ["[", "<", "{", "@[", "[a](", "**", "{a} b", "/*", "#(", ":a", "<!--", "_a ", "\\"]
)
def test_what_opens_and_never_closes_is_read_at_once(repeated: str) -> None:
    assert parse(repeated * 100_000).files


@settings(max_examples=at_least(60))
@given(
    st.lists(
        st.sampled_from(
            [
                *"[]<>{}()#@*_+-\\:;/.= \n\t",
                "[A]",
                "<B>:",
                "\n\n",
                "\n  + ",
                "\n  >< ",
                "(1) ",
                "\n--",
                "===",
                "a",
                "{a: b}",
            ]
        ),
        max_size=60,
    )
)
def test_whatever_stands_there_it_is_read_or_refused(pieces: list[str]) -> None:
    told = parse("".join(pieces))
    assert told.faults or told.draft["claims"]


@pytest.mark.parametrize("source", ["[*", "[A]: *b\n[*", "+ [*a\n  + [*"])
def test_a_mark_that_closes_what_was_opened_elsewhere_is_a_sign(source: str) -> None:
    assert parse(source).format == "argdown"


_NOWHERE = {"from": "A", "fromType": "equivalence-class", "to": "B", "toType": "equivalence-class"}


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ({"statements": [1]}, "statements is no object"),
        ({"statements": {}, "arguments": {}, "relations": {"a": 1}}, "relations is no list"),
        ({"statements": {}, "arguments": {}, "relations": [{"relationType": "likes"}]}, "no relation of Argdown"),
        ({"statements": {}, "arguments": {}, "relations": [{"relationType": "support", **_NOWHERE}]}, "there is no"),
        ({"statements": {}, "arguments": {"B": {"title": "B", "pcs": [{"title": "Z"}]}}}, "no statement 'Z'"),
        ({"statements": {}, "arguments": {"B": {"title": "B", "pcs": "Z"}}}, "is no list"),
    ],
)
def test_an_export_of_another_shape_is_told_with_its_place(document: object, why: str) -> None:
    told = parse(json.dumps(document), "map.json")
    assert ([fault.kind for fault in told.faults], why in told.faults[0].detail) == (["unreadable"], True)
