"""CSL-JSON: an array of items, as the schema `csl-data.json` has it, of one item or of many."""

from collections.abc import Sequence

import msgspec

from api.formats.item import Item


def encode(items: Sequence[Item]) -> bytes:
    """Return items as CSL-JSON, for every processor of the Citation Style Language."""
    return msgspec.json.encode(items)
