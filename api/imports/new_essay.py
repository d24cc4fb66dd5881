"""A new essay from a text alone: its outline, by the headings that were found, and nothing yet of what it argues."""

from dataclasses import dataclass

from api.core.write.bodies import Body
from api.imports.draft_names import letters_of
from api.imports.formats.draft_file import FORMAT
from api.imports.import_reports import ImportFinding
from api.imports.parsed_files import Parsed
from api.imports.texts.read_texts import ReadText

_LONGEST = 300


@dataclass(frozen=True)
class SaidOfText:
    """What is said of a text beside what it says itself; empty where nothing is.

    Attributes:
        authors: who wrote it.
        language: its language (BCP 47).
        title: its title.
        year: when it was published.
        license: its licence (SPDX).
        identifier: the id to give the essay.
    """

    authors: list[str]
    language: str = ""
    title: str = ""
    year: str = ""
    license: str = ""
    identifier: str = ""


def essay_of(read: ReadText, said: SaidOfText) -> Parsed:
    """Return a text as an essay that is to be made: what is said of it comes before what it says itself."""
    title = said.title or read.title or _first_line(read)
    language = said.language or read.language
    authors = said.authors or read.authors
    draft: Body = {
        "id": said.identifier,
        "title": title,
        "authors": authors,
        "year": said.year or read.year,
        "language": language or "und",
        "license": said.license,
        "sections": _sections(read),
    }
    faults = list(read.faults)
    if not language:
        detail = "its language is not certain: say which, as a BCP 47 tag (--language en)"
        faults.append(ImportFinding(kind="language-needed", pointer="/language", detail=detail))
    if not authors and not said.identifier and not letters_of([title]):
        detail = "nobody signs it: say who (--author 'family name, given name'), or give an id (--id moss2026)"
        faults.append(ImportFinding(kind="author-needed", pointer="/authors", detail=detail))
    return Parsed(FORMAT, [read.file], draft, text=read.text, read=read.read, faults=faults, is_new=True)


def _first_line(read: ReadText) -> str:
    found = next(iter(read.paragraphs), None)
    return read.places[found][:_LONGEST] if found else ""


def _sections(read: ReadText) -> list[Body]:
    """Return the outline; what stands before the first heading goes with it."""
    return [
        {
            "opens": heading.title,
            "span": [heading.span.start, heading.span.end],
            "level": heading.level,
            "title": heading.title,
            "summary": heading.title,
        }
        for heading in read.headings
    ]


def numbered_sentences(read: ReadText) -> str:
    """Return the sentences, each with its number, as people refer to them: a paragraph apart from the next."""
    text, lines, before = read.places, list[str](), 0
    headings = {heading.span.start: heading.level for heading in read.headings}
    width = len(str(len(text.sentences)))
    for number, span in enumerate(text.sentences, start=1):
        paragraph = text.paragraph(span.start)
        if before and paragraph != before:
            lines.append("")
        before = paragraph
        marks = "#" * headings[span.start] + " " if span.start in headings else ""
        lines.append(f"S{number:<{width}}  {marks}{' '.join(text[span].split())}")
    return "\n".join(lines)
