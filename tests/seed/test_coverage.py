import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from seed.coverage import Tally, describe, prove
from seed.packs import PACKS, Pack, Row
from seed.text import Text
from tests.conftest import ARTICLE, needs_article

BROKEN = "p13: broken, since the text disagrees on "
ANCHORS = "anchors proved"
WORDINGS = "statistics found as written"
SENTENCES = "sentences accounted for"
NUMERALS = "numerals accounted for"
THESES = "theses grounded or listed as bare"
FIGURES = "figures recomputed"
WHATS = (ANCHORS, WORDINGS, SENTENCES, NUMERALS, THESES, FIGURES)


def article() -> Text:
    return Text(ARTICLE.read_bytes().decode("utf-8"))


def tallies(pack: Pack, text: Text | None) -> dict[str, Tally]:
    assert text is not None
    return {tally.what: tally for tally in prove(pack, text)}


@needs_article
@pytest.mark.parametrize("what", WHATS)
def test_nothing_of_the_article_is_missing(what: str) -> None:
    assert tallies(Pack.named("cao2023"), article())[what].failures == []


@needs_article
@pytest.mark.parametrize(("what", "total"), [(SENTENCES, 129), (NUMERALS, 181)])
def test_the_article_is_counted_whole(what: str, total: int) -> None:
    assert tallies(Pack.named("cao2023"), article())[what].total == total


@needs_article
@pytest.mark.parametrize(("what", "resource"), [(ANCHORS, "passages"), (FIGURES, "statistics")])
def test_every_record_of_the_article_is_checked(what: str, resource: str) -> None:
    pack = Pack.named("cao2023")
    assert tallies(pack, article())[what].total == len(pack.rows(resource))


@needs_article
def test_every_figure_that_the_author_gives_is_looked_up_in_the_article() -> None:
    pack = Pack.named("cao2023")
    given = [row for row in pack.rows("statistics") if row["asserted_by"] == "author"]
    assert tallies(pack, article())[WORDINGS].total == len(given)


@pytest.mark.parametrize("what", WHATS)
def test_nothing_of_the_free_essay_is_missing(what: str) -> None:
    pack = Pack.named("moss2026")
    assert tallies(pack, pack.text)[what].failures == []


@pytest.mark.parametrize(
    ("what", "total"), [(ANCHORS, 57), (WORDINGS, 16), (SENTENCES, 35), (NUMERALS, 16), (THESES, 4), (FIGURES, 17)]
)
def test_the_free_essay_is_counted_whole(what: str, total: int) -> None:
    pack = Pack.named("moss2026")
    assert tallies(pack, pack.text)[what].total == total


def test_places_of_what_was_withdrawn_are_held_to_nothing(tmp_path: Path) -> None:
    gone = having("id", "moss2026-p13", status="withdrawn", section_id=None)
    pack = edited(tmp_path / "moss2026", "passages", gone)
    assert (tallies(pack, pack.text)[ANCHORS].failures, tallies(pack, pack.text)[ANCHORS].total) == ([], 56)


Edit = Callable[[Row], Row | None]


def having(name: str, value: object, /, **changes: object) -> Edit:
    """An edit of the rows whose field has a value: changed, or taken out where no changes are named."""
    return lambda row: row if row.get(name) != value else (row | changes if changes else None)


def edited(folder: Path, resource: str, edit: Edit) -> Pack:
    """A copy of the free pack with some of its rows edited."""
    shutil.copytree(PACKS / "moss2026", folder)
    path = folder / f"{resource}.ndjson"
    rows = [edit(row) for row in Pack(folder).rows(resource)]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows if row is not None]
    assert lines != path.read_text(encoding="utf-8").splitlines(), "the edit changes nothing"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Pack(folder)


