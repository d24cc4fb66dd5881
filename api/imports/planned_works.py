"""Sources of a draft as bodies of records, and works that are there already, which are offered instead of made."""

from typing import Any

from api.core.write.bodies import Body
from api.imports.draft_names import name_of
from api.imports.draft_plan import DraftPlan
from api.imports.same_works import SameWork

_TYPES = {
    "report": "report",
    "paper": "article-journal",
    "article": "article",
    "speech": "speech",
    "webpage": "webpage",
    "communication": "personal_communication",
    "statistics": "dataset",
}
"""The CSL type of a source, by its kind; of what is no work, a document."""


def source_body(plan: DraftPlan, part: Any) -> Body:
    """Return what a draft says of a source, but for its places and its entity."""
    work = {name: value for name, value in part.work.items() if name != "named_in"}
    if "note" in work:
        work["note"] = plan.words(str(work["note"]))
    return {
        "kind": part.kind,
        "name": plan.words(part.name, part.work.get("named_in") or None),
        "csl_type": _TYPES.get(part.kind, "document"),
        "title": part.title or None,
        "author": [name_of(name) for name in part.authors if name.strip()],
        "issued": part.year or None,
        "url": part.url or None,
        "as_written": part.wording or None,
        "extra": part.extra or None,
    } | work


def offer(plan: DraftPlan, where: str, part: str, same: SameWork, places: list[str]) -> None:
    """Take the source that a work is instead of making it again; its places are added to that.

    Args:
        plan: what is planned.
        where: the part of the draft.
        part: its id.
        same: the source that it is.
        places: where the essay leans on it.
    """
    made = same.work.get("passages")
    which = "in the service" if made is None else "made of the same files"
    plan.called(part, same.identifier)
    plan.constructs[where].records.append(same.identifier)
    plan.became(where, "changed", f"is {same.identifier}, {which}, by the same {same.by}: no other was made")
    plan.report.note("same-work", where, f"{part} is {same.identifier}, {which}, by the same {same.by}")
    before = plan.known.passages_of_source(same.identifier) if made is None else made
    if further := [place for place in places if place not in before]:
        version = same.work.get("version")
        plan.patch("sources", same.identifier, {"passages": [*before, *further]}, where, version)
