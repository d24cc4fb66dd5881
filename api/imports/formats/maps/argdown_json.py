"""The JSON that @argdown/core exports (`argdown json`): the same document, with its relations settled already."""

import re
from typing import Any

from api.core.http.json_limits import Extents, refuse_excess
from api.core.http.problems import ProblemError
from api.core.write.bodies import decode
from api.imports.formats.maps.argument_map import ArgumentMap, Kind, MapEnd, MapNode, MapStep, MapWording, Relation
from api.imports.formats.text_files import unreadable
from api.imports.import_reports import ImportFinding
from api.imports.parsed_files import GivenFile

_MOST = Extents(depth=64, items=1_000_000, characters=1_000_000)
_KINDS: dict[str, Kind] = {"equivalence-class": "statement", "argument": "argument", "inference": "inference"}
_RELATIONS = {"support", "attack", "contradictory", "contrary", "entails", "undercut"}
_TAG = re.compile(r"\s*#(?:\([^)]+\)|[^\s#.,;:!?()]+)")

Json = dict[str, Any]


class _WrongShapeError(ValueError):
    """A value that the export never has; the message says where."""


def is_export(head: str) -> bool:
    """Tell whether JSON begins as an export does."""
    return head.lstrip()[:1] == "{" and '"arguments"' in head and ('"argument"' in head or '"statements"' in head)


def map_of(file: GivenFile) -> tuple[ArgumentMap, list[ImportFinding]]:
    """Return the document of an export, and what is wrong with it."""
    try:
        content = file.content.removeprefix(b"\xef\xbb\xbf")
        refuse_excess(content, _MOST)
        return _Export(decode(content)).read(), []
    except ProblemError as error:
        return ArgumentMap(), [unreadable(file, error.detail or "is no JSON")]
    except _WrongShapeError as error:
        return ArgumentMap(), [unreadable(file, str(error))]


class _Export:
    def __init__(self, value: Any) -> None:
        self._value = _object(value, "")
        self._map = ArgumentMap()
        self._headings: dict[str, int] = {}

    def read(self) -> ArgumentMap:
        self._sections(self._value.get("sections") or [])
        for kind in ("statement", "argument"):
            where = f"/{kind}s"
            for title, item in _object(self._value.get(f"{kind}s") or {}, where).items():
                self._node(self._map.node(kind, title), _object(item, f"{where}/{title}"), f"{where}/{title}")
        for number, item in enumerate(_list(self._value.get("relations") or [], "/relations")):
            self._relation(_object(item, f"/relations/{number}"), f"/relations/{number}")
        return self._map

    def _sections(self, sections: Any) -> None:
        waiting = [(item, f"/sections/{n}") for n, item in enumerate(_list(sections, "/sections"))][::-1]
        while waiting:
            item, where = waiting.pop()
            section = _object(item, where)
            self._headings[str(section.get("id"))] = len(self._map.headings)
            found: Json = {"title": _words(section.get("title")), "level": str(section.get("level", 1))}
            found |= {name: section[name] for name in ("tags", "data") if section.get(name)}
            self._map.headings.append((found, where))
            inner = _list(section.get("children") or [], f"{where}/children")
            waiting += [(one, f"{where}/children/{n}") for n, one in enumerate(inner)][::-1]

    def _node(self, node: MapNode, item: Json, where: str) -> None:
        for number, one in enumerate(_list(item.get("members") or [], f"{where}/members")):
            node.wordings.append(self._wording(_object(one, f"{where}/members/{number}"), f"{where}/members/{number}"))
        for number, one in enumerate(_list(item.get("pcs") or [], f"{where}/pcs")):
            line = _object(one, f"{where}/pcs/{number}")
            title = _words(line.get("title"))
            if title not in self._map.statements:
                message = f"{where}/pcs/{number}: there is no statement {title!r}"
                raise _WrongShapeError(message)
            step = MapStep(title, f"{where}/pcs/{number}", concludes=line.get("role") != "premise")
            if step.concludes:
                inference = _object(line.get("inference") or {}, f"{step.place}/inference")
                step.rules = [_words(rule) for rule in _list(inference.get("inferenceRules") or [], step.place)]
                step.data = inference.get("data")
            node.steps.append(step)
        if node.steps and not node.steps[-1].concludes:
            message = f"{where}/pcs: ends without a conclusion"
            raise _WrongShapeError(message)

    def _wording(self, item: Json, where: str) -> MapWording:
        made = MapWording(where, _words(item.get("title")), bool(item.get("isReference")), data=item.get("data"))
        made.tags = [_words(tag) for tag in _list(item.get("tags") or [], f"{where}/tags")]
        made.section = self._headings.get(str(item.get("section")))
        text = _words(item.get("text"))
        ranges = [_object(one, f"{where}/ranges") for one in _list(item.get("ranges") or [], f"{where}/ranges")]
        for one in ranges:
            start, stop = one.get("start"), one.get("stop")
            if one.get("type") == "link" and isinstance(start, int) and isinstance(stop, int):
                made.links.append((_words(one.get("url")), _of_units(text, start, stop + 1)))
        made.text = " ".join((_TAG.sub("", text) if made.tags else text).split())
        return made

    def _relation(self, item: Json, where: str) -> None:
        kind = _words(item.get("relationType"))
        if kind not in _RELATIONS:
            message = f"{where}/relationType: {kind!r} is no relation of Argdown"
            raise _WrongShapeError(message)
        origin, target = self._end(item, "from", where), self._end(item, "to", where)
        self._map.relations.setdefault(Relation(kind, origin, target), where)

    def _end(self, item: Json, name: str, where: str) -> MapEnd:
        kind, title = _KINDS.get(_words(item.get(f"{name}Type"))), _words(item.get(name))
        conclusion = item.get("conclusionIndex", 0) if kind == "inference" else 0
        nodes = self._map.statements if kind == "statement" else self._map.arguments
        steps = nodes[title].steps if title in nodes else []
        inferred = isinstance(conclusion, int) and 0 <= conclusion < len(steps) and steps[conclusion].concludes
        if kind is None or title not in nodes or (kind == "inference" and not inferred):
            message = f"{where}/{name}: there is no {kind or 'such thing'} {title!r}"
            raise _WrongShapeError(message)
        return MapEnd(kind, title, conclusion)


def _of_units(text: str, start: int, stop: int) -> str:
    """Return a part of a text by UTF-16 code units, which JavaScript counts."""
    return text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le", "ignore")


def _object(value: Any, where: str) -> Json:
    if not isinstance(value, dict):
        message = f"{where or 'the document'} is no object"
        raise _WrongShapeError(message)
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        message = f"{where} is no list"
        raise _WrongShapeError(message)
    return value


def _words(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
