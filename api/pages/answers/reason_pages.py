"""The pages of what supports a claim, and of what speaks against it: each a list, nested as the argument is."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from api.core.db.reader import Reader
from api.pages.answers.named_records import read_cards, read_one_of, way_to
from api.pages.answers.told_reasons import MOST_LINKS, Groups, ReasonTeller, objection_groups, reason_groups
from api.pages.page_context import PageContext
from api.resources.arguments.models import Against, PlacedNode, Why
from api.resources.claims.models import CLAIMS

_SAYS = {"why": ("why_lead", "why_nothing"), "against": ("against_lead", "against_nothing")}
"""What each page is about, and what it says where there is nothing."""


async def why(answer: Why, reader: Reader, context: PageContext) -> Mapping[str, Any]:
    """Return what the page of a claim's support shows."""
    groups = reason_groups(answer.reasons)
    teller = await _teller(answer.claim_id, groups, answer.nodes, reader, context)
    told = tuple(teller.tell(groups.get(answer.claim_id, ())))
    return {
        **await _shown("why", answer.claim_id, reader, context),
        "truncated": answer.truncated,
        "groups": told,
        "cut": teller.left <= 0,
        "grade": answer.grounds or "",
        "ends": [
            (teller.card(steps[0]), len(steps) - 1, teller.grade(steps[0])) for steps in answer.chains[:MOST_LINKS]
        ],
    }


async def against(answer: Against, reader: Reader, context: PageContext) -> Mapping[str, Any]:
    """Return what the page of what speaks against a claim shows."""
    groups = objection_groups(answer.objections)
    teller = await _teller(answer.claim_id, groups, answer.nodes, reader, context)
    first = {one.evidence_id for one in answer.objections if one.depth == 1}
    direct = [group for group in chain.from_iterable(groups.values()) if group.links[0].id in first]
    told = tuple(teller.tell(direct))
    return {
        **await _shown("against", answer.claim_id, reader, context),
        "truncated": answer.truncated,
        "groups": told,
        "cut": teller.left <= 0,
        "resting": [teller.card(name) for name in answer.resting[:MOST_LINKS]],
    }


async def _teller(
    claim_id: str, groups: Groups, nodes: Sequence[PlacedNode], reader: Reader, context: PageContext
) -> ReasonTeller:
    by_id = {node.id: node for node in nodes}
    cards = await read_cards(reader, list(by_id)[: 2 * MOST_LINKS], context)
    return ReasonTeller(groups, by_id, cards, context, {claim_id})


async def _shown(asked: str, claim_id: str, reader: Reader, context: PageContext) -> dict[str, Any]:
    """Return what both pages show of the claim itself."""
    claim, say = await read_one_of(reader, CLAIMS, claim_id), context.say
    lead, nothing = _SAYS[asked]
    return {
        "title": f"{say[asked]} · {claim_id}",
        "current": "claims",
        "way": await way_to(reader, CLAIMS, claim, context) if claim else [],
        "eyebrow": (say[asked], context.name("resource", "claims")),
        "heading": context.words(claim["text"]) if claim else claim_id,
        "lead": say[lead],
        "nothing": say[nothing],
        "rejected": bool(claim and claim["stance"] == "rejects"),
        "question": asked,
        "claim_id": claim_id,
        "grade": "",
        "ends": (),
        "resting": (),
    }
