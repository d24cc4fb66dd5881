"""brat's standoff format: each of its constructs is kept, or told; what is read is written again as it was."""

from typing import Any

import pytest
from hypothesis import given

from api.exports.formats import brat_writer
from api.exports.written import DraftedEssay
from api.imports.drafts import Draft
from api.imports.formats.annotated import brat
from api.imports.parsed_files import GivenFile, Parsed
from tests.api.imports.parsing import Files, became, given_files, holds_for, kinds, mutated, part, written

TEXT = """Should towns lend tools?

Towns should lend tools to everybody. First, a drill is used for minutes a year, and it then gathers dust.
Some say that tools would be stolen, as in Upper Ford, but \N{WRENCH} and hammers came back there [1].

Neighbours who share tools, it is said, also talk. So lending tools is worth it.
"""


def unit(number: int, kind: str, *words: str, text: str = TEXT) -> str:
    """Return the line of an annotation of words in the text."""
    places = ";".join(f"{text.index(piece)} {text.index(piece) + len(piece)}" for piece in words)
    return f"T{number}\t{kind} {places}\t{' '.join(words)}"


UNITS = [
    unit(1, "MajorClaim", "Towns should lend tools to everybody"),
    unit(2, "Claim", "a drill is used for minutes a year"),
    unit(3, "Premise", "it then gathers dust"),
    unit(4, "Claim", "tools would be stolen"),
    unit(5, "Premise", "\N{WRENCH} and hammers came back there"),
    unit(6, "MajorClaim", "lending tools is worth it"),
    unit(7, "Claim", "Neighbours who share tools", "also talk"),
    unit(8, "data", "[1]"),
    unit(9, "data", "in Upper Ford"),
    unit(10, "Lending", "lend"),
]
LINES = [
    "R1\tsupports Arg1:T3 Arg2:T2\t",
    "R2\tattacks Arg1:T5 Arg2:T4\t",
    "R3\tparts_of_same Arg1:T5 Arg2:T9\t",
    "R4\tsemantically_same Arg1:T2 Arg2:T3",
    "R5\tlocated Where:T8 What:T5",
    "R6\tsupports Arg1:T2 Arg2:T2",
    "E1\tLending:T10 Tool:T2 Place2:T9",
    "A1\tStance T2 For",
    "A2\tStance T4 Against",
    "M1\tNegation T4",
    "A3\tSpeculation E1 high",
    "N1\tReference T9 Wikipedia:534366\tUpper Ford",
    "*\tEquiv T3 T5 T7",
    "#1\tAnnotatorNotes T3\twords of \ta note",
    "#2\tAnnotatorNotes R1\tsee there",
]


def ann(*lines: str, text: str | bytes = TEXT) -> Parsed:
    """Read annotations of the text."""
    return brat.parse(given_files(tools_ann="\n".join(lines) + "\n", tools_txt=text))


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    """All constructs."""
    return ann(*UNITS, *LINES)


def test_every_line_is_told(parsed: Parsed) -> None:
    assert (kinds(parsed), len(parsed.read or [])) == ([], len(UNITS) + len(LINES))


def test_annotations_are_claims_with_their_words_and_places(parsed: Parsed) -> None:
    assert {
        claim["id"]: " … ".join(TEXT[start:end] for start, end in claim["spans"]) for claim in parsed.draft["claims"]
    } == {
        "T1": "Towns should lend tools to everybody",
        "T2": "a drill is used for minutes a year",
        "T3": "it then gathers dust",
        "T4": "tools would be stolen",
        "T9": "in Upper Ford … \N{WRENCH} and hammers came back there",
        "T6": "lending tools is worth it",
        "T7": "Neighbours who share tools … also talk",
        "T8": "[1]",
    }


@pytest.mark.parametrize("name", ["T9", "T7"])
def test_pieces_are_one_utterance(parsed: Parsed, name: str) -> None:
    assert part(parsed, "claims", name)["one_utterance"] is True


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("R1", (["T3"], "supports", "T2")),
        ("R2", (["T9"], "challenges", "T4")),
        ("R4", (["T2"], "equivalent", "T3")),
        ("A1", (["T2"], "supports", "T1")),
        ("A2", (["T4"], "challenges", "T1")),
        ("same-1-1", (["T9"], "equivalent", "T3")),
        ("same-1-2", (["T7"], "equivalent", "T3")),
        ("same-T6", (["T6"], "equivalent", "T1")),
    ],
)
def test_relations_stances_and_equivalences_are_links(parsed: Parsed, name: str, said: Any) -> None:
    link = part(parsed, "links", name)
    assert (link["from"], link["relation"], link["to"]) == said


