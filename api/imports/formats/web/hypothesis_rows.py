"""Annotations as the API of Hypothesis has them: rows with targets, tags and references, as claims and sources."""

from collections.abc import Iterator, Sequence
from typing import Any

from api.imports.formats.annotated.annotated_words import AnnotationDraft, Noted
from api.imports.formats.draft_building import DraftBuilding
from api.imports.formats.web.json_ld_nodes import Node, listed, text_of
from api.imports.formats.web.selected_places import SelectedWords
from api.imports.formats.web.web_annotations import merged_selectors, read_json
from api.imports.parsed_files import GivenFile, Parsed

FORMAT = "hypothesis"

_READ = frozenset({"id", "uri", "text", "tags", "target", "references", "document", "created", "user"})
_LISTS = ("rows", "annotations", "replies")
_PASSED = ("RangeSelector", "FragmentSelector", "MediaTimeSelector", "PageSelector", "EPUBContentSelector")


def looks_like(files: Sequence[GivenFile]) -> bool:
    """Tell whether files are answers of Hypothesis' API."""
    return all(_is_hypothesis(file.content[:100_000]) for file in files)


def _is_hypothesis(head: bytes) -> bool:
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return begins in {b"{", b"["} and b'"uri"' in head and b'"target"' in head and b"anno.jsonld" not in head


def parse(files: Sequence[GivenFile]) -> Parsed:
    """Read rows; places are quotes until the text is known."""
    parsed = _parsed(files, None)
    parsed.with_text = lambda text: _parsed(files, text)
    return parsed


def _parsed(files: Sequence[GivenFile], text: str | None) -> Parsed:
    building = DraftBuilding(FORMAT, files)
    notes = list[Noted]()
    for file in files:
        found = read_json(file, building)
        lists = _lists(found)
        rows = lists.get("rows", [])
        if isinstance(found, dict) and isinstance(total := found.get("total"), int) and total > len(rows):
            building.note("rows-missing", f"{file.name} has {len(rows)} of {total} annotations: bring all pages")
        for name, given in lists.items():
            for number, row in enumerate(given):
                place = f"{file.name}: /{name}/{number}"
                if isinstance(row, dict):
                    notes.append(_noted(row, place, building))
                else:
                    building.became("row", place, None, "dropped", "it is no object")
    if not notes and not building.faults:
        building.fault("there is no annotation")
    AnnotationDraft(building, text).take(notes)
    return building.parsed(text)


def _lists(found: Any) -> dict[str, list[Any]]:
    """Return the lists of annotations: those of an answer, of what the client exports, or one annotation alone."""
    if not isinstance(found, dict):
        return {"rows": found if isinstance(found, list) else []}
    lists = {name: listed(found[name]) for name in _LISTS if name in found}
    return lists if set(lists) - {"replies"} else {"rows": [found]}


def _noted(row: Node, place: str, building: DraftBuilding) -> Noted:
    about, document = building.about, row.get("document")
    if isinstance(document, dict) and not about.get("title"):
        about["title"] = text_of(document.get("title"))[0]
    about.setdefault("url", text_of(row.get("uri"))[0])
    for name in row:
        if name not in _READ and row[name]:
            building.became(name, place, None, "dropped", "it is for the program alone")
    references = [item for item in listed(row.get("references")) if isinstance(item, str)]
    words = row.get("text") if isinstance(row.get("text"), str) else ""
    said = {"created": row.get("created"), "user": row.get("user")}
    return Noted(
        identifier=text_of(row.get("id"))[0] or place,
        place=place,
        targets=list(_targets(row, place, building)),
        words={"": words} if words else {},
        tags=[tag for tag in listed(row.get("tags")) if isinstance(tag, str) and tag.strip()],
        answers=references[0] if references else "",
        said={name: value for name, value in said.items() if isinstance(value, str) and value},
    )


def _targets(row: Node, place: str, building: DraftBuilding) -> Iterator[list[SelectedWords]]:
    for target in listed(row.get("target")):
        selectors: list[Any] = listed(target.get("selector")) if isinstance(target, dict) else []
        beside = [item for item in selectors if isinstance(item, dict)]
        for item in beside:
            if item.get("type") in _PASSED:
                why = "words and their offsets are looked for, and no structure of a page"
                building.became(str(item["type"]), place, None, "dropped", why)
        if (found := merged_selectors(beside)) is not None:
            yield [found]
