"""Text-bound annotations of brat as claims: those that are parts of one utterance, as one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import get_args

from api.imports.formats.annotated.brat_lines import BratEntity, BratLine
from api.imports.formats.annotated.brat_words import FORMAT, KIND, POSITION, SAYS, is_major, usual_kind
from api.imports.formats.draft_building import ASIDE, TOO_LONG, DraftBuilding, Part, fits, one_line
from api.resources.claims.models import ClaimKind, Stance

_VALUES: Mapping[str, tuple[str, Sequence[str]]] = {
    KIND: ("kind", get_args(ClaimKind)),
    POSITION: ("stance", get_args(Stance)),
}


class BratClaims:
    """Claims of annotations.

    Args:
        building: the draft under way.
        name: what the file of annotations is called.
        text: the text.
        entities: the annotations that are claims, by id, with their places.
    """

    def __init__(self, building: DraftBuilding, name: str, text: str, entities: Mapping[str, BratEntity]) -> None:
        """Begin with each for itself."""
        self._building = building
        self._name = name
        self._text = text
        self.entities = entities
        self._first = {identifier: identifier for identifier in entities}
        self._members = {identifier: [identifier] for identifier in entities}
        self._joins: dict[str, list[str]] = defaultdict(list)
        self._said: dict[str, Part] = defaultdict(dict)
        self._lines: list[BratLine] = []
        self._pointers: dict[str, str] = {}
        self._lost: set[str] = set()

    def join(self, line: BratLine) -> bool:
        """Let two annotations be parts of one utterance; tell whether they can be, as they do not overlap."""
        one, other = (self.claim_of(target) for target in line.targets)
        if one != other:
            spans = sorted(span for root in (one, other) for part in self._parts(root) for span in part.spans)
            if any(before[1] > after[0] for before, after in pairwise(spans)):
                return False
            for identifier in self._members[other]:
                self._first[identifier] = one
            self._members[one] += self._members.pop(other)
            self._joins[one] += self._joins.pop(other, [])
        self._joins[one].append(line.raw)
        return True

    def claim_of(self, identifier: str) -> str:
        """Return the id of the claim that an annotation is, or is a part of."""
        return self._first[identifier]

    def pointer(self, identifier: str) -> str:
        """Return where the draft has the claim of an annotation."""
        return self._pointers[self.claim_of(identifier)]

    @property
    def majors(self) -> list[str]:
        """The claims that an essay is for, in the order of the file."""
        return list(dict.fromkeys(self.claim_of(item.id) for item in self.entities.values() if is_major(item.type)))

    def say(self, line: BratLine) -> None:
        """Take what a line says of a claim: as a field, or beside it."""
        claim = self.claim_of(line.targets[0])
        field, values = _VALUES.get(line.type, ("", ()))
        if line.kind == "A" and line.value in values:
            self._said[claim][field] = line.value
        elif line.kind == "#" and line.type == SAYS and line.value.strip():
            self._said[claim]["says"] = line.value.strip()
        else:
            self.entities[line.targets[0]].lines.append(line.raw)
        self._lines.append(line)

    def make(self) -> None:
        """Add the claims to the draft."""
        assumed = False
        for root in list(self._members):
            parts = self._parts(root)
            identifier = self._call_by_first(root, parts)
            part, changes = self._claim(identifier, parts)
            assumed = assumed or "kind" not in self._said[identifier]
            self._pointers[identifier] = pointer = self._building.claim(part)
            for item in parts:
                self._building.kept(f"T {item.type}", self._at(item), pointer, [*_trims(item), *changes])
        if assumed:
            detail = f"{self._name}: that claims are evaluative and all else is factual is assumed: brat does not say"
            self._building.note("kind-assumed", detail)
        for line in self._lines:
            self._tell(line)

    def _call_by_first(self, root: str, parts: Sequence[BratEntity]) -> str:
        """Let a claim be called by its first part."""
        first = parts[0].id
        if root != first:
            self._members[first] = self._members.pop(root)
            self._joins[first], self._said[first] = self._joins.pop(root, []), self._said.pop(root, {})
            self._first |= dict.fromkeys(self._members[first], first)
        return first

    def _parts(self, claim: str) -> list[BratEntity]:
        return sorted((self.entities[identifier] for identifier in self._members[claim]), key=lambda item: item.spans)

    def _claim(self, identifier: str, parts: Sequence[BratEntity]) -> tuple[Part, list[str]]:
        spans = [span for item in parts for span in item.spans]
        words = [self._text[start:end] for start, end in spans]
        kinds = [usual_kind(item.type) for item in parts]
        part: Part = {
            "id": identifier,
            "says": one_line(" ".join(words)),
            "kind": "thesis" if "thesis" in kinds else kinds[0],
            "stance": "endorses",
            "spans": [list(span) for span in spans],
        } | self._said[identifier]
        if len(spans) > 1:
            part["one_utterance"] = True
        return part, self._with_extra(part, identifier, parts)

    def _with_extra(self, part: Part, identifier: str, parts: Sequence[BratEntity]) -> list[str]:
        """Keep with a claim what the model has no field for, and tell what is too long for it."""
        told = [_described(item, pieces=len(parts) > 1) for item in parts]
        extra: Part = told[0] if len(told) == 1 else {"parts": told, "joins": self._joins[identifier]}
        if fits({FORMAT: extra}):
            part["extra"] = {FORMAT: extra}
            return []
        self._lost |= {item.id for item in parts}
        bare = {"id": identifier, "type": parts[0].type}
        if fits({FORMAT: bare}):
            part["extra"] = {FORMAT: bare}
        return [] if len(parts) == 1 else [f"which of its parts is which is not kept: {TOO_LONG}"]

    def _tell(self, line: BratLine) -> None:
        target = line.targets[0]
        what, place = f"{line.kind} {line.type}", f"{self._name}:{line.line}"
        if line.raw not in self.entities[target].lines:
            self._building.kept(what, place, self.pointer(target))
        elif target in self._lost:
            self._building.became(what, place, None, "dropped", TOO_LONG)
        else:
            self._building.kept(what, place, self.pointer(target), [ASIDE])

    def _at(self, item: BratEntity) -> str:
        return f"{self._name}:{item.line}"


def _described(item: BratEntity, *, pieces: bool) -> Part:
    described: Part = {"id": item.id, "type": item.type}
    if item.lines:
        described["lines"] = item.lines
    if pieces and len(item.spans) > 1:
        described["pieces"] = len(item.spans)
    return described


def _trims(item: BratEntity) -> Iterable[str]:
    if item.words is None:
        yield "the file does not say its words: those at its offsets are taken"
    elif item.words != item.words.strip():
        yield "white space at its ends is left out"
