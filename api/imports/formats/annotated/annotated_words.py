"""Annotations as a draft: what their tags say they are, where the words stand that they are of, and what is lost.

What is tagged as a claim is one in the annotator's words. Of what is not, the annotated words are the claim, and the
comment is kept beside it: a comment may ask, praise or object, and is not for that what the author claims.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePath
from typing import Any

from api.imports.formats.draft_building import DraftBuilding, Part, fits
from api.imports.formats.web.annotation_tags import Tagged, read_tags
from api.imports.formats.web.selected_places import FoundPlace, SelectedPlaces, SelectedWords
from seed.frozen.urls import is_web_url

_NO_PLACE = "nothing in a text is selected: it is of the page as such"


@dataclass(frozen=True)
class Noted:
    """One annotation.

    Attributes:
        identifier: its own name.
        place: where it stands in its file.
        targets: what it selects: of each target what stands within what, the outermost first.
        words: what it says, by language; empty where none is told.
        tags: its tags.
        record: a record of this service that it describes; empty where it describes none.
        is_source: whether that is a source.
        answers: the annotation that it answers; empty where it answers none.
        said: what else it says.
    """

    identifier: str
    place: str
    targets: Sequence[Sequence[SelectedWords]]
    words: Mapping[str, str] = field(default_factory=dict)
    tags: Sequence[str] = ()
    record: str = ""
    is_source: bool = False
    answers: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)


class AnnotationDraft:
    """A draft of annotations under way."""

    def __init__(self, building: DraftBuilding, text: str | None) -> None:
        """Read into a draft; places are looked for in a text, where that is known."""
        self._building = building
        self._places = SelectedPlaces(text) if text is not None else None
        self._text = text or ""
        self._parts: dict[str, tuple[str, Part]] = {}
        self._taken: set[str] = set()
        self._waiting: list[tuple[Noted, Part, Tagged]] = []
        self._beside: list[Part] = []
        self._assumed = 0

    def take(self, notes: Sequence[Noted]) -> None:
        """Read annotations; replies after what they answer, and links once all are known."""
        self._of_page(notes)
        for noted in notes:
            if not noted.answers:
                self._take(noted, read_tags(noted.tags))
        for noted in notes:
            if noted.answers:
                self._answer(noted)
        for noted, part, tagged in self._waiting:
            self._link(noted, part, tagged)
        if self._beside:
            beside = {self._building.format: {"beside": self._beside}}
            if fits(beside):
                self._building.about["extra"] = beside
            else:
                self._building.became(
                    "page notes", notes[0].place, None, "dropped", "they are more than is kept beside"
                )
        if self._assumed:
            detail = f"{self._assumed} claims are factual and the author’s own, as no tag says otherwise"
            self._building.note("kind-assumed", detail)

    def _of_page(self, notes: Sequence[Noted]) -> None:
        """Say what the essay is called, and where it can be read: a file that was annotated has no such place."""
        about = self._building.about
        about["title"] = about.get("title") or PurePath(self._building.files[0].name).stem
        url = about.get("url")
        if url and not is_web_url(url):
            del about["url"]
            why = f"{url[:100]!r} is no page of the web"
            self._building.became("where it is read", notes[0].place, None, "dropped", why)

    def _take(self, noted: Noted, tagged: Tagged) -> None:
        key = noted.record or noted.identifier
        if not noted.targets:
            self._beside.append(_extra(noted))
            self._tell(noted, None, "changed", f"{_NO_PLACE}; it is kept beside the essay")
            return
        found = [self._places.find(steps) if self._places else FoundPlace(None) for steps in noted.targets]
        spans = [[item.span.start, item.span.end] for item in found if item.span]
        if self._places and not spans:
            self._tell(noted, None, "dropped", "; ".join(item.why or "" for item in found))
            return
        changes = [item.why for item in found if item.why]
        quotes = [next((step.quote for step in reversed(steps) if step.quote), "") for steps in noted.targets]
        places: Part = {"spans": spans} if self._places else {"quotes": [quote for quote in quotes if quote]}
        if key in self._parts:
            where, part = self._parts[key]
            for name, items in places.items():
                part[name] += [item for item in items if item not in part[name]]
            self._tell(noted, where, "changed" if changes else "kept", "; ".join(changes) or None)
            return
        words = self._text[spans[0][0] : spans[0][1]] if spans else next(filter(None, quotes), "")
        if noted.is_source or tagged.source:
            where, part = self._source(noted, tagged, words, places)
        else:
            where, part = self._claim(noted, tagged, words, places)
        self._waiting.append((noted, part, tagged))
        self._parts[key] = self._parts[noted.identifier] = where, part
        if tagged.name:
            self._parts.setdefault(tagged.name, (where, part))
        if any(item.span is None for item in found) and self._places:
            changes.append("a further place that it selects stands nowhere")
        self._tell(noted, where, "changed" if changes else "kept", "; ".join(changes) or None)
        self._tell_tags(noted, tagged, where)

    def _claim(self, noted: Noted, tagged: Tagged, words: str, places: Part) -> tuple[str, Part]:
        said, others = self._said(noted)
        own = said if (tagged.is_claim or noted.record) and said else words
        self._assumed += not tagged.kind and not noted.record
        extra = _extra(noted) | ({"comment": said} if own != said else {}) | ({"also": others} if others else {})
        part: Part = {
            "id": self._name(noted, tagged, "a"),
            "says": " ".join(own.split()),
            "kind": tagged.kind or "factual",
            "stance": tagged.stance or "endorses",
            "implicit": tagged.implicit,
            "sources": [self._speaker(name) for name in tagged.by],
            "extra": self._kept(extra, noted),
        }
        part |= places
        return self._building.claim(part), part

    def _source(self, noted: Noted, tagged: Tagged, words: str, places: Part) -> tuple[str, Part]:
        said, _ = self._said(noted)
        part: Part = {
            "id": self._name(noted, tagged, "s"),
            "kind": tagged.source or "report",
            "name": said or words,
            "extra": self._kept(_extra(noted), noted),
        }
        part |= places
        return self._building.source(part), part

    def _said(self, noted: Noted) -> tuple[str, dict[str, str]]:
        """Return what an annotation says in the language of the draft, and what it says in others."""
        language = self._building.about.get("language") or ""
        first = language if language in noted.words else next(iter(noted.words), "")
        return noted.words.get(first, "").strip(), {name: text for name, text in noted.words.items() if name != first}

    def _name(self, noted: Noted, tagged: Tagged, letter: str) -> str:
        named = tagged.name or noted.record.rpartition("/")[2]
        numbers = count(len(self._taken) + 1)
        while not named or named in self._taken:
            named = f"{letter}{next(numbers)}"
        self._taken.add(named)
        return named

    def _speaker(self, name: str) -> str:
        """Return the id of who says a claim, who is a person of that name where no annotation is one."""
        if name not in self._parts:
            part: Part = {"id": f"by {name}"[:100], "kind": "person", "name": name, "authors": []}
            self._parts[name] = self._building.source(part), part
        return str(self._parts[name][1]["id"])

    def _answer(self, noted: Noted) -> None:
        found = self._parts.get(noted.answers)
        if found is None:
            self._tell(noted, None, "dropped", "what it answers is not among the annotations, or has no place")
            return
        where, part = found
        beside = dict(part["extra"][self._building.format])
        beside["answers"] = [*beside.get("answers", ()), _extra(noted) | {"comment": self._said(noted)[0]}]
        self._parts.setdefault(noted.identifier, found)
        if not fits({self._building.format: beside}):
            self._tell(noted, where, "dropped", "there are more answers than are kept beside a claim")
            return
        part["extra"] = {self._building.format: beside}
        self._tell(noted, where, "changed", "it is kept beside the claim that it answers, and is no record")

    def _link(self, noted: Noted, part: Part, tagged: Tagged) -> None:
        for relation, name in tagged.links:
            what = f"tag {relation}:{name}"
            if name in self._parts:
                target = str(self._parts[name][1]["id"])
            elif _is_record(name):
                target = name
            else:
                self._building.became(
                    what, noted.place, None, "dropped", f"no annotation is called {name}: tag one id:{name}"
                )
                continue
            number = len(self._building.links) + 1
            link = {"id": f"l{number}", "from": [part["id"]], "relation": relation, "to": target, "whose": "reader"}
            self._building.kept(what, noted.place, self._building.link(link))

    def _kept(self, extra: Part, noted: Noted) -> Part:
        """Return what is kept beside a record: all that an annotation says, or its name where that is too much."""
        if fits({self._building.format: extra}):
            return {self._building.format: extra}
        self._building.became(
            "what is said beside", noted.place, None, "dropped", "it is more than is kept with a record"
        )
        return {self._building.format: {}}

    def _tell(self, noted: Noted, part: str | None, became: Any, why: str | None) -> None:
        self._building.became("annotation", noted.place, part, became, why)

    def _tell_tags(self, noted: Noted, tagged: Tagged, where: str) -> None:
        for tag in noted.tags:
            if tag in tagged.others:
                self._building.became(
                    f"tag {tag}", noted.place, where, "changed", "it is kept beside, and says nothing here"
                )
            elif tag.partition(":")[0].strip().lower() not in {relation for relation, _ in tagged.links}:
                self._building.kept(f"tag {tag}", noted.place, where)


def _extra(noted: Noted) -> Part:
    tags = {"tags": list(noted.tags)} if noted.tags else {}
    return {"id": noted.identifier} | tags | dict(noted.said)


def _is_record(name: str) -> bool:
    essay, _, number = name.rpartition("-")
    return bool(essay) and number[:1] in {"c", "s", "e"} and number[1:].isdecimal()
