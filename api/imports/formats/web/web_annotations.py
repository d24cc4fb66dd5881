"""W3C Web Annotations: one, a list, a page or a collection (Web Annotation Data Model, 2017), as claims and sources."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from api.core.http.json_limits import Extents, refuse_excess
from api.core.http.problems import ProblemError
from api.core.write.bodies import pointer
from api.imports.formats.annotated.annotated_words import AnnotationDraft, Noted
from api.imports.formats.draft_building import DraftBuilding
from api.imports.formats.web.json_ld_nodes import Node, listed, text_of
from api.imports.formats.web.selected_places import SelectedWords
from api.imports.parsed_files import GivenFile, Parsed

FORMAT = "w3c-annotations"
MOST = Extents(depth=32, items=1_000_000, characters=1_000_000)

_MARKS = (b"ns/anno.jsonld", b"ns/oa#", b"AnnotationPage", b"AnnotationCollection", b'"Annotation"')
_PASSED = ("FragmentSelector", "XPathSelector", "CssSelector", "RangeSelector", "SvgSelector", "DataPositionSelector")
_READ = frozenset(
    {"@context", "id", "type", "motivation", "body", "bodyValue", "target", "created", "modified", "creator", "rights"}
)


def looks_like(files: Sequence[GivenFile]) -> bool:
    """Tell whether files have W3C annotations."""
    heads = [file.content[:100_000] for file in files]
    return all(head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} for head in heads) and any(
        mark in head for head in heads for mark in _MARKS
    )


def parse(files: Sequence[GivenFile]) -> Parsed:
    """Read annotations; places are quotes until the text is known."""
    parsed = _parsed(files, None)
    parsed.with_text = lambda text: _parsed(files, text)
    return parsed


def _parsed(files: Sequence[GivenFile], text: str | None) -> Parsed:
    building = DraftBuilding(FORMAT, files)
    reading = _AnnotationReading(building)
    for file in files:
        found = read_json(file, building)
        if found is not None:
            reading.take(found, file.name)
    if not reading.notes and not building.faults:
        building.fault("there is no annotation")
    building.about |= {"title": reading.title, "url": reading.source, "language": reading.language}
    AnnotationDraft(building, text).take(reading.notes)
    return building.parsed(text)


def read_json(file: GivenFile, building: DraftBuilding) -> Any:
    """Return what a file of JSON holds; None where it is none, which is told."""
    content = file.content.removeprefix(b"\xef\xbb\xbf")
    try:
        refuse_excess(content, MOST)
        return msgspec.json.decode(content)
    except (ProblemError, ValueError) as error:
        building.fault(f"{file.name}: {error.detail if isinstance(error, ProblemError) else f'is no JSON: {error}'}")
        return None


class _AnnotationReading:
    """Annotations under way, with what they say of the page that they are of."""

    def __init__(self, building: DraftBuilding) -> None:
        self._building = building
        self.notes: list[Noted] = []
        self.title = self.source = self.language = ""

    def take(self, found: Any, name: str) -> None:
        """Read what a file holds: annotations, wherever pages and collections have them."""
        waiting = [("", found)]
        while waiting:
            where, item = waiting.pop()
            if isinstance(item, list):
                waiting += reversed([(f"{where}/{number}", inner) for number, inner in enumerate(item)])
            elif not isinstance(item, dict):
                self._building.became(
                    "item", f"{name}: {where}", None, "dropped", "it is no annotation; nothing is fetched"
                )
            elif _is(item, "Annotation"):
                self._annotation(item, f"{name}: {where or '/'}")
            elif inner := [(where + pointer(key), item[key]) for key in ("first", "items", "@graph") if key in item]:
                self.title = self.title or text_of(item.get("label"))[0]
                waiting += reversed(inner)
            else:
                kind = text_of(item.get("type"))[0] or "object"
                self._building.became(kind, f"{name}: {where or '/'}", None, "dropped", "it is no annotation")

    def _annotation(self, node: Node, place: str) -> None:
        words, tags, record, is_source = dict[str, str](), list[str](), "", False
        for body in [*listed(node.get("body")), *listed(node.get("bodyValue"))]:
            item = {"id": body} if isinstance(body, str) and "bodyValue" not in node else body
            if isinstance(item, str):
                words.setdefault("", item)
            elif not isinstance(item, dict):
                self._building.became("body", place, None, "dropped", "it is neither text nor object")
            elif "tagging" in _plain(item.get("purpose")) and isinstance(item.get("value"), str):
                tags.append(item["value"])
            elif isinstance(item.get("value"), str):
                words.setdefault(text_of(item.get("language"))[0], item["value"])
            elif kind := next((kind for kind in ("Claim", "Thing", "Observation") if _is(item, kind)), ""):
                record, is_source = text_of(item.get("id"))[0], kind == "Thing"
                if kind == "Observation":
                    why = "it describes a figure, which needs its wording: bring a draft"
                    self._building.became("annotation", place, None, "dropped", why)
                    return
            else:
                detail = f"it has no words: {text_of(item.get('id'))[0] or text_of(item.get('type'))[0] or 'an object'}"
                self._building.became("body", place, None, "dropped", detail)
        self.notes.append(
            Noted(
                identifier=text_of(node.get("id"))[0] or place,
                place=place,
                targets=list(self._targets(node, place)),
                words=words,
                tags=tags,
                record=record,
                is_source=is_source,
                answers=self._answered(node),
                said=self._said(node, place),
            )
        )

    def _answered(self, node: Node) -> str:
        """Return the annotation that one answers, where its target is one."""
        target = next(iter(listed(node.get("target"))), None)
        name = target if isinstance(target, str) else target.get("id") if isinstance(target, dict) else None
        return str(name) if "replying" in _plain(node.get("motivation")) and name else ""

    def _said(self, node: Node, place: str) -> dict[str, Any]:
        for name in node:
            if name not in _READ:
                self._building.became(name, place, None, "dropped", "a record has no field for it")
        creator = node.get("creator")
        said = {"created": node.get("created"), "motivation": node.get("motivation"), "rights": node.get("rights")}
        said["creator"] = creator.get("name", creator.get("id")) if isinstance(creator, dict) else creator
        return {name: value for name, value in said.items() if isinstance(value, str) and value}

    def _targets(self, node: Node, place: str) -> Iterator[list[SelectedWords]]:
        for target in listed(node.get("target")):
            if not isinstance(target, dict):
                continue
            source = target.get("source")
            self.source = self.source or text_of(source.get("id") if isinstance(source, dict) else source)[0]
            if isinstance(source, dict):
                self.language = self.language or text_of(source.get("language"))[0]
            steps = list(self._steps(target.get("selector"), place))
            if steps:
                yield steps

    def _steps(self, selector: Any, place: str) -> Iterator[SelectedWords]:
        """Yield what selects words, the outermost first; several selectors beside each other select the same."""
        for _ in range(MOST.depth):
            beside = [item for item in listed(selector) if isinstance(item, dict)]
            if not beside:
                return
            found = merged_selectors(beside)
            for item in beside:
                kind = next((name for name in _PASSED if _is(item, name)), None)
                if kind:
                    why = "words and their offsets are looked for, and no structure of a page"
                    self._building.became(kind, place, None, "dropped", why)
            if found is not None:
                yield found
            selector = next((item["refinedBy"] for item in beside if item.get("refinedBy")), None)


def merged_selectors(beside: Sequence[Node]) -> SelectedWords | None:
    """Return what selectors that are alternatives of each other say; None where none of them is of words."""
    quote = next((item for item in beside if _is(item, "TextQuoteSelector") and item.get("exact")), None)
    position = next((item for item in beside if _is(item, "TextPositionSelector")), None)
    ends = [position.get(name) if position else None for name in ("start", "end")]
    start, end = (end if isinstance(end, int) and not isinstance(end, bool) else None for end in ends)
    if quote is None and (start is None or end is None):
        return None
    exact, prefix, suffix = (str((quote or {}).get(name) or "") for name in ("exact", "prefix", "suffix"))
    return SelectedWords(exact, prefix, suffix, start, end)


def _is(node: Node, kind: str) -> bool:
    names = listed(node.get("type", node.get("@type")))
    return any(str(name).rpartition("#")[2].rpartition("/")[2].rpartition(":")[2] == kind for name in names)


def _plain(value: Any) -> set[str]:
    return {str(item).rpartition("#")[2].rpartition(":")[2] for item in listed(value)}
