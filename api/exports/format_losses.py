"""What a format cannot say of a draft, gathered part by part."""

from collections.abc import Iterable, Sequence
from typing import Any

from api.imports.draft_parts import DraftClaim, DraftLink
from api.imports.draft_plan import KINDS
from api.imports.drafts import Draft
from api.imports.import_reports import Became, Construct


class FormatLosses:
    """Losses of one essay on its way into a format.

    Args:
        format: what the format is called.
    """

    def __init__(self, format: str) -> None:  # noqa: A002 - what it is
        """Begin with nothing lost."""
        self._format = format
        self._told: dict[tuple[str, str], tuple[Became, list[str]]] = {}

    def changed(self, what: str, place: str, why: str) -> None:
        """Tell what of a part is otherwise, or left out."""
        self._tell(what, place, "changed", why)

    def dropped(self, what: str, place: str, why: str) -> None:
        """Tell that a part is left out."""
        self._tell(what, place, "dropped", why)

    def essay(self, draft: Draft, fields: Iterable[str]) -> None:
        """Tell what is said of the essay as a whole in fields that the format does not have."""
        said = draft.model_dump(exclude_defaults=True)
        if lost := [name for name in fields if name in said]:
            self.changed("essay", draft.id, f"{self._format} has no {', '.join(lost)}")
        self._beside("essay", draft.id, draft.extra)

    def parts(self, draft: Draft, lists: Iterable[str]) -> None:
        """Tell that all parts of lists are left out, since the format has no such thing."""
        for name in lists:
            for place, part in enumerate(getattr(draft, name)):
                where = getattr(part, "id", "") or f"/{name}/{place}"
                self.dropped(KINDS[name], where, f"{self._format} has none")

    def claim(self, part: DraftClaim, fields: Sequence[str]) -> None:
        """Tell what a claim says in fields that the format does not have."""
        self._fields("claim", part, fields)

    def link(self, part: DraftLink, fields: Sequence[str]) -> None:
        """Tell what a link says in fields that the format does not have."""
        self._fields("link", part, fields)

    @property
    def constructs(self) -> list[Construct]:
        """What is told."""
        return [
            Construct(what=what, place=place, became=became, why="; ".join(why))
            for (what, place), (became, why) in self._told.items()
        ]

    def _fields(self, what: str, part: DraftClaim | DraftLink, fields: Sequence[str]) -> None:
        said = part.model_dump(exclude_defaults=True)
        if lost := [name for name in fields if name in said]:
            self.changed(what, part.id, f"{self._format} has no {', '.join(lost)}")
        self._beside(what, part.id, part.extra)

    def _beside(self, what: str, place: str, extra: dict[str, Any]) -> None:
        if others := sorted(set(extra) - {self._format}):
            self.changed(what, place, f"what {', '.join(others)} says beside it is left out")

    def _tell(self, what: str, place: str, became: Became, why: str) -> None:
        before, told = self._told.get((what, place), (became, []))
        both: Became = "dropped" if "dropped" in {before, became} else "changed"
        self._told[what, place] = (both, [*told, why] if why not in told else told)
