"""Our own drafts: one document, as JSON or as YAML."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from api.core.http.json_limits import Extents, refuse_excess
from api.core.http.problems import ProblemError
from api.core.write.bodies import decode
from api.imports.formats.works.cited_works import add_works, is_bibliography
from api.imports.formats.yaml_values import YamlError, read_yaml
from api.imports.import_reports import ImportFinding
from api.imports.parsed_files import GivenFile, Parsed

FORMAT = "draft"
MOST = Extents(depth=12, items=100_000, characters=1_000_000)
_MARKS = ("claims", "sections", "figures", "sources", "links", "reviews")


def read_document(file: GivenFile) -> tuple[Any, ImportFinding | None]:
    """Return what a file of JSON or YAML holds, or what is wrong with it."""
    content = file.content.removeprefix(b"\xef\xbb\xbf")
    try:
        if content.lstrip()[:1] in {b"{", b"["} and PurePath(file.name).suffix not in {".yaml", ".yml"}:
            refuse_excess(content, MOST)
            return decode(content), None
        return read_yaml(content, MOST.depth, MOST.characters), None
    except (ProblemError, YamlError) as error:
        detail = error.detail if isinstance(error, ProblemError) else str(error)
        return None, ImportFinding(kind="unreadable", pointer="", detail=f"{file.name}: {detail}")


def looks_like(files: Sequence[GivenFile]) -> bool:
    """Tell whether files look like a draft: one document that has the lists of one."""
    name = PurePath(files[0].name).suffix
    head = files[0].content[:100_000]
    return name in {".yaml", ".yml"} or (
        head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
        and b"schema.org" not in head
        and any(f'"{mark}"'.encode() in head for mark in (*_MARKS, "title"))
    )


def parse(files: Sequence[GivenFile]) -> Parsed:
    """Read a draft; of further files bibliographies alone go with it."""
    value, fault = read_document(files[0])
    parsed = Parsed(FORMAT, [file.described for file in files], {} if fault else value, faults=[fault] if fault else [])
    further = list(files[1:])
    add_works(parsed, [file for file in further if is_bibliography(file)])
    for file in further:
        if not is_bibliography(file):
            detail = "a draft is one document, with bibliographies beside it: give the text as --text FILE"
            parsed.faults.append(ImportFinding(kind="unreadable", pointer="", detail=f"{file.name}: {detail}"))
    return parsed
