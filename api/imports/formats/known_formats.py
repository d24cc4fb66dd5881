"""The formats that are read: each by its content, or by its name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from api.core.http.problems import ProblemError, nearest, shown
from api.imports.formats import draft_file
from api.imports.formats.annotated import aif, brat, microtexts
from api.imports.formats.maps import argdown, kialo
from api.imports.formats.tables import spreadsheets
from api.imports.formats.web import claim_review, hypothesis_rows, web_annotations
from api.imports.formats.works import bibtex_library, csl_items, ris_records
from api.imports.parsed_files import GivenFile, Parsed, Parser


@dataclass(frozen=True)
class Format:
    """A format.

    Attributes:
        title: what it is called for people.
        looks_like: tells whether files look like it.
        parse: reads them.
        apart: whether each file is an essay, with those that are called alike: `a.ann` and `a.txt`.
        has_text: whether the text of an essay is a file beside the others, `.txt`.
    """

    title: str
    looks_like: Callable[[Sequence[GivenFile]], bool]
    parse: Parser
    apart: bool = False
    has_text: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "aif": Format("AIF-JSON", aif.looks_like, aif.parse, apart=True, has_text=True),
        brat.FORMAT: Format("brat standoff", brat.looks_like, brat.parse, apart=True, has_text=True),
        "microtexts": Format("arg-microtexts", microtexts.looks_like, microtexts.parse, apart=True, has_text=True),
        claim_review.FORMAT: Format("ClaimReview of schema.org", claim_review.looks_like, claim_review.parse),
        bibtex_library.FORMAT: Format("BibTeX and biblatex", bibtex_library.looks_like, bibtex_library.parse),
        ris_records.FORMAT: Format("RIS", ris_records.looks_like, ris_records.parse),
        web_annotations.FORMAT: Format("W3C Web Annotations", web_annotations.looks_like, web_annotations.parse),
        hypothesis_rows.FORMAT: Format("Hypothesis’ API", hypothesis_rows.looks_like, hypothesis_rows.parse),
        csl_items.FORMAT: Format("CSL-JSON", csl_items.looks_like, csl_items.parse),
        spreadsheets.FORMAT: Format("Tables: an Excel workbook, or CSV", spreadsheets.looks_like, spreadsheets.parse),
        kialo.FORMAT: Format("Kialo’s text export", kialo.looks_like, kialo.parse, apart=True),
        argdown.FORMAT: Format("Argdown, plain or as JSON", argdown.looks_like, argdown.parse, apart=True),
        draft_file.FORMAT: Format(
            "Lunju’s own draft, JSON or YAML", draft_file.looks_like, draft_file.parse, apart=True
        ),
    }
)
"""By name, in the order in which they are tried."""


def format_of(files: Sequence[GivenFile], named: str | None = None) -> Format:
    """Return the format of files.

    Args:
        files: at least one.
        named: the format; None finds it by their content.

    Raises:
        ProblemError: `invalid-body`, where there is no such format, or none that they look like.
    """
    names = ", ".join(FORMATS)
    if named is not None:
        if named not in FORMATS:
            near = nearest(named, list(FORMATS))
            meant = f" Was {near} meant?" if near else ""
            raise ProblemError("invalid-body", f"There is no format {shown(named)}: there are {names}.{meant}")
        return FORMATS[named]
    found = next((item for item in FORMATS.values() if item.looks_like(files)), None)
    if found is None:
        raise ProblemError("invalid-body", f"{files[0].name} looks like none of the formats {names}: name one of them.")
    return found


def parse_files(
    files: Sequence[GivenFile], named: str | None = None, text: str | None = None, language: str | None = None
) -> Parsed:
    """Return what files hold.

    Args:
        files: at least one.
        named: the format; None finds it by their content.
        text: the text of the essay, where it is not among the files.
        language: its language (BCP 47), where the files do not say it.

    Raises:
        ProblemError: as `format_of`.
    """
    found = format_of(files, named)
    if found.has_text and text is not None and not any(file.name.lower().endswith(".txt") for file in files):
        files = [*files, GivenFile(f"{PurePath(files[0].name).stem}.txt", text.encode())]
    parsed = found.parse(files)
    if language and isinstance(parsed.draft, dict):
        parsed.draft = parsed.draft | {"language": language}
        parsed.notes = [note for note in parsed.notes if note.kind != "language-assumed"]
    return parsed
