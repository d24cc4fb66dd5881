"""What a reader wants to see beside a text: claims of a kind, a stance, a grade, or such as were reviewed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from starlette.datastructures import QueryParams

from api.core.http.problems import Fault, nearest, refuse_faults, shown
from api.pages.page_context import PageContext
from api.pages.parts.cards import Record
from api.pages.parts.filter_links import Choices, Vocabularies, choices_of
from api.pages.parts.list_counts import ListCounts
from api.pages.reading.essay_contents import EssayContents
from api.resources.claims.grounds import GRADES
from api.resources.claims.models import ClaimKind, Stance

_TRUTH = ("true", "false")
_FILTERS: Vocabularies = {
    "kind": ("kind", get_args(ClaimKind)),
    "stance": ("stance_short", get_args(Stance)),
    "grounded": ("grounded", GRADES),
    "reviewed": ("truth", _TRUTH),
}
_BOTH = "both"
PARAMETERS = (*_FILTERS, _BOTH)
"""The query parameters by which it is asked for."""


@dataclass(frozen=True)
class WantedNotes:
    """What is wanted: values by the filter that asks for them, and whether words are wanted in both languages."""

    asked: Mapping[str, str]
    both: bool = False

    @property
    def some(self) -> bool:
        """Whether not all is wanted: no sources, since they have nothing that is asked."""
        return bool(self.asked)

    def takes_claim(self, claim: Record, contents: EssayContents) -> bool:
        """Tell whether a claim is wanted."""
        return not self.asked or all(_value(claim, name, contents) == value for name, value in self.asked.items())

    def takes_figure(self, figure: Record, contents: EssayContents) -> bool:
        """Tell whether a figure is wanted: where more is asked than whether it was reviewed, none is."""
        return self.asked.keys() <= {"reviewed"} and self.takes_claim(figure, contents)

    def choices(self, contents: EssayContents, context: PageContext) -> list[Choices]:
        """Return the filters as links, each value with how many claims it would leave, and figures."""
        counts = {name: Counter(self._values(name, contents)) for name in _FILTERS}
        return choices_of(_FILTERS, context, ListCounts(len(contents.claims), counts))

    def _values(self, name: str, contents: EssayContents) -> Iterable[str]:
        others = replace(self, asked={other: value for other, value in self.asked.items() if other != name})
        left = [one for one in contents.claims if others.takes_claim(one, contents)] if others.some else contents.claims
        figures = contents.statistics if name == "reviewed" and not others.some else ()
        return (_value(record, name, contents) for record in (*left, *figures))


def _value(record: Record, name: str, contents: EssayContents) -> str:
    """Return what a record has of what a filter asks."""
    if name == "reviewed":
        return _TRUTH[record["id"] not in contents.reviews]
    if name == "grounded":
        return contents.grades.get(record["id"], "nothing")
    return str(record[name])


def read_wanted(query: QueryParams) -> WantedNotes:
    """Return what a request wants.

    Raises:
        ProblemError: there is no such value, or a parameter is given twice.
    """
    faults = []
    for name, values in {**{name: values for name, (_, values) in _FILTERS.items()}, _BOTH: _TRUTH}.items():
        given = query.getlist(name)
        if len(given) > 1:
            faults.append(Fault(detail="give it once", parameter=name))
        elif given and given[0] not in values:
            detail = f"{shown(given[0])} is none of {', '.join(values)}"
            faults.append(Fault(detail=detail, parameter=name, nearest=nearest(given[0], list(values))))
    refuse_faults(faults)
    return WantedNotes({name: query[name] for name in _FILTERS if name in query}, query.get(_BOTH) == "true")
