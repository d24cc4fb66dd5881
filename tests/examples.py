"""How many examples property tests draw: `LUNJU_EXAMPLES` asks for more."""

import os


def at_least(number: int) -> int:
    """Return how many examples to draw: this many, or more where more are asked for."""
    return max(number, int(os.environ.get("LUNJU_EXAMPLES") or 0))
