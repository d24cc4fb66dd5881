"""Works of bibliographies as sources of a draft, and what became of each of their fields."""

import codecs
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from api.core.records.work_identifiers import read_doi, read_isbn, read_issn
from api.formats.item import TYPES
from api.imports.formats.inline_markup import unmarked
from api.imports.import_reports import Became, ImportedFile, ImportFinding
from api.imports.parsed_files import GivenFile, Parsed, ReadConstruct
from api.imports.texts.language_guess import guess_language
from seed.frozen.edtf import span
from seed.frozen.languages import canonical_tag
from seed.frozen.urls import web_url

Json = dict[str, Any]

_KINDS = {
    "paper": "article-journal paper-conference chapter thesis manuscript review review-book",
    "article": "article article-magazine article-newspaper",
    "webpage": "webpage post post-weblog software entry entry-dictionary entry-encyclopedia",
    "statistics": "dataset figure",
    "speech": "speech broadcast hearing performance",
    "communication": "personal_communication interview",
}
_KIND_OF = {csl_type: kind for kind, types in _KINDS.items() for csl_type in types.split()}
"""What a work is as a source, by its CSL type; of all others, a report."""
KEY = "it names the work in the draft; the id of a source is its author and year"
_LONGEST = 10_000
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def _dated(value: str) -> str:
    span(value)
    return value


_WORDED = frozenset({"title", "container_title", "publisher", "event"})
_CHECKS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "doi": read_doi,
        "isbn": read_isbn,
        "issn": read_issn,
        "url": web_url,
        "language": canonical_tag,
        "issued": _dated,
        "accessed": _dated,
    }
)


class Work:
    """A work under way: the fields of a source, each said once."""

    def __init__(self, bibliography: "Bibliography", what: str, place: str, identifier: str) -> None:
        """Begin with nothing known of a work."""
        self.identifier = identifier
        self.csl_type = "document"
        self.fields: Json = {}
        self.part = bibliography.pointer()
        self._bibliography = bibliography
        self._entry = bibliography.tell(what, place, self.part)

    def changed(self, why: str) -> None:
        """Tell what was changed of the work as such."""
        self._entry.became = "changed"
        self._entry.why = why if self._entry.why is None else f"{self._entry.why}; {why}"

    def put(self, what: str, place: str, name: str, value: str, changed: str | None = None) -> None:
        """Take a field, or tell why it is dropped.

        Args:
            what: what the format calls it.
            place: where it stands.
            name: the field of a source.
            value: what it says, in plain words.
            changed: what was changed on the way.
        """
        if name in _WORDED and (plain := unmarked(value)) != value:
            value, told = plain, "its words are kept without HTML"
            changed = f"{changed}; {told}" if changed else told
        try:
            said = self._checked(name, value)
        except ValueError as error:
            self.drop(what, place, str(error))
            return
        if not said:
            self.drop(what, place, "is empty")
        elif self.fields.setdefault(name, said) != said:
            self.drop(what, place, f"{name} is {str(self.fields[name])[:80]!r} already")
        else:
            given = changed or (None if said == value else f"is {said} now")
            self._tell(what, place, "changed" if given else "kept", given)

    def put_names(self, what: str, place: str, role: str, names: Sequence[Json], changed: str | None = None) -> None:
        """Take those who wrote, edited or translated it."""
        if not names or role in self.fields:
            self.drop(what, place, f"{role} is said already" if names else "names nobody")
            return
        self.fields[role] = list(names)
        self._tell(what, place, "changed" if changed else "kept", changed)

    def drop(self, what: str, place: str, why: str) -> None:
        """Tell why a field is dropped."""
        self._tell(what, place, "dropped", why)

    def kept(self, what: str, place: str) -> None:
        """Tell of a field that stands beside others of its kind."""
        self._tell(what, place, "kept", None)

    def joined(self, what: str, place: str, why: str) -> None:
        """Tell where a field went that stands within another one."""
        self._tell(what, place, "changed", why)

    def typed(self, csl_type: str | None, word: str) -> None:
        """Say what type of work it is; one that is not known is a document, and told."""
        if csl_type in TYPES:
            self.csl_type = str(csl_type)
        else:
            self.changed(f"the type {word!r} is not known: it is a document")

    @property
    def source(self) -> Json:
        """The work as a source of a draft: plain fields where these say it, `work` for the rest."""
        said = dict(self.fields)
        authors = said.get("author", [])
        if all(map(_is_plain, authors)):
            said.pop("author", None)
        plain = [*map(plain_name, authors)]
        title, url, issued = (said.pop(name, "") for name in ("title", "url", "issued"))
        called = title or "; ".join(plain) or url or self.identifier
        language = self.fields.get("language") or guess_language(called)
        return {
            "id": self.identifier[:100],
            "kind": _KIND_OF.get(self.csl_type, "report"),
            "name": called,
            "authors": plain,
            "title": title,
            "year": issued,
            "url": url,
            "work": {"csl_type": self.csl_type, "named_in": language} | said,
        }

    def _checked(self, name: str, value: str) -> str:
        said = " ".join(_UNSTORABLE.sub("\ufffd", value).split())
        if len(said) > _LONGEST:
            message = f"has more than {_LONGEST} characters"
            raise ValueError(message)
        return _CHECKS[name](said) if said and name in _CHECKS else said

    def _tell(self, what: str, place: str, became: Became, why: str | None) -> None:
        self._bibliography.tell(what, place, self.part, became, why)


