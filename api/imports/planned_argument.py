"""The argument of a draft: claims, links, topics, tensions, and what others found of them."""

import re
from typing import Any

from api.core.http.problems import shown
from api.core.write.bodies import Body
from api.imports.draft_names import slug_of
from api.imports.draft_plan import DraftPlan
from api.imports.planned_essay import Passages
from seed.frozen.languages import canonical_tag

_ORIGINS = {"claims": "claim", "figures": "statistic", "sources": "source"}
_TARGETS = {"claims": "claim", "figures": "statistic", "links": "evidence"}
_ASSERTERS = {"author": "author", "reader": "analyst"}
_REVIEWED = {"c": ("claims", "claim"), "s": ("statistics", "statistic")}
_REVIEWABLE = r"([a-z]+(?:[0-9]{4}|nd)[a-z]?)-([cs])[1-9][0-9]{0,8}"
_POLES = {"for_a": "pole_a", "for_b": "pole_b", "between": "between"}
_IMPLICIT = {
    "en": "Implicit: nothing words it, and the inference at its place needs it.",
    "zh-Hans": "隐含前提：原文没有写出，所在之处的推论需要它。",
}


def plan_claims(plan: DraftPlan, passages: Passages) -> None:
    """Plan the claims, in the order of the text."""
    parts = list(plan.parts("claims"))
    for where, part in sorted(parts, key=lambda item: passages.first(f"{item[0]}/quotes", len(item[1].quotes))):
        if not part.quotes:
            plan.report.fault("quote-empty", f"{where}/quotes", "a claim stands somewhere: give a quote")
        body = {
            "essay_id": plan.essay_id,
            "kind": part.kind,
            "text": plan.words(part.says),
            "stance": part.stance,
            "attributed_to": plan.all_named(part.sources, ["sources"], f"{where}/sources"),
            "states": plan.all_named(part.states, ["figures"], f"{where}/states"),
            "about": plan.all_named(part.about, ["entities"], f"{where}/about"),
            "passages": passages.of(f"{where}/quotes", len(part.quotes)),
        }
        if part.implicit:
            body["note"] = plan.words(_IMPLICIT.get(plan.language, _IMPLICIT["en"]))
            plan.became(where, "changed", "that it is implicit is said in its note")
        if body["passages"]:  # else that is told
            fields = {"text": "says", "attributed_to": "sources", "passages": "quotes"}
            plan.called(part.id, plan.create("claims", body, where, fields))


def plan_links(plan: DraftPlan) -> None:
    """Plan the links, each after the one that it leads to."""
    parts = {part.id: (where, part) for where, part in plan.parts("links")}
    names = plan.in_order("links", parts, lambda part: [part.to], "to")
    groups = set[str]()
    for name in names:
        _plan_link(plan, *parts[name], groups)


def _plan_link(plan: DraftPlan, where: str, part: Any, groups: set[str]) -> None:
    target = plan.named(part.to, list(_TARGETS), f"{where}/to")
    if not part.origins:
        plan.report.fault(
            "field-missing", f"{where}/from", "a link comes from something: name a claim, figure or source"
        )
    group = None
    if len(part.origins) > 1:
        group = slug_of(part.id, "link", groups)
        groups.add(group)
    made = list[str]()
    for place, origin in enumerate(part.origins):
        named = plan.named(origin, list(_ORIGINS), f"{where}/from/{place}")
        if named is None or target is None:
            continue
        body = {
            "relation": part.relation,
            "essay_id": plan.essay_id,
            "origin_type": _ORIGINS.get(plan.kind_of(origin) or "sources"),
            "origin_id": named,
            "target_type": _TARGETS[plan.kind_of(part.to) or ""],
            "target_id": target,
            "group": group,
            "scheme": part.scheme or None,
            "asserted_by": _ASSERTERS[part.whose],
        }
        fields = {"origin_id": f"from/{place}", "origin_type": f"from/{place}", "target_id": "to", "target_type": "to"}
        made.append(plan.create("evidence", body, where, fields | {"asserted_by": "whose"}))
    if made:
        plan.called(part.id, made[0])
    if plan.kind_of(part.to) == "links" and (more := _premises(plan, part.to)) > 1:
        plan.became(
            where, "changed", f"undercuts the first of the {more} premises that are one reason: without it, it falls"
        )


def _premises(plan: DraftPlan, link: str) -> int:
    return next((len(part.origins) for _, part in plan.parts("links") if part.id == link), 0)


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
            "passages": passages.of(f"{where}/quotes", len(part.quotes)),
        }
        plan.called(part.id, plan.create("topics", body, where, {"passages": "quotes"}))


def plan_tensions(plan: DraftPlan, passages: Passages) -> None:
    """Plan the relationships; a lever that is no topic of the draft becomes one."""
    for where, part in plan.parts("tensions"):
        answer = plan.named(part.answer, ["claims"], f"{where}/answer")
        places = passages.of_one(f"{where}/quote")
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
