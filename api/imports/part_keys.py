"""What the parts of a draft are called from one import to the next: by their own ids, where they have some."""

from collections import Counter
from collections.abc import Iterator

from api.core.write.bodies import Body
from api.imports.draft_plan import DraftPlan, Planned
from api.imports.drafts import PARTS

UNKEPT = frozenset({"units", "measures"})
"""What all essays share, and no import takes back."""
_SEPARATOR = ":"


def keys_of(plan: DraftPlan) -> list[str | None]:
    """Return what each operation of a plan is called; None of what makes no record of the draft's own."""
    parts = {where: part for name in PARTS for where, part in plan.parts(name)}
    seen = Counter[str]()
    found = list[str | None]()
    for planned in plan.operations:
        if planned.operation.op != "create" or planned.operation.resource in UNKEPT:
            found.append(None)
            continue
        key = _SEPARATOR.join([planned.operation.resource, *_names(planned, parts.get(planned.pointer))])
        seen[key] += 1
        found.append(key if seen[key] == 1 else f"{key}{_SEPARATOR}{seen[key]}")
    return found


def _names(planned: Planned, part: object) -> Iterator[str]:
    body: Body = planned.operation.body or {}
    resource = planned.operation.resource
    if resource == "passages":
        yield f"{body['start']}-{body['end']}"
    elif resource == "entities":  # those that figures make have no part of their own
        yield next(iter((body.get("label") or {"": ""}).values()))
    elif resource == "reviews":
        yield from (str(getattr(part, name, "")) for name in ("of", "reviewer", "url"))
    elif resource == "sections":
        yield str(getattr(part, "opens", ""))
    elif resource == "relationships":
        yield from (str(getattr(part, name, "")) for name in ("pole_a", "pole_b"))
    elif resource != "essays":
        yield str(getattr(part, "id", "") or getattr(part, "lever", ""))
    if resource == "evidence":
        place = int((planned.fields.get("origin_id") or "/0").rpartition("/")[2])
        origins = getattr(part, "origins", [])
        yield origins[place] if place < len(origins) else ""
