import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from seed.compile import compile_pack
from seed.coverage import prove
from seed.packs import Pack, PackError, Row
from seed.text import Text

TEXT = Text("𠮷野的树\n树有两千棵，🌳树很多。种树要5年。树好。\n")

WORDS = {"zh-Hans": "我们的话", "en": "our words"}


def statistic(key: str, at: str, as_written: str, **fields: Any) -> Row:
    row: Row = dict.fromkeys(("value", "reading", "period", "condition", "condition_on", "formula", "note"))
    row |= {"ranked_by": None, "ranked_among": None, "inputs": [], "attributed_to": [], "mode": "reported"}
    row |= {"key": key, "at": [at], "as_written": as_written, "text": WORDS, "measure": "trees", "subject": "town"}
    return row | {"asserted_by": "author"} | fields


def claim(key: str, at: str, **fields: Any) -> Row:
    row: Row = {"key": key, "at": [at], "kind": "factual", "text": WORDS, "stance": "endorses", "attributed_to": []}
    return row | {"note": None} | fields


def draft() -> dict[str, list[Row]]:
    """A draft that is whole; its records stand in another order than the text's."""
    return {
        "units": [
            {"id": "a", "system": "UCUM", "dimension": "time", "factor": "31557600", "label": WORDS},
            {"id": "tree", "system": "count", "dimension": "tree", "factor": "1", "label": WORDS},
        ],
        "measures": [{"id": "trees", "label": WORDS}],
        "entities": [{"id": "town", "kind": "place", "label": WORDS}],
        "sources": [
            {"id": "anonnd", "kind": "anonymous", "name": WORDS, "author": [], "note": None, "at": ["S2|两千棵"]}
        ],
        "sections": [
            {"key": "all", "parent": None, "level": 1, "title": WORDS, "summary": WORDS, "from": "S1", "to": "S4"},
            {"key": "body", "parent": "all", "level": 2, "title": WORDS, "summary": WORDS, "from": "S2", "to": "S4"},
        ],
        "statistics": [
            statistic("years", "S3", "5年", quantity="duration", comparator="le", value="5", unit="a"),
            statistic("trees", "S2|两千棵", "两千", quantity="count", comparator="eq", value="2000", unit="tree"),
        ],
        "claims": [claim("good", "S4", kind="thesis"), claim("many", "S2|🌳树很多")],
        "topics": [
            {"key": "t", "kind": "gap", "title": WORDS, "summary": WORDS, "claims": ["good"], "at": [], "note": None}
        ],
        "evidence": [
            {"key": "e", "relation": "supports", "from": "statistic:trees", "to": "claim:many", "group": None}
            | {"scheme": None, "asserted_by": "author", "note": None},
            {"key": "f", "relation": "supports", "from": "claim:many", "to": "claim:good", "group": None}
            | {"scheme": None, "asserted_by": "author", "note": None},
        ],
        "relationships": [
            {
                "key": "r",
                "poles": [WORDS, WORDS],
                "question": WORDS,
                "thesis": "good",
                "resolution": WORDS,
                "lever": None,
            }
            | {"claims": [{"claim": "many", "role": "between"}], "at": ["S4"], "note": None}
        ],
        "coverage": [{"what": "sentence", "at": "S1", "reason": "heading"}],
    }


def compiled(folder: Path, rows: dict[str, list[Row]], *, name: str = "pack") -> Pack:
    source = folder / "draft"
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir()
    manifest = {"name": "moss2027", "title": WORDS, "license": "CC0-1.0", "text": "text.txt"}
    essay = {"id": "moss2027", "title": WORDS}
    for file, content in (("pack.json", manifest), ("essay.json", essay)):
        (source / file).write_text(json.dumps(content), encoding="utf-8")
    for resource, records in rows.items():
        lines = "".join(json.dumps(row) + "\n" for row in records)
        (source / f"{resource}.ndjson").write_text(lines, encoding="utf-8")
    compile_pack(source, TEXT, folder / name)
    return Pack(folder / name)


def test_a_draft_becomes_a_pack_that_holds_all_of_its_text(tmp_path: Path) -> None:
    pack = compiled(tmp_path, draft())
    assert [(tally.what, tally.failures) for tally in prove(pack, TEXT) if tally.failures] == []


def test_a_pack_carries_the_text_of_a_free_essay(tmp_path: Path) -> None:
    text = compiled(tmp_path, draft()).text
    assert text is not None
    assert text.content == TEXT.content


def test_a_draft_becomes_the_same_pack_every_time(tmp_path: Path) -> None:
    assert compiled(tmp_path, draft()).hash == compiled(tmp_path, draft(), name="again").hash


