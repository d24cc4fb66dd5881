"""What annotations of brat say of each other: relations, equivalences and stances, as links."""

from collections import Counter
from collections.abc import Mapping, Sequence

from api.imports.formats.annotated.brat_claims import BratClaims
from api.imports.formats.annotated.brat_lines import BratEntity, BratLine
from api.imports.formats.annotated.brat_words import FORMAT, PARTS, RELATIONS, SAME, STANCE, STANCES, plain
from api.imports.formats.draft_building import ASIDE, TOO_LONG, DraftBuilding, Part, fits

_OF_ONE = {"A", "#", "N"}
"""What is said of one annotation."""


class BratArgument:
    """Makes claims and links of the lines of a file.

    Args:
        building: the draft under way.
        name: what the file of annotations is called.
    """

    def __init__(self, building: DraftBuilding, name: str) -> None:
        """Begin with nothing taken."""
        self._building = building
        self._name = name
        self._aside: list[str] = []
        self._equivalences = 0

    def take(self, text: str, entities: Mapping[str, BratEntity], lines: Sequence[BratLine]) -> None:
        """Make the claims and links, and tell what becomes of each line.

        Args:
            text: the text.
            entities: its annotations, by id, with their places.
            lines: what is said of them.
        """
        if self._refused(entities, lines):
            return
        triggers = {line.targets[0] for line in lines if line.kind == "E"}
        said = {identifier: item for identifier, item in entities.items() if identifier not in triggers}
        self._claims = claims = BratClaims(self._building, self._name, text, said)
        majors = claims.majors
        joined, later = list[BratLine](), list[BratLine]()
        for line in lines:
            of_claims = all(target in said for target in line.targets)
            if line.kind == "R" and of_claims and plain(line.type) == PARTS and claims.join(line):
                joined.append(line)
            elif line.kind in _OF_ONE and of_claims and not (majors and self._is_stance(line)):
                claims.say(line)
            else:
                later.append(line)
        claims.make()
        for line in joined:
            self._building.kept(f"R {line.type}", self._at(line), claims.pointer(line.targets[0]))
        for item in entities.values():
            if item.id in triggers:
                self._keep_aside("T", item.type, item.line, _raw(item))
        for line in later:
            if not all(target in said for target in line.targets) or not self._linked(line):
                self._keep_aside(line.kind, line.type, line.line, line.raw)
        self._same_majors()

    def _linked(self, line: BratLine) -> bool:
        """Make links of a line whose targets are claims; tell whether it is one that links are made of."""
        if line.kind == "R":
            return self._relation(line)
        if line.kind == "*":
            return self._equivalence(line)
        if line.kind == "A":  # a stance: what else is said of a claim is taken before
            self._imply(line)
        return line.kind == "A"

    def _relation(self, line: BratLine) -> bool:
        relation = RELATIONS.get(plain(line.type))
        origin, target = map(self._claims.claim_of, line.targets)
        if relation is None or origin == target:
            return False
        extra: Part = {"id": line.id, "type": line.type}
        if line.roles != ("Arg1", "Arg2"):
            extra["roles"] = list(line.roles)
        if line.targets != (origin, target):
            extra["ends"] = list(line.targets)
        part = self._part(line.id, origin, relation, target, extra)
        self._building.kept(f"R {line.type}", self._at(line), self._building.link(part))
        return True

    def _equivalence(self, line: BratLine) -> bool:
        named = {self._claims.claim_of(target): target for target in reversed(line.targets)}
        first, *others = dict.fromkeys(map(self._claims.claim_of, line.targets))
        if not others:
            return False
        self._equivalences += 1
        changes = [] if len(others) + 1 == len(line.targets) else ["what it names twice is linked once"]
        for number, other in enumerate(others, start=1):
            extra: Part = {"same": self._equivalences} | ({} if line.type == SAME else {"type": line.type})
            if (named[other], named[first]) != (other, first):
                extra["ends"] = [named[other], named[first]]
            part = self._part(f"same-{self._equivalences}-{number}", other, "equivalent", first, extra)
            pointer = self._building.link(part)
        self._building.kept(f"* {line.type}", self._at(line), pointer, changes)
        return True

    def _is_stance(self, line: BratLine) -> bool:
        """Tell whether a line implies a link to the major claim of an essay."""
        stance = line.kind == "A" and line.type == STANCE and plain(line.value) in STANCES
        return stance and self._claims.claim_of(line.targets[0]) not in self._claims.majors

    def _imply(self, line: BratLine) -> None:
        origin = self._claims.claim_of(line.targets[0])
        extra: Part = {"id": line.id, "implied": True} | (
            {} if line.targets[0] == origin else {"ends": [line.targets[0]]}
        )
        part = self._part(line.id, origin, STANCES[plain(line.value)], self._claims.majors[0], extra)
        why = f"it is a link to the major claim {self._claims.majors[0]}"
        self._building.kept(f"A {STANCE}", self._at(line), self._building.link(part), [why])

    def _same_majors(self) -> None:
        """Let the major claims of an essay be equivalent: its introduction and its conclusion say the same."""
        first, *others = self._claims.majors or [""]
        for other in others:
            self._building.link(self._part(f"same-{other}", other, "equivalent", first, {"implied": True}))
        if others:
            detail = f"{self._name}: its major claims {', '.join(self._claims.majors)} are linked as saying the same"
            self._building.note("majors-equivalent", detail)

    def _keep_aside(self, kind: str, named: str, number: int, raw: str) -> None:
        extra = self._building.about["extra"][FORMAT]
        place = f"{self._name}:{number}"
        if fits({FORMAT: extra | {"lines": [*extra.get("lines", ()), raw]}}):
            extra.setdefault("lines", []).append(raw)
            self._building.became(f"{kind} {named}", place, "", "changed", ASIDE)
        else:
            self._building.became(f"{kind} {named}", place, None, "dropped", TOO_LONG)

    def _part(self, identifier: str, origin: str, relation: str, target: str, extra: Part) -> Part:
        ends: Part = {"id": identifier, "from": [origin], "relation": relation, "to": target, "whose": "author"}
        return ends | ({"extra": {FORMAT: extra}} if fits({FORMAT: extra}) else {})

    def _at(self, line: BratLine) -> str:
        return f"{self._name}:{line.line}"

    def _refused(self, entities: Mapping[str, BratEntity], lines: Sequence[BratLine]) -> bool:
        """Tell what names an id that is not there, or that two have; tell whether anything is wrong."""
        known = Counter([*entities, *(line.id for line in lines if line.id not in {"", "*", "#"})])
        for line in lines:
            place = f"{self._name}:{line.line}"
            if not line.kind:
                self._building.fault(f"{place}: is no line of brat: {line.raw[:80]!r}")
            elif line.kind != "*" and known[line.id] > 1:
                self._building.fault(f"{place}: {line.id} is the id of two", "id-twice")
            for target in line.targets:
                if target not in known:
                    self._building.no_such(f"{place}: {line.id} names {target}, which is not there", target, known)
        return bool(self._building.faults)


def _raw(item: BratEntity) -> str:
    places = ";".join(f"{start} {end}" for start, end in item.spans)
    return f"{item.id}\t{item.type} {places}\t{item.words or ''}"
