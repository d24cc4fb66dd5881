"""Cutting a text where passages begin and end, against a look at each character by itself."""

from hypothesis import given
from hypothesis import strategies as st

from api.pages.reading.text_segments import PassageSpan, cut

LENGTH = 24

spans = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).filter(lambda span: span[0] < span[1])
anchors = st.lists(spans, max_size=12).map(
    lambda found: [PassageSpan(number, *span) for number, span in enumerate(found, 1)]
)


def over(position: int, passages: list[PassageSpan]) -> set[int]:
    return {passage.number for passage in passages if passage.start <= position < passage.end}


@given(spans, anchors)
def test_each_character_has_the_passages_that_cover_it(part: tuple[int, int], passages: list[PassageSpan]) -> None:
    found = {
        position: {passage.number for passage in segment.covering}
        for segment in cut(*part, passages)
        for position in range(segment.start, segment.end)
    }
    assert found == {position: over(position, passages) for position in range(*part)}


@given(spans, anchors)
def test_segments_follow_each_other_and_are_as_few_as_can_be(
    part: tuple[int, int], passages: list[PassageSpan]
) -> None:
    segments = cut(*part, passages)
    edges = {edge for passage in passages for edge in passage[1:] if part[0] < edge < part[1]}
    assert [segment.start for segment in segments] == sorted({part[0], *edges})
    assert [segment.end for segment in segments] == sorted({part[1], *edges})


@given(spans, anchors)
def test_a_passage_ends_with_one_segment_where_it_ends_within_the_part(
    part: tuple[int, int], passages: list[PassageSpan]
) -> None:
    ending = [passage for segment in cut(*part, passages) for passage in segment.ending]
    assert sorted(ending) == sorted(passage for passage in passages if part[0] < passage.end <= part[1])


def test_the_shortest_of_nested_passages_comes_first() -> None:
    nested = [PassageSpan(1, 0, 9), PassageSpan(2, 2, 4), PassageSpan(3, 1, 6)]
    assert [[passage.number for passage in segment.covering] for segment in cut(0, 9, nested)] == [
        [1],
        [3, 1],
        [2, 3, 1],
        [3, 1],
        [1],
    ]
