"""What claims rest on, against plain graph code that looks at every chain, and on arguments drawn by hand."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.resources.claims.grounds import ANALYST, AUTHOR, NAMED, NOTHING, UNLOCATED, UNNAMED, SupportLink, grades
from tests.examples import at_least

NAMES = ["a", "b", "c", "d", "e", "f"]

arguments = st.builds(
    lambda drawn: [
        SupportLink(f"e{n}", origin, target, group, analyst)
        for n, (origin, target, group, analyst) in enumerate(drawn)
        if origin != target
    ],
    st.lists(
        st.tuples(
            st.sampled_from(NAMES),
            st.sampled_from(NAMES),
            st.sampled_from([None, None, "g"]),
            st.sampled_from([False, False, True]),
        ),
        max_size=9,
        unique_by=lambda link: link[:2],
    ),
)
some_words = st.dictionaries(st.sampled_from(NAMES), st.integers(NAMED, NOTHING))


def reasons_for(target: str, links: list[SupportLink]) -> list[list[SupportLink]]:
    to_it = [link for link in links if link.target == target]
    groups = {link.group for link in to_it if link.group}
    return [[link] for link in to_it if not link.group] + [[x for x in to_it if x.group == group] for group in groups]


def every_grade(
    name: str, links: list[SupportLink], words: Mapping[str, int], above: frozenset[str] = frozenset()
) -> Iterator[int]:
    """Yield the grade of each way to support a record: each is as good as its weakest link; none leads round."""
    if name not in words or name in above:
        return
    for reason in reasons_for(name, links):
        ways = []
        for link in reason:
            word = [words[link.origin]] if words.get(link.origin, NOTHING) < NOTHING else []
            found = [*word, *every_grade(link.origin, links, words, above | {name})]
            ways.append([max(grade, ANALYST) if link.analyst else grade for grade in found])
        yield from (max(way) for way in product(*ways))


@settings(max_examples=at_least(200))
@given(arguments, some_words)
def test_grades_are_those_of_the_best_of_all_chains(links: list[SupportLink], words: dict[str, int]) -> None:
    found = grades(links, words)
    best = {name: min(every_grade(name, links, words), default=NOTHING) for name in NAMES}
    assert {name: found.get(name, NOTHING) for name in NAMES} == best


def link(origin: str, target: str, group: str | None = None, *, analyst: bool = False) -> SupportLink:
    return SupportLink(f"{origin}-{target}", origin, target, group, analyst)


WORDS = {"thesis": AUTHOR, "claim": AUTHOR, "rejected": NOTHING, "report": NAMED, "person": UNLOCATED, "they": UNNAMED}


@pytest.mark.parametrize(
    ("links", "grade"),
    [
        ([], NOTHING),
        ([link("report", "thesis")], NAMED),
        ([link("person", "thesis")], UNLOCATED),
        ([link("they", "thesis")], UNNAMED),
        ([link("claim", "thesis")], AUTHOR),
        ([link("rejected", "thesis")], NOTHING),
        ([link("report", "claim"), link("claim", "thesis")], NAMED),
        ([link("report", "claim"), link("claim", "thesis", analyst=True)], ANALYST),
        ([link("they", "thesis"), link("person", "thesis")], UNLOCATED),
        ([link("report", "thesis", "both"), link("they", "thesis", "both")], UNNAMED),
        ([link("report", "thesis", "both"), link("rejected", "thesis", "both")], NOTHING),
        ([link("report", "thesis", "both"), link("they", "thesis", "both"), link("person", "thesis")], UNLOCATED),
        ([link("claim", "rejected"), link("rejected", "claim")], AUTHOR),
    ],
    ids=[
        "no-reason",
        "a-report",
        "a-person",
        "nobody-named",
        "a-bare-claim",
        "a-claim-that-is-rejected",
        "through-a-claim",
        "through-the-analyst",
        "the-better-of-two",
        "the-weaker-premise",
        "a-premise-that-fails",
        "linked-and-alone",
        "in-a-circle",
    ],
)
def test_what_a_record_rests_on(links: list[SupportLink], grade: int) -> None:
    target = "rejected" if links and links[0].target == "rejected" else "thesis"
    assert grades(links, WORDS).get(target, NOTHING) == grade


def test_what_cannot_stand_is_not_supported() -> None:
    assert grades([link("report", "withdrawn")], WORDS) == {}