@pytest.mark.parametrize(
    ("resource", "edit", "what", "named"),
    [
        (
            "passages",
            having("id", "moss2026-p13", sha256="0" * 64),
            ANCHORS,
            BROKEN + "sha256",
        ),
        (
            "passages",
            having("id", "moss2026-p13", section_id="moss2026-h1"),
            ANCHORS,
            BROKEN + "section_id",
        ),
        (
            "passages",
            having("id", "moss2026-p13", section_id=None),
            ANCHORS,
            BROKEN + "section_id",
        ),
        (
            "passages",
            having("id", "moss2026-p13", paragraph=3),
            ANCHORS,
            BROKEN + "paragraph",
        ),
        (
            "passages",
            having("id", "moss2026-p13", sentence=8),
            ANCHORS,
            BROKEN + "sentence",
        ),
        (
            "passages",
            having("id", "moss2026-p13", end=3331),
            ANCHORS,
            BROKEN + "sha256",
        ),
        ("statistics", having("id", "moss2026-s3", as_written="1,241"), WORDINGS, "moss2026-s3: '1,241'"),
        ("statistics", having("id", "moss2026-s3", passages=["moss2026-p2"]), WORDINGS, "moss2026-s3: '1,240'"),
        ("coverage", having("reason", "transition"), SENTENCES, "One arrangement"),
        ("claims", having("id", "moss2026-c12"), SENTENCES, "Roots can be guided"),
        ("claims", having("id", "moss2026-c12", status="withdrawn"), SENTENCES, "Roots can be guided"),
        ("coverage", having("what", "numeral"), NUMERALS, "787-788"),
        ("statistics", having("id", "moss2026-s3"), NUMERALS, "1"),
        ("statistics", having("id", "moss2026-s3", as_written="1,"), NUMERALS, "240"),
        ("coverage", having("what", "thesis"), THESES, "moss2026-c18 is reached by"),
        ("coverage", having("what", "thesis", claim_id="moss2026-c19"), THESES, "moss2026-c19 is listed as bare, but"),
        # One of two linked premises is a figure; the other rests on nothing.
        ("coverage", having("reason", "unsupported-premise"), THESES, "moss2026-c17 is reached by"),
        ("evidence", having("target_id", "moss2026-c3"), THESES, "moss2026-c3 is reached by"),
        ("evidence", having("target_id", "moss2026-c3", relation="illustrates"), THESES, "moss2026-c3 is reached by"),
        ("statistics", having("id", "moss2026-s14", normalised_lower="15"), FIGURES, "s14: normalised_lower comes to"),
        ("statistics", having("id", "moss2026-s14", upper="21"), FIGURES, "s14: normalised_upper comes to"),
        ("statistics", having("id", "moss2026-s12", agrees=False), FIGURES, "s12: agrees comes to True"),
        ("statistics", having("id", "moss2026-s12", formula="a + b"), FIGURES, "s12: recomputed_lower comes to 1000"),
        (
            "statistics",
            having("id", "moss2026-s12", recomputed_upper="240001"),
            FIGURES,
            "s12: recomputed_upper comes to 240000",
        ),
        ("units", having("id", "a", factor="31536000"), FIGURES, "s14: normalised"),
    ],
)
def test_what_is_wrong_or_missing_is_counted_and_named(
    tmp_path: Path, resource: str, edit: Edit, what: str, named: str
) -> None:
    pack = edited(tmp_path / "pack", resource, edit)
    assert any(named in failure for failure in tallies(pack, pack.text)[what].failures)


def test_a_computed_figure_that_came_to_disagree_is_named(tmp_path: Path) -> None:
    changes = dict.fromkeys(("value", "lower", "upper", "normalised_lower", "normalised_upper"), "500")
    pack = edited(tmp_path / "pack", "statistics", having("id", "moss2026-s12", **changes))
    assert any("agrees comes to False" in failure for failure in tallies(pack, pack.text)[FIGURES].failures)


def test_a_record_with_two_faults_is_counted_once(tmp_path: Path) -> None:
    pack = edited(tmp_path / "pack", "statistics", having("id", "moss2026-s14", lower="14", upper="21"))
    assert tallies(pack, pack.text)[FIGURES].held == 16


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not the text of moss2026"):
        prove(Pack.named("moss2026"), Text("Another text."))


def test_a_tally_shows_its_figure_with_its_denominator() -> None:
    assert str(Tally("sentences accounted for", 129)) == "sentences accounted for: 129 of 129 (100 %)"


def test_a_tally_shows_what_does_not_hold() -> None:
    assert (
        str(Tally("anchors proved", 4, ["cao2023-p1: wrong"])) == "anchors proved: 3 of 4 (75 %)\n  cao2023-p1: wrong"
    )


def test_a_tally_that_is_nearly_whole_does_not_show_as_whole() -> None:
    assert "100 %" not in str(Tally("anchors proved", 100_000, ["cao2023-p1: wrong"]))


def test_tallies_are_whole_when_nothing_fails() -> None:
    assert describe([Tally("one", 1), Tally("two", 2)]) == ("one: 1 of 1 (100 %)\ntwo: 2 of 2 (100 %)", True)


def test_tallies_are_not_whole_when_anything_fails() -> None:
    assert describe([Tally("one", 1, ["x"]), Tally("two", 2)])[1] is False
