"""Passages in another edition of their text: what is told certain is so, and nothing is guessed in silence."""

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.packs import Pack
from seed.reanchor import STRETCH, Anchor, Finding, anchors_of, reanchor
from seed.text import Span, Text
from tests.conftest import ARTICLE, needs_article
from tests.examples import at_least

EXAMPLES = at_least(60)
MOSS = Pack.named("moss2026")
BEGIN, END = "It begins with a sentence that is long enough. ", " And it ends with another that nothing repeats."


def anchor(text: str, words: str, nth: int = 1) -> Anchor:
    """Anchor the nth occurrence of words in a text."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Anchor("p", Span(start, start + len(words)), sha256(words.encode()).hexdigest())


def find(old: str, new: str, words: str, nth: int = 1, *, known: bool = True) -> Finding:
    [finding] = reanchor([anchor(old, words, nth)], Text(new), Text(old) if known else None)
    return finding


def outcome(finding: Finding, new: str) -> tuple[str, str | None]:
    span = finding.span
    return finding.outcome, None if span is None else new[span.start : span.end]


OLD = f"{BEGIN}Shade cools a street by nine degrees.{END}"


@pytest.mark.parametrize("known", [True, False])
def test_in_the_same_text_everything_is_exact(known: bool) -> None:  # noqa: FBT001 - a case
    assert MOSS.text is not None
    findings = reanchor(anchors_of(MOSS.rows("passages")), MOSS.text, MOSS.text if known else None)
    assert {(finding.outcome, finding.span == finding.anchor.span) for finding in findings} == {("exact", True)}


@pytest.mark.parametrize("known", [True, False])
def test_what_stands_further_on_has_moved(known: bool) -> None:  # noqa: FBT001 - a case
    assert MOSS.text is not None
    new = Text("A preface.\n" + MOSS.text.content)
    findings = reanchor(anchors_of(MOSS.rows("passages")), new, MOSS.text if known else None)
    spans = {(finding.outcome, finding.span and finding.span.start - finding.anchor.span.start) for finding in findings}
    assert spans == {("moved", 11)}


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, ("exact", "nine degrees")),
        (OLD.replace("Shade", "Foliage"), ("moved", "nine degrees")),
        (OLD.replace("begins", "starts"), ("exact", "nine degrees")),
        (OLD.replace("nine degrees", "ninety degrees"), ("fuzzy", "ninety degrees")),
        (OLD.replace("nine degrees", "a lot"), ("orphan", None)),
        ("Nothing of it is left here.", ("orphan", None)),
        ("", ("orphan", None)),
    ],
)
def test_words_are_found_again(new: str, expected: tuple[str, str | None]) -> None:
    assert outcome(find(OLD, new, "nine degrees"), new) == expected


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("nine degrees", "the words are the same, but what is around them was changed"),
        ("ninety degrees", "the words were changed"),
    ],
)
def test_what_is_found_for_certain_no_more_says_what_was_changed(words: str, reason: str) -> None:
    new = f"{BEGIN}Shade was seen to cool it: {words} less, no doubt.{END}"
    finding = find(f"{BEGIN}A street is cooled by nine degrees.{END}", new, "nine degrees")
    assert (finding.outcome, finding.reason) == ("fuzzy", reason)


TWICE = f"{BEGIN}The town planted elms, and they grew slowly. The town planted limes, and they thrived at once.{END}"


@pytest.mark.parametrize("nth", [1, 2])
def test_words_that_stand_twice_are_told_apart_by_what_is_around_them(nth: int) -> None:
    new = "A preface. " + TWICE
    assert find(TWICE, new, "planted", nth).span == anchor(new, "planted", nth).span


ONCE = TWICE.replace("The town planted elms, and they grew slowly. ", "")


@pytest.mark.parametrize("nth", [1, 2])
def test_of_words_that_stood_twice_those_that_are_left_are_not_taken_for_either(nth: int) -> None:
    assert find(TWICE, ONCE, "planted", nth).outcome == "orphan"


def test_of_words_that_stood_twice_those_are_known_whose_sentence_is() -> None:
    sentence = anchor(TWICE, "The town planted limes, and they thrived at once.")
    anchors = [Anchor("s", sentence.span, sentence.sha256)]
    anchors += [replace(anchor(TWICE, "planted", nth), id=f"p{nth}") for nth in (1, 2)]
    findings = reanchor(anchors, Text(ONCE), Text(TWICE))
    assert [finding.outcome for finding in findings] == ["moved", "orphan", "moved"]


def test_a_sentence_that_was_repeated_is_an_orphan() -> None:
    sentence = "Shade cools a street by nine degrees, they say."
    old, new = f"{BEGIN}{sentence}{END}", f"{BEGIN}{sentence}{END}{BEGIN}{sentence}{END}"
    assert find(old, new, sentence).outcome == "orphan"


def test_words_that_left_their_place_are_not_found_where_others_use_them() -> None:
    new = f"{BEGIN}It helps.{END} By the way, a bath of nine degrees is cold, and nobody likes to sit in one."
    assert find(OLD, new, "nine degrees").outcome == "orphan"


def test_without_the_old_text_short_words_are_orphans() -> None:
    finding = find(OLD, "A preface. " + OLD, "nine degrees", known=False)
    assert (finding.outcome, "without the old text" in str(finding.reason)) == ("orphan", True)


def test_without_the_old_text_short_words_are_found_inside_long_ones() -> None:
    new = Text("A preface. " + OLD)
    whole, part = anchor(OLD, OLD), anchor(OLD, "nine degrees")
    findings = reanchor([part, Anchor("w", whole.span, whole.sha256)], new, None)
    assert [finding.outcome for finding in findings] == ["moved", "moved"]


def test_without_the_old_text_long_words_that_stand_twice_are_orphans() -> None:
    assert find(OLD, OLD + OLD, OLD, known=False).outcome == "orphan"


def test_an_anchor_that_is_broken_in_the_old_text_is_an_orphan() -> None:
    wrong = Anchor("p", Span(0, 5), sha256(b"other").hexdigest())
    [finding] = reanchor([wrong], Text(OLD), Text(OLD))
    assert (finding.outcome, "old text does not have" in str(finding.reason)) == ("orphan", True)


def test_the_first_words_are_found_behind_a_preface_though_they_were_changed() -> None:
    changed = OLD.replace("sentence", "phrase")
    new = "A preface of other words, over and over. " * 99 + changed
    assert outcome(find(OLD, new, BEGIN), new) == ("fuzzy", changed[: changed.index("Shade")])


# Random editions

EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.text("ab", max_size=6)), max_size=6)


def edited(letters: list[tuple[int | None, str]], edits: list[tuple[float, int, str]]) -> list[tuple[int | None, str]]:
    """Replace runs of letters by others; each letter keeps where it came from."""
    for place, length, words in edits:
        at = int(place * len(letters))
        letters = [*letters[:at], *((None, letter) for letter in words), *letters[at + length :]]
    return letters


@st.composite
def editions(draw: st.DrawFn, alphabet: str) -> tuple[str, list[tuple[int | None, str]], Span]:
    """Draw a text, an edition of it whose letters tell where they came from, and a place in the text."""
    old = draw(st.text(alphabet, min_size=40, max_size=120))
    start = draw(st.integers(0, len(old) - 1))
    end = draw(st.integers(start + 1, min(len(old), start + 40)))
    return old, edited(list(enumerate(old)), draw(EDITS)), Span(start, end)


def stretch(old: str, new: str, span: Span, place: int) -> str:
    """Return the longest run around a place that is the same in both, found letter by letter."""
    size, left, right = span.end - span.start, 0, 0
    while left < min(span.start, place) and old[span.start - left - 1] == new[place - left - 1]:
        left += 1
    while old[span.end + right :][:1] == new[place + size + right :][:1] != "":
        right += 1
    return old[span.start - left : span.end + right]


def count(words: str, text: str) -> int:
    return sum(text.startswith(words, place) for place in range(len(text)))


@settings(max_examples=EXAMPLES)
@given(drawn=editions("ab") | editions("abcdefghijklmnopqrstuvwxyz "))
def test_what_is_certain_is_what_a_plain_search_finds(
    drawn: tuple[str, list[tuple[int | None, str]], Span],
) -> None:
    old, letters, span = drawn
    new = "".join(letter for _, letter in letters)
    words = old[span.start : span.end]
    finding = find_span(old, new, span)
    size = len(words)
    pairs = [
        (one, other)
        for one in range(len(old))
        for other in range(len(new))
        if old.startswith(words, one)
        and new.startswith(words, other)
        and len(run := stretch(old, new, Span(one, one + size), other)) >= STRETCH
        and count(run, old) == count(run, new) == 1
    ]
    mine = [other for one, other in pairs if one == span.start]
    certain = len(mine) == 1 and [other for _, other in pairs].count(mine[0]) == 1
    told = [finding.span.start] if finding.span and finding.outcome in {"exact", "moved"} else []
    assert told == ([span.start] if old == new else mine if certain else [])


@settings(max_examples=EXAMPLES)
@given(drawn=editions("abcdefghijklmnopqrstuvwxyz "))
def test_the_outcome_says_how_the_words_are_there(drawn: tuple[str, list[tuple[int | None, str]], Span]) -> None:
    old, letters, span = drawn
    new = "".join(letter for _, letter in letters)
    finding = find_span(old, new, span)
    if finding.outcome == "orphan":
        assert finding.span is None
    else:
        assert finding.span is not None
        same = new[finding.span.start : finding.span.end] == old[span.start : span.end]
        assert (finding.outcome == "exact") <= (finding.span == span)
        assert (finding.outcome == "moved") <= (finding.span != span)
        assert finding.outcome == "fuzzy" or same
        assert (finding.score == 1.0) == same


@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_among_letters_that_never_repeat_no_place_is_wrong(data: st.DataObject) -> None:
    old = "".join(chr(0x4E00 + number) for number in range(data.draw(st.integers(64, 160))))
    start = data.draw(st.integers(0, len(old) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(old))))
    letters = edited(list(enumerate(old)), data.draw(EDITS))
    finding = find_span(old, "".join(letter for _, letter in letters), span)
    if finding.outcome in {"exact", "moved"}:
        assert finding.span is not None
        assert [came for came, _ in letters[finding.span.start : finding.span.end]] == list(range(span.start, span.end))


@settings(max_examples=EXAMPLES)
@given(data=st.data(), edges=st.sampled_from(["begin", "end", "both", "none"]))
def test_words_that_were_changed_are_found_at_the_edges_of_a_text_as_within_it(data: st.DataObject, edges: str) -> None:
    old = "".join(chr(0x4E00 + number) for number in range(data.draw(st.integers(100, 400))))
    at_edge, within = st.integers(0, 2), st.integers(40, 45)
    before = data.draw(at_edge if edges in {"begin", "both"} else within)
    after = data.draw(at_edge if edges in {"end", "both"} else within)
    span = Span(before, len(old) - after)
    size = span.end - span.start
    at, length = span.start + data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size // 5))
    words = data.draw(st.text("ab", min_size=1, max_size=size // 5))
    new = old[:at] + words + old[min(span.end, at + max(1, length)) :]
    finding = find_span(old, new, span)
    assert (finding.outcome, finding.span) == ("fuzzy", Span(span.start, span.end + len(new) - len(old)))


@settings(max_examples=EXAMPLES)
@given(drawn=editions("ab") | editions("abcdefghijklmnopqrstuvwxyz "))
def test_without_the_old_text_what_is_certain_is_the_same_words(
    drawn: tuple[str, list[tuple[int | None, str]], Span],
) -> None:
    old, letters, span = drawn
    new = "".join(letter for _, letter in letters)
    words = old[span.start : span.end]
    [finding] = reanchor([Anchor("p", span, sha256(words.encode()).hexdigest())], Text(new), None)
    certain = [place for place in range(len(new)) if len(words) >= STRETCH and new.startswith(words, place)]
    assert ([finding.span.start] if finding.span else []) == (certain if len(certain) == 1 else [])


def find_span(old: str, new: str, span: Span) -> Finding:
    digest = sha256(old[span.start : span.end].encode()).hexdigest()
    [finding] = reanchor([Anchor("p", span, digest)], Text(new), Text(old))
    return finding


@needs_article
def test_the_article_with_a_preface_has_all_its_anchors() -> None:
    old = Text.of(ARTICLE)
    findings = reanchor(anchors_of(Pack.named("cao2023").rows("passages")), Text("序。\n" + old.content), old)
    assert {finding.outcome for finding in findings} == {"moved"}
