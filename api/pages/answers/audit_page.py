"""The page of an audit: what breaks each rule, in words, why that matters and what would mend it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from api.core.db.reader import Reader
from api.pages.answers.named_records import read_cards, read_one_of, way_to
from api.pages.page_context import PageContext
from api.pages.parts.audit_phrases import FINDINGS, RULES, RuleWords
from api.pages.parts.cards import Card, unknown
from api.pages.parts.translations import LANGUAGES
from api.resources.arguments.models import Audit, AuditRule, Finding
from api.resources.essays.models import ESSAYS

SHOWN = 100
"""How many findings of a rule a page shows; the answer in JSON has more."""
_UNFOLDED = 4
"""How many of those that are said in the same words are shown at once."""
_OF_ALL = frozenset({"circular-support", "contradictory-claims", "contradictory-figures"})
"""The rules that records break together, so that none of them is the one that does."""


@dataclass(frozen=True)
class FoundWeakness:
    """A place where the argument breaks a rule: the record that does, and those that it does so by."""

    subject: Card | None
    others: tuple[Card, ...]


@dataclass(frozen=True)
class AlikeFindings:
    """Findings that are said in the same words: the first, and the rest, which is folded."""

    says: str
    first: tuple[FoundWeakness, ...]
    rest: tuple[FoundWeakness, ...]


@dataclass(frozen=True)
class AuditedRule:
    """A rule, and what breaks it.

    Attributes:
        id: the rule.
        words: what it is called, what it asks, and what mends what breaks it.
        count: how often it is broken, in figures; empty where that could not be asked.
        broken: whether it is broken.
        alike: what breaks it, by how.
        more: how many more there are than are shown.
    """

    id: str
    words: RuleWords
    count: str
    broken: bool
    alike: tuple[AlikeFindings, ...]
    more: int


async def view(answer: Audit, reader: Reader, context: PageContext) -> Mapping[str, Any]:
    """Return what the page of an audit shows."""
    by_rule = {name: list(found)[:SHOWN] for name, found in groupby(answer.findings, key=lambda one: one.rule)}
    named = {name for found in by_rule.values() for finding in found for name in finding.records}
    essay = await read_one_of(reader, ESSAYS, answer.essay_id)
    assert essay, "the answer is of it"
    cards = await read_cards(reader, named | {thesis.id for thesis in answer.theses}, context)
    rules = [_rule(rule, by_rule.get(rule.id, ()), cards, context) for rule in answer.rules]
    return {
        "title": f"{context.say['audit']} · {context.plain(essay['title'])}",
        "current": "essays",
        "written_in": essay["language"],
        "way": await way_to(reader, ESSAYS, essay, context),
        "heading": context.say["audit"],
        "lead": context.say["audit_lead"],
        "truncated": answer.truncated,
        "broken": [rule for rule in rules if rule.broken],
        "kept": [rule for rule in rules if not rule.broken],
        "findings": len(answer.findings),
        "theses": [(cards[one.id], one.grounds) for one in answer.theses if one.id in cards],
    }


def _rule(rule: AuditRule, findings: Sequence[Finding], cards: Mapping[str, Card], context: PageContext) -> AuditedRule:
    said: dict[str, list[FoundWeakness]] = {}
    for finding in findings:
        said.setdefault(_says(finding, context), []).append(_found(finding, cards, context))
    count = "" if rule.findings is None else f"{rule.findings}{'+' if rule.truncated else ''}"
    return AuditedRule(
        id=rule.id,
        words=RULES[rule.id][context.language],
        count=count,
        broken=bool(findings),
        alike=tuple(_alike(says, found) for says, found in said.items()),
        more=(rule.findings or 0) - len(findings),
    )


def _alike(says: str, found: Sequence[FoundWeakness]) -> AlikeFindings:
    unfolded = len(found) if len(found) <= _UNFOLDED + 1 else _UNFOLDED  # one is not worth a fold
    return AlikeFindings(says, tuple(found[:unfolded]), tuple(found[unfolded:]))


def _says(finding: Finding, context: PageContext) -> str:
    """Return how a rule is broken; in English as the answer has it where there are no words for it."""
    place = list(LANGUAGES).index(context.language)
    known = (texts[place] for begins, texts in FINDINGS.items() if finding.detail.startswith(begins))
    return next(known, finding.detail)


def _found(finding: Finding, cards: Mapping[str, Card], context: PageContext) -> FoundWeakness:
    named = tuple(_known(finding.records, cards, context))
    return FoundWeakness(None, named) if finding.rule in _OF_ALL else FoundWeakness(named[0], named[1:])


def _known(names: Iterable[str], cards: Mapping[str, Card], context: PageContext) -> Iterable[Card]:
    """Yield lines; one that was deleted meanwhile is told by its id."""
    return (cards.get(name) or unknown("claims", name, context) for name in names)
