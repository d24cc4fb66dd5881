"""What a rule of the audit is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from api.resources.arguments.audited_argument import Argument
from api.resources.arguments.models import Finding

MAX_FINDINGS = 1000
"""How many findings of one rule are told."""
Found = Iterator[tuple[list[str], str] | None]
"""Records that break a rule, and how; None is that no more is looked for."""


@dataclass(frozen=True)
class Rule:
    """A rule: its name, what breaks it, what mends it, how to find it, and whether it needs the whole argument."""

    id: str
    title: str
    remedy: str
    find: Callable[[Argument], Found]
    whole: bool = False

    def findings(self, argument: Argument) -> tuple[list[Finding], bool]:
        """Return where an argument breaks the rule, up to `MAX_FINDINGS`; and whether there may be more."""
        found: list[Finding] = []
        for broken in self.find(argument):
            if broken is None or len(found) == MAX_FINDINGS:
                return found, True
            records, detail = broken
            found.append(Finding(rule=self.id, records=records, detail=detail))
        return found, False
