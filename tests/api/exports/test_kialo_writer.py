"""Text for Kialo is read again as the same draft; what it cannot say is told."""

from typing import Any

import pytest

from api.exports.formats.kialo_writer import write
from api.exports.written import DraftedEssay, Written
from api.imports.draft_reading import read_draft
from api.imports.formats.maps import kialo
from api.imports.parsed_files import GivenFile
from tests.api.exports.test_argdown_writer import claim, link
from tests.api.imports.drafting import FILES, Json, draft

FILES_OF_KIALO = sorted((FILES / "kialo").glob("*.txt"))


def written(content: Json) -> Written:
    """Return what a draft is as Kialo's text."""
    found, _, faults = read_draft(content)
    assert faults == []
    return write(DraftedEssay(found))


def read(content: bytes) -> Json:
    """Return the draft that is read of a text."""
    told = kialo.parse([GivenFile("debate.txt", content)])
    assert told.faults == []
    found: Json = told.draft
    return found


def links(content: Json) -> list[Any]:
    """Return the links: from what, how, to what, by what the claims say."""
    says = {one["id"]: one["says"] for one in content["claims"]}
    return sorted((says[one["from"][0]], one["relation"], says[one["to"]]) for one in content["links"])


@pytest.mark.parametrize("path", FILES_OF_KIALO, ids=lambda path: path.stem)
def test_what_was_read_is_written_as_it_was(path: Any) -> None:
    before = read(path.read_bytes())
    made = written(before)
    assert read(made.files[0].content) == before
    assert made.lost == []


def test_a_claim_that_changed_is_written_as_it_is_now() -> None:
    before = read(FILES_OF_KIALO[0].read_bytes())
    before["claims"][0]["says"] = "Plant \\n trees\non the square."
    assert read(written(before).files[0].content)["claims"][0]["says"].startswith("Plant \\n trees\non the square.")


def test_a_graph_is_numbered_and_referred_to() -> None:
    claims = [claim(name, name) for name in ("a", "b", "c", "d", "e", "alone")]
    drawn = [
        link("l1", ["b"], "supports", "a"),
        link("l2", ["c"], "challenges", "b"),
        link("l3", ["c"], "supports", "a"),
        link("l4", ["d"], "supports", "e"),
        link("l5", ["e"], "supports", "d"),
    ]
    content = written({"title": "T", "claims": claims, "links": drawn}).files[0].content
    assert content.decode() == (
        "Discussion Title: T\n\n1. a\n1.1. Pro: b\n1.1.1. Con: c\n1.2. Pro: -> See 1.1.1.\n\n2. alone\n\n3. d\n"
        "3.1. Pro: e\n3.1.1. Pro: -> See 3.\n"
    )
    assert len(links(read(content))) == len(drawn)


def test_ten_thousand_levels_are_written() -> None:
    claims = [claim(f"c{number}") for number in range(3_000)]
    deep = [link(f"l{number}", [f"c{number + 1}"], "supports", f"c{number}") for number in range(2_999)]
    content = written({"title": "T", "claims": claims, "links": deep}).files[0].content
    assert len(read(content)["links"]) == 2_999


@pytest.mark.parametrize(
    ("told", "became"),
    [
        (link("l1", ["c1"], "qualifies", "c2"), "changed"),
        (link("l1", ["c1", "c3"], "supports", "c2"), "changed"),
        (link("l1", ["c1"], "equivalent", "c2"), "dropped"),
        (link("l1", ["c1"], "supports", "c2", whose="reader"), "changed"),
    ],
)
def test_what_kialo_cannot_say_is_told(told: Json, became: str) -> None:
    made = written({"title": "T", "claims": [claim(name) for name in ("c1", "c2", "c3")], "links": [told]})
    assert [(lost.what, lost.place, lost.became) for lost in made.lost] == [("link", "l1", became)]


def test_all_that_a_draft_has_beside_is_told() -> None:
    assert {"section", "entity", "figure", "tension"} <= {lost.what for lost in written(draft()).lost}
