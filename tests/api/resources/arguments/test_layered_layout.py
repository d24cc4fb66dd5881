"""Where nodes stand, whatever the graph."""

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from api.resources.arguments.layered_layout import HEIGHT, WIDTH, lay_out
from tests.examples import at_least

NODES = [f"n{n}" for n in range(12)]
GROUPS = ["a", "b", None]

property_test = settings(max_examples=at_least(100))
edges = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=40)
grouped = st.fixed_dictionaries({name: st.sampled_from(GROUPS) for name in NODES})


@property_test
@given(edges=edges, groups=grouped)
def test_every_node_has_a_place_of_its_own(edges: list[tuple[str, str]], groups: dict[str, str | None]) -> None:
    places = lay_out(groups, edges, GROUPS)
    assert places.keys() == groups.keys()
    assert set(Counter(places.values()).values()) == {1}


@property_test
@given(edges=edges, groups=grouped)
def test_groups_stand_side_by_side(edges: list[tuple[str, str]], groups: dict[str, str | None]) -> None:
    places = lay_out(groups, edges, GROUPS)
    columns = [[places[name][0] for name in NODES if groups[name] == group] for group in GROUPS]
    spans = [(min(found), max(found)) for found in columns if found]
    assert all(end + WIDTH <= start for (_, end), (start, _) in pairwise(spans))


@property_test
@given(edges=edges, groups=grouped)
def test_what_is_led_to_stands_above_unless_links_run_in_a_circle(
    edges: list[tuple[str, str]], groups: dict[str, str | None]
) -> None:
    upwards = [(one, other) for one, other in edges if one > other]  # so that none closes a circle
    places = lay_out(groups, upwards, GROUPS)
    assert all(places[origin][1] >= places[target][1] + HEIGHT for origin, target in upwards)


@property_test
@given(edges=edges)
def test_a_link_of_a_circle_is_the_only_one_that_leads_down(edges: list[tuple[str, str]]) -> None:
    places = lay_out(dict.fromkeys(NODES), edges, [None])
    downwards = {edge for edge in edges if places[edge[0]][1] <= places[edge[1]][1]}
    assert all(_leads(edges, target, origin) for origin, target in downwards)


@property_test
@given(edges=edges, groups=grouped)
def test_the_same_graph_is_laid_out_the_same(edges: list[tuple[str, str]], groups: dict[str, str | None]) -> None:
    assert lay_out(groups, edges, GROUPS) == lay_out(groups, list(edges), GROUPS)


def test_lines_that_need_not_cross_do_not() -> None:
    names = [f"{side}{n}" for n in range(4) for side in ("low", "high")]
    crossed = [(f"low{n}", f"high{3 - n}") for n in range(4)]
    places = lay_out(dict.fromkeys(names), crossed, [None])
    assert all(places[low][0] == places[high][0] for low, high in crossed)


def test_a_wide_layer_becomes_several_rows() -> None:
    places = lay_out(dict.fromkeys(f"n{n}" for n in range(200)), [], [None])
    assert max(x for x, _ in places.values()) <= 20 * WIDTH


def _leads(edges: list[tuple[str, str]], start: str, end: str) -> bool:
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for there in {target for origin, target in edges if origin == here} - reached:
            reached.add(there)
            waiting.append(there)
    return end in reached