def test_what_no_field_is_for_is_kept_beside(parsed: Parsed) -> None:
    assert part(parsed, "claims", "T3")["extra"]["brat"]["lines"] == ["#1\tAnnotatorNotes T3\twords of \ta note"]
    assert parsed.draft["extra"]["brat"]["lines"] == [
        unit(10, "Lending", "lend"),
        "R5\tlocated Where:T8 What:T5",
        "R6\tsupports Arg1:T2 Arg2:T2",
        "E1\tLending:T10 Tool:T2 Place2:T9",
        "A3\tSpeculation E1 high",
        "#2\tAnnotatorNotes R1\tsee there",
    ]


def test_what_is_read_is_written_as_it_was(parsed: Parsed) -> None:
    out = written(parsed, brat_writer.write)
    lines = out.files[0].content.decode().splitlines()
    assert sorted(map(str.rstrip, lines)) == sorted(map(str.rstrip, [*UNITS, *LINES]))
    assert (out.files[1].content.decode(), out.lost) == (TEXT, [])


def test_what_is_written_is_read_the_same(parsed: Parsed) -> None:
    assert brat.parse(written(parsed, brat_writer.write).files).draft == parsed.draft


def test_a_title_is_a_line_apart(parsed: Parsed) -> None:
    assert parsed.draft["title"] == "Should towns lend tools?"
    assert ann("T1\tClaim 0 3\tOne", text="One line.\nAnother.").draft["title"] == "tools"


def test_white_space_at_the_ends_is_left_out_and_told() -> None:
    found = ann("T1\tClaim 0 4\tOne ", "T2\tClaim 4 7\ttwo\t", text="One two")
    assert ([claim["spans"] for claim in found.draft["claims"]], set(became(found).values())) == (
        [[[0, 3]], [[4, 7]]],
        {"changed"},
    )


def test_line_breaks_within_words_are_spaces_in_the_file() -> None:
    assert kinds(ann("T1\tClaim 0 7\tOne two", text="One\ntwo")) == []


@pytest.mark.parametrize(
    ("text", "line", "counted"),
    [
        ("\N{WRENCH} one two", "T1\tClaim 3 6\tone", "UTF-16 units"),
        ("é one two", "T1\tClaim 3 6\tone", "bytes"),
        ("a\r\nb one two", "T1\tClaim 4 7\tone", "code points, line ends as one"),
        ("a\nb one two", "T1\tClaim 5 8\tone", "code points, line ends as two"),
        ("\ufeffa one two", "T1\tClaim 3 6\tone", "code points, with a mark of byte order"),
    ],
)
def test_what_offsets_count_is_found_by_the_words(text: str, line: str, counted: str) -> None:
    found = ann(line, text=text)
    [claim] = found.draft["claims"]
    [(start, end)] = claim["spans"]
    assert (found.text or "")[start:end] == "one"
    assert [note.detail for note in found.notes if note.kind == "offsets-counted"] == [
        f"tools.ann: offsets count {counted}, as the quoted words show"
    ]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["T1\tClaim 0 3\tTwo"], "words-differ"),
        (["T1\tClaim 5 90\ttwo"], "unreadable"),
        (["T1\tClaim 3 3\t"], "unreadable"),
        (["T1\tClaim 3 4\t "], "unreadable"),
        (["T1\tClaim 0 99999999999999999999\tOne"], "unreadable"),
        (["T1\tClaim 0 3\tOne", "T1\tClaim 4 7\ttwo"], "id-twice"),
        (["T1\tClaim 0 3\tOne", "R1\tsupports Arg1:T1 Arg2:T2"], "no-such-id"),
        (["T1\tClaim 0 3\tOne", "A1\tStance T9 For"], "no-such-id"),
        (["T1\tClaim 0 3\tOne", "R1\tsupp"], "unreadable"),
        (["nonsense"], "unreadable"),
    ],
)
def test_what_is_wrong_is_told(lines: list[str], kind: str) -> None:
    assert kinds(ann(*lines, text="One two")) == [kind]


def test_words_that_differ_are_told_with_what_stands_there() -> None:
    [fault] = ann("T1\tClaim 0 3\ttwo", text="One two").faults
    assert (fault.detail, fault.nearest) == (
        "tools.ann:1: T1: at 0 3 does not stand 'two'; these words stand at 4 7",
        "One",
    )


@pytest.mark.parametrize(
    ("names", "kind"),
    [(["a.ann"], "text-needed"), (["a.ann", "a.txt", "b.ann"], "unreadable"), (["a.txt"], "unreadable")],
)
def test_a_file_of_annotations_needs_its_text(names: list[str], kind: str) -> None:
    assert kinds(brat.parse([GivenFile(name, b"") for name in names])) == [kind]


def test_other_encodings_are_told() -> None:
    assert kinds(ann("T1\tClaim 0 3\tOne", text="Caf\xe9".encode("latin-1"))) == ["wrong-encoding"]


