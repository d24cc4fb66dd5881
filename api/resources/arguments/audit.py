"""The rules that an argument is audited by, as pure functions."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from api.resources.arguments.contradictions import Figure, clash, of_one_thing, pairs_apart
from api.resources.arguments.gathered_rows import ReadArgument
from api.resources.arguments.models import Finding, Node
from api.resources.arguments.support import ArgumentLink, circles, last_grounds, reasons_of, standing

MAX_FINDINGS = 1000
"""How many findings of one rule are told."""
_MAX_PAIRS = 100_000
"""How many pairs of figures are looked at, at most, for contradictions."""
_TIMELESS_MODES = frozenset({"threshold", "definition", "rhetorical"})
_TIMELESS_QUANTITIES = frozenset(
    {"date", "duration", "ordinal", "temperature", "temperature-difference", "computation", "data-size"}
)
_UNITLESS = frozenset({"date", "rank", "ordinal"})


@dataclass(frozen=True)
class Argument(ReadArgument):
    """An essay's argument: its own claims, all that supports them, and its figures."""

    essay_id: str
    figures: Sequence[Figure]

    @property
    def claims(self) -> list[Node]:
        """The essay's own claims that stand published."""
        own = f"{self.essay_id}-c"
        return [node for node in self.nodes.values() if node.id.startswith(own) and node.status == "published"]

    @property
    def stands(self) -> set[str]:
        """The records that stand."""
        return standing(reasons_of(self.links), self.grounds, self.withdrawn)


_Found = Iterator[tuple[list[str], str] | None]
"""Records that break a rule, and how; None is that no more is looked for."""


@dataclass(frozen=True)
class Rule:
    """A rule: its name, what breaks it, what mends it, how to find it, and whether it needs the whole argument."""

    id: str
    title: str
    remedy: str
    find: Callable[[Argument], _Found]
    whole: bool = False

    def findings(self, argument: Argument) -> tuple[list[Finding], bool]:
        """Return where an argument breaks the rule, up to `MAX_FINDINGS`; and whether there may be more."""
        found: list[Finding] = []
        for broken in self.find(argument):
            if broken is None or len(found) == MAX_FINDINGS:
                return found, True
            records, detail = broken
            found.append(Finding(rule=self.id, records=records, detail=detail))
        return found, False


def _bare_theses(argument: Argument) -> _Found:
    stands = argument.stands
    for claim in argument.claims:
        if claim.kind == "thesis" and claim.id not in stands:
            yield [claim.id], "No statistic and no source supports it, directly or through other claims."


def _nobody_named(argument: Argument) -> _Found:
    rests_on = last_grounds(reasons_of(argument.links), argument.stands, argument.grounds)
    for claim in argument.claims:
        grounds: Collection[str] = rests_on.get(claim.id, ())
        if len(grounds) == 1 and claim.stance != "rejects":
            [ground] = grounds
            if argument.nodes[ground].kind == "anonymous" and argument.nodes[ground].type == "source":
                yield [claim.id, ground], f"All its support comes from {ground}, a source that nobody names."


def _incomplete(argument: Argument) -> _Found:
    for figure in argument.figures:
        dated = figure.mode in _TIMELESS_MODES or figure.quantity in _TIMELESS_QUANTITIES
        missing = [] if figure.period or dated else ["period"]
        missing += [] if figure.unit or figure.quantity in _UNITLESS else ["unit"]
        if missing:
            yield [figure.id], f"It has no {' and no '.join(missing)}."


def _unplaced_ranks(argument: Argument) -> _Found:
    for figure in argument.figures:
        missing = [name for name in ("ranked_by", "ranked_among") if getattr(figure, name) is None]
        if figure.quantity == "rank" and missing:
            yield [figure.id], f"It is a rank without {' and '.join(missing)}."


def _circular(argument: Argument) -> _Found:
    withdrawn = argument.withdrawn
    reasons = [
        reason for reason in reasons_of(argument.links) if withdrawn.isdisjoint((reason.target, *reason.premises))
    ]
    for circle in circles(reasons):
        yield circle, "Each supports another of them, directly or through others."


def _contradictory(argument: Argument) -> _Found:
    figures = {figure.id: figure for figure in argument.figures if figure.lower_key is not None}
    apart = chain.from_iterable(map(pairs_apart, of_one_thing(figures.values())))
    met = ((one, other) for one, other in islice(apart, _MAX_PAIRS) if one.meets(other))
    pairs = {frozenset((one.id, other.id)): f"both are of {one.subject}" for one, other in met}
    for link, one, other in _linked(argument, figures):
        if clash(one, other):
            pairs[frozenset((one.id, other.id))] = f"{link.id} says that one {link.relation} the other"
    order = {name: place for place, name in enumerate(figures)}
    for pair, why in pairs.items():
        one, other = (figures[name] for name in sorted(pair, key=order.__getitem__))
        yield [one.id, other.id], f"They give {one.measure} no value in common, and {why}."
    if next(apart, None):
        yield None


def _linked(argument: Argument, figures: Mapping[str, Figure]) -> Iterator[tuple[ArgumentLink, Figure, Figure]]:
    """Yield the links by which one figure challenges or restates another, with both."""
    for link in argument.links:
        one, other = figures.get(link.origin_id), figures.get(link.target_id)
        if one and other and link.relation in {"challenges", "restates"}:
            yield link, one, other


def _disagreeing(argument: Argument) -> _Found:
    for figure in argument.figures:
        if figure.agrees is not None and not figure.agrees:
            yield [figure.id, *json.loads(figure.inputs)], "The figure and its recomputation have no value in common."


RULES = (
    Rule(
        "thesis-without-grounds",
        "A thesis is supported by no statistic and no source",
        "Link the thesis, or a claim that supports it, to a figure or source; or accept it as the author's own.",
        _bare_theses,
        whole=True,
    ),
    Rule(
        "one-unnamed-source",
        "A claim that the essay does not reject rests on one source, which nobody names",
        "Find who said it, or add another ground.",
        _nobody_named,
        whole=True,
    ),
    Rule(
        "figure-without-period-or-unit",
        "A statistic has no unit, or does not say when it holds; a date, duration, ordinal, temperature, computation "
        "or data size, and a threshold, definition or rhetorical figure, needs no period; a date, rank or ordinal "
        "needs no unit",
        "Give the period or the unit, from the text or the source; where the text leaves it open, say so in `note`.",
        _incomplete,
    ),
    Rule(
        "rank-without-scale",
        "A rank does not say by what, or among whom",
        "Give `ranked_by` and `ranked_among`.",
        _unplaced_ranks,
    ),
    Rule(
        "circular-support",
        "Records support each other in a circle",
        "Take out the link that does not carry the argument, or give one of the records a ground of its own.",
        _circular,
    ),
    Rule(
        "contradictory-figures",
        "Two figures of one measure and dimension, at one time as far as is known, have no value in common; they are "
        "of one subject under one condition, or a link between them challenges or restates",
        "Say which figure is right, or what tells the two apart: subject, period or condition.",
        _contradictory,
    ),
    Rule(
        "figure-does-not-recompute",
        "A figure that the essay computes is not what its inputs come to",
        "Correct the figure, its inputs or its formula; or say in `note` why they differ.",
        _disagreeing,
    ),
)
"""Every rule, in the order of the answer."""
