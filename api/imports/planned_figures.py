"""The figures of a draft, with the units, measures and subjects that they need."""

import re

from api.core.http.problems import nearest, shown
from api.core.wordings.figures_from_words import propose
from api.core.wordings.worded_numbers import NotUnderstoodError
from api.core.write.bodies import Body
from api.imports.draft_names import slug_of
from api.imports.draft_parts import DraftFigure
from api.imports.draft_plan import DraftPlan
from api.imports.figure_readings import ends_of_several, read_wording
from api.imports.named_passages import Passages
from seed.frozen.intervals import FROM_ONE, Comparator

_BARE = frozenset({"share", "ratio"})
_UNITLESS = FROM_ONE | {"date"}
_FIELDS = {
    "text": "says",
    "as_written": "wording",
    "period": "when",
    "inputs": "computed_from",
    "attributed_to": "sources",
    "passages": "quote",
    "lower_closed": "excludes",
    "upper_closed": "excludes",
}


class Vocabularies:
    """Units, measures and subjects that figures name: those of the service, else new ones."""

    def __init__(self, plan: DraftPlan) -> None:
        """Plan what is lacking."""
        self._plan = plan
        self._units = dict(plan.known.units)
        self._new: dict[tuple[str, str], str] = {}
        self._taken = {name: plan.known.used(name) for name in ("measures", "entities")}
        self._taken["entities"] |= {
            str(item.operation.body and item.operation.body["id"])
            for item in plan.operations
            if item.operation.resource == "entities"
        }

    def unit(self, where: str, part: DraftFigure) -> str | None:
        """Return the unit of a figure; None where it has none. Where what it says is told as a fault, any will do."""
        code = self.code(part)
        if not code:
            if part.quantity not in _UNITLESS | _BARE:
                self._plan.report.fault("unit-missing", f"{where}/unit", f"a {part.quantity} has a unit: say which")
            return None if part.quantity in _UNITLESS else "1"
        if code in self._units:
            return code
        counted = slug_of(code, "", self._units) if part.quantity == "count" else ""
        money = part.quantity == "money" and re.fullmatch(r"[A-Z]{3}", code)
        if money or (counted and counted == code.lower().replace(" ", "-")):
            new = code if money else counted
            self._add_unit(new, "ISO 4217" if money else "count", code, where)
            return new
        right = "counted things are one word in Latin letters" if part.quantity == "count" else "codes are of UCUM"
        detail = f"there is no unit {shown(code)}; {right}, and `GET /units` lists those that there are"
        self._plan.report.fault("no-such-unit", f"{where}/unit", detail, nearest(code, list(self._units)))
        return "1"

    def code(self, part: DraftFigure) -> str:
        """Return the unit that a figure says, else that of its wording, where this says its value; empty: none."""
        if part.unit.strip():
            return part.unit.strip()
        if _says_value(part) or part.quantity in _UNITLESS | _BARE:
            return ""
        try:
            return propose(part.complete or part.wording, self._plan.language, self._plan.written).unit or ""
        except NotUnderstoodError:
            return ""

    def measure(self, where: str, phrase: str) -> str:
        """Return the measure that a phrase names."""
        there = self._plan.known.measures.get(phrase) or self._plan.known.measures.get(phrase.casefold())
        return there or self._made("measures", where, phrase, {})

    def subject(self, where: str, phrase: str) -> str | None:
        """Return the entity that an id or a phrase names; one that is nowhere is made, as a concept."""
        if self._plan.kind_of(phrase):
            return self._plan.named(phrase, ["entities"], f"{where}/subject")
        known = self._plan.known.entities
        there = known.get(phrase) or known.get(phrase.casefold())
        if there:
            return there
        new = ("entities", phrase.casefold()) not in self._new
        if new and phrase.strip():
            detail = f"{shown(phrase)} is taken as an entity of the kind concept: name it in entities if it is another"
            self._plan.report.note("entity-made", f"{where}/subject", detail)
        return self._made("entities", where, phrase, {"kind": "concept"})

    def _made(self, resource: str, where: str, phrase: str, more: Body) -> str:
        key = (resource, phrase.casefold())
        if key not in self._new:
            otherwise = f"{self._plan.essay_id}-{resource[:-1]}-{len(self._new) + 1}"
            identifier = slug_of(phrase, otherwise, self._taken[resource])
            self._taken[resource].add(identifier)
            body = {"id": identifier, "label": self._plan.words(phrase) or {}} | more
            field = "measure" if resource == "measures" else "subject"
            self._plan.create(resource, body, where, {"label": field, "id": field})
            self._new[key] = identifier
        return self._new[key]

    def _add_unit(self, code: str, system: str, word: str, where: str) -> None:
        self._units[code] = code
        body = {"id": code, "system": system, "dimension": code, "factor": "1", "offset": "0"}
        self._plan.create("units", body | {"label": self._plan.words(word)}, where, dict.fromkeys(body, "unit"))


