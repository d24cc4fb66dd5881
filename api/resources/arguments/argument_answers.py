"""From rows to answers: what the statements gathered, put together by the rules. Pure; runs in a thread."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from api.core.db.reader import Row
from api.resources.arguments.audit import RULES
from api.resources.arguments.audited_argument import Argument
from api.resources.arguments.contradictions import Figure
from api.resources.arguments.gathered_rows import Gathered
from api.resources.arguments.models import (
    Against,
    Audit,
    AuditRule,
    GradedThesis,
    Impact,
    Lost,
    Objection,
    PlacedNode,
    Premise,
    ReasonAnswer,
    Why,
)
from api.resources.arguments.support import OBJECTIONS, ArgumentLink, chains, distances, from_both_sides, losses

_CHAINED = 10_000
"""How many records the chains of one answer may name together."""


def why(claim_id: str, found: Gathered) -> Why:
    """Answer how a claim is supported."""
    reasons, stands = found.reasons, found.stands
    depths = distances(claim_id, ((reason.target, link.origin_id) for reason in reasons for link in reason.links))
    steps = sorted((reason for reason in reasons if reason.target in depths), key=lambda reason: depths[reason.target])
    holding = [reason for reason in steps if reason.premises <= stands]
    led, more = chains(claim_id, holding, found.grounds, _CHAINED)
    return Why(
        claim_id=claim_id,
        grounded=_known(claim_id in stands, truncated=found.truncated),
        grounds=found.nodes[claim_id].grounds,
        nodes=[_placed(found, name, depth, stands) for name, depth in depths.items()],
        reasons=[
            ReasonAnswer(
                target_id=reason.target,
                group=reason.links[0].group,
                holds=_known(reason.premises <= stands, truncated=found.truncated),
                premises=[
                    Premise(
                        evidence_id=link.id,
                        origin_id=link.origin_id,
                        scheme=link.scheme,
                        asserted_by=link.asserted_by,
                    )
                    for link in reason.links
                ],
            )
            for reason in steps
        ],
        chains=led,
        truncated=found.truncated or more,
    )


def against(claim_id: str, found: Gathered) -> Against:
    """Answer what speaks against a claim."""
    at = _objections_by_target(found)
    depths = distances(claim_id, _objection_steps(claim_id, at, found))
    objections = list(_reached(claim_id, at, depths))
    resting = _resting_on({link.origin_id for link in objections if depths[link.id] == 1}, found)
    nearest: dict[str, int] = {}
    for link in objections:
        nearest.setdefault(link.origin_id, depths[link.id])
    stands = found.stands
    return Against(
        claim_id=claim_id,
        objections=[
            Objection(
                evidence_id=link.id,
                relation=link.relation,
                origin_id=link.origin_id,
                target_id=link.target_id,
                group=link.group,
                depth=depths[link.id],
                grounded=_known(link.origin_id in stands, truncated=found.truncated),
            )
            for link in objections
        ],
        resting=resting,
        nodes=[_placed(found, name, nearest.get(name), stands) for name in dict.fromkeys([*nearest, *resting])],
        truncated=found.truncated,
    )


def _objections_by_target(found: Gathered) -> dict[str, list[ArgumentLink]]:
    """Return the links that speak against something, by what they do so to: of what opposes, by either end."""
    at: dict[str, list[ArgumentLink]] = {}
    for link in from_both_sides(found.links):
        if link.relation in OBJECTIONS and link.origin_id in found.nodes:
            at.setdefault(link.target_id, []).append(link)
    return at


def _reached(
    claim_id: str, at: Mapping[str, Sequence[ArgumentLink]], depths: Mapping[str, int]
) -> Iterator[ArgumentLink]:
    """Yield the objections that were reached, the nearest first, each once: from the side from which it was reached."""
    every = {link.id: link for link in chain.from_iterable(at.values()) if link.id in depths}
    ends = {0: {claim_id}}
    for link in sorted(every.values(), key=lambda link: depths[link.id]):
        depth = depths[link.id]
        seen = link if link.target_id in ends[depth - 1] else link.seen_from(link.origin_id)
        ends.setdefault(depth, set()).add(seen.origin_id)
        yield seen


def _objection_steps(
    claim_id: str, at: Mapping[str, Sequence[ArgumentLink]], found: Gathered
) -> Iterator[tuple[str, str]]:
    """Yield the steps from a claim to the objections to it, and from an objection to those to it.

    What objects to a link that supports the claim objects to the claim; what objects to the link or the origin of an
    objection objects to that.
    """
    upheld = found.upheld
    support = [link.id for link in found.links if _supports(link, claim_id) and link.id in upheld]
    for name in (claim_id, *support):
        yield from ((claim_id, link.id) for link in at.get(name, ()))
    for link in chain.from_iterable(at.values()):
        for name in (link.id, link.origin_id):
            yield from ((link.id, other.id) for other in at.get(name, ()))


def _supports(link: ArgumentLink, claim_id: str) -> bool:
    return link.target_id == claim_id and link.relation not in OBJECTIONS


def _resting_on(origins: Collection[str], found: Gathered) -> list[str]:
    """Return what rests on some records, directly or through others, the nearest first."""
    upheld = found.upheld
    links = [link for reason in found.reasons for link in reason.links if link.id in upheld]
    roots = [("", origin) for origin in sorted(origins)]
    reached = distances("", roots + [(link.origin_id, link.target_id) for link in links])
    return [name for name in reached if name and name not in origins]


def impact(fallen: str, found: Gathered) -> Impact:
    """Answer what loses support when a source, a figure or a claim falls."""
    lost = [(found.nodes[loss.id], loss) for loss in losses(fallen, found.reasons, found.grounds, found.withdrawn)]
    answers = [
        Lost(
            id=node.id,
            type=node.type,
            kind=node.kind,
            text=node.text,
            loss=loss.loss,
            held=loss.held,
            remaining=loss.remaining,
            depth=loss.depth,
        )
        for node, loss in lost
    ]
    return Impact(
        id=fallen,
        type=found.nodes[fallen].type,
        claims=[answer for answer in answers if answer.type == "claim"],
        theses=[answer.id for answer in answers if answer.type == "claim" and answer.kind == "thesis"],
        statistics=[answer for answer in answers if answer.type == "statistic"],
        reviews=list(found.reviews),
        named_by=list(found.naming),
        truncated=found.truncated,
    )


def audit(essay_id: str, found: Gathered, figures: Iterable[Row]) -> Audit:
    """Answer where an essay's argument is weak."""
    argument = Argument(found.nodes, found.links, essay_id, [Figure(*row) for row in figures], found.unplaced)
    rules, findings = [], []
    for rule in RULES:
        asked = not (rule.whole and found.truncated)
        broken, more = rule.findings(argument) if asked else ([], False)
        findings += broken
        count = len(broken) if asked else None
        rules.append(AuditRule(id=rule.id, title=rule.title, remedy=rule.remedy, findings=count, truncated=more))
    theses = [GradedThesis(id=node.id, grounds=node.grounds) for node in argument.claims if node.kind == "thesis"]
    return Audit(essay_id=essay_id, theses=theses, rules=rules, findings=findings, truncated=found.truncated)


def _placed(found: Gathered, name: str, depth: int | None, stands: set[str]) -> PlacedNode:
    node = found.nodes[name]
    return PlacedNode(
        **node.model_dump(),
        passages=found.places.get(name, []),
        depth=depth,
        grounded=_known(name in stands, truncated=found.truncated),
    )


def _known(holds: bool, *, truncated: bool) -> bool | None:  # noqa: FBT001 - it is the answer
    """Where not all was read, what does not hold may hold yet."""
    return True if holds else None if truncated else False
