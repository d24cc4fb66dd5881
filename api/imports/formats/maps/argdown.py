"""Argdown: plain documents, and the JSON that @argdown/core exports of them."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from api.imports.formats.maps.argdown_draft import ArgdownDraft
from api.imports.formats.maps.argdown_grammar import ArgdownReading
from api.imports.formats.maps.argdown_json import is_export, map_of
from api.imports.formats.maps.argument_map import ArgumentMap
from api.imports.formats.text_files import head_of, text_in, unreadable
from api.imports.import_reports import ImportFinding
from api.imports.parsed_files import GivenFile, Parsed

FORMAT = "argdown"

_SUFFIXES = {".argdown", ".ad", ".adown", ".argdn"}
_DEFINED = re.compile(
    r"^[ \t]*(?:(?:<?[+-]|[+-]>|><)[ \t]*)?(?:\[[^\]\n]+\]|<[^>\n]+>):[ \t]+(?!https?:)\S", re.MULTILINE
)
_RELATED = re.compile(r"^[ \t]+(?:<?[+-]|[+-]>|><|<_|_>)[ \t]*\S", re.MULTILINE)
_INCLUDES = re.compile(r"@include\(([^)\n]+)\)")
_CONCLUDED = re.compile(r"^[ \t]*-{2}.*\n[ \t]*\([0-9]+\)[ \t]", re.MULTILINE)


def looks_like(files: Sequence[GivenFile]) -> bool:
    """Tell whether files look like Argdown: by the name, as JSON, or by what is drawn."""
    head = head_of(files[0])
    if PurePath(files[0].name).suffix.lower() in _SUFFIXES or is_export(head):
        return True
    if head.lstrip()[:1] in {"{", ""} or PurePath(files[0].name).suffix.lower() == ".md":
        return False
    return bool(_CONCLUDED.search(head) or (_DEFINED.search(head) and _RELATED.search(head)))


def parse(files: Sequence[GivenFile]) -> Parsed:
    """Read one document; further files are refused."""
    found, faults = _map(files[0])
    faults += [unreadable(file, "each document is an essay: import it for itself") for file in files[1:]]
    if not found.statements and not found.arguments and not faults:
        faults.append(unreadable(files[0], "has no statement and no argument"))
    described = [file.described for file in files]
    if faults:
        return Parsed(FORMAT, described, {}, read=[], faults=faults)
    drafting = ArgdownDraft(found, PurePath(files[0].name).stem or files[0].name)
    draft = drafting.make()
    return Parsed(FORMAT, described, draft, read=drafting.read, notes=drafting.notes)


def _map(file: GivenFile) -> tuple[ArgumentMap, list[ImportFinding]]:
    text, fault = text_in(file)
    if fault:
        return ArgumentMap(), [fault]
    if found := _INCLUDES.search(text):
        line = text.count("\n", 0, found.start()) + 1
        detail = f"line {line}: names a file that stands here, {found[1][:100]}: put them together (argdown compile)"
        return ArgumentMap(), [unreadable(file, detail)]
    if text.lstrip()[:1] == "{" and PurePath(file.name).suffix.lower() not in _SUFFIXES:
        return map_of(file)
    reading = ArgdownReading(text)
    reading.read()
    return reading.map, [unreadable(file, f"line {line}: {why}") for line, why in reading.faults]
