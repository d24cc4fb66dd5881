"""brat's standoff format: a file of annotations (`.ann`) and the text that they are of (`.txt`).

Text-bound annotations are claims, relations are links. What an essay’s `Stance` attributes imply is a link to its
first major claim; its other major claims are equivalent to that one. What the model has no field for is kept as it is
written.
"""

import codecs
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from api.imports.formats.annotated.brat_argument import BratArgument
from api.imports.formats.annotated.brat_lines import BratEntity, BratLine, lines_of, order_of
from api.imports.formats.annotated.counted_offsets import CODE_POINTS, Counting, agrees, counting_of, trimmed
from api.imports.formats.decoded_files import decoded
from api.imports.formats.draft_building import DraftBuilding, one_line
from api.imports.parsed_files import GivenFile, Parsed

FORMAT = "brat"
_SHOWN = 60


def looks_like(files: Sequence[GivenFile]) -> bool:
    """Tell whether files have annotations of brat."""
    return any(PurePath(file.name).suffix.lower() == ".ann" for file in files)


def parse(files: Sequence[GivenFile]) -> Parsed:
    """Read the annotations of one text."""
    building = DraftBuilding(FORMAT, files)
    notes = [file for file in files if PurePath(file.name).suffix.lower() == ".ann"]
    texts = [file for file in files if PurePath(file.name).suffix.lower() == ".txt"]
    for file in files:
        if file not in notes and file not in texts:
            building.became("file", file.name, None, "dropped", "neither annotations (.ann) nor their text (.txt)")
    if len(notes) != 1 or len(texts) != 1:
        detail = f"{files[0].name}: brat is one .ann and the .txt beside it, and here are {len(notes)} and {len(texts)}"
        building.fault(detail, "text-needed" if len(notes) == 1 and not texts else "unreadable")
        return building.parsed(None)
    name = PurePath(notes[0].name).stem
    content, text = decoded(notes[0], building), decoded(texts[0], building)
    if content is None or text is None:
        return building.parsed(text)
    building.about |= {"title": _title(text) or name, "extra": {FORMAT: {"name": name}}}
    entities, lines = dict[str, BratEntity](), list[BratLine]()
    for item in sorted(lines_of(content), key=lambda item: order_of(item.raw)):
        place = f"{notes[0].name}:{item.line}"
        if isinstance(item, BratLine):
            lines.append(item)
        elif item.id in entities:
            building.fault(f"{place}: {item.id} is the id of two annotations", "id-twice")
        else:
            entities[item.id] = item
    marked = texts[0].content.startswith(codecs.BOM_UTF8)
    found = list(entities.values())
    counting = counting_of(text, [(item.given, item.words or "") for item in found], marked=marked)
    if counting is not CODE_POINTS:
        building.note("offsets-counted", f"{name}.ann: offsets count {counting.name}, as the quoted words show")
    _place(building, notes[0].name, text, found, counting)
    BratArgument(building, notes[0].name).take(text, entities, lines)
    return building.parsed(text)


def _title(text: str) -> str:
    """Return the first line of a text, where a blank one sets it apart as its title; else nothing."""
    first, ended, rest = text.lstrip().partition("\n")
    apart = bool(ended) and rest.lstrip(" \t\r").startswith("\n") and bool(rest.strip())
    return one_line(first) if apart and len(first) <= 200 else ""  # noqa: PLR2004 - a paragraph is longer


def _place(building: DraftBuilding, name: str, text: str, entities: Iterable[BratEntity], counting: Counting) -> None:
    """Find the places of annotations; that other words stand there is told."""
    for item in entities:
        spans = counting.spans(item.given, len(text))
        place = f"{name}:{item.line}: {item.id}"
        if spans is None:
            building.fault(f"{place}: {_written(item)} is empty, or not in the text: it has {len(text)} characters")
        elif item.words is not None and not agrees(text, spans, item.words):
            _differs(building, place, text, item, counting)
        elif not (placed := trimmed(text, spans)):
            building.fault(f"{place}: at {_written(item)} is nothing but white space")
        else:
            item.spans = placed


def _differs(building: DraftBuilding, place: str, text: str, item: BratEntity, counting: Counting) -> None:
    spans = counting.spans(item.given, len(text)) or []
    there = " ".join(text[start:end] for start, end in spans)
    words = item.words or ""
    where = text.find(words.strip()) if len(item.given) == 1 else -1
    right = f"; these words stand at {where} {where + len(words.strip())}" if where >= 0 else ""
    detail = f"{place}: at {_written(item)} does not stand {_short(words)!r}{right}"
    building.fault(detail, "words-differ", nearest=_short(there))


def _written(item: BratEntity) -> str:
    return ";".join(f"{start} {end}" for start, end in item.given)


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
