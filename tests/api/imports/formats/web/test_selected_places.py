"""What an annotation selects is found by its words; offsets are code points, or UTF-16 where the words say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.imports.formats.web.selected_places import SelectedPlaces, SelectedWords

TEXT = "A 🌳 cools a street. A 🌳 costs money. Streets “need” shade.\n"


def found(*steps: SelectedWords) -> str | None:
    span = SelectedPlaces(TEXT).find(steps).span
    return None if span is None else TEXT[span.start : span.end]


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (SelectedWords("costs money"), "costs money"),
        (SelectedWords("A 🌳", suffix=" costs"), "A 🌳"),
        (SelectedWords("A 🌳", start=20, end=23), "A 🌳"),
        (SelectedWords("costs", start=26, end=31), "costs"),
        (SelectedWords(start=2, end=9), "🌳 cools"),
        (SelectedWords('Streets "need" shade'), "Streets “need” shade"),
        (SelectedWords("costs money", start=900, end=911), "costs money"),
        (SelectedWords("A 🌳 costs monies"), "A 🌳 costs money."),
    ],
)
def test_words_are_found(step: SelectedWords, words: str) -> None:
    assert found(step) == words


def test_offsets_are_of_utf16_where_the_words_stand_there() -> None:
    units = len(TEXT[: TEXT.index("costs")].encode("utf-16-le")) // 2
    span = SelectedPlaces(f"{TEXT}costs\n").find([SelectedWords("costs", start=units, end=units + 5)]).span
    assert span is not None
    assert span.start == TEXT.index("costs")


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (SelectedWords("A 🌳"), "stands 2 times"),
        (SelectedWords("nothing of the kind at all"), "nowhere"),
        (SelectedWords(start=50, end=900), "is no place of a text of"),
        (SelectedWords(start=9, end=9), "is no place of a text of"),
        (SelectedWords(), "neither words nor offsets"),
    ],
)
def test_what_has_no_one_place_is_refused_with_why(step: SelectedWords, why: str) -> None:
    place = SelectedPlaces(TEXT).find([step])
    assert place.span is None
    assert why in str(place.why)


def test_one_stands_within_the_other() -> None:
    assert found(SelectedWords("A 🌳 costs money"), SelectedWords("🌳")) == "🌳"
    assert found(SelectedWords("A 🌳 costs money"), SelectedWords(start=4, end=9)) == "costs"
    assert found(SelectedWords("A 🌳 costs money"), SelectedWords("cools")) is None


def test_blanks_at_its_ends_are_left_out_and_told() -> None:
    place = SelectedPlaces(TEXT).find([SelectedWords(" costs money ", start=24, end=37)])
    assert place.span is None or TEXT[place.span.start : place.span.end] == "costs money"


@given(st.text(alphabet="a🌳 .\n", max_size=30), st.integers(-3, 40), st.integers(-3, 40), st.text("a🌳 .", max_size=4))
def test_whatever_is_selected_its_place_is_in_the_text(text: str, start: int, end: int, quote: str) -> None:
    span = SelectedPlaces(text).find([SelectedWords(quote, start=start, end=end)]).span
    assert span is None or (0 <= span.start < span.end <= len(text) and text[span.start : span.end].strip())
