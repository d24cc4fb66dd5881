"""What a parser makes of files: a draft, and what became of each construct on the way to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from api.imports.import_reports import Became, Construct, ImportedFile, ImportFinding


@dataclass(frozen=True)
class GivenFile:
    """A file that is to be read.

    Attributes:
        name: what it is called.
        content: its bytes.
    """

    name: str
    content: bytes

    @property
    def described(self) -> ImportedFile:
        """The file as reports name it."""
        return ImportedFile(name=self.name, sha256=sha256(self.content).hexdigest())


@dataclass
class ReadConstruct:
    """A construct of a format, and the part of the draft that it became.

    Attributes:
        what: what the format calls it.
        place: where it stands in its file.
        part: the pointer of the part of the draft that holds it; None where none does.
        became: what became of it on the way to the draft.
        why: what was changed, or why it was dropped.
    """

    what: str
    place: str
    part: str | None = None
    became: Became = "kept"
    why: str | None = None


@dataclass
class Parsed:
    """What was read.

    Attributes:
        format: the format that it was read as.
        files: the files.
        draft: the draft, as JSON has it; nothing is believed of it yet.
        text: the text of the essay, where the files have it.
        read: what became of the constructs of the files; None where the parts of the draft are the constructs.
        faults: what cannot be read.
        notes: what is to be known.
        places: where in the files parts of the draft, and their fields, come from, by their pointers.
        is_new: whether it is an essay that must not be there yet, rather than one that may be corrected.
        attaches_only: whether it is all of records that are there, so that what names none is dropped, and told.
        beside: what became of the constructs of files that came with a draft.
        with_text: reads the files again, once the text is known that they are of; None where that changes nothing.
    """

    format: str
    files: list[ImportedFile]
    draft: Any
    text: str | None = None
    read: list[ReadConstruct] | None = None
    faults: list[ImportFinding] = field(default_factory=list)
    notes: list[ImportFinding] = field(default_factory=list)
    places: Mapping[str, str] = field(default_factory=dict)
    attaches_only: bool = False
    is_new: bool = False
    beside: list[ReadConstruct] = field(default_factory=list)
    with_text: "Callable[[str], Parsed] | None" = None

    def located(self, finding: ImportFinding) -> ImportFinding:
        """Return a finding with where in the files it is of, as far as that is known."""
        where = finding.pointer
        while where and where not in self._known_places:
            where = where.rpartition("/")[0]
        place = self._known_places.get(where)
        return finding.model_copy(update={"detail": f"{place}: {finding.detail}"}) if place else finding

    @cached_property
    def _known_places(self) -> Mapping[str, str]:
        parts = reversed(self.read or ())
        return self.places or {item.part: item.place for item in parts if item.part}

    def constructs(self, parts: Sequence[Construct]) -> list[Construct]:
        """Return what became of the constructs of the files, given what became of the parts of the draft."""
        by_place = {part.place: part for part in parts}
        read = [*(self.read or ()), *self.beside]
        told = [_joined(item, by_place.get(item.part) if item.part else None) for item in read]
        return [*parts, *told] if self.read is None else told


def _joined(item: ReadConstruct, part: Construct | None) -> Construct:
    both = [item.became, part.became if part else item.became]
    became: Became = "dropped" if "dropped" in both else "changed" if "changed" in both else "kept"
    why = "; ".join(filter(None, [item.why, part.why if part else None])) or None
    return Construct(what=item.what, place=item.place, became=became, records=part.records if part else [], why=why)


Parser = Callable[[Sequence[GivenFile]], Parsed]
"""A pure function from files to a draft; it never raises for what is in them."""
