"""The claims of a topic as a tree: each beneath what it bears on among them, and the rest beneath the topic itself."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from api.pages.maps.argument_tree import argument_tree
from api.pages.maps.essay_argument import EssayArgument
from api.pages.maps.map_items import Bond, ClaimMap, MapItem, MapWords, ToldRecords, relations_of
from api.pages.maps.map_reading import Record
from api.pages.page_context import PageContext
from api.resources.arguments.support import ArgumentLink

_BELONGS = "belongs_to"
_DEPTH = 3


def topic_map(topic: Record, found: EssayArgument, context: PageContext) -> ClaimMap:
    """Put a topic and its claims into words.

    Args:
        topic: the topic.
        found: what was read of its essay, its claims unfolded.
        context: the language, and where links lead.
    """
    members = {name for name in topic["claims"] if name in found.claims}
    facts = found.statistics.keys() | found.sources.keys()
    links = [link for link in found.links if link.origin_id in members or link.origin_id in facts]
    within = [link for link in links if link.origin_id in members and link.target_id in members]
    belonging = [
        ArgumentLink(f"{name}:{_BELONGS}", _BELONGS, name, topic["id"])
        for name in _first([name for name in topic["claims"] if name in members], within)
    ]
    itself = {"text": topic["title"], "stance": "", "states": ()}
    known = ToldRecords(found.essay, {**found.claims, topic["id"]: itself}, found.statistics, found.sources)
    tree = argument_tree(topic["id"], [*belonging, *links], members, _DEPTH)
    root = MapWords(known, context).item(tree)
    groups = tuple(tuple(_own(item, found, context) for item in group) for group in root.groups)
    root = replace(root, groups=groups, href=context.href("topics", topic["id"]))
    return ClaimMap(root, (), relations_of(root))


def _first(members: Iterable[str], links: Iterable[ArgumentLink]) -> Iterator[str]:
    """Yield the claims that bear on no other among them, and one of each circle that none of these leads to."""
    members = list(members)
    at: dict[str, list[str]] = {}
    for link in links:
        at.setdefault(link.target_id, []).append(link.origin_id)
    bearing = {link.origin_id for link in links}
    reached: set[str] = set()
    for name in sorted(members, key=bearing.__contains__):
        if name not in reached:
            yield name
            waiting = [name]
            while waiting:
                here = waiting.pop()
                if here not in reached:
                    reached.add(here)
                    waiting += at.get(here, [])


def _own(item: MapItem, found: EssayArgument, context: PageContext) -> MapItem:
    """Return a claim that bears on no other: beside it stands its kind."""
    kind = context.name("kind", found.claims[item.id]["kind"])
    return replace(item, bond=Bond("", "", kind, None, analyst=False, joint=False, href=""))
