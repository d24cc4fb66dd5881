"""Places for the nodes of a graph, in layers: what is led to stands above what leads to it (Sugiyama et al., 1981).

A node's layer is the length of the longest way from it upwards; where ways run in a circle, the link that closes it
does not count. Within a layer each node moves to the middle of its neighbours in other layers, a few times over, which
uncrosses most lines. Nodes that stand together have columns of their own, and a layer that is wide becomes several
rows. All places are whole numbers that follow from the input alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, sqrt

WIDTH = 200
"""From the middle of a node to the middle of the next one in its row."""
HEIGHT = 120
"""From one row to the next."""
_ROUNDS = 4
_NARROWEST = 4

Place = tuple[int, int]


def lay_out(
    groups: Mapping[str, str | None], edges: Iterable[tuple[str, str]], order: Sequence[str | None]
) -> dict[str, Place]:
    """Return where nodes stand.

    Args:
        groups: the nodes, and the group that each stands in.
        edges: from which node to which; those of others are left out.
        order: the groups from left to right.

    Returns:
        For each node, how far it is to the right, and how far down.
    """
    within = [edge for edge in dict.fromkeys(edges) if edge[0] in groups and edge[1] in groups]
    layers = _layers(groups, within)
    neighbours: dict[str, list[str]] = defaultdict(list)
    for origin, target in within:
        if layers[origin] != layers[target]:
            neighbours[origin].append(target)
            neighbours[target].append(origin)
    blocks = _blocks(groups, layers, order)
    places = _placed(blocks)
    for turn in range(_ROUNDS * 2):
        upwards = bool(turn % 2)
        for block in blocks if not upwards else reversed(blocks):
            block.nodes.sort(key=lambda name: _middle(name, neighbours, layers, places, upwards=upwards))
        places = _placed(blocks)
    return places


@dataclass
class _Block:
    """The nodes of one group in one layer, from left to right; where it begins, and how many a row of it has."""

    layer: int
    left: int
    width: int
    nodes: list[str]


def _layers(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return the layer of each node, from the top: one beneath the lowest that it leads to."""
    onward: dict[str, list[str]] = defaultdict(list)
    for origin, target in edges:
        onward[origin].append(target)
    layers: dict[str, int] = {}
    open_ways: set[str] = set()
    for start in nodes:
        ways = [] if start in layers else [start]
        while ways:
            here = ways[-1]
            if here not in open_ways and here not in layers:
                open_ways.add(here)
                ways += [there for there in reversed(onward[here]) if there not in layers and there not in open_ways]
                continue
            ways.pop()
            if here not in layers:
                layers[here] = max((layers[there] + 1 for there in onward[here] if there in layers), default=0)
    return layers


def _blocks(groups: Mapping[str, str | None], layers: Mapping[str, int], order: Sequence[str | None]) -> list[_Block]:
    """Return the nodes by layer and group, each group in columns of its own."""
    found: dict[str | None, dict[int, list[str]]] = {group: defaultdict(list) for group in order}
    for name, group in groups.items():
        found[group][layers[name]].append(name)
    blocks, left = [], 0
    for levels in found.values():
        size = sum(map(len, levels.values()))
        widest = min(max(map(len, levels.values()), default=0), max(_NARROWEST, ceil(sqrt(2 * size))))
        blocks += [_Block(layer, left, widest, nodes) for layer, nodes in levels.items()]
        left += widest * WIDTH + (WIDTH // 2 if size else 0)  # room for the lines around boxes
    return sorted(blocks, key=lambda block: (block.layer, block.left))


def _placed(blocks: Iterable[_Block]) -> dict[str, Place]:
    """Return where the nodes of blocks stand, each row in the middle of its columns."""
    rows: dict[int, int] = defaultdict(int)
    for block in blocks:
        rows[block.layer] = max(rows[block.layer], ceil(len(block.nodes) / block.width))
    layers = sorted(rows)
    tops = dict(zip(layers, accumulate((rows[layer] for layer in layers), initial=0), strict=False))
    places = {}
    for block in blocks:
        for place, name in enumerate(block.nodes):
            row, column = divmod(place, block.width)
            in_row = min(block.width, len(block.nodes) - row * block.width)
            indent = (block.width - in_row) * WIDTH // 2
            places[name] = block.left + indent + column * WIDTH, (tops[block.layer] + row) * HEIGHT
    return places


def _middle(
    name: str,
    neighbours: Mapping[str, list[str]],
    layers: Mapping[str, int],
    places: Mapping[str, Place],
    *,
    upwards: bool,
) -> float:
    """Return the middle of a node's neighbours above, or beneath; where it is, if there are none."""
    there = [places[other][0] for other in neighbours[name] if (layers[other] > layers[name]) == upwards]
    return sum(there) / len(there) if there else places[name][0]
