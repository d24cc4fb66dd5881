"""What a link of evidence must keep to."""

from collections.abc import Iterator

from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext
from api.resources.evidence.permitted_links import PERMITTED

_TABLES = {"claim": "claims", "statistic": "statistics", "source": "sources", "evidence": "evidence"}


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a link: its ends are there, it is permitted, and there is no other like it."""
    triple = record["origin_type"], record["relation"], record["target_type"]
    if triple not in PERMITTED:
        origin, relation, target = triple
        able = sorted({kind for one, kind, other in PERMITTED if (one, other) == (origin, target)})
        right = f"it can be that it {', '.join(able)}" if able else "they cannot be linked"
        yield Fault(detail=f"no {origin} {relation} a {target}: {right}", pointer="/relation")
    for side in ("origin", "target"):
        if context.find(*_end(record, side)) is None:
            detail = f"there is no {record[f'{side}_type']} {record[f'{side}_id']}"
            yield Fault(detail=detail, pointer=f"/{side}_id")
    if record["target_id"] in {record["origin_id"], record["id"]}:
        yield Fault(detail="nothing bears on itself", pointer="/target_id")
    if same := [item for item in alike(context, record) if item != record["id"]]:
        yield Fault(detail=f"{same[0]} says the same", pointer="/target_id")


def alike(context: RuleContext, record: Body) -> list[str]:
    """Return the links that say what a link says; there may be but one."""
    same = {name: record[name] for name in ("relation", "origin_id", "target_id")}
    return context.having("evidence", same, [_end(record, side) for side in ("origin", "target")])


def _end(record: Body, side: str) -> tuple[str, str]:
    """Return which record is at an end of a link."""
    return _TABLES[record[f"{side}_type"]], record[f"{side}_id"]
