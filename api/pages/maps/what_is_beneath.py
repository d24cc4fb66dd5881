"""What lies beneath some claims of an essay, counted: claims, figures and sources, and what speaks against them."""

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from api.pages.page_context import PageContext
from api.resources.arguments.support import OBJECTIONS, ArgumentLink

_PHRASES = {
    "claims": ("one_claim", "n_claims"),
    "figures": ("one_figure", "n_figures"),
    "sources": ("one_source", "n_sources"),
    "against": ("one_against", "n_against"),
    "undercut": ("one_undercut", "n_undercut"),
    "bearing": ("one_bearing", "n_bearing"),
}
"""What is counted, in the phrases for one and for several."""
_NAMES = {"claim": "claims", "statistic": "figures", "source": "sources"}


class Beneath(NamedTuple):
    """How much lies beneath some claims, themselves among it."""

    claims: int = 0
    figures: int = 0
    sources: int = 0
    against: int = 0
    undercut: int = 0

    def told(self, context: PageContext) -> str:
        """Return it in words: what there is none of is left out."""
        return " · ".join(counted(context, name, number) for name, number in self._asdict().items() if number)


def beneath(starts: Iterable[str], at: Mapping[str, Sequence[ArgumentLink]], kinds: Mapping[str, str]) -> Beneath:
    """Count what leads to some claims, however far.

    Args:
        starts: the claims.
        at: the links by what they lead to.
        kinds: what each link begins at.
    """
    reached = dict.fromkeys(starts)
    relations: dict[str, str] = {}
    waiting = deque(reached)
    while waiting:
        for link in at.get(waiting.popleft(), ()):
            relations[link.id] = link.relation
            waiting.append(link.id)  # what bears on it
            if link.origin_id not in reached:
                reached[link.origin_id] = None
                waiting.append(link.origin_id)
    sorts = Counter(_NAMES[kinds.get(name, "claim")] for name in reached)
    told = Counter(relations.values())
    against = sum(told[relation] for relation in OBJECTIONS - {"undercuts"})
    return Beneath(sorts["claims"], sorts["figures"], sorts["sources"], against, told["undercuts"])


def counted(context: PageContext, name: str, number: int) -> str:
    """Return how many there are of something, in words."""
    one, several = _PHRASES[name]
    return context.say[one] if number == 1 else context.say[several].format(number)
