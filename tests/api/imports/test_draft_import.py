"""A draft becomes records: all of it by the rules of every write, or nothing, with all that is wrong told at once."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.imports.drafting import LISTS, TEXT, Json, draft, faults, report, send, with_part
from tests.api.writing import holds, writer


@pytest.fixture(scope="module")
def url(databases: Any, seeded_template: str) -> str:
    return str(databases.copy(seeded_template))


@pytest.fixture(scope="module")
def editor(url: str) -> Iterator[httpx.Client]:
    """A client that may write; the tests that take it only try."""
    with writer(url) as client:
        yield client


@pytest.fixture(scope="module")
def imported(databases: Any, seeded_template: str) -> Iterator[tuple[httpx.Client, Json]]:
    """A client of a service where the draft was imported, and the report."""
    made = databases.copy(seeded_template)
    with writer(made, serve_text=True) as client:
        answer = send(client, draft(), write=True)
        assert answer.status_code == 200, answer.text
        yield client, answer.json()
    holds(made)


def listed(client: httpx.Client, resource: str, **asked: str) -> list[Json]:
    found: list[Json] = client.get(f"/{resource}", params={"essay_id": "author2026", "limit": "100"} | asked).json()
    return found


def test_every_part_of_a_draft_is_a_record(imported: tuple[httpx.Client, Json]) -> None:
    client, _ = imported
    numbers = {name: len(listed(client, name)) for name in ("sections", "sources", "statistics", "claims", "evidence")}
    assert numbers == {"sections": 4, "sources": 5, "statistics": 9, "claims": 18, "evidence": 22}


def test_every_passage_is_proved_against_the_text(imported: tuple[httpx.Client, Json]) -> None:
    counts = imported[0].get("/essays/author2026/integrity").json()["counts"]
    assert counts == {"passages": 40, "proved": 40, "unproved": 0, "broken": 0, "untold": 0}


def test_a_passage_has_the_sentence_paragraph_and_section_that_the_text_says(
    imported: tuple[httpx.Client, Json],
) -> None:
    [claim] = listed(imported[0], "claims", kind="predictive")
    passage = imported[0].get(f"/passages/{claim['passages'][0]}").json()
    assert TEXT[passage["start"] : passage["end"]] == "the market will supply whatever sleepers are worth having"
    assert (passage["section_id"], passage["paragraph"], passage["sentence"]) == ("author2026-h3", 7, 19)


@pytest.mark.parametrize(
    ("wording", "ends"),
    [
        ("no more than five", ("0", True, "5", True, "route")),
        ("3", ("3000000", True, "3000000", True, "journey")),
        ("4 million", ("4000000", True, "4000000", True, "journey")),
        ("nearly doubled", ("1.8", True, "2", False, "1")),
        ("within two or three months", ("2", True, "3", True, "mo")),
        ("€3bn", ("3000000000", True, "3000000000", True, "EUR")),
    ],
)
def test_intervals_follow_from_the_wording(
    imported: tuple[httpx.Client, Json], wording: str, ends: tuple[str, bool, str, bool, str]
) -> None:
    [found] = [item for item in listed(imported[0], "statistics") if item["as_written"] == wording]
    assert tuple(found[name] for name in ("lower", "lower_closed", "upper", "upper_closed", "unit")) == ends


def test_premises_of_one_link_share_a_group(imported: tuple[httpx.Client, Json]) -> None:
    groups = [link["group"] for link in listed(imported[0], "evidence") if link["group"] == "l6"]
    assert len(groups) == 3


def test_a_link_may_lead_to_a_link(imported: tuple[httpx.Client, Json]) -> None:
    [undercut] = listed(imported[0], "evidence", relation="undercuts")
    assert imported[0].get(f"/evidence/{undercut['target_id']}").json()["origin_type"] == "statistic"


def test_every_version_says_where_it_came_from(imported: tuple[httpx.Client, Json]) -> None:
    client, told = imported
    [version] = client.get("/claims/author2026-c1/versions").json()
    [file] = told["files"]
    assert version["reason"] == f"Imported from draft.json (SHA-256 {file['sha256'][:12]}) by {told['importer']}"


def test_the_report_tells_what_became_of_each_construct(imported: tuple[httpx.Client, Json]) -> None:
    _, told = imported
    there = 1 + sum(len(draft().get(name, [])) for name in LISTS)
    assert (len(told["constructs"]), sum(told["counts"].values())) == (there, there)


def test_what_is_not_kept_as_it_was_says_why(imported: tuple[httpx.Client, Json]) -> None:
    odd = {item["place"]: (item["became"], bool(item["why"])) for item in imported[1]["constructs"] if item["why"]}
    dropped = {f"/left_out/{place}": ("dropped", True) for place in range(3)}
    assert odd == {"/claims/3": ("changed", True)} | dropped


def test_constructs_name_the_records_that_hold_them(imported: tuple[httpx.Client, Json]) -> None:
    client, told = imported
    for item in told["constructs"]:
        if item["what"] == "claim":
            [identifier] = item["records"]
            said = draft()["claims"][int(item["place"].rpartition("/")[2])]["says"]
            assert client.get(f"/claims/{identifier}").json()["text"] == {"en": said}


def test_the_report_tells_how_much_of_the_text_has_a_record(imported: tuple[httpx.Client, Json]) -> None:
    assert imported[1]["coverage"] == {
        "sentences": 32,
        "sentences_covered": 32,
        "numerals": 8,
        "numerals_covered": 8,
    }


def test_the_same_text_is_not_imported_twice(imported: tuple[httpx.Client, Json]) -> None:
    assert faults(imported[0], draft(id="other2026")) == [("imported-before", "")]


def test_trying_writes_nothing(editor: httpx.Client) -> None:
    before = editor.get("/changes").headers["ETag"]
    told = send(editor, draft()).json()
    assert (told["written"], told["essay_id"], editor.get("/changes").headers["ETag"]) == (False, "author2026", before)


def test_a_fault_writes_nothing(editor: httpx.Client) -> None:
    answer = send(editor, with_part("claims", 17, quotes=["nowhere at all in it"]), write=True)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (422, "refused-import")
    assert editor.get("/essays/author2026").status_code == 404


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (with_part("claims", 0, quotes=["nobody who valued time"]), ("quote-not-found", "/claims/0/quotes/0")),
        (with_part("claims", 0, quotes=["night train"]), ("quote-not-unique", "/claims/0/quotes/0")),
        (
            with_part("claims", 5, quotes=["The decline is real. The Lorvian Rail Office"]),
            ("quote-spans-sentences", "/claims/5/quotes/0"),
        ),
        (with_part("claims", 5, quotes=[""]), ("quote-empty", "/claims/5/quotes/0")),
        (with_part("figures", 0, wording="five routes"), ("wording-not-once-in-quote", "/figures/0/wording")),
        (with_part("sources", 0, wording="Sleeper Preview"), ("wording-not-once-in-quote", "/sources/0/wording")),
        (with_part("claims", 9, sources=["s99"]), ("no-such-id", "/claims/9/sources/0")),
        (with_part("links", 0, to="s1"), ("wrong-kind", "/links/0/to")),
        (with_part("links", 1, id="l1"), ("id-twice", "/links/1/id")),
        (with_part("claims", 0, kind="thesi"), ("no-such-value", "/claims/0/kind")),
        (with_part("claims", 0, kindd="thesis"), ("no-such-field", "/claims/0/kindd")),
        (with_part("figures", 7, comparator="", value=""), ("figure-not-read", "/figures/7/comparator")),
        (
            with_part("figures", 6, comparator="", value="", reading="several", of="x", lower="", upper=""),
            ("figure-not-read", "/figures/6/of"),
        ),
        (with_part("figures", 6, unit="months"), ("no-such-unit", "/figures/6/unit")),
        (with_part("figures", 0, unit=""), ("unit-missing", "/figures/0/unit")),
        (with_part("figures", 5, value="1.4"), ("invalid-body", "/figures/5/lower")),
        (with_part("figures", 0, when="the 90s"), ("invalid-body", "/figures/0/when")),
        (with_part("sections", 1, opens="Who should run it"), ("sections-out-of-order", "/sections/1")),
        (draft(year="the 90s"), ("invalid-body", "/year")),
        (draft(authors=["曹操"]), ("id-needed", "/id")),
        (draft(id="cao2023"), ("id-used", "/id")),
        (draft(language="english!"), ("no-such-language", "/language")),
        (draft(title=""), ("field-missing", "/title")),
        (draft(claims={}), ("wrong-shape", "/claims")),
    ],
    ids=lambda value: "" if isinstance(value, dict) else value[0],
)
def test_a_fault_is_told_with_its_kind_and_place(editor: httpx.Client, content: Json, told: tuple[str, str]) -> None:
    assert told in faults(editor, content)


def test_one_fault_is_told_once(editor: httpx.Client) -> None:
    """What needs a part that cannot be read is not at fault itself."""
    assert faults(editor, with_part("claims", 1, kind="thesi")) == [("no-such-value", "/claims/1/kind")]


def test_all_faults_are_told_at_once(editor: httpx.Client) -> None:
    content = draft(year="the 90s")
    content["claims"][0]["quotes"] = ["nobody who valued time"]
    content["figures"][5]["value"] = "1.4"
    content["links"][0]["to"] = "c99"
    kinds = {kind for kind, _ in faults(editor, content)}
    assert kinds == {"quote-not-found", "no-such-id", "invalid-body"}
    assert {("invalid-body", "/year"), ("invalid-body", "/figures/5/lower")} <= set(faults(editor, content))


def test_more_faults_than_a_problem_has_are_all_in_the_report(editor: httpx.Client) -> None:
    content = draft()
    for claim in content["claims"]:
        claim["quotes"] = ["zzz", "qqq"]
    assert len(faults(editor, content)) == 36


def test_circles_are_told(editor: httpx.Client) -> None:
    links = [
        {"id": "l1", "from": ["c1"], "relation": "undercuts", "to": "l2", "whose": "reader"},
        {"id": "l2", "from": ["c2"], "relation": "undercuts", "to": "l1", "whose": "reader"},
    ]
    [(kind, _)] = faults(editor, draft(links=links))
    assert kind == "circular-links"


def test_a_mended_draft_is_taken(editor: httpx.Client) -> None:
    """By what the report of the first try says, and nothing else."""
    content = draft()
    content["claims"][11]["quotes"] = ["the firm ran them in the summer and let the coast sleep"]
    [fault] = report(editor, content)["faults"]
    content["claims"][11]["quotes"] = [fault["nearest"]]
    assert faults(editor, content) == []


def test_a_quote_with_other_typography_is_taken_and_told(editor: httpx.Client) -> None:
    content = with_part("sources", 3, quotes=["the passengers' association  Rails for All"])
    told = report(editor, content)
    assert (told["faults"], [(note["kind"], note["pointer"]) for note in told["notes"]]) == (
        [],
        [("quote-typography", "/sources/3/quotes/0")],
    )


def test_what_lacks_a_record_is_told(editor: httpx.Client) -> None:
    notes = report(editor, draft(left_out=[]))["notes"]
    assert [note["kind"] for note in notes] == ["sentence-without-record"] * 3


def test_quotes_need_a_text(editor: httpx.Client) -> None:
    answer = editor.post("/imports", json={"draft": draft()})
    assert [(fault["kind"], fault["pointer"]) for fault in answer.json()["report"]["faults"]] == [("text-needed", "")]


def test_a_long_text_comes_in_pieces(editor: httpx.Client) -> None:
    pieces = [TEXT[start : start + 1000] for start in range(0, len(TEXT), 1000)]
    assert report(editor, draft(), text=pieces) == report(editor, draft())


def test_what_the_service_has_is_named_and_not_made_again(editor: httpx.Client) -> None:
    content = draft()
    content["entities"][0] |= {"name": "ChatGPT"}
    told = report(editor, content)
    [entity] = [item for item in told["constructs"] if item["place"] == "/entities/0"]
    assert (entity["became"], entity["records"]) == ("changed", ["chatgpt"])


def test_a_source_of_the_service_gets_the_further_places(writable: str) -> None:
    content = draft()
    content["sources"][4]["id"] = "gartner2021"
    content["claims"][0]["sources"] = ["gartner2021"]
    with writer(writable) as client:
        before = client.get("/sources/gartner2021").json()
        assert send(client, content, write=True).status_code == 200
        after = client.get("/sources/gartner2021").json()
    assert (after["name"], len(after["passages"])) == (before["name"], len(before["passages"]) + 1)


def test_sources_of_nobody_named_never_collide(editor: httpx.Client) -> None:
    made = [item["records"] for item in report(editor, draft())["constructs"] if item["place"] == "/sources/4"]
    assert made == [["anonauthornd"]]


def test_a_chinese_draft_is_taken(editor: httpx.Client) -> None:
    text = "夜行列车\n白天坐飞机的人失去一个上午。坐夜车的人只失去一个晚上，所以夜车有1200个座位就够了。\n"
    content = {
        "id": "li2026",
        "title": "夜行列车",
        "authors": ["李四"],
        "year": 2026,
        "language": "zh-hans",
        "claims": [
            {
                "id": "c1",
                "says": "夜车只占用晚上。",
                "kind": "thesis",
                "stance": "endorses",
                "quotes": ["坐夜车的人只失去一个晚上"],
            }
        ],
        "figures": [
            {
                "id": "f1",
                "says": "需要1200个座位。",
                "quote": "1200个座位",
                "wording": "1200",
                "quantity": "count",
                "unit": "seat",
                "measure": "座位数",
                "subject": "夜行列车",
                "mode": "estimate",
            }
        ],
    }
    told = report(editor, content, text=text)
    assert (told["faults"], told["made"]["statistics"], told["coverage"]["sentences"]) == ([], 1, 3)


def test_repeating_a_request_by_its_key_writes_once(writable: str) -> None:
    with writer(writable) as client:
        key = {"Idempotency-Key": '"once"'}
        first, again = (client.post("/imports", json={"draft": draft(), "text": TEXT}, headers=key) for _ in range(2))
        assert (first.status_code, again.json()) == (200, first.json())
        assert len(client.get("/essays").json()) == 3


def test_importing_needs_a_key(editor: httpx.Client) -> None:
    answer = editor.post("/imports", json={"draft": draft()}, headers={"Authorization": ""})
    assert answer.status_code == 401


@pytest.mark.parametrize("body", [{}, {"draft": {}, "files": [{"name": "a", "content": ""}]}, {"files": []}])
def test_a_request_has_either_a_draft_or_files(editor: httpx.Client, body: Json) -> None:
    assert editor.post("/imports", json=body).status_code == 422


def test_a_figure_has_the_unit_that_its_wording_says(editor: httpx.Client) -> None:
    """Where the draft says nothing of its value, the wording says all of it."""
    figure = {"id": "f1", "says": "It took six years.", "quote": "It took six years", "wording": "six years"}
    figure |= {"quantity": "duration", "measure": "time taken", "subject": "the work", "mode": "reported"}
    content = {"id": "leaf2026", "title": "Work", "figures": [figure]}
    assert faults(editor, content, text="It took six years.") == []
    assert faults(editor, content | {"figures": [figure | {"wording": "took six"}]}, text="It took six years.") == [
        ("unit-missing", "/figures/0/unit"),
        ("figure-not-read", "/figures/0/comparator"),
    ]
