"""CSL-JSON is read by its schema, and as programs write it; each member is told."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.formats import csl
from api.formats.csl_dates import from_edtf
from api.formats.item import item
from api.imports.formats.works.csl_items import looks_like, parse
from api.imports.parsed_files import GivenFile, Parsed
from tests.api.imports.formats.reading import read, told, work


def one(**members: Any) -> Parsed:
    return read(parse, json.dumps([{"id": "k", "type": "book"} | members]))


def test_an_item_is_a_source() -> None:
    found = work(
        one(**{"title": "T", "publisher-place": "Elm", "author": [{"family": "Dam", "non-dropping-particle": "van"}]})
    )
    assert (found["title"], found["publisher_place"], found["csl_type"]) == ("T", "Elm", "book")
    assert found["author"] == [{"family": "Dam", "non-dropping-particle": "van"}]


@pytest.mark.parametrize(
    ("issued", "edtf"),
    [
        ({"date-parts": [["2020", "5"]]}, "2020-05"),
        ({"date-parts": [[2019], [2021, 3]]}, "2019/2021-03"),
        ({"date-parts": [[2020]], "season": 2}, "2020-22"),
        ({"date-parts": [[1900]], "circa": True}, "1900~"),
        ({"raw": "2020-05-01"}, "2020-05-01"),
        ("2020", "2020"),
    ],
)
def test_dates_are_edtf(issued: Any, edtf: str) -> None:
    assert work(one(issued=issued))["year"] == edtf


@pytest.mark.parametrize(
    "issued", [{"literal": "in press"}, {"date-parts": [[None]]}, {"date-parts": "x"}, {}, 3.5, None, [[]]]
)
def test_what_is_no_date_is_dropped_and_told(issued: Any) -> None:
    assert told(one(issued=issued))["issued"][0] == "dropped"


def test_each_member_is_told() -> None:
    found = told(
        one(DOI="10.1/x", ISBN="978-0-306-40615-7 0-306-40615-2", categories=["a"], title=["As Crossref writes"])
    )
    assert {name: became for name, (became, _) in found.items()} == {
        "item book": "kept",
        "id": "changed",
        "type": "kept",
        "DOI": "dropped",
        "ISBN": "changed",
        "categories": "dropped",
        "title": "kept",
    }


def test_items_of_an_object_and_single_items_are_read() -> None:
    whole = {"items": [{"id": "a", "type": "book"}, {"id": "b", "type": "song"}]}
    assert [source["id"] for source in read(parse, json.dumps(whole)).draft["sources"]] == ["a", "b"]
    assert read(parse, '{"id": 3, "type": "book"}').draft["sources"][0]["id"] == "3"


@pytest.mark.parametrize("content", ["[", "[" * 10_000, "[]", "[3]", '"x"'])
def test_what_cannot_be_read_is_told(content: str) -> None:
    assert [fault.kind for fault in read(parse, content).faults] == ["unreadable"]


@pytest.mark.parametrize("content", [b'[{"type": "book", "id": 1}]', b'{"type": "article-journal"}'])
def test_it_is_known_by_its_content(content: bytes) -> None:
    assert looks_like([GivenFile("x.json", content)])


@pytest.mark.parametrize(
    "content",
    [
        b'{"title": "T", "claims": [{"type": "book"}]}',
        b'[{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "webpage"}]',
        b'{"type": "Annotation"}',
    ],
)
def test_other_json_is_none(content: bytes) -> None:
    assert not looks_like([GivenFile("x.json", content)])


@pytest.mark.parametrize("edtf", ["2020", "2020-05-01", "2020-21", "1900~", "2019/2021", "-0043", "197X"])
def test_what_the_service_writes_is_read_again(edtf: str) -> None:
    names = [{"family": "Dam", "given": "Bo", "dropping-particle": "van", "suffix": "Jr.", "comma-suffix": True}]
    written = item("k", "thesis", title="T", author=names, issued=from_edtf(edtf), DOI="10.1000/1", note="N")
    found = work(read(parse, csl.encode([written])))
    assert (found["author"], found["doi"], found["note"], found["csl_type"]) == (names, "10.1000/1", "N", "thesis")
    assert from_edtf(found["year"]) == from_edtf(edtf)


_NAMES = st.sampled_from(["family", "literal", "date-parts", "season", "circa", "raw", "x"])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=6,
)
_MEMBERS = st.sampled_from(["id", "type", "title", "author", "issued", "ISBN", "URL", "language", "x"])


@given(st.dictionaries(_MEMBERS, _JSON))
def test_any_item_is_read_and_every_member_told(members: dict[str, Any]) -> None:
    found = read(parse, json.dumps([members]))
    assert [source["kind"] for source in found.draft["sources"]] != []
    assert len(found.read or ()) == 1 + len(members)
