"""The formats that are read: each by its content, or by its name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from api.core.http.problems import ProblemError, nearest, shown
from api.imports.formats import (
    aif,
    argdown,
    bibtex_library,
    brat,
    claim_review,
    csl_items,
    draft_file,
    hypothesis_rows,
    kialo,
    microtexts,
    ris_records,
    spreadsheets,
    web_annotations,
)
from api.imports.parsed_files import GivenFile, Parsed, Parser


@dataclass(frozen=True)
class Format:
    """A format: what it is called for people, whether files look like it, and what reads them."""

    title: str
    looks_like: Callable[[Sequence[GivenFile]], bool]
    parse: Parser


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "aif": Format("AIF-JSON", aif.looks_like, aif.parse),
        brat.FORMAT: Format("brat standoff", brat.looks_like, brat.parse),
        "microtexts": Format("arg-microtexts", microtexts.looks_like, microtexts.parse),
        claim_review.FORMAT: Format("ClaimReview of schema.org", claim_review.looks_like, claim_review.parse),
        bibtex_library.FORMAT: Format("BibTeX and biblatex", bibtex_library.looks_like, bibtex_library.parse),
        ris_records.FORMAT: Format("RIS", ris_records.looks_like, ris_records.parse),
        web_annotations.FORMAT: Format("W3C Web Annotations", web_annotations.looks_like, web_annotations.parse),
        hypothesis_rows.FORMAT: Format("Hypothesis’ API", hypothesis_rows.looks_like, hypothesis_rows.parse),
        csl_items.FORMAT: Format("CSL-JSON", csl_items.looks_like, csl_items.parse),
        spreadsheets.FORMAT: Format("Tables: an Excel workbook, or CSV", spreadsheets.looks_like, spreadsheets.parse),
        kialo.FORMAT: Format("Kialo’s text export", kialo.looks_like, kialo.parse),
        argdown.FORMAT: Format("Argdown, plain or as JSON", argdown.looks_like, argdown.parse),
        draft_file.FORMAT: Format("Lunju’s own draft, JSON or YAML", draft_file.looks_like, draft_file.parse),
    }
)
"""By name, in the order in which they are tried."""


def parse_files(files: Sequence[GivenFile], named: str | None = None) -> Parsed:
    """Return what files hold.

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
        return FORMATS[named].parse(files)
    found = next((item for item in FORMATS.values() if item.looks_like(files)), None)
    if found is None:
        raise ProblemError("invalid-body", f"{files[0].name} looks like none of the formats {names}: name one of them.")
    return found.parse(files)
