import json
import re
import shutil
from pathlib import Path

import pytest

from seed.frozen.canonical import Json
from seed.packs import PACKS, RESOURCES, Pack, PackError, Row
from tests.conftest import ARTICLE, needs_article

SHIPPED = [pytest.param(pack, id=pack.name) for pack in Pack.shipped()]
LETTERS = {
    "sections": "h",
    "passages": "p",
    "statistics": "s",
    "claims": "c",
    "topics": "t",
    "relationships": "r",
    "evidence": "e",
}

LANGUAGES = {"zh-Hans", "en"}
LACKING = {"malthus1798": {"reviews"}}
"""Kinds of records of which a pack has none."""

GONE = {("cao2023", "evidence"): 130, ("cao2023", "passages"): 11, ("moss2026", "evidence"): 2}
"""How many numbers are left unused: of links that said which figures a claim states, or supported nothing, and of
places where no record is any more."""


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the folder of a shipped pack."""
    return Path(shutil.copytree(PACKS / "moss2026", tmp_path / "moss2026"))


def test_a_pack_is_named_by_its_name() -> None:
    assert Pack.named("moss2026").name == "moss2026"


def test_a_pack_is_named_by_its_folder(copied: Path) -> None:
    assert Pack.named(str(copied)).hash == Pack.named("moss2026").hash


@pytest.mark.parametrize("name", ["", ".", "moss2027", "/nowhere"])
def test_a_pack_that_is_not_there_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(PackError, match="cao2023, malthus1798, moss2026"):
        Pack.named(name)


@pytest.mark.parametrize("pack", SHIPPED)
def test_what_a_claim_states_does_not_support_it(pack: Pack) -> None:
    stated = {(figure, claim["id"]) for claim in pack.rows("claims") for figure in claim["states"]}
    links = pack.rows("evidence")
    supported = {(row["origin_id"], row["target_id"]) for row in links if row["relation"] == "supports"}
    assert stated
    assert stated & supported == set()


def test_every_url_of_a_pack_is_looked_at(copied: Path) -> None:
    rows = [row | {"url": None} for row in Pack(copied).rows("sources")]
    rows[-1]["url"] = "javascript:alert(1)"
    lines = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    (copied / "sources.ndjson").write_text(lines, encoding="utf-8")
    with pytest.raises(PackError, match=rows[-1]["id"]):
        Pack(copied).check_links()


def test_a_pack_without_its_text_says_which_file_it_lacks(copied: Path) -> None:
    (copied / "text.txt").unlink()
    with pytest.raises(PackError, match=re.escape("has no text.txt")):
        _ = Pack(copied).text


def test_a_line_that_is_not_json_is_named(copied: Path) -> None:
    with (copied / "measures.ndjson").open("a", encoding="utf-8") as file:
        file.write("{\n")
    with pytest.raises(PackError, match=re.escape("measures.ndjson, line 14")):
        Pack(copied).rows("measures")


def test_a_hash_depends_on_each_file_to_the_byte(copied: Path) -> None:
    before = Pack(copied).hash
    hashes = set()
    for path in sorted(copied.iterdir()):
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        hashes.add(Pack(copied).hash)
        path.write_bytes(content)
    assert len(hashes | {before}) == 1 + len(list(copied.iterdir()))


def test_a_hash_depends_on_the_names_of_files(copied: Path) -> None:
    before = Pack(copied).hash
    (copied / "topics.ndjson").rename(copied / "topics2.ndjson")
    assert Pack(copied).hash != before


def test_a_hash_does_not_depend_on_where_the_pack_is(copied: Path, tmp_path: Path) -> None:
    assert Pack(copied).hash == Pack(Path(shutil.copytree(copied, tmp_path / "elsewhere"))).hash


@pytest.mark.parametrize("pack", SHIPPED)
def test_a_pack_has_the_name_of_its_one_essay(pack: Pack) -> None:
    assert [row["id"] for row in pack.rows("essays")] == [pack.name]


@pytest.mark.parametrize("pack", SHIPPED)
def test_a_pack_has_no_file_that_is_not_read(pack: Pack) -> None:
    known = {f"{name}.ndjson" for name in (*RESOURCES, "coverage")} | {"pack.json", pack.manifest["text"]}
    assert {path.name for path in pack.folder.iterdir()} <= known


@pytest.mark.parametrize("resource", LETTERS)
@pytest.mark.parametrize("pack", SHIPPED)
def test_records_are_numbered_from_one_but_for_those_that_are_gone(pack: Pack, resource: str) -> None:
    rows = pack.rows(resource)
    numbers = [row["number"] for row in rows]
    assert [row["id"] for row in rows] == [f"{pack.name}-{LETTERS[resource]}{number}" for number in numbers]
    gone = set(range(1, numbers[-1] + 1)) - set(numbers)
    assert (numbers, len(gone)) == (sorted(numbers), GONE.get((pack.name, resource), 0))


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("pack", SHIPPED)
def test_records_of_one_kind_have_the_same_fields_in_the_same_order(pack: Pack, resource: str) -> None:
    assert len({tuple(row) for row in pack.rows(resource)}) == (resource not in LACKING.get(pack.name, ()))


def language_maps(value: Json) -> list[dict[str, str]]:
    """Every language map within a value."""
    if isinstance(value, dict):
        if value.keys() & LANGUAGES:
            return [value]
        return [found for item in value.values() for found in language_maps(item)]
    return [found for item in value for found in language_maps(item)] if isinstance(value, list) else []


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("pack", SHIPPED)
def test_all_words_are_there_in_each_language_of_the_pack(pack: Pack, resource: str) -> None:
    languages = pack.manifest["title"].keys()
    maps = [(row["id"], words) for row in pack.rows(resource) for words in language_maps(row)]
    wrong = [found for found in maps if not languages <= found[1].keys() <= LANGUAGES or not all(found[1].values())]
    assert wrong == []


@pytest.mark.parametrize(
    ("pack", "languages"), [("cao2023", LANGUAGES), ("moss2026", LANGUAGES), ("malthus1798", {"en"})]
)
def test_a_pack_says_its_languages_by_its_title(pack: str, languages: set[str]) -> None:
    assert set(Pack.named(pack).manifest["title"]) == languages


@pytest.mark.parametrize("name", ["moss2026", "malthus1798"])
def test_a_text_that_is_free_comes_with_its_pack(name: str) -> None:
    [essay] = Pack.named(name).rows("essays")
    text = Pack.named(name).text
    assert text is not None
    assert (text.length, text.sha256) == (essay["length"], essay["sha256"])


def test_the_free_text_has_astral_characters_before_anchors() -> None:
    pack = Pack.named("moss2026")
    assert pack.text is not None
    astral = [position for position, character in enumerate(pack.text.content) if ord(character) > 0xFFFF]
    assert len([span for span in pack.spans.values() if span.start > astral[0]]) > 10


def test_a_text_that_is_not_free_does_not_come_with_its_pack() -> None:
    assert Pack.named("cao2023").text is None


@needs_article
def test_no_file_of_a_pack_copies_twenty_characters_of_the_article() -> None:
    width = 20
    article = squeezed(ARTICLE)
    grams = {article[start : start + width] for start in range(len(article) - width + 1)}
    telling = {gram for gram in grams if len(re.findall(r"[\u4e00-\u9fff]", gram)) >= 12}
    copies = {
        f"{path.parent.name}/{path.name}"
        for path in PACKS.rglob("*")
        if path.is_file()
        for body in [squeezed(path)]
        if any(body[start : start + width] in telling for start in range(len(body) - width + 1))
    }
    assert copies == set()


def squeezed(path: Path) -> str:
    return re.sub(r"\s+", "", path.read_text(encoding="utf-8"))


def figures(**having: Json) -> list[Row]:
    rows = Pack.named("cao2023").rows("statistics")
    return [row for row in rows if all(row[name] == value for name, value in having.items())]


@pytest.mark.parametrize(("kind", "count"), [("breakthrough", 3), ("gap", 4), ("lever", 4)])
def test_the_first_essay_has_its_topics(kind: str, count: int) -> None:
    assert len([row for row in Pack.named("cao2023").rows("topics") if row["kind"] == kind]) == count


def test_each_of_the_four_relationships_has_claims_of_every_role() -> None:
    roles = [{item["role"] for item in row["claims"]} for row in Pack.named("cao2023").rows("relationships")]
    assert roles == [{"pole_a", "pole_b", "between"}] * 4


def test_each_relationship_is_answered_by_a_lever() -> None:
    pack = Pack.named("cao2023")
    levers = {row["id"] for row in pack.rows("topics") if row["kind"] == "lever"}
    assert {row["lever_id"] for row in pack.rows("relationships")} <= levers


def test_the_first_essay_has_one_computed_figure_that_does_not_agree() -> None:
    assert len(figures(agrees=False)) == 1


def test_a_view_that_the_author_rejects_is_a_claim() -> None:
    assert [row for row in Pack.named("cao2023").rows("claims") if row["stance"] == "rejects"]


@pytest.mark.parametrize("pack", SHIPPED)
def test_a_manifest_tells_its_license_its_time_and_its_reason(pack: Pack) -> None:
    manifest = json.loads((pack.folder / "pack.json").read_text(encoding="utf-8"))
    assert all(manifest[name] for name in ("name", "title", "license", "created_at", "reason"))
