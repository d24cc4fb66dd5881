"""Argdown that is written is read again as the same draft, by us and by @argdown/core."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.exports.formats.argdown_writer import write
from api.exports.written import DraftedEssay, Written
from api.imports.draft_reading import read_draft
from api.imports.formats.maps import argdown
from api.imports.parsed_files import GivenFile
from tests.api.imports.drafting import FILES, Json, draft
from tests.api.imports.test_argdown import HERE
from tests.clients.conftest import require_node, run
from tests.clients.kept_packages import install
from tests.examples import at_least

DOCUMENTS = {path.stem: path.read_bytes() for path in sorted((FILES / "argdown").glob("*.argdown"))}
ODD = "A [b] <c> {d} #e *f* _g_ h\\i // j /* k */ :l: .m. === @[n] - 1. o, (p)"


def written(content: Json) -> Written:
    """Return what a draft is as Argdown."""
    found, _, faults = read_draft(content)
    assert faults == []
    return write(DraftedEssay(found))


def read(made: Written) -> Json:
    """Return the draft that is read of what was written."""
    [file] = made.files
    told = argdown.parse([GivenFile("map.argdown", file.content)])
    assert told.faults == []
    found: Json = told.draft
    return found


def same(content: Json) -> Json:
    """Return a draft without the order of its parts, and without numbers of relations."""
    numbers = {link["id"]: str(link | {"id": ""}) for link in content["links"] if link["id"].startswith("relation")}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    for number, called in sorted(numbers.items(), key=lambda item: -len(item[0])):
        text = text.replace(json.dumps(number), json.dumps(called, ensure_ascii=False))
    made: Json = json.loads(text)
    return made | {
        name: Counter(json.dumps(part, sort_keys=True) for part in made[name])
        for name in ("claims", "links", "sources")
    }


def claim(name: str, says: str = "It is so.", **more: Any) -> Json:
    """Return a claim."""
    return {"id": name, "says": says, "kind": "factual", "stance": "reports"} | more


def link(name: str, origins: list[str], relation: str, to: str, **more: Any) -> Json:
    """Return a link."""
    return {"id": name, "from": origins, "relation": relation, "to": to, "whose": "author"} | more


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_was_read_is_written_as_it_was(name: str) -> None:
    before = argdown.parse([GivenFile("map.argdown", DOCUMENTS[name])]).draft
    made = written(before)
    assert same(read(made)) == same(before)
    assert made.lost == []


def test_argdown_reads_what_is_written(tmp_path: Path) -> None:
    drafts = [argdown.parse([GivenFile("map.argdown", content)]).draft for content in DOCUMENTS.values()]
    odd = draft() | {"title": ODD, "claims": [*draft()["claims"], claim(ODD[:90], ODD)]}
    texts = [written(content).files[0].content.decode() for content in [*drafts, odd]]
    require_node()
    for name in ("package.json", "draw.cjs"):
        shutil.copy(HERE / name, tmp_path)
    install(tmp_path)
    done = run(["node", "draw.cjs"], tmp_path, json.dumps(texts))
    assert done.returncode == 0, done.stderr
    drawn = json.loads(done.stdout)
    assert [one["errors"] for one in drawn] == [[] for _ in texts]
    statements = json.loads(drawn[-1]["json"])["statements"].values()
    assert ODD in [member.get("text", "").strip() for one in statements for member in one["members"]]


@pytest.mark.parametrize(
    "words", [ODD, "- a", "(1) a", "# a", "1. a", "* a", "--", "===", "a\nb", "a: b.c: d", "{a: b}"]
)
def test_no_words_are_markup(words: str) -> None:
    found = read(written({"title": "T", "claims": [claim("c1", words)]}))
    assert [one["says"] for one in found["claims"]] == [" ".join(words.split())]


@settings(max_examples=at_least(60))
@given(st.text(alphabet="[]<>{}()#@*_+-\\:;/.= a\n✓", min_size=1).filter(str.strip), st.text(alphabet="[]<>:-# a"))
def test_whatever_a_claim_says_is_read_again(words: str, title: str) -> None:
    found = read(written({"title": "T", "claims": [claim("c1", words, extra={"argdown": {"title": title}})]}))
    assert [one["says"] for one in found["claims"]] == [" ".join(words.split())]


def test_premises_that_are_needed_together_are_a_structure() -> None:
    claims = [claim(name) for name in ("c1", "c2", "c3")]
    made = written({"title": "T", "claims": claims, "links": [link("l1", ["c1", "c2"], "supports", "c3")]})
    assert b"<l1>\n\n(1) [c1]\n(2) [c2]\n----\n(3) [c3]" in made.files[0].content
    [back] = read(made)["links"]
    assert (back["from"], back["relation"], back["to"]) == (["c1", "c2"], "supports", "c3")


def test_a_scheme_is_the_rule_of_an_inference() -> None:
    claims = [claim("c1"), claim("c2")]
    made = written(
        {"title": "T", "claims": claims, "links": [link("l1", ["c1"], "supports", "c2", scheme="expert-opinion")]}
    )
    assert read(made)["links"][0]["scheme"] == "expert-opinion"


@pytest.mark.parametrize(
    ("told", "became"),
    [
        (link("l1", ["c1"], "qualifies", "c2"), "changed"),
        (link("l1", ["c1"], "equivalent", "c2"), "changed"),
        (link("l1", ["c1", "c3"], "challenges", "c2"), "changed"),
        (link("l1", ["c1"], "supports", "c2", whose="reader"), "changed"),
        (link("l1", ["c1"], "contrary", "c2"), "changed"),
    ],
)
def test_what_argdown_cannot_say_is_told(told: Json, became: str) -> None:
    made = written({"title": "T", "claims": [claim(name) for name in ("c1", "c2", "c3")], "links": [told]})
    assert [(lost.what, lost.place, lost.became) for lost in made.lost] == [("link", "l1", became)]


def test_all_that_a_draft_has_beside_is_told() -> None:
    assert {"section", "entity", "figure", "tension"} <= {lost.what for lost in written(draft()).lost}
