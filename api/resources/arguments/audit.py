"""The rules that an argument is audited by, as pure functions."""

import json
from collections.abc import Collection, Iterator, Mapping
from itertools import chain, islice

from api.resources.arguments.audit_rule import Found, Rule
from api.resources.arguments.audited_argument import Argument
from api.resources.arguments.contradictions import Figure, clash, of_one_thing, pairs_apart
from api.resources.arguments.gathered_rows import by_number
from api.resources.arguments.support import OPPOSITIONS, ArgumentLink, distances, last_grounds, reasons_of
from api.resources.arguments.support_circles import circles

_MAX_PAIRS = 100_000
"""How many pairs of figures are looked at, at most, for contradictions."""
_TIMELESS_MODES = frozenset({"threshold", "definition", "rhetorical"})
_TIMELESS_QUANTITIES = frozenset(
    {"date", "duration", "ordinal", "temperature", "temperature-difference", "computation", "data-size"}
    | {"mass", "length", "energy"}
)
_UNITLESS = frozenset({"date", "rank", "ordinal"})


_SOURCES = frozenset({"named-source", "unlocated-source", "unnamed-source"})
"""The grades of what rests on a source, whoever it is."""
_SOURCELESS_MODES = frozenset({"computed", "definition", "rhetorical"})
"""The modes of figures that the essay makes itself."""

_APART = frozenset({"challenges"}) | OPPOSITIONS
_SAYS = {
    "challenges": "challenges",
    "contrary": "is contrary to",
    "contradictory": "contradicts",
    "restates": "restates",
    "equivalent": "is equivalent to",
}
"""By which links two claims are at odds, and two figures, or the same, and how that is said."""


def _bare_theses(argument: Argument) -> Found:
    reasons, stands = reasons_of(argument.links), argument.stands
    steps = [(one.target, link.origin_id) for one in reasons for link in one.links if link.origin_id not in stands]
    for claim in argument.claims:
        if claim.kind != "thesis" or claim.id in stands:
            continue
        beneath = distances(claim.id, steps)
        own = [reason for reason in reasons if reason.target in beneath]
        half = [reason for reason in own if not reason.premises.isdisjoint(stands)]
        if half:
            failing = sorted({name for reason in half for name in reason.premises.difference(stands)}, key=by_number)
            detail = f"Nothing grounds {', '.join(failing)}, without which linked reasons beneath it fail."
            yield [claim.id, *(name for name in failing if name != claim.id)], detail
        elif own:
            yield [claim.id], "What supports it rests on no statistic and no source."
        else:
            yield [claim.id], "Nothing supports it."


def _held_by_analyst(argument: Argument) -> Found:
    for claim in argument.claims:
        if claim.kind == "thesis" and claim.grounds == "analyst":
            yield [claim.id], "Each chain to it has a link that the analyst alone makes."


def _nobody_named(argument: Argument) -> Found:
    rests_on = last_grounds(reasons_of(argument.links), argument.stands, argument.voices)
    for claim in argument.claims:
        grounds: Collection[str] = rests_on.get(claim.id, ())
        if len(grounds) == 1 and claim.stance != "rejects":
            [ground] = grounds
            node = argument.nodes.get(ground)
            if node and node.type == "source" and node.grounds == "unnamed-source":
                yield [claim.id, ground], f"All its support comes from {ground}, a source that nobody names."


def _unsourced(argument: Argument) -> Found:
    for figure in argument.figures:
        node = argument.nodes.get(figure.id)
        if node and node.grounds not in _SOURCES and figure.mode not in _SOURCELESS_MODES:
            yield [figure.id], "It is attributed to nobody, and no source supports it."


def _incomplete(argument: Argument) -> Found:
    for figure in argument.figures:
        dated = figure.mode in _TIMELESS_MODES or figure.quantity in _TIMELESS_QUANTITIES
        missing = [] if figure.period or dated else ["period"]
        missing += [] if figure.unit or figure.quantity in _UNITLESS else ["unit"]
        if missing:
            yield [figure.id], f"It has no {' and no '.join(missing)}."


def _unplaced_ranks(argument: Argument) -> Found:
    for figure in argument.figures:
        missing = [name for name in ("ranked_by", "ranked_among") if getattr(figure, name) is None]
        if figure.quantity == "rank" and missing:
            yield [figure.id], f"It is a rank without {' and '.join(missing)}."


