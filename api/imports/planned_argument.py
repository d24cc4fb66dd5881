"""The argument of a draft: claims, topics, tensions, and what others found of them."""

import re
from typing import Any

from api.core.http.problems import shown
from api.core.write.bodies import Body
from api.imports.draft_plan import DraftPlan
from api.imports.named_passages import Passages, places_of
from seed.frozen.languages import canonical_tag

_REVIEWED = {"c": ("claims", "claim"), "s": ("statistics", "statistic")}
_REVIEWABLE = r"([a-z]+(?:[0-9]{4}|nd)[a-z]?)-([cs])[1-9][0-9]{0,8}"
_POLES = {"for_a": "pole_a", "for_b": "pole_b", "between": "between"}
IMPLICIT = {
    "en": "Implicit: nothing words it, and the inference at its place needs it.",
    "zh-Hans": "隐含前提：原文没有写出，所在之处的推论需要它。",
}


def plan_claims(plan: DraftPlan, passages: Passages) -> None:
    """Plan the claims, in the order of the text."""
    for where, part in sorted(plan.parts("claims"), key=lambda item: passages.first(item[0])):
        told = places_of(where, part)
        if passages.places.text.length and not told:
            plan.report.note(
                "no-place", where, "stands nowhere in the text: it is told as reconstructed by the analyst"
            )
        body = {
            "essay_id": plan.essay_id,
            "kind": part.kind,
            "text": plan.words(part.says),
            "stance": part.stance,
            "attributed_to": plan.all_named(part.sources, ["sources"], f"{where}/sources"),
            "states": plan.all_named(part.states, ["figures"], f"{where}/states"),
            "about": plan.all_named(part.about, ["entities"], f"{where}/about"),
            "passages": passages.of(where),
            "one_utterance": part.one_utterance,
            "extra": part.extra or None,
        }
        if part.implicit and told:
            body["note"] = plan.words(IMPLICIT.get(plan.language, IMPLICIT["en"]))
            plan.became(where, "changed", "that it is implicit is said in its note")
        if passages.spans(where) or not told:  # else that is told
            fields = {"text": "says", "attributed_to": "sources", "passages": "quotes"}
            plan.called(part.id, plan.create("claims", body, where, fields))


def plan_topics(plan: DraftPlan, passages: Passages) -> None:
    """Plan the topics."""
    for where, part in plan.parts("topics"):
        body = {
            "essay_id": plan.essay_id,
            "kind": part.kind,
            "title": plan.words(part.title),
            "summary": plan.words(part.summary),
            "claims": plan.all_named(part.claims, ["claims"], f"{where}/claims"),
            "about": plan.all_named(part.about, ["entities"], f"{where}/about"),
            "passages": passages.of(where),
        }
        plan.called(part.id, plan.create("topics", body, where, {"passages": "quotes"}))


def plan_tensions(plan: DraftPlan, passages: Passages) -> None:
    """Plan the relationships; a lever that is no topic of the draft becomes one."""
    for where, part in plan.parts("tensions"):
        answer = plan.named(part.answer, ["claims"], f"{where}/answer")
        places = passages.of(where)
        body = {
            "essay_id": plan.essay_id,
            "poles": [plan.words(part.pole_a) or {}, plan.words(part.pole_b) or {}],
            "question": plan.words(part.question),
            "thesis_id": answer,
            "resolution": plan.words(part.resolution),
            "claims": [
                {"claim_id": name, "role": role}
                for field, role in _POLES.items()
                for name in plan.all_named(getattr(part, field), ["claims"], f"{where}/{field}")
            ],
            "about": plan.all_named(part.about, ["entities"], f"{where}/about"),
            "passages": places,
        }
        if part.lever:
            body["lever_id"] = _lever(plan, where, part, answer, places)
        fields = {"poles": "pole_a", "thesis_id": "answer", "lever_id": "lever", "claims": "for_a", "passages": "quote"}
        if answer is not None:
            plan.create("relationships", body, where, fields)


