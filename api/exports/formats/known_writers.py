"""The formats that essays leave in: what each is called, how it is asked for, and what writes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from api.core.http.negotiation import Form
from api.core.http.problems import Fault, ProblemError, nearest, refuse_faults, shown
from api.exports.formats import (
    aif_writer,
    argdown_writer,
    brat_writer,
    claim_review_feed,
    draft_writer,
    kialo_writer,
    microtexts_writer,
    nanopubs_writer,
    spreadsheet_writer,
)
from api.exports.written import DraftedEssay, Writes, Written


@dataclass(frozen=True)
class Writer:
    """A format that an essay can be written in.

    Attributes:
        title: what it is called for people.
        form: its name, which is the suffix too, and its media type.
        write: what writes it.
        needs_text: whether it says nothing without the essay's text.
        accepted: whether its media type says that it is this format, so that `Accept` can ask for it.
    """

    title: str
    form: Form
    write: Writes
    needs_text: bool = False
    accepted: bool = False


WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        writer.form.name: writer
        for writer in (
            Writer("AIF-JSON", aif_writer.FORM, aif_writer.write),
            Writer("Argdown", argdown_writer.FORM, argdown_writer.write),
            Writer("brat standoff", brat_writer.FORM, brat_writer.write, needs_text=True),
            Writer("Excel workbook", spreadsheet_writer.WORKBOOK_FORM, spreadsheet_writer.write_workbook),
            Writer("Kialo’s text", kialo_writer.FORM, kialo_writer.write),
            Writer("arg-microtexts", microtexts_writer.FORM, microtexts_writer.write),
            Writer("tables of CSV", spreadsheet_writer.TABLES_FORM, spreadsheet_writer.write_tables),
            Writer("a feed of ClaimReviews", claim_review_feed.FORM, claim_review_feed.write),
            Writer("nanopublications in TriG", nanopubs_writer.FORM, nanopubs_writer.write),
            Writer("Lunju’s own draft, as JSON", draft_writer.JSON_FORM, draft_writer.write_json),
            Writer("Lunju’s own draft, as YAML", draft_writer.YAML_FORM, draft_writer.write_yaml, accepted=True),
        )
    }
)
"""By name."""

WRITTEN_FORMS: Mapping[str, Form] = MappingProxyType({name: writer.form for name, writer in WRITERS.items()})
"""Their forms, by the suffix that fixes each."""


def writer_named(name: str) -> Writer:
    """Return the writer of a format.

    Raises:
        ProblemError: `invalid-parameter`; there is no such format.
    """
    if name not in WRITERS:
        detail = f"{shown(name)} is none of {', '.join(WRITERS)}; other forms have a suffix alone, as .jsonld"
        refuse_faults([Fault(detail=detail, parameter="format", nearest=nearest(name, list(WRITERS)))])
    return WRITERS[name]


def written(essay: DraftedEssay, writer: Writer) -> Written:
    """Return an essay as a writer makes it.

    Raises:
        ProblemError: `not-acceptable`; it needs a text that is not there, or that may not be served.
    """
    if writer.needs_text and essay.text is None:
        detail = (
            f"{writer.title} has the words of the text, and that of {essay.name} is not to be had here: none is "
            "attached, or its licence keeps it from being served (`LUNJU_SERVE_TEXT`)."
        )
        raise ProblemError("not-acceptable", detail, headers={"Vary": "Accept"})
    return writer.write(essay)
