"""The argument of an essay, as it is audited."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from api.resources.arguments.contradictions import Figure
from api.resources.arguments.gathered_rows import ReadArgument
from api.resources.arguments.models import Node
from api.resources.arguments.support import reasons_of, standing


@dataclass(frozen=True)
class Argument(ReadArgument):
    """An essay's argument: its own claims, all that supports them, its figures, and the claims that have no place."""

    essay_id: str
    figures: Sequence[Figure]
    unplaced: Sequence[str] = ()

    @property
    def claims(self) -> list[Node]:
        """The essay's own claims that stand published."""
        own = f"{self.essay_id}-c"
        return [node for node in self.nodes.values() if node.id.startswith(own) and node.status == "published"]

    @cached_property
    def stands(self) -> set[str]:
        """The records that stand."""
        return standing(reasons_of(self.links), self.grounds, self.withdrawn)

    @property
    def voices(self) -> dict[str, list[str]]:
        """Who speaks in each ground: a source itself; in a figure those whom it is attributed to.

        In a figure that is attributed to nobody it is the figure itself, unless others support it, who speak then.
        """
        said = {figure.id: json.loads(figure.attributed_to) for figure in self.figures}
        supported = {reason.target for reason in reasons_of(self.links) if reason.premises <= self.stands}
        return {name: said.get(name) or ([] if name in supported else [name]) for name in self.grounds}
