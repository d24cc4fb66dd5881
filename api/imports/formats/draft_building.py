"""A draft under way: what parsers of annotated texts have in common."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from api.core.http.problems import nearest
from api.core.records.extra_objects import Extra
from api.imports.import_reports import Became, ImportFinding
from api.imports.parsed_files import GivenFile, Parsed, ReadConstruct
from api.imports.texts.language_guess import guess_language

Part = dict[str, Any]

UNKNOWN_LANGUAGE = "und"
"""What BCP 47 calls a language that nobody told."""
ASIDE = "kept beside the record, and written again to this format alone"
TOO_LONG = "there is more than is kept beside a record"
_MOST_FAULTS = 100
_MOST_LIKENED = 10
_MOST_KNOWN = 1000
_EXTRA: TypeAdapter[dict[str, Any]] = TypeAdapter(Extra)


@dataclass
class DraftBuilding:
    """A draft under way, with what became of each construct of its files.

    Attributes:
        format: the format that is read.
        files: the files.
        about: what is known of the essay as a whole.
        claims: its claims.
        links: its links.
        sources: its sources.
        read: what became of each construct.
        faults: what cannot be read.
        notes: what is to be known.
    """

    format: str
    files: Sequence[GivenFile]
    about: Part = field(default_factory=dict)
    claims: list[Part] = field(default_factory=list)
    links: list[Part] = field(default_factory=list)
    sources: list[Part] = field(default_factory=list)
    read: list[ReadConstruct] = field(default_factory=list)
    faults: list[ImportFinding] = field(default_factory=list)
    notes: list[ImportFinding] = field(default_factory=list)
    _untold: int = 0

    def claim(self, part: Part) -> str:
        """Add a claim, and return its pointer."""
        self.claims.append(part)
        return f"/claims/{len(self.claims) - 1}"

    def link(self, part: Part) -> str:
        """Add a link, and return its pointer."""
        self.links.append(part)
        return f"/links/{len(self.links) - 1}"

    def source(self, part: Part) -> str:
        """Add a source, and return its pointer."""
        self.sources.append(part)
        return f"/sources/{len(self.sources) - 1}"

    def became(self, what: str, place: str, part: str | None, became: Became, why: str | None = None) -> None:
        """Tell what became of a construct."""
        self.read.append(ReadConstruct(what, place, part, became, why))

    def kept(self, what: str, place: str, part: str, changes: Iterable[str] = ()) -> None:
        """Tell that a construct is kept, as it was or with changes."""
        why = "; ".join(changes) or None
        self.became(what, place, part, "changed" if why else "kept", why)

    def fault(self, detail: str, kind: str = "unreadable", nearest: str | None = None) -> None:
        """Tell what is wrong; of very many faults, how many more there are."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(ImportFinding(kind=kind, pointer="", detail=detail, nearest=nearest))
        else:
            self._untold += 1

    def no_such(self, detail: str, named: str, known: Collection[str]) -> None:
        """Tell that what is named is not there, with what comes nearest among not too many."""
        few = len(self.faults) < _MOST_LIKENED and len(known) <= _MOST_KNOWN
        self.fault(detail, "no-such-id", nearest(named, list(known)) if few and named else None)

    def note(self, kind: str, detail: str) -> None:
        """Tell what is to be known."""
        self.notes.append(ImportFinding(kind=kind, pointer="", detail=detail))

    def parsed(self, text: str | None) -> Parsed:
        """Return what was read."""
        if self.claims:
            detail = "claims are in the words of the text, and served to anybody: import what may be shown"
            self.note("words-of-the-text", detail)
        if self._untold:
            self.faults.append(ImportFinding(kind="unreadable", pointer="", detail=f"and {self._untold} more"))
        lists = {"sources": self.sources, "claims": self.claims, "links": self.links}
        said = {"language": self._language(text)} | {name: value for name, value in self.about.items() if value}
        draft = said | {name: found for name, found in lists.items() if found}
        described = [file.described for file in self.files]
        return Parsed(self.format, described, draft, text, self.read, self.faults, self.notes)

    def _language(self, text: str | None) -> str:
        words = text or "\n".join(str(claim.get("says", "")) for claim in self.claims[:500])
        found = guess_language(words) or UNKNOWN_LANGUAGE
        if not self.about.get("language"):
            said = "is not known" if found == UNKNOWN_LANGUAGE else f"is taken to be {found}, by its words"
            self.note("language-assumed", f"the language {said}: say which it is, where it is another")
        return found


def fits(extra: Part) -> bool:
    """Tell whether what a format says beside the model may be kept with a record."""
    try:
        _EXTRA.validate_python(extra)
    except ValidationError:
        return False
    return True


def one_line(words: str) -> str:
    """Return words on one line."""
    return " ".join(words.split())
