"""The page of an impact: what would lose support with a record, in the order of the text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.core.db.reader import Reader
from api.core.records.resource import Resource
from api.pages.answers.named_records import card_of, read_arguing, read_named, way_to
from api.pages.page_context import PageContext
from api.pages.parts.cards import Card, Record, card
from api.resources.arguments.models import Impact, Lost, Naming
from api.resources.claims.models import CLAIMS
from api.resources.reviews.models import REVIEWS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS

SHOWN = 300
"""How much that falls, and how much that names it, a page shows; the answer in JSON has all."""
_ROOMS: Mapping[str, Resource] = {"claim": CLAIMS, "statistic": STATISTICS, "source": SOURCES}
_FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_LOSSES = {"all": "falls_all_of", "some": "falls_some_of"}
_SHORT: Mapping[tuple[str, ...], str] = {
    (): "falls_short",
    ("all",): "falls_short_all",
    ("some",): "falls_short_some",
    ("all", "some"): "falls_short_all_some",
}
_COUNTED = {"claim": "counted_claim", "statistic": "counted_statistic"}
_NAMING = {"attributed_to": "named_attributed_to", "inputs": "named_inputs", "condition_id": "named_condition_id"}


@dataclass(frozen=True)
class LostSupport:
    """A claim or figure that loses support, and how many of its reasons are left, in words."""

    card: Card
    left: str


async def view(answer: Impact, reader: Reader, context: PageContext) -> Mapping[str, Any]:
    """Return what the page of an impact shows."""
    lost, say = [*answer.claims, *answer.statistics], context.say
    falling = {one.id for one in lost}
    named = [one for one in answer.named_by if one.id not in falling][:SHOWN]
    found = await read_arguing(reader, [answer.id, *(one.id for one in lost), *(one.id for one in named)])
    reviews = await read_named(reader, REVIEWS, {review.id for review in answer.reviews[:SHOWN]})
    cards = {name: card(resource, record, context) for name, (resource, record) in found.items()}
    resource, fallen = _ROOMS[answer.type], card_of(cards, answer.type, answer.id, context)
    ordered = sorted(lost, key=lambda one: _place(found.get(one.id)))
    return {
        "title": f"{say['falls_title']} · {answer.id}",
        "current": resource.name,
        "way": await way_to(reader, resource, found[answer.id][1], context) if answer.id in found else [],
        "eyebrow": (say["falls_title"], context.name("resource", resource.name)),
        "heading": fallen.means or fallen.says or fallen.id,
        "lead": in_short(lost, context),
        "truncated": answer.truncated,
        "groups": [
            (loss, say[says], [_lost(one, cards, context) for one in those[:SHOWN]], len(those))
            for loss, says in _LOSSES.items()
            if (those := [one for one in ordered if one.loss == loss])
        ],
        "named": _named(named, cards, context),
        "reviews": [card("reviews", review, context) for review in reviews.values()],
        "shown": SHOWN,
    }


def in_short(lost: Sequence[Lost], context: PageContext) -> str:
    """Return in one sentence how much loses how much support."""
    counts = {loss: _count([one for one in lost if one.loss == loss], context) for loss in _LOSSES}
    return context.say[_SHORT[tuple(loss for loss, count in counts.items() if count)]].format(**counts)


def _count(lost: Sequence[Lost], context: PageContext) -> str:
    numbers = {context.say[says]: sum(one.type == kind for one in lost) for kind, says in _COUNTED.items()}
    if context.language != "en":
        return "、".join(f"{number}{kind}" for kind, number in numbers.items() if number)
    return " and ".join(
        f"{_FEW[number] if number < len(_FEW) else number} {kind}{'s' if number > 1 else ''}"
        for kind, number in numbers.items()
        if number
    )


def _place(found: tuple[str, Record] | None) -> tuple[str, int]:
    """Return where a record stands in its text: the number of its first passage."""
    passages = found[1]["passages"] if found else ()
    stem, _, number = passages[0].rpartition("-p") if passages else ("", "", "0")
    return stem, int(number)


def _lost(one: Lost, cards: Mapping[str, Card], context: PageContext) -> LostSupport:
    left = context.say["falls_left"].format(one.remaining, one.held) if one.remaining else ""
    return LostSupport(card_of(cards, one.type, one.id, context), left)


def _named(named: Iterable[Naming], cards: Mapping[str, Card], context: PageContext) -> list[tuple[str, list[Card]]]:
    """Return what names the record otherwise, by how."""
    found: dict[str, list[Card]] = {}
    for one in named:
        found.setdefault(one.field, []).append(card_of(cards, one.type, one.id, context))
    return [(context.say[_NAMING[field]], those) for field, those in found.items()]
