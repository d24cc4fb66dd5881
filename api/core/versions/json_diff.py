"""What differs between two JSON objects, as a JSON Patch (RFC 6902) that also tells what there was before."""

from collections.abc import Iterator, Mapping
from typing import Any

from seed.frozen.canonical import Json, canonical_json


def difference(old: Mapping[str, Json], new: Mapping[str, Json], path: str = "") -> Iterator[dict[str, Any]]:
    """Yield the operations that make the new object of the old one, in the order of the new one's members.

    Objects are compared member by member; a list is one value, which is replaced as a whole. Beside
    the members of RFC 6902 each operation has `old`, which appliers ignore (section 4).
    """
    for name in dict.fromkeys((*new, *old)):
        where = f"{path}/{name.replace('~', '~0').replace('/', '~1')}"
        before, after = old.get(name), new.get(name)
        if name not in old:
            yield {"op": "add", "path": where, "value": after, "old": None}
        elif name not in new:
            yield {"op": "remove", "path": where, "value": None, "old": before}
        elif isinstance(before, Mapping) and isinstance(after, Mapping):
            yield from difference(before, after, where)
        elif canonical_json(before) != canonical_json(after):  # in Python True equals 1
            yield {"op": "replace", "path": where, "value": after, "old": before}