@pytest.mark.parametrize(("resource", "words"), [("statistics", ["两千", "5年"]), ("claims", ["🌳树很多", "树好。"])])
def test_claims_and_statistics_are_numbered_in_the_order_of_the_text(
    tmp_path: Path, resource: str, words: list[str]
) -> None:
    pack = compiled(tmp_path, draft())
    found = [row.get("as_written") or TEXT[pack.spans[row["passages"][0]]] for row in pack.rows(resource)]
    assert found == words


def test_a_quote_becomes_a_place_in_code_points(tmp_path: Path) -> None:
    pack = compiled(tmp_path, draft())
    [source] = pack.rows("sources")
    start = TEXT.content.index("两千棵")
    assert pack.spans[source["passages"][0]].start == start


def test_a_record_stands_in_its_innermost_section(tmp_path: Path) -> None:
    assert {row["section_id"] for row in compiled(tmp_path, draft()).rows("claims")} == {"moss2027-h2"}


def test_keys_become_ids(tmp_path: Path) -> None:
    links = [(row["origin_id"], row["target_id"]) for row in compiled(tmp_path, draft()).rows("evidence")]
    assert links == [("moss2027-s1", "moss2027-c1"), ("moss2027-c1", "moss2027-c2")]


def test_what_is_new_takes_the_numbers_after_those_that_were_given(tmp_path: Path) -> None:
    rows = draft()
    rows["evidence"][1]["number"] = 7
    assert [row["id"] for row in compiled(tmp_path, rows).rows("evidence")] == ["moss2027-e8", "moss2027-e7"]


def test_the_figures_that_a_claim_states_become_ids(tmp_path: Path) -> None:
    rows = draft()
    rows["claims"][1]["states"] = ["trees"]
    assert [row["states"] for row in compiled(tmp_path, rows).rows("claims")] == [["moss2027-s1"], []]


def test_a_wording_becomes_an_interval_in_base_units(tmp_path: Path) -> None:
    row = compiled(tmp_path, draft()).rows("statistics")[1]
    ends = [row[name] for name in ("lower", "upper", "normalised_lower", "normalised_upper", "bound_basis")]
    assert ends == ["0", "5", "0", "157788000", "domain"]


def test_a_computed_figure_is_recomputed_from_inputs_that_come_later(tmp_path: Path) -> None:
    rows = draft()
    total = {"quantity": "count", "comparator": "eq", "value": "2001", "unit": "tree", "formula": "a * 1"}
    rows["statistics"].append(statistic("total", "S1", "𠮷野", inputs=["trees"], mode="computed", **total))
    row = compiled(tmp_path, rows).rows("statistics")[0]
    assert (row["inputs"], row["recomputed_lower"], row["agrees"]) == (["moss2027-s2"], "2000", False)


@pytest.mark.parametrize("anchor", ["S0", "S5", "S-1", "Sx", "", "two", "S2|没有", "S2|树", "S0|树"])
def test_a_quote_that_does_not_stand_once_in_its_sentence_is_refused(tmp_path: Path, anchor: str) -> None:
    rows = draft()
    rows["claims"][0]["at"] = [anchor]
    with pytest.raises(PackError, match=r"names no sentence|not once"):
        compiled(tmp_path, rows)


@pytest.mark.parametrize(
    ("resource", "field", "value"),
    [
        ("topics", "claims", ["nobody"]),
        ("relationships", "thesis", "nobody"),
        ("relationships", "lever", "nobody"),
        ("evidence", "from", "claim:nobody"),
        ("evidence", "to", "evidence:nobody"),
        ("statistics", "condition_on", "nobody"),
    ],
)
def test_a_key_that_names_nothing_is_refused(tmp_path: Path, resource: str, field: str, value: object) -> None:
    rows = draft()
    rows[resource][0][field] = value
    with pytest.raises(PackError, match="names no record"):
        compiled(tmp_path, rows)


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    rows = draft()
    rows["claims"].append(claim("good", "S3"))
    with pytest.raises(PackError, match="stands twice"):
        compiled(tmp_path, rows)


def test_an_offset_at_which_no_numeral_begins_is_refused(tmp_path: Path) -> None:
    rows = draft()
    rows["coverage"].append({"what": "numeral", "offset": 0, "reason": "name"})
    with pytest.raises(PackError, match="no numeral begins at the offset 0"):
        compiled(tmp_path, rows)


def test_a_refused_draft_writes_nothing(tmp_path: Path) -> None:
    rows = draft()
    rows["claims"][0]["at"] = ["S9"]
    with pytest.raises(PackError):
        compiled(tmp_path, rows)
    assert not (tmp_path / "pack").exists()
