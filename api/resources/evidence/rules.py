"""What a link of evidence must keep to."""

from collections.abc import Iterator

from api.core.http.problems import Fault
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext
from api.resources.evidence.permitted_links import PERMITTED, SYMMETRIC

_TABLES = {"claim": "claims", "statistic": "statistics", "source": "sources", "evidence": "evidence"}
_TOLD_APART = ("group", "scheme", "asserted_by", "asserter_id", "note", "extra")
"""What links may differ in that lead from the same to the same in the same way."""


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a link: its ends are there, it is permitted, somebody asserts it, and once."""
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
    if (record["asserted_by"] == "other") != (record["asserter_id"] is not None):
        detail = "names who asserts it, where that is another (asserted_by other), and only there"
        yield Fault(detail=detail, pointer="/asserter_id")
    if same := [item for item in alike(context, record) if item != record["id"]]:
        right = "links of one relation between the same two differ in group, scheme, asserter, note or extra"
        yield Fault(detail=f"{same[0]} says the same: {right}", pointer="/target_id")


def alike(context: RuleContext, record: Body) -> list[str]:
    """Return the links that say what a link says, from either side where the relation holds from both."""
    origin, target = (_end(record, side) for side in ("origin", "target"))
    sides = [(origin, target), (target, origin)] if record["relation"] in SYMMETRIC else [(origin, target)]
    found = (
        context.find("evidence", name)
        for one, other in sides
        for name in context.having(
            "evidence", {"relation": record["relation"], "origin_id": one[1], "target_id": other[1]}, [one, other]
        )
    )
    return [str(link["id"]) for link in found if link and all(link[name] == record[name] for name in _TOLD_APART)]


def _end(record: Body, side: str) -> tuple[str, str]:
    """Return which record is at an end of a link."""
    return _TABLES[record[f"{side}_type"]], record[f"{side}_id"]
