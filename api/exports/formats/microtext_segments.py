"""Segments of arg-microtexts: the places of claims, or their own words where they stand nowhere."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from api.exports.format_losses import FormatLosses
from api.exports.written import DraftedEssay
from api.imports.draft_parts import DraftClaim
from api.imports.formats.annotated.microtext_words import FORMAT
from api.imports.formats.draft_building import one_line


@dataclass(frozen=True)
class MicrotextSegment:
    """A segment: its id, its words, where it stands, and whether nobody wrote it."""

    id: str
    words: str
    place: tuple[int, int] | None
    implicit: bool = False


class MicrotextSegments:
    """Segments, units, joints, and the edges between them.

    Args:
        essay: the essay.
        losses: what is told of what is left out.

    Attributes:
        units: the unit of each claim, by the claim's id.
        joints: the joints.
        edges: the edges of segments and joints, each with its id where it has one.
    """

    def __init__(self, essay: DraftedEssay, losses: FormatLosses) -> None:
        """Cut the text where claims stand."""
        self.units: dict[str, str] = {}
        self.joints: list[str] = []
        self.edges: list[tuple[str, str, str]] = []
        self._text = essay.text
        self._losses = losses
        self._segments: dict[str, MicrotextSegment] = {}
        self._at: dict[tuple[int, int], str] = {}
        self._taken = set[str]()
        self._numbers: dict[str, count[int]] = {}
        said = [claim.extra.get(FORMAT, {}) for claim in essay.draft.claims]
        self._reserved = {str(item.get("id", "")) for item in said} | {
            name for item in said for segment in item.get("segments", []) for name in [*segment, *item.get("edus", [])]
        }
        for element in essay.draft.extra.get(FORMAT, {}).get("aside", []):
            self._reserved.add(str(element.get("id", "")))
            if element.get("tag") == "edu":
                self._beside(element)
        for claim in essay.draft.claims:
            self._claim(claim)

    @property
    def ordered(self) -> list[MicrotextSegment]:
        """The segments in the order of the text; those that stand nowhere come last."""
        far = (10**9, 10**9)
        return sorted(self._segments.values(), key=lambda segment: segment.place or far)

    @property
    def explicit(self) -> list[MicrotextSegment]:
        """Those that stand in the text."""
        return [segment for segment in self.ordered if not segment.implicit]

    def name(self, letter: str, wanted: Any = None) -> str:
        """Return an id: the one that is wanted, where nothing has it yet."""
        if isinstance(wanted, str) and wanted and wanted not in self._taken:
            self._taken.add(wanted)
            return wanted
        numbers = self._numbers.setdefault(letter, count(1))
        free = (f"{letter}{number}" for number in numbers)
        found = next(name for name in free if name not in self._taken and name not in self._reserved)
        self._taken.add(found)
        return found

    def _claim(self, claim: DraftClaim) -> None:
        said = claim.extra.get(FORMAT, {})
        unsaid = {str(name): str(words) for name, words in said.get("implicit", [])}
        edus = [str(name) for name in said.get("edus", [])]
        explicit = [name for name in edus if name not in unsaid]
        fits = len(explicit) == len(claim.spans)
        names = [self._segment(place, name) for place, name in zip(claim.spans, explicit, strict=True)] if fits else []
        if not fits:
            names = [self._segment(place, None) for place in claim.spans]
        if not claim.spans or self._text is None:
            names = [self._unsaid(name, words) for name, words in unsaid.items()] or [self._own(claim, edus)]
        elif fits and unsaid:
            of = dict(zip(explicit, names, strict=True))
            names = [of.get(name) or self._unsaid(name, unsaid[name]) for name in edus]
        unit = self.units[claim.id] = self.name("a", said.get("id", claim.id))
        self._join(claim, unit, names, said.get("segments", []) if names == edus else [])
        first = names if claim.one_utterance else names[:1]
        if " ".join(self._segments[name].words for name in first).split() != claim.says.split():
            self._losses.changed("claim", claim.id, "its words are those of the text, not those of the record")

    def _segment(self, place: tuple[int, int], wanted: str | None) -> str:
        if place not in self._at:
            self._at[place] = name = self.name("e", wanted)
            words = one_line(self._text[place[0] : place[1]]) if self._text is not None else ""
            self._segments[name] = MicrotextSegment(name, words, place)
        return self._at[place]

    def _unsaid(self, wanted: str, words: str) -> str:
        name = self.name("e", wanted)
        self._segments[name] = MicrotextSegment(name, words, None, implicit=True)
        return name

    def _own(self, claim: DraftClaim, edus: list[str]) -> str:
        """Return a segment of a claim's own words: where none words it, or where its words may not leave."""
        name = self.name("e", edus[0] if edus else None)
        hidden = bool(claim.spans)
        self._segments[name] = MicrotextSegment(
            name, one_line(claim.says), claim.spans[0] if hidden else None, not hidden
        )
        if hidden:
            self._losses.changed("claim", claim.id, "it is in the words of the record: those of the text may not leave")
        return name

    def _beside(self, element: Any) -> None:
        name, words = self.name("e", str(element.get("id", ""))), str(element.get("text", ""))
        at = element.get("at", -1)
        place = (at, at + len(words)) if isinstance(at, int) and at >= 0 else None
        self._segments[name] = MicrotextSegment(name, words, place, element.get("implicit") == "true")

    def _join(self, claim: DraftClaim, unit: str, names: list[str], given: list[Any]) -> None:
        """Make the edges from segments to a unit, over a joint where these are one utterance."""
        inner = {source for _, source, *_ in given if source not in names}
        if given:
            left = iter(names)
            for edge, source, *edges in given:
                if source in inner:
                    self.joints += [] if source in self.joints else [self.name("j", source)]
                    self.edges += [(item, next(left, ""), source) for item in edges]
                else:
                    source = next(left, source)  # noqa: PLW2901 - the same, in its order
                self.edges.append((edge, source, unit))
        elif claim.one_utterance and len(names) > 1:
            joint = self.name("j")
            self.joints.append(joint)
            self.edges += [("", name, joint) for name in names] + [("", joint, unit)]
        else:
            self.edges += [("", name, unit) for name in names]