def _lever(plan: DraftPlan, where: str, part: Any, answer: str | None, places: list[str]) -> str | None:
    if plan.kind_of(part.lever):
        return plan.named(part.lever, ["topics"], f"{where}/lever")
    body = {
        "essay_id": plan.essay_id,
        "kind": "lever",
        "title": plan.words(part.lever),
        "summary": plan.words(part.resolution),
        "claims": [answer] if answer else [],
        "passages": places,
    }
    return plan.create("topics", body, where, {"title": "lever", "summary": "resolution"})


def plan_reviews(plan: DraftPlan, *, attaches_only: bool = False) -> None:
    """Plan the reviews, each of a claim or a figure of the draft, or of the service.

    Args:
        plan: what is planned.
        attaches_only: whether a review of what is not there is dropped, and told, instead of a fault.
    """
    for where, part in plan.parts("reviews"):
        reviewer = plan.named(part.reviewer, ["sources"], f"{where}/reviewer")
        target = _target(plan, where, part.of, attaches_only=attaches_only)
        if reviewer is None or target is None:
            continue
        if part.url and (same := plan.known.review_at(part.url, reviewer, target["target_id"])):
            plan.constructs[where].records.append(same)
            plan.became(where, "dropped", f"{same} is this review already")
            continue
        language = _language(plan, where, part.language)
        body = target | {
            "reviewer_id": reviewer,
            "verdict": part.verdict,
            "rated": plan.words(part.rated, language),
            "rating": plan.words(part.rating, language),
            "scale": plan.words(part.scale, language),
            "issued": part.date or None,
            "url": part.url or None,
            **{name: [] for name in ("sources", "statistics", "claims", "supersedes")},
        }
        fields = {"target_id": "of", "target_version": "of", "reviewer_id": "reviewer", "issued": "date"}
        plan.create("reviews", body, where, fields)


def attached_reviewers(plan: DraftPlan) -> frozenset[str]:
    """Return the reviewers of those reviews that are of records which are there."""
    parts = (part for _, part in plan.parts("reviews"))
    return frozenset(part.reviewer for part in parts if _reviewed(plan, part.of))


def _reviewed(plan: DraftPlan, named: str) -> Body | None:
    """Return what a review of a record of the service says of that; None where there is no such record."""
    identifier, _, version = named.rstrip("/").rpartition("/")[2].partition("@")
    found = re.fullmatch(_REVIEWABLE, identifier)
    resource, kind = _REVIEWED[found[2]] if found else ("", "")
    record = plan.known.find(resource, identifier) if found else None
    if record is None:
        return None
    its = {"essay_id": record["essay_id"], "target_type": kind, "target_id": identifier}
    return its | {"target_version": f"{identifier}@{version or record['version']}"}


def _target(plan: DraftPlan, where: str, named: str, *, attaches_only: bool) -> Body | None:
    if plan.kind_of(named):
        ref = plan.named(named, ["claims", "figures"], f"{where}/of")
        if ref is None:
            return None
        letter = "c" if plan.kind_of(named) == "claims" else "s"
        identifier = f"{plan.essay_id}-{letter}{ref.rpartition('-')[2]}"  # as the first of a new essay are numbered
        pinned = {"target_id": ref, "target_version": f"{identifier}@1"}
        return {"essay_id": plan.essay_id, "target_type": _REVIEWED[letter][1]} | pinned
    there = _reviewed(plan, named)
    if there is None:
        detail = f"{shown(named)} is no claim or figure of this document or of the service: give its id, or its URL"
        if attaches_only:
            plan.became(where, "dropped", detail)
        else:
            plan.report.fault("no-such-id", f"{where}/of", detail)
    return there


def _language(plan: DraftPlan, where: str, tag: str) -> str:
    try:
        return canonical_tag(tag) if tag else plan.language
    except ValueError as error:
        plan.report.fault("no-such-language", f"{where}/language", str(error))
        return plan.language
