"""The lines of a file of brat: claims as text-bound annotations, and ids that no two have."""

import re
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from api.exports.format_losses import FormatLosses
from api.exports.written import DraftedEssay
from api.imports.draft_parts import DraftClaim
from api.imports.formats.annotated.brat_lines import lines_of, order_of
from api.imports.formats.annotated.brat_words import FORMAT, KIND, POSITION, SAME, SAYS, usual_kind

_ID = re.compile(r"[A-Z#][0-9]{1,9}")
_LOST = ("implicit", "states", "about", "sources")
_THESIS, _TARGET, _OTHER = "Thesis", "Claim", "Premise"


class BratAnnotations:
    """Lines under way.

    Args:
        essay: the essay.
        losses: what is told of what is left out.

    Attributes:
        of_claim: the annotation of each claim that stands in the text, by the claim's id.
        types: the types of annotations, by their ids.
    """

    def __init__(self, essay: DraftedEssay, losses: FormatLosses) -> None:
        """Write the claims."""
        self.of_claim: dict[str, str] = {}
        self.types: dict[str, str] = {}
        self._losses = losses
        self._text = essay.text or ""
        self._lines: list[str] = []
        draft = essay.draft
        self._taken = set[str](_ids_within([claim.extra.get(FORMAT) for claim in draft.claims]))
        self._taken |= set(_ids_within([link.extra.get(FORMAT) for link in draft.links]))
        self._taken |= set(_ids_within([draft.extra.get(FORMAT)]))
        self._given = set[str]()
        self._numbers: dict[str, count[int]] = {}
        self._targets = {link.to for link in draft.links}
        for claim in draft.claims:
            self._claim(claim)

    @property
    def content(self) -> bytes:
        """The file, annotations first, each kind by its numbers."""
        return "".join(f"{line}\n" for line in sorted(self._lines, key=order_of)).encode()

    def add(self, line: str) -> None:
        """Add a line."""
        self._lines.append(line)

    def add_aside(self, line: str, place: str) -> None:
        """Add a line as it was read, where all that it names is there."""
        item = next(lines_of(line), None)
        named = getattr(item, "targets", ())
        known = self.types.keys() | self._given | self._taken
        if all(target in known for target in named):
            self._lines.append(line)
        else:
            self._losses.changed("essay", place, f"{line!r} is left out: what it names is no longer there")

    def known(self, ends: Sequence[str], usual: Sequence[str]) -> Sequence[str]:
        """Return the annotations that a link was read from, where they are still there; else those of its claims."""
        return ends if len(ends) == len(usual) and all(end in self.types for end in ends) else usual

    def number(self, letter: str, wanted: Any = None) -> str:
        """Return an id: the one that is wanted, where nothing has it yet."""
        if isinstance(wanted, str) and re.fullmatch(rf"{letter}\S+", wanted) and wanted not in self._given:
            self._given.add(wanted)
            return wanted
        numbers = self._numbers.setdefault(letter, count(1))
        found = next(name for number in numbers if not self._has(name := f"{letter}{number}"))
        self._given.add(found)
        return found

    def _has(self, name: str) -> bool:
        return name in self._taken or name in self._given

    def _claim(self, claim: DraftClaim) -> None:
        if not claim.spans:
            self._losses.dropped("claim", claim.id, "it stands nowhere in the text, and annotations do")
            return
        self._losses.claim(claim, _LOST)
        said = claim.extra.get(FORMAT, {})
        parts = _parts(said, len(claim.spans)) if claim.one_utterance or len(claim.spans) == 1 else []
        if not parts:
            usual = _THESIS if claim.kind == "thesis" else _TARGET if claim.id in self._targets else _OTHER
            whole = {"id": said.get("id", claim.id), "type": said.get("type", usual), "lines": said.get("lines", [])}
            parts = [whole | {"pieces": len(claim.spans) if claim.one_utterance else 1}]
        spans, names = list(claim.spans), list[str]()
        for part in parts:
            pieces = part.get("pieces", 1)
            names.append(self._annotation(part, spans[:pieces]))
            spans = spans[pieces:]
        self.of_claim[claim.id] = names[0]
        for line in said.get("joins", []) if len(parts) > 1 else []:
            self.add(str(line))
        self._places(claim, names[0], spans)
        self._say(claim, names[0], str(parts[0]["type"]))

    def _annotation(self, part: Any, spans: Sequence[tuple[int, int]]) -> str:
        identifier = self.number("T", part.get("id"))
        self.types[identifier] = str(part["type"])
        places = ";".join(f"{start} {end}" for start, end in spans)
        self.add(f"{identifier}\t{part['type']} {places}\t{self._words(spans)}")
        for line in part.get("lines", []):
            self.add(str(line))
        return identifier

    def _places(self, claim: DraftClaim, first: str, spans: Sequence[tuple[int, int]]) -> None:
        """Write further places of a claim, where it is said again: annotations that are equivalent to its first."""
        if spans:
            others = [self._annotation({"type": self.types[first]}, [span]) for span in spans]
            self.add(f"*\t{SAME} {' '.join([first, *others])}")
            self._losses.changed("claim", claim.id, f"its other places are {', '.join(others)}, equivalent to {first}")

    def _say(self, claim: DraftClaim, name: str, kind: str) -> None:
        """Write what brat has no field for as attributes, and as a note."""
        if claim.kind != usual_kind(kind):
            self.add(f"{self.number('A')}\t{KIND} {name} {claim.kind}")
        if claim.stance != "endorses":
            self.add(f"{self.number('A')}\t{POSITION} {name} {claim.stance}")
        spans = claim.spans if claim.one_utterance else claim.spans[:1]
        if claim.says.split() != self._words(spans).split():
            self.add(f"{self.number('#')}\t{SAYS} {name}\t{' '.join(claim.says.split())}")

    def _words(self, spans: Sequence[tuple[int, int]]) -> str:
        return " ".join(" ".join(self._text[start:end].split("\n")) for start, end in spans).replace("\t", " ")


def _parts(said: Any, places: int) -> list[Any]:
    """Return the annotations that a claim was read from, as far as they still have its places."""
    parts = said.get("parts", [])
    return list(parts) if parts and sum(part.get("pieces", 1) for part in parts) == places else []


def _ids_within(values: Iterable[Any]) -> Iterable[str]:
    """Yield the ids in what was read from brat, which nothing else gets."""
    waiting = list(values)
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and (found := value.partition("\t")[0]) and _ID.fullmatch(found):
            yield found