class Bibliography:
    """The works of files under way."""

    def __init__(self, format_name: str, files: Sequence[ImportedFile]) -> None:
        """Begin with no work."""
        self._read: list[ReadConstruct] = []
        self._parsed = Parsed(format_name, list(files), {}, read=self._read)
        self._works: list[Work] = []
        self._names: set[str] = set()

    def texts(self, files: Sequence[GivenFile]) -> Iterator[tuple[str, str]]:
        """Yield the name of each file and what it says; one that is not UTF-8 is told as a fault."""
        for file in files:
            try:
                yield file.name, file.content.removeprefix(codecs.BOM_UTF8).decode()
            except UnicodeDecodeError as error:
                self.fault(file.name, f"is not UTF-8 at byte {error.start}: save it as UTF-8")

    def work(self, what: str, place: str, identifier: str) -> Work:
        """Begin a work; two of one name are told apart."""
        given = " ".join(_UNSTORABLE.sub("\ufffd", identifier).split())[:90]
        numbers = (f"{given or 'work'}-{number}" for number in range(len(self._works) + 1, len(self._works) + 10_000))
        name = given if given and given not in self._names else next(one for one in numbers if one not in self._names)
        self._names.add(name)
        made = Work(self, what, place, name)
        self._works.append(made)
        if given and name != given:
            made.changed(f"another is called {given}, too: this one is {name}")
        return made

    def pointer(self) -> str:
        """Return where the next work stands in the draft."""
        return f"/sources/{len(self._works)}"

    def tell(
        self, what: str, place: str, part: str | None, became: Became = "kept", why: str | None = None
    ) -> ReadConstruct:
        """Tell what became of a construct."""
        told = ReadConstruct(what, place, part, became, why)
        self._read.append(told)
        return told

    def fault(self, where: str, detail: str) -> None:
        """Tell what cannot be read."""
        self._parsed.faults.append(ImportFinding(kind="unreadable", pointer="", detail=f"{where}: {detail}"))

    def parsed(self) -> Parsed:
        """Return what was read."""
        if not self._works and not self._parsed.faults:
            names = ", ".join(file.name for file in self._parsed.files)
            self.fault(names, "has no work")
        self._parsed.draft = {"sources": [work.source for work in self._works]}
        return self._parsed


def plain_name(name: Json) -> str:
    """Return a name as drafts write it, as far as they can."""
    family = " ".join(filter(None, [name.get("non-dropping-particle"), name.get("family")]))
    parts = [family.replace(",", " "), name.get("given") or name.get("dropping-particle")]
    return ", ".join(filter(None, parts)) or str(name.get("literal", "")).replace(",", " ")


def _is_plain(name: Json) -> bool:
    said = set(name)
    return (said == {"literal"} and "," not in name["literal"]) or (
        said == {"family", "given"} and "," not in name["family"]
    )
