"""BibTeX and biblatex: entries as sources, with strings put in, parents' fields inherited, and LaTeX in plain words."""

import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
    Preamble,
    String,
)

from api.imports.formats.works.bibtex_fields import inherited_fields, put_work
from api.imports.formats.works.bibtex_values import BibField, joined_value
from api.imports.formats.works.work_fields import Bibliography, Work
from api.imports.parsed_files import GivenFile, Parsed

FORMAT = "bibtex"

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it would print is told in the report
_ENTRY = re.compile(rb"^\s*@\s*[a-zA-Z]+\s*[{(]", re.MULTILINE)
_MOST_PARENTS = 5


def looks_like(files: Sequence[GivenFile]) -> bool:
    """Tell whether files are of BibTeX."""
    return all(_is_bibtex(file) for file in files)


def _is_bibtex(file: GivenFile) -> bool:
    head = file.content[:100_000]
    return PurePath(file.name).suffix.lower() in {".bib", ".bibtex"} or (
        bool(_ENTRY.search(head)) and head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"@", b"%"}
    )


def parse(files: Sequence[GivenFile]) -> Parsed:
    """Read the entries of files."""
    bibliography = Bibliography(FORMAT, [file.described for file in files])
    for name, content in bibliography.texts(files):
        _BibtexReading(name, bibliography).take(_blocks(content.replace("\r\n", "\n").replace("\r", "\n")))
    return bibliography.parsed()


def _blocks(content: str) -> list[Block]:
    return list(parse_string(content, parse_stack=[]).blocks)


class _BibtexReading:
    """One file: keys and strings are its own."""

    def __init__(self, name: str, bibliography: Bibliography) -> None:
        self._name = name
        self._bibliography = bibliography
        self._strings: dict[str, str] = {}
        self._entries: dict[str, Entry] = {}

    def take(self, blocks: list[Block]) -> None:
        """Read blocks; strings and parents may stand anywhere."""
        for block in blocks:
            if isinstance(block, String):
                self._strings[block.key.lower()] = joined_value(str(block.value), self._strings)[0]
            elif (entry := _entry_of(block)) is not None:
                self._entries.setdefault(entry.key.lower(), entry)
        for block in blocks:
            place = self._place(block.start_line)
            if (entry := _entry_of(block)) is not None:
                self._entry(entry, place)
            elif isinstance(block, ParsingFailedBlock):
                self._bibliography.fault(place, _why(block))
            elif isinstance(block, String):
                self._bibliography.tell(f"@string {block.key}", place, None, "changed", "stands where it is named")
            elif isinstance(block, Preamble):
                self._bibliography.tell("@preamble", place, None, "dropped", "it is for LaTeX alone")
            elif isinstance(block, ExplicitComment | ImplicitComment):
                self._bibliography.tell("comment", place, None, "dropped", "it is a comment")

    def _entry(self, entry: Entry, place: str) -> None:
        kind = entry.entry_type.lower()
        work = self._bibliography.work(f"@{entry.entry_type} {entry.key}", place, entry.key)
        said = dict[str, BibField]()
        for item in self._fields(entry):
            if item.name in said:
                work.drop(item.what, item.place, "stands twice in its entry: the first is taken")
            else:
                said[item.name] = item
        inherited = self._inherited(entry, work, said)
        put_work(work, kind, inherited | said)

    def _inherited(self, entry: Entry, work: Work, said: dict[str, BibField]) -> dict[str, BibField]:
        """Return what an entry has from the entry that it is in, and that one from its own; the nearest says most."""
        found, seen = dict[str, BibField](), {entry.key.lower()}
        names = said.pop("crossref", None) or said.pop("xdata", None)
        own = names
        while names is not None and len(seen) <= _MOST_PARENTS:
            key = names.value.strip().lower()
            if key not in self._entries or key in seen:
                why = "goes in a circle" if key in seen else f"there is no entry {names.value}"
                work.drop(names.what, names.place, why)
                return found
            seen.add(key)
            parent = {item.name: item for item in reversed(list(self._fields(self._entries[key])))}
            names = parent.get("crossref") or parent.get("xdata")
            found = {item.name: item for item in inherited_fields(parent)} | found
        if own is not None:
            work.joined(own.what, own.place, "what is said there is taken from it")
        return found

    def _fields(self, entry: Entry) -> Iterator[BibField]:
        for field in entry.fields:
            value, unknown = joined_value(str(field.value), self._strings)
            name = field.key.lower()
            yield BibField(name, f"{name} of {entry.key}", self._place(field.start_line), value, unknown)

    def _place(self, line: int | None) -> str:
        return f"{self._name}: line {(line or 0) + 1}"


def _why(block: ParsingFailedBlock) -> str:
    said = getattr(block.error, "abort_reason", None) or str(block.error) or "is no entry of BibTeX"
    return " ".join(str(said).split())


def _entry_of(block: Block) -> Entry | None:
    """Return the entry of a block: one that has a field or a key twice is one, too."""
    if isinstance(block, DuplicateFieldKeyBlock | DuplicateBlockKeyBlock):
        inner = block.ignore_error_block
        return inner if isinstance(inner, Entry) else None
    return block if isinstance(block, Entry) else None
