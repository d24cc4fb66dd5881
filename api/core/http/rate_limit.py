"""How often somebody may do a thing: a quota that fills up again evenly (the generic cell rate algorithm).

All that is remembered of somebody is one instant: when their quota is whole again.
"""

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2s

WINDOW_SECONDS = 60
_SECOND = 1_000_000_000
_MOST = 10_000
"""Of how many is remembered what they did; who did nothing for longest is forgotten first."""
_LONGEST = 32
"""Up to how many bytes of a name are kept as they are; of longer ones a digest, since a proxy may tell any."""


@dataclass(frozen=True)
class Standing:
    """Where somebody stands after asking.

    Attributes:
        allowed: whether they may.
        remaining: how often they may now.
        seconds: after how many, rounded up, they may once more than that.
    """

    allowed: bool
    remaining: int
    seconds: int


class Rate:
    """A quota per minute, for each of many; times are in nanoseconds, so that all arithmetic is exact.

    Args:
        name: what its header fields call it.
        quota: how often per minute, and at once.
    """

    def __init__(self, name: str, quota: int) -> None:
        """Remember nobody."""
        self.name = name
        self.policy = f'"{name}";q={quota};w={WINDOW_SECONDS}'
        self._pause = WINDOW_SECONDS * _SECOND // quota
        self._window = self._pause * quota
        self._whole: OrderedDict[bytes, int] = OrderedDict()

    def take(self, who: bytes, now: int) -> Standing:
        """Take one from somebody's quota; where it is used up, nothing is taken."""
        if len(who) > _LONGEST:
            who = blake2s(who).digest()
        missing = max(self._whole.get(who, now) - now, 0) + self._pause
        if missing > self._window:
            return Standing(allowed=False, remaining=0, seconds=_seconds(missing - self._window))
        self._whole[who] = now + missing
        self._whole.move_to_end(who)
        if len(self._whole) > _MOST:
            self._whole.popitem(last=False)
        remaining, until_next = divmod(self._window - missing, self._pause)
        return Standing(allowed=True, remaining=remaining, seconds=_seconds(self._pause - until_next))

    def state(self, standing: Standing) -> str:
        """Return a standing as an item of the `RateLimit` field."""
        return f'"{self.name}";r={standing.remaining};t={standing.seconds}'


def _seconds(nanoseconds: int) -> int:
    return -(-nanoseconds // _SECOND)