def test_other_files_are_told_as_dropped() -> None:
    found = brat.parse(given_files(a_ann="", a_txt="One", annotation_conf="[entities]"))
    assert became(found) == {"annotation.conf": "dropped"}


def test_without_a_major_claim_a_stance_is_kept_beside() -> None:
    found = ann("T1\tClaim 0 3\tOne", "A1\tStance T1 For", text="One two")
    assert ("links" in found.draft, found.draft["claims"][0]["extra"]["brat"]["lines"]) == (
        False,
        ["A1\tStance T1 For"],
    )


def test_theses_of_other_essays_are_not_taken_to_say_the_same() -> None:
    claims = [
        {"id": f"c{n}", "says": TEXT[n : n + 1], "kind": "thesis", "stance": "endorses", "spans": [(n, n + 1)]}
        for n in range(2)
    ]
    out = brat_writer.write(DraftedEssay(Draft.model_validate({"claims": claims}), TEXT))
    assert "links" not in brat.parse(out.files).draft


def test_parts_that_overlap_are_no_utterance() -> None:
    lines = ["T1\tClaim 0 5\tOne t", "T2\tClaim 4 7\ttwo", "R1\tparts_of_same Arg1:T1 Arg2:T2"]
    found = ann(*lines, text="One two")
    assert (len(found.draft["claims"]), became(found)["tools.ann:3"]) == (2, "changed")


def test_what_is_too_long_to_be_kept_is_told_as_dropped() -> None:
    notes = [f"#{number}\tAnnotatorNotes T1\t{'word ' * 500}" for number in range(1, 5)]
    found = ann("T1\tClaim 0 3\tOne", *notes, text="One two")
    assert [item.became for item in found.read or []] == ["kept", "dropped", "dropped", "dropped", "dropped"]


def test_kinds_positions_and_other_words_go_out_and_come_in() -> None:
    claims = [
        {"id": "c1", "says": "It is one.", "kind": "thesis", "stance": "endorses", "spans": [(0, 3)]},
        {"id": "c2", "says": "Two\nfollows.", "kind": "causal", "stance": "rejects", "spans": [(4, 7)]},
    ]
    link = {"id": "l", "from": ["c2"], "relation": "qualifies", "to": "c1", "whose": "author"}
    out = brat_writer.write(DraftedEssay(Draft.model_validate({"claims": claims, "links": [link]}), "One two"))
    again = brat.parse(out.files)
    assert [(item["says"], item["kind"], item["stance"]) for item in again.draft["claims"]] == [
        ("It is one.", "thesis", "endorses"),
        ("Two follows.", "causal", "rejects"),
    ]
    assert (again.draft["links"][0]["relation"], out.lost) == ("qualifies", [])


def test_what_brat_cannot_say_is_told() -> None:
    claims = [
        {"id": "c1", "says": "One", "kind": "factual", "stance": "endorses", "spans": [(0, 3), (4, 7)]},
        {"id": "c2", "says": "Two", "kind": "factual", "stance": "endorses"},
    ]
    links = [
        {"id": "l1", "from": ["c2"], "relation": "supports", "to": "c1", "whose": "author"},
        {"id": "l2", "from": ["c1"], "relation": "supports", "to": "l1", "whose": "reader"},
    ]
    topic = {"id": "t", "kind": "gap", "title": "A", "summary": "B", "claims": ["c1"]}
    draft = {"authors": ["A"], "claims": claims, "links": links, "topics": [topic]}
    lost = brat_writer.write(DraftedEssay(Draft.model_validate(draft), "One two")).lost
    assert [(item.what, item.place, item.became) for item in lost] == [
        ("essay", "", "changed"),
        ("topic", "t", "dropped"),
        ("claim", "c1", "changed"),
        ("claim", "c2", "dropped"),
        ("link", "l1", "dropped"),
        ("link", "l2", "dropped"),
    ]


def count(files: Files) -> int:
    """Count the lines that are not blank."""
    return sum(bool(line.strip()) for line in files[0].content.decode().split("\n"))


@given(mutated(["\n".join([*UNITS, *LINES]).encode(), TEXT.encode()]))
def test_no_bytes_are_too_odd(contents: list[bytes]) -> None:
    files = [GivenFile("tools.ann", contents[0]), GivenFile("tools.txt", contents[1])]
    holds_for(brat.parse, brat_writer.write, files, count)


@given(mutated(["\n".join([*UNITS[:4], *LINES[:1], "R7\tattacks Arg1:T4 Arg2:T1"]).encode()]))
def test_no_annotations_are_too_odd(contents: list[bytes]) -> None:
    files = [GivenFile("tools.ann", contents[0]), GivenFile("tools.txt", TEXT.encode())]
    holds_for(brat.parse, brat_writer.write, files, count)
