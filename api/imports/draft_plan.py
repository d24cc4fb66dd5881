"""What a draft comes to: operations in their order, of which part each is, and what becomes of each part."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

from api.core.http.problems import nearest, shown
from api.core.write.bodies import Body, pointer
from api.imports.drafts import PARTS, Draft
from api.imports.import_reports import Became, Construct, ImportReport
from api.imports.standing_records import StandingRecords
from api.resources.batches.models import Operation
from seed.frozen.languages import canonical_tag

KINDS = {
    "entities": "entity",
    "sources": "source",
    "figures": "figure",
    "claims": "claim",
    "links": "link",
    "topics": "topic",
    "sections": "section",
    "tensions": "tension",
    "reviews": "review",
    "left_out": "omission",
}
"""What an item of each list of a draft is called."""
_OWN_LISTS = {"c": "claims", "s": "figures", "e": "links"}
"""The list that a record of an essay would be in, by the letter of its id."""
_RESOURCES = {"claims": "claims", "figures": "statistics", "links": "evidence"}


@dataclass(frozen=True)
class Planned:
    """An operation, and the part of the draft that it is of.

    Attributes:
        operation: what is done.
        pointer: the part.
        fields: where in the part each field of the record comes from.
    """

    operation: Operation
    pointer: str
    fields: Mapping[str, str] = field(default_factory=dict)


class DraftPlan:
    """Operations that are gathered from a draft.

    Args:
        draft: the draft, as far as it could be read.
        places: where each of its parts stands in its list.
        unread: the ids of all its parts, those that could not be read included.
        known: what is in the database.
        report: what faults and notes are told in.
    """

    def __init__(
        self,
        draft: Draft,
        places: Mapping[str, Sequence[int]],
        unread: Collection[str],
        known: StandingRecords,
        report: ImportReport,
    ) -> None:
        """Begin with nothing planned."""
        self.draft = draft
        self.known = known
        self.report = report
        self.operations: list[Planned] = []
        self.constructs: dict[str, Construct] = {}
        self.essay_id: str | None = None
        self.joined: str | None = None
        self.language = self._language(draft.language)
        year = draft.year[:4]
        self.written = int(year) if year.isascii() and year.isdecimal() else None
        self._places = dict(places)
        self._unread = unread
        self._ids: dict[str, tuple[str, str]] = {}
        self._numbers: dict[str, int] = {}
        for name in PARTS:
            for where, item in self.parts(name):
                self.constructs[where] = Construct(what=KINDS[name], place=where, became="kept")
                self._declare(name, where, getattr(item, "id", None))

    def parts(self, name: str) -> Iterator[tuple[str, Any]]:
        """Yield the parts of a list that could be read, each with its pointer."""
        for place, item in zip(self._places[name], getattr(self.draft, name), strict=True):
            yield pointer(name, place), item

    def in_order(self, name: str, order: Iterable[str], needs: Callable[[Any], Iterable[str]], field: str) -> list[str]:
        """Return the ids of the parts of a list, each after those that it needs; none where these go in a circle.

        Args:
            name: the list.
            order: the ids, in the order in which they come otherwise.
            needs: from a part to the ids of what it needs, in whichever list.
            field: the field that names them.
        """
        parts = {part.id: (where, part) for where, part in self.parts(name)}
        inner = {one: [other for other in needs(parts[one][1]) if other in parts] for one in order}
        try:
            return list(TopologicalSorter(inner).static_order())
        except CycleError as error:
            circle = error.args[1]
            detail = f"{name} need each other in a circle: {', '.join(circle)}"
            self.report.fault(f"circular-{name}", f"{parts[circle[0]][0]}/{field}", detail)
            return []

    def words(self, text: str, language: str | None = None) -> dict[str, str] | None:
        """Return words by their language; None where there are none."""
        return {language or self.language: text} if text.strip() else None

    def became(self, where: str, became: Became, why: str) -> None:
        """Tell what became of a part."""
        found = self.constructs[where]
        found.became = became
        found.why = why if found.why is None else f"{found.why}; {why}"

    def create(self, resource: str, body: Body, where: str, fields: Mapping[str, str] | None = None) -> str:
        """Plan to make a record, and return how others name it."""
        number = self._numbers[resource] = self._numbers.get(resource, 0) + 1
        ref = f"{resource}-{number}"
        said = {name: value for name, value in body.items() if value is not None}
        operation = Operation(op="create", resource=resource, ref=ref, body=said)
        self.operations.append(Planned(operation, where, fields or {}))
        return f"${ref}"

    def patch(self, resource: str, identifier: str, body: Body, where: str, version: int | None = None) -> None:
        """Plan to change a record."""
        operation = Operation(op="patch", resource=resource, id=identifier, body=body, version=version)
        self.operations.append(Planned(operation, where))

    def called(self, part: str, name: str) -> None:
        """Let a part of the draft, by its own id, be a record, by how others name it."""
        self._ids[part] = (self._ids[part][0], name)

    def number_of(self, resource: str) -> int:
        """Return how many records of a resource are planned."""
        return self._numbers.get(resource, 0)

    def kind_of(self, identifier: str) -> str | None:
        """Return the list that a part is in, by its id; None where there is none."""
        if found := self._ids.get(identifier):
            return found[0]
        essay, _, number = identifier.rpartition("-")
        return _OWN_LISTS.get(number[:1]) if essay and essay == self.joined else None

    def named(self, identifier: str, lists: Sequence[str], where: str) -> str | None:
        """Return how a part is named, by its id; None where there is no such part, which is told.

        Args:
            identifier: what the draft says.
            lists: the lists that it may be in.
            where: where the draft says so.
        """
        found = self._ids.get(identifier)
        if found is None:
            if there := self._in_service(identifier, lists):
                return there
            if identifier not in self._unread:  # what is wrong with it is told of itself
                near = nearest(identifier, [name for name, (kind, _) in self._ids.items() if kind in lists])
                kinds = " or ".join(KINDS[name] for name in lists)
                self.report.fault("no-such-id", where, f"there is no {kinds} with the id {shown(identifier)}", near)
            return None
        if found[0] not in lists:
            kinds = " or ".join(KINDS[name] for name in lists)
            self.report.fault("wrong-kind", where, f"{shown(identifier)} is a {KINDS[found[0]]}, not a {kinds}")
            return None
        return found[1]

    def all_named(self, identifiers: Sequence[str], lists: Sequence[str], where: str) -> list[str]:
        """Return how parts are named, each once."""
        found = (self.named(item, lists, f"{where}/{place}") for place, item in enumerate(identifiers))
        return list(dict.fromkeys(name for name in found if name))

    def _in_service(self, identifier: str, lists: Sequence[str]) -> str | None:
        shared = [name for name in ("sources", "entities") if name in lists]
        own = self.kind_of(identifier) if self.joined else None
        resources = [*shared, *([_RESOURCES[own]] if own and own in lists else [])]
        return next((identifier for name in resources if self.known.find(name, identifier)), None)

    def stands(self, name: str, where: str, identifier: str, why: str) -> None:
        """Let a part be a record that is there, and plan nothing for it."""
        found = list(self._places[name])
        order = found.index(int(where.rpartition("/")[2]))
        part = getattr(self.draft, name).pop(order)
        self._places[name] = [*found[:order], *found[order + 1 :]]
        self.called(part.id, identifier)
        self.constructs[where].records.append(identifier)
        self.became(where, "changed", why)

    def _declare(self, name: str, where: str, identifier: str | None) -> None:
        if identifier is None:
            return
        if identifier in self._ids:
            self.report.fault("id-twice", f"{where}/id", f"another part has the id {shown(identifier)}, too")
        # Until it is planned, it is named so that what needs it is left out, too.
        self._ids.setdefault(identifier, (name, "$unplanned"))

    def _language(self, tag: str) -> str:
        try:
            return canonical_tag(tag)
        except ValueError as error:
            self.report.fault("no-such-language", "/language", str(error))
            return "und"