def plan_figures(plan: DraftPlan, passages: Passages) -> None:
    """Plan the figures in the order of the text, those that are computed after what they are computed from."""
    parts = {part.id: (where, part) for where, part in plan.parts("figures")}
    if not parts:  # what is in the service need not be read for none
        return
    ordered = sorted(parts, key=lambda name: _place(passages, parts[name][0]))
    names = plan.in_order("figures", ordered, lambda part: part.computed_from, "computed_from")
    if not names:  # nor is anything read that figures would need
        return
    vocabularies = Vocabularies(plan)
    for name in names:
        _plan_figure(plan, passages, vocabularies, *parts[name])


def _place(passages: Passages, where: str) -> int:
    return passages.first(where).start


def _plan_figure(
    plan: DraftPlan, passages: Passages, vocabularies: Vocabularies, where: str, part: DraftFigure
) -> None:
    _check_wording(plan, passages, where, part)
    body = {
        "essay_id": plan.essay_id,
        "text": plan.words(part.says),
        "unit": vocabularies.unit(where, part),
        "measure": vocabularies.measure(where, part.measure),
        "subject": vocabularies.subject(where, part.subject),
        "quantity": part.quantity,
        "as_written": part.wording,
        "period": part.when or None,
        "mode": part.mode,
        "condition": plan.words(part.condition),
        "ranked_by": plan.words(part.ranked_by),
        "ranked_among": plan.words(part.ranked_among),
        "inputs": plan.all_named(part.computed_from, ["figures"], f"{where}/computed_from"),
        "formula": part.formula or None,
        "attributed_to": plan.all_named(part.sources, ["sources"], f"{where}/sources"),
        "asserted_by": "author",
        "passages": passages.of(where),
        "extra": part.extra or None,
    }
    interval = _interval(plan, where, part, vocabularies.code(part))
    if interval is None:
        return
    plan.called(part.id, plan.create("statistics", body | interval, where, _FIELDS))


def _says_value(part: DraftFigure) -> bool:
    return bool(part.comparator or part.value or part.reading or part.lower or part.upper)


def _interval(plan: DraftPlan, where: str, part: DraftFigure, unit: str) -> Body | None:
    """Return what a figure says of its value, or None where that is told as a fault."""
    ends = {"lower": part.lower or None, "upper": part.upper or None}
    if not _says_value(part):
        return _read(plan, where, part, unit)
    found: Body = {
        "comparator": part.comparator or _usual(part),
        "value": part.value or None,
        "reading": part.reading or None,
    }
    if any(ends.values()):
        closed = {f"{end}_closed": ends[end] is not None and end not in part.excludes for end in ("lower", "upper")}
        return found | ends | closed
    if part.reading == "several":
        try:
            return found | ends_of_several(part.quantity, part.of)
        except ValueError as error:
            plan.report.fault("figure-not-read", f"{where}/of", str(error))
            return None
    return found


def _usual(part: DraftFigure) -> Comparator:
    if part.reading == "several" or part.lower or part.upper:
        return "range"
    return "approx" if part.reading else "eq"


def _read(plan: DraftPlan, where: str, part: DraftFigure, unit: str) -> Body | None:
    """Return what the wording of a figure says, which its draft leaves to it."""
    wording = part.complete or part.wording
    try:
        return read_wording(wording, part.quantity, unit, plan.language, plan.written)
    except NotUnderstoodError as error:
        if part.quantity == "date":  # `when` is the figure
            return {"comparator": "eq", "value": None, "reading": None}
        detail = f"{shown(wording)} is not read for certain, {error}: say comparator, value and reading"
        plan.report.fault("figure-not-read", f"{where}/comparator", detail)
        return None


def _check_wording(plan: DraftPlan, passages: Passages, where: str, part: DraftFigure) -> None:
    span = next(iter(passages.spans(where)), None)
    if span is None:
        return
    passages.places.cover_dates(span, part.when)
    words = passages.places.text[span]
    stands = words.count(part.wording) if part.wording else 0
    if stands != 1:
        detail = f"{shown(part.wording)} stands {stands} times in its quote, not once: {shown(words)}"
        plan.report.fault("wording-not-once-in-quote", f"{where}/wording", detail)
        return
    start = span.start + words.index(part.wording)
    passages.places.cover(type(span)(start, start + len(part.wording)), numerals=True)
