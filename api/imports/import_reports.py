"""What an import tells: what is wrong, what is to be known, and what became of each construct."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import BaseModel, Field

from api.core.http.problems import Fault, ProblemError

_TOLD = 20
Became = Literal["kept", "changed", "dropped"]


class ImportFinding(BaseModel):
    """One thing that an import found in a draft: a fault, for which nothing is written, or something to be known."""

    kind: str = Field(description="What kind of thing it is: `quote-not-found`, `no-such-id`.")
    pointer: str = Field(description="Where in the draft (JSON Pointer, RFC 6901); of a sentence, empty.")
    detail: str = Field(description="What it is, and what would be right.")
    nearest: str | None = Field(default=None, description="What comes nearest in the text, or among the names.")
    score: float | None = Field(default=None, description="How alike that is, from 0 to 1.")
    contexts: list[str] = Field(default=[], description="Where a quote stands, with the words around it.")


class Construct(BaseModel):
    """What became of one construct of what was read."""

    what: str = Field(description="What it is, in the words of its format.")
    place: str = Field(description="Where it stands: a JSON Pointer, or a line.")
    became: Became = Field(description="Whether it is in the records as it was, otherwise, or not at all.")
    records: list[str] = Field(default=[], description="The records that hold it.")
    why: str | None = Field(default=None, description="What was changed, or why it was dropped.")


class ImportedFile(BaseModel):
    """A file that was read."""

    name: str = Field(description="What it is called.")
    sha256: str = Field(description="The SHA-256 of its bytes.")


class Covered(BaseModel):
    """How many sentences and numerals of the text have a record, or a reason to have none."""

    sentences: int = Field(description="Sentences of the text.")
    sentences_covered: int = Field(description="Those with a claim, a figure, a source, a heading or a reason.")
    numerals: int = Field(description="Numerals of the text.")
    numerals_covered: int = Field(description="Those in the wording of a figure, a heading or a reason.")


class ImportChange(BaseModel):
    """What an import of a corrected draft does to one record."""

    record: str = Field(description="The record.")
    resource: str = Field(description="What kind of record it is.")
    what: Literal["changed", "withdrawn", "left"] = Field(
        description="left: people changed it since it was imported, or name it; it is told, and stays as it is."
    )
    fields: list[str] = Field(default=[], description="The fields that are changed, or that people changed.")
    pointer: str = Field(default="", description="The part of the draft (JSON Pointer).")
    why: str | None = Field(default=None, description="Why it is left.")


class ImportReport(BaseModel):
    """What was read, what is wrong with it, and what became of each construct: nothing is lost without being told."""

    format: str = Field(description="The format that was read.")
    files: list[ImportedFile] = Field(description="The files, with their hashes.")
    importer: str = Field(description="What read them, with its version.")
    essay_id: str | None = Field(default=None, description="The essay that was made; null where none was.")
    number: int | None = Field(default=None, description="The number of the import, where it is kept: `/imports/{id}`.")
    written: bool = Field(default=False, description="Whether the records were written.")
    faults: list[ImportFinding] = Field(
        default=[], description="What is wrong; where there is any, nothing is written."
    )
    notes: list[ImportFinding] = Field(
        default=[], description="What is to be known: what was taken otherwise, or lacks."
    )
    constructs: list[Construct] = Field(default=[], description="What became of each construct of the files.")
    counts: dict[str, int] = Field(default={}, description="How many constructs were kept, changed and dropped.")
    made: dict[str, int] = Field(default={}, description="How many records were made or changed, by resource.")
    left_out: list[list[int]] = Field(
        default=[], description="The places that the draft gives no record: where each starts and ends."
    )
    left_out_why: list[str] = Field(default=[], description="The reason of each of these.")
    corrects: bool = Field(default=False, description="Whether the essay was there, and is corrected.")
    changes: list[ImportChange] = Field(default=[], description="What becomes of records that were there.")
    coverage: Covered | None = Field(default=None, description="How much of the text has a record; null without one.")

    def count(self) -> None:
        """Count what became of the constructs."""
        found = Counter(item.became for item in self.constructs)
        self.counts = {became: found[became] for became in ("kept", "changed", "dropped")}

    def fault(self, kind: str, pointer: str, detail: str, nearest: str | None = None) -> None:
        """Tell what is wrong."""
        self.faults.append(ImportFinding(kind=kind, pointer=pointer, detail=detail, nearest=nearest))

    def note(self, kind: str, pointer: str, detail: str) -> None:
        """Tell what is to be known."""
        self.notes.append(ImportFinding(kind=kind, pointer=pointer, detail=detail))


def refused(report: ImportReport) -> ProblemError:
    """Return the problem that an import is refused with: the first of its faults, and all of its report."""
    faults = [
        Fault(detail=f"{item.kind}: {item.detail}", pointer=item.pointer, nearest=item.nearest)
        for item in report.faults[:_TOLD]
    ]
    many = len(report.faults)
    detail = f"{many} {'thing is' if many == 1 else 'things are'} to be mended in it; `report` tells all of them."
    return ProblemError("refused-import", detail, faults, members={"report": report.model_dump()})


_OF_COVERAGE = ("sentence-without-record", "numeral-without-figure")
_FEW = 5
"""How many of each of these are told to people."""


def as_lines(report: ImportReport) -> str:
    """Return a report for people to read."""
    return "\n".join(_lines(report))


def _lines(report: ImportReport) -> Iterator[str]:
    names = ", ".join(file.name for file in report.files)
    made = ", ".join(f"{number} {resource}" for resource, number in report.made.items())
    yield f"{names}: {report.format}, read by {report.importer}"
    if report.faults:
        yield f"{len(report.faults)} to mend; nothing is written:"
        yield from _told(report.faults)
    else:
        verb = ("corrected" if report.corrects else "made") if report.written else "would "
        verb += "" if report.written else "correct" if report.corrects else "make"
        nothing = "nothing is changed" if report.corrects else "no records"
        yield f"{verb} {report.essay_id or 'no essay'}: {made or nothing}"
        yield from (_changed(item) for item in report.changes)
    if report.notes:
        yield f"{len(report.notes)} to know:"
        yield from _few(report.notes)
    if report.coverage:
        its = report.coverage
        yield f"sentences covered: {its.sentences_covered} of {its.sentences}"
        yield f"numerals covered: {its.numerals_covered} of {its.numerals}"
    yield f"constructs: {len(report.constructs)}; " + ", ".join(f"{many} {how}" for how, many in report.counts.items())
    for item in report.constructs:
        if item.became != "kept":
            held = f" as {', '.join(item.records)}" if item.records else ""
            yield f"  {item.place}: {item.what} {item.became}{held}: {item.why}"


def _changed(item: ImportChange) -> str:
    fields = f": {', '.join(item.fields)}" if item.fields else ""
    where = f" ({item.pointer})" if item.pointer else ""
    return f"  {item.record}{where} {item.what}{fields}{f'; {item.why}' if item.why else ''}"


def _few(notes: Iterable[ImportFinding]) -> Iterator[str]:
    """Yield notes, but of what has no record the first alone, and how many more there are: at first nearly all."""
    seen = Counter[str]()
    for note in notes:
        seen[note.kind] += 1
        if note.kind not in _OF_COVERAGE or seen[note.kind] <= _FEW:
            yield from _told([note])
    for kind in _OF_COVERAGE:
        if seen[kind] > _FEW:
            yield f"  the text: {kind}: {seen[kind] - _FEW} more of these, which --json tells"


def _told(findings: Iterable[ImportFinding]) -> Iterator[str]:
    for item in findings:
        yield f"  {item.pointer or 'the text'}: {item.kind}: {item.detail}"
        if item.nearest is not None:
            score = "" if item.score is None else f" ({item.score:.2f})"
            yield f"    nearest{score}: {item.nearest}"
        yield from (f"    … {words} …" for words in item.contexts)
