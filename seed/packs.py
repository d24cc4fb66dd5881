"""A pack: the files from which one essay is seeded, and the hash that names them."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from seed.frozen.canonical import canonical_json
from seed.frozen.languages import canonical_tag
from seed.frozen.urls import web_url
from seed.text import Span, Text

PACKS = Path(__file__).parent / "packs"
DRAFTS = Path(__file__).parent / "drafts"
"""What packs were made of, where their text is free: one document each, called like its pack."""

RESOURCES = (
    "units",
    "measures",
    "entities",
    "sources",
    "essays",
    "sections",
    "passages",
    "statistics",
    "claims",
    "topics",
    "relationships",
    "evidence",
    "reviews",
)
"""The files of a pack in the order they are loaded: outside its lists, each refers only to what stands before it."""

Row = dict[str, Any]

_WORDED = (
    *("affiliation", "condition", "label", "name", "note", "poles", "question", "ranked_among", "ranked_by"),
    *("rated", "rating", "resolution", "scale", "summary", "text", "title"),
)
"""The fields that hold words by language, or a list of such, in records of any kind."""


class PackError(Exception):
    """A pack that is not there, or not what it should be; the message says what to do."""


@dataclass(frozen=True)
class Pack:
    """The rows of one essay, as they stand in their files.

    `pack.json` says the pack's name, its licence, its time, and where its text is if it carries one.
    Each `<resource>.ndjson` holds one record a line: exactly the state that its version 1 has.
    """

    folder: Traversable

    @classmethod
    def named(cls, name: str) -> "Pack":
        """Return a pack that ships with Lunju, by name, or one in a folder or an archive, by path.

        Raises:
            PackError: there is no such pack.
        """
        archive = zipfile.Path(name) if zipfile.is_zipfile(name) else Path(name)
        folders: list[Traversable] = [PACKS / name, archive]
        for folder in folders:
            if (folder / "pack.json").is_file():
                return cls(folder)
        known = ", ".join(pack.name for pack in cls.shipped())
        message = f"there is no pack {name!r}: name one of {known}, or a folder or ZIP that holds a pack.json"
        raise PackError(message)

    @classmethod
    def shipped(cls) -> list["Pack"]:
        """Return the packs that ship with Lunju."""
        return [cls(path.parent) for path in sorted(PACKS.glob("*/pack.json"))]

    @cached_property
    def manifest(self) -> Row:
        """What `pack.json` says."""
        path = self._file("pack.json")
        return _checked(json.loads(path.read_text(encoding="utf-8")), str(path))

    @property
    def name(self) -> str:
        """The pack's name, which is its essay's id."""
        return str(self.manifest["name"])

    @cached_property
    def text(self) -> Text | None:
        """The essay's text, where the pack is free to carry it."""
        name = self.manifest["text"]
        return Text(self._file(name).read_bytes().decode("utf-8")) if name else None

    @cached_property
    def hash(self) -> str:
        """The SHA-256, in hexadecimal, of the canonical JSON of each file's name and SHA-256."""
        names = sorted(path.name for path in self.folder.iterdir() if path.is_file())
        return sha256(canonical_json({name: self._digest(name) for name in names}).encode()).hexdigest()

    def rows(self, resource: str) -> list[Row]:
        """Return a resource's records, in their order."""
        path = self.folder / f"{resource}.ndjson"
        return [_checked(row, f"{path}, {row.get('id')}") for row in _lines(path)] if path.is_file() else []

    def check_links(self) -> None:
        """Refuse a pack whose URLs are not such as become links.

        Raises:
            PackError: the first that is not, with what would be right.
        """
        for resource in RESOURCES:
            for row in self.rows(resource):
                if row.get("url") is None:
                    continue
                try:
                    web_url(str(row["url"]))
                except ValueError as error:
                    message = f"the pack {self.name} has a url in {row['id']} of {resource} that {error}"
                    raise PackError(message) from error

    @cached_property
    def spans(self) -> dict[str, Span]:
        """The place of each passage, by its id."""
        return {row["id"]: Span(row["start"], row["end"]) for row in self.rows("passages")}

    @property
    def coverage(self) -> list[Row]:
        """Return the sentences, numerals and theses that stand without a record, with their reasons."""
        return self.rows("coverage")

    def _digest(self, name: str) -> str:
        return sha256(self._file(name).read_bytes()).hexdigest()

    def _file(self, name: str) -> Traversable:
        path = self.folder / name
        if not path.is_file():
            message = f"the pack in {self.folder} has no {name}"
            raise PackError(message)
        return path


def _checked(row: Row, where: str) -> Row:
    """Return a row whose language tags are all in canonical form.

    Raises:
        PackError: one is not, or is none.
    """
    maps = [words for name in _WORDED for words in _maps(row.get(name))]
    for tag in [*(tag for words in maps for tag in words), *filter(None, [row.get("language")])]:
        try:
            canonical = canonical_tag(tag)
        except ValueError as error:
            message = f"{where}: {error}"
            raise PackError(message) from error
        if tag != canonical:
            message = f"{where}: the language {tag!r} is to be written {canonical!r}"
            raise PackError(message)
    return row


def _maps(value: Any) -> list[Row]:
    return [words for words in (value if isinstance(value, list) else [value]) if isinstance(words, dict)]


def _lines(path: Traversable) -> Iterator[Row]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line:
            try:
                yield json.loads(line)
            except ValueError as error:
                message = f"{path}, line {number}, is not JSON: {error}"
                raise PackError(message) from error
