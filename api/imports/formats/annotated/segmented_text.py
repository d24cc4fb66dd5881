"""Segments of a text, and where they stand in it: in their order, whatever white space is between their words."""

import re
from collections.abc import Sequence

Places = dict[str, tuple[int, int]]


def joined(segments: Sequence[tuple[str, str]]) -> tuple[str, Places]:
    """Return segments as one text, a blank between each, and where each stands."""
    places: Places = {}
    parts, position = list[str](), 0
    for name, words in segments:
        places[name] = (position, position + len(words))
        parts.append(words)
        position += len(words) + 1
    return " ".join(parts), {name: place for name, place in places.items() if place[0] < place[1]}


def located(text: str, segments: Sequence[tuple[str, str]]) -> tuple[str, Places]:
    """Return a text, and where its segments stand; those are left out that do not stand behind those before them."""
    places: Places = {}
    position = 0
    for name, words in segments:
        pattern = r"\s+".join(map(re.escape, words.split()))
        found = re.compile(pattern).search(text, position) if pattern else None
        if found:
            places[name] = found.span()
            position = found.end()
    return text, places
