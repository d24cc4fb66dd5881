"""YAML as JSON has it: every scalar is a text, so that `no`, `2024` and `1.10` stay what was written.

Documents are read by their events, one after the other: no tag makes an object, no alias multiplies what it names, and
nothing that is deep overflows a stack.
"""

import re
from typing import Any

import yaml

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_MOST_EVENTS = 2_000_000


class YamlError(ValueError):
    """A document that is none, or has what drafts do not need; the message says where."""


def read_yaml(content: bytes, depth: int, characters: int) -> Any:
    """Return what a document holds: objects, lists and texts.

    Args:
        content: the document, in UTF-8.
        depth: the most lists and objects within each other.
        characters: the most characters of a text.

    Raises:
        YamlError: it is no YAML, or has aliases, tags, several documents, or too much.
    """
    try:
        return _Building(depth, characters).build(content.decode())
    except UnicodeDecodeError as error:
        message = f"is not UTF-8: {error}"
        raise YamlError(message) from error
    except yaml.YAMLError as error:
        message = f"is neither JSON nor YAML: {' '.join(str(error).split())}"
        raise YamlError(message) from error


class _Building:
    def __init__(self, depth: int, characters: int) -> None:
        self._depth = depth
        self._characters = characters
        self._open: list[Any] = []
        self._names: list[str | None] = []
        self._root: Any = None

    def build(self, content: str) -> Any:
        documents = 0
        for number, event in enumerate(yaml.parse(content, Loader=yaml.SafeLoader)):
            documents += isinstance(event, yaml.DocumentStartEvent)
            line = event.start_mark.line + 1
            if number > _MOST_EVENTS or documents > 1:
                self._refuse(line, "there is more than one document" if documents > 1 else "there is too much")
            if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None) not in {None, "!"}:
                self._refuse(line, "aliases and tags are not read: write out what is meant")
            self._take(event, line)
        return self._root

    def _take(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.ScalarEvent):
            if len(event.value) > self._characters or _UNSTORABLE.search(event.value):
                self._refuse(line, f"a text has more than {self._characters} characters, or one that no database holds")
            self._add("" if event.value in {"~", "null"} and event.style is None else event.value, line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            found: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            if len(self._open) >= self._depth:
                self._refuse(line, f"lies deeper than {self._depth} lists or objects within each other")
            self._add(found, line)
            self._open.append(found)
            self._names.append(None)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()
            self._names.pop()

    def _add(self, value: Any, line: int) -> None:
        if not self._open:
            self._root = value
            return
        around = self._open[-1]
        if isinstance(around, list):
            around.append(value)
        elif (name := self._names[-1]) is not None:
            around[name], self._names[-1] = value, None
        elif not isinstance(value, str) or value in around:
            self._refuse(line, "a name is no text, or stands twice in its object")
        else:
            self._names[-1] = value

    def _refuse(self, line: int, why: str) -> None:
        message = f"line {line}: {why}"
        raise YamlError(message)
