"""The links of a draft: one record for each premise, and links that say the same told apart."""

from collections.abc import Mapping, Sequence

from api.imports.draft_names import slug_of
from api.imports.draft_parts import DraftLink
from api.imports.draft_plan import DraftPlan
from api.resources.evidence.permitted_links import SYMMETRIC
from seed.frozen.canonical import canonical_json

_ORIGINS = {"claims": "claim", "figures": "statistic", "sources": "source"}
_TARGETS = {"claims": "claim", "figures": "statistic", "links": "evidence"}
_ASSERTERS = {"author": "author", "reader": "analyst"}
_FIELDS = {"target_id": "to", "target_type": "to", "asserted_by": "whose", "asserter_id": "by"}


def plan_links(plan: DraftPlan) -> None:
    """Plan the links, each after the one that it leads to."""
    parts = {part.id: (where, part) for where, part in plan.parts("links")}
    names = plan.in_order("links", parts, lambda part: [part.to], "to")
    planning = _LinkPlanning(plan, {name: len(part.origins) for name, (_, part) in parts.items()})
    for name in names:
        planning.plan_link(*parts[name])


class _LinkPlanning:
    """Links under way."""

    def __init__(self, plan: DraftPlan, premises: Mapping[str, int]) -> None:
        """Plan links, of which it is known how many premises each has."""
        self._plan = plan
        self._premises = premises
        self._groups = set[str]()
        self._said = set[tuple[str, ...]]()

    def plan_link(self, where: str, part: DraftLink) -> None:
        """Plan the records of a link: one for each of what it comes from."""
        plan = self._plan
        target = plan.named(part.to, list(_TARGETS), f"{where}/to")
        asserter = plan.named(part.by, ["sources"], f"{where}/by") if part.by else None
        if not part.origins:
            detail = "a link comes from something: name a claim, figure or source"
            plan.report.fault("field-missing", f"{where}/from", detail)
        origins = [plan.named(origin, list(_ORIGINS), f"{where}/from/{n}") for n, origin in enumerate(part.origins)]
        group = self._group(part, origins, target)
        made = list[str]()
        for place, (origin, named) in enumerate(zip(part.origins, origins, strict=True)):
            if named is None or target is None or (part.by and asserter is None):
                continue
            body = {
                "relation": part.relation,
                "essay_id": plan.essay_id,
                "origin_type": _ORIGINS[plan.kind_of(origin) or "sources"],
                "origin_id": named,
                "target_type": _TARGETS[plan.kind_of(part.to) or ""],
                "target_id": target,
                "group": group,
                "scheme": part.scheme or None,
                "asserted_by": "other" if asserter else _ASSERTERS[part.whose],
                "asserter_id": asserter,
                "extra": None if made else part.extra or None,  # it is said once of a link, of its first premise
            }
            fields = dict.fromkeys(("origin_id", "origin_type"), f"from/{place}") | _FIELDS
            made.append(plan.create("evidence", body, where, fields))
        if made:
            plan.called(part.id, made[0])
        if plan.kind_of(part.to) == "links" and (more := self._premises.get(part.to, 0)) > 1:
            detail = f"it leads to the first of the {more} premises that are one reason, and so to all of it"
            plan.became(where, "changed", detail)

    def _group(self, part: DraftLink, origins: Sequence[str | None], target: str | None) -> str | None:
        """Return what tells premises as one reason; and a link from one that says the same, which is kept, too."""
        ends = [str(origins[0]), str(target)] if len(origins) == 1 else []
        if part.relation in SYMMETRIC:
            ends.sort()
        said = (part.relation, *ends, part.scheme, part.by or part.whose, canonical_json(part.extra))
        if not origins[1:] and said not in self._said:
            self._said.add(said)
            return None
        group = slug_of(part.id, "link", self._groups)
        self._groups.add(group)
        return group
