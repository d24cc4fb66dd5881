"""What a passage must keep to."""

from collections.abc import Iterator

from api.core.http.problems import Fault, ProblemError
from api.core.write.bodies import Body
from api.core.write.writable import RuleContext

_QUOTE = "say `quote`, where the text of the essay is attached"
_ATTACH = "attach the text of the essay, from which it follows"
_OTHERWISE = {"start": _QUOTE, "end": _QUOTE, "sha256": _ATTACH, "paragraph": _ATTACH, "sentence": _ATTACH}
_PLACE = tuple(_OTHERWISE)


def check(context: RuleContext, record: Body) -> Iterator[Fault]:
    """Yield what is wrong with a passage: it is a place in the text of its essay.

    Raises:
        ProblemError: `conflict`, where nothing is wrong but that another stands there.
    """
    faults = list(_faults(context, record))
    yield from faults
    if faults:
        return
    same = {name: record[name] for name in ("essay_id", "start", "end")}
    others = context.having("passages", same, [("essays", record["essay_id"])])
    if other := next((name for name in others if name != record["id"]), None):
        detail = f"{other} stands at that very place already: name that one"
        raise ProblemError("conflict", f"{detail}.", [Fault(detail=detail, pointer="/start", nearest=other)])


def _faults(context: RuleContext, record: Body) -> Iterator[Fault]:
    if lacking := [name for name in _PLACE if record[name] is None]:
        for name in lacking:
            yield Fault(detail=f"is needed, and is not there: say it, or {_OTHERWISE[name]}", pointer=f"/{name}")
        return
    essay = context.find("essays", record["essay_id"])
    if record["end"] <= record["start"]:
        yield Fault(detail=f"a passage that starts at {record['start']} ends beyond that", pointer="/end")
    if essay and essay["length"] is None:
        yield Fault(detail=f"{essay['id']} has no text", pointer="/essay_id")
    elif essay and record["end"] > essay["length"]:
        yield Fault(detail=f"the text ends at {essay['length']}", pointer="/end")
    if record["sentence"] < record["paragraph"]:
        yield Fault(detail="every paragraph before has at least one sentence", pointer="/sentence")