def _circular(argument: Argument) -> Found:
    withdrawn = argument.withdrawn
    reasons = [
        reason for reason in reasons_of(argument.links) if withdrawn.isdisjoint((reason.target, *reason.premises))
    ]
    for circle in circles(reasons):
        yield circle, "Each supports another of them, directly or through others."


def _contradictory(argument: Argument) -> Found:
    figures = {figure.id: figure for figure in argument.figures if figure.lower_key is not None}
    apart = chain.from_iterable(map(pairs_apart, of_one_thing(figures.values())))
    met = ((one, other) for one, other in islice(apart, _MAX_PAIRS) if one.meets(other))
    pairs = {frozenset((one.id, other.id)): f"both are of {one.subject}" for one, other in met}
    for link, one, other in _linked(argument, figures):
        if clash(one, other):
            pairs[frozenset((one.id, other.id))] = f"{link.id} says that one {_SAYS[link.relation]} the other"
    order = {name: place for place, name in enumerate(figures)}
    for pair, why in pairs.items():
        one, other = (figures[name] for name in sorted(pair, key=order.__getitem__))
        yield [one.id, other.id], f"They give {one.measure} no value in common, and {why}."
    if next(apart, None):
        yield None


def _at_odds(argument: Argument) -> Found:
    held = {claim.id for claim in argument.claims if claim.stance == "endorses"}
    for link in argument.links:
        if link.relation in _APART and {link.origin_id, link.target_id} <= held:
            detail = f"The essay endorses both, and {link.id} says that one {_SAYS[link.relation]} the other."
            yield [link.origin_id, link.target_id], detail


def _linked(argument: Argument, figures: Mapping[str, Figure]) -> Iterator[tuple[ArgumentLink, Figure, Figure]]:
    """Yield the links by which one figure is said to be at odds with another, or to be the same, with both."""
    for link in argument.links:
        one, other = figures.get(link.origin_id), figures.get(link.target_id)
        if one and other and link.relation in _SAYS:
            yield link, one, other


def _unplaced(argument: Argument) -> Found:
    for name in argument.unplaced:
        yield [name], "No place in the text has it: the analyst reconstructed it."


def _disagreeing(argument: Argument) -> Found:
    for figure in argument.figures:
        if figure.agrees is not None and not figure.agrees:
            yield [figure.id, *json.loads(figure.inputs)], "The figure and its recomputation have no value in common."


RULES = (
    Rule(
        "thesis-without-grounds",
        "A thesis is supported by no statistic and no source, directly or through claims, with all linked premises",
        "Link what fails to a figure or source: the thesis, a claim that supports it, or the premise that is named; or "
        "accept it as the author's own.",
        _bare_theses,
        whole=True,
    ),
    Rule(
        "thesis-held-by-analyst",
        "Each chain that supports a thesis has a link that the analyst alone makes",
        "Find where the text makes the link; or accept that the essay does not.",
        _held_by_analyst,
        whole=True,
    ),
    Rule(
        "one-unnamed-source",
        "A claim that the essay does not reject rests on one source, which nobody names: directly, or by figures of it",
        "Find who said it, or add another ground.",
        _nobody_named,
        whole=True,
    ),
    Rule(
        "figure-without-source",
        "A statistic is attributed to nobody, and no source supports it; one that is computed, rhetorical or a "
        "definition needs none",
        "Say whose figure it is, or link a source that gives it.",
        _unsourced,
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
        "contradictory-claims",
        "The essay endorses two claims of which one challenges the other, is contrary to it or contradicts it",
        "Say which of the two the essay holds, or what it qualifies rather than challenges.",
        _at_odds,
        whole=True,
    ),
    Rule(
        "contradictory-figures",
        "Two figures of one measure and dimension, at one time as far as is known, have no value in common; they are "
        "of one subject under one condition, or a link between them says that they are at odds, or the same",
        "Say which figure is right, or what tells the two apart: subject, period or condition.",
        _contradictory,
    ),
    Rule(
        "figure-does-not-recompute",
        "A figure that the essay computes is not what its inputs come to",
        "Correct the figure, its inputs or its formula; or say in `note` why they differ.",
        _disagreeing,
    ),
    Rule(
        "claim-without-place",
        "A claim of an essay that has a text stands nowhere in it: the analyst reconstructed it",
        "Name the passage that words it; or accept that the argument needs what the text does not say.",
        _unplaced,
    ),
)
"""Every rule, in the order of the answer."""
