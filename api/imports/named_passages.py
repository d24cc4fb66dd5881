"""The places that parts of a draft name, found in its text, and the passages that they become."""

from itertools import pairwise
from typing import Any

from api.imports.draft_parts import DraftSource
from api.imports.draft_places import DraftPlaces
from api.imports.draft_plan import DraftPlan
from api.imports.import_reports import ImportReport
from seed.text import Span

_PLACED = ("sources", "claims", "topics", "figures", "tensions")
"""The lists of parts that have places in the text."""


class Passages:
    """Names the passages of an essay, once all places are known."""

    def __init__(self, plan: DraftPlan, places: DraftPlaces) -> None:
        """Name the places of a plan."""
        self._plan = plan
        self.places = places
        self._spans: dict[str, list[Span]] = {}

    def find(self, where: str, part: Any) -> None:
        """Look for the places of a part: those of its quotes, then those of its spans."""
        quoted = [self.places.passage(place, quote) for place, quote in _items(where, part, "quotes", "quote")]
        spans = [self.places.anchor(place, span) for place, span in _items(where, part, "spans", "span")]
        found = [span for span in [*quoted, *spans] if span]
        self._spans[where] = list(dict.fromkeys(found))
        if len(self._spans[where]) < len(found):
            self._plan.report.note("place-twice", where, "names a place twice: it is kept once")
        inner = sorted(self._spans[where]) if getattr(part, "one_utterance", False) else []
        for one, other in pairwise(inner):
            if one.overlaps(other):
                detail = f"{one.start}-{one.end} and {other.start}-{other.end} overlap: pieces of one utterance do not"
                self._plan.report.fault("pieces-overlap", where, detail)

    def spans(self, where: str) -> list[Span]:
        """Return the places of a part, in their order."""
        return self._spans.get(where, [])

    def of(self, where: str) -> list[str]:
        """Return how the passages of a part are named."""
        return [self.named(span) for span in self.spans(where)]

    def named(self, span: Span) -> str:
        """Return how the passage at a place is named."""
        return f"$passages-{self.places.numbers[span]}"

    def first(self, where: str) -> Span:
        """Return what parts are sorted by: their first place; those without one come last."""
        return next(iter(self.spans(where)), Span(self.places.text.length, self.places.text.length))


def places_of(where: str, part: Any) -> list[str]:
    """Return where a part says that it stands in the text."""
    return [place for names in (("quotes", "quote"), ("spans", "span")) for place, _ in _items(where, part, *names)]


def _items(where: str, part: Any, many: str, one: str) -> list[tuple[str, Any]]:
    """Return what a part says of its places, each with where."""
    listed = [(f"{where}/{many}/{n}", item) for n, item in enumerate(getattr(part, many, ()))]
    single = getattr(part, one, None)
    return [*listed, (f"{where}/{one}", single)] if single else listed


def find_places(plan: DraftPlan, places: DraftPlaces) -> Passages:
    """Find all places of a draft: passages are numbered by them."""
    passages = Passages(plan, places)
    outline = [(int(where.rpartition("/")[2]), part) for where, part in plan.parts("sections")]
    places.outline(outline)
    if not outline and places.text.length:
        places.whole()
    find_parts(plan, passages)
    return passages


def find_parts(plan: DraftPlan, passages: Passages) -> None:
    """Find the places of all parts but the sections."""
    places = passages.places
    for name in _PLACED:
        for where, part in plan.parts(name):
            passages.find(where, part)
    for where, part in plan.parts("sources"):
        _find_wording(passages, where, part, plan.report)
    for where, part in plan.parts("left_out"):
        if span := places.find(f"{where}/quote", part.quote):
            places.cover(span, numerals=True)
            plan.report.left_out.append([span.start, span.end])
            plan.report.left_out_why.append(part.why)
        plan.became(where, "dropped", "it is counted as covered, here and in packs; there is no record of it")


def stands_somewhere(plan: DraftPlan) -> bool:
    """Tell whether a draft names places in a text."""
    placed = (part for name in _PLACED for part in plan.parts(name))
    return bool(plan.draft.sections or plan.draft.left_out) or any(places_of(*part) for part in placed)


def _find_wording(passages: Passages, where: str, part: DraftSource, report: ImportReport) -> None:
    spans = passages.spans(where)
    for span in spans:
        passages.places.cover(span, numerals=True)
    if part.wording and spans and not any(part.wording in passages.places.text[span] for span in spans):
        detail = "stands in none of its quotes: copy from one of them the words that name it"
        report.fault("wording-not-once-in-quote", f"{where}/wording", detail)
