"""Kialo's text export: a title, and claims by addresses, each for or against the one above it.

A reference (`1.2. Con: -> See 1.1.3.`) makes a graph of the tree: it is a link from the claim that it names.
"""

import re
from collections.abc import Sequence
from typing import Any

from api.imports.formats.kept_extra import kept_extra
from api.imports.formats.maps.linked_sources import LinkedSources
from api.imports.formats.text_files import head_of, text_in, unreadable
from api.imports.import_reports import ImportFinding
from api.imports.parsed_files import GivenFile, Parsed, ReadConstruct

FORMAT = "kialo"

_TITLE = re.compile(r"Discussion (?:Title|Name):[ \t]*(.*)", re.IGNORECASE)
_CLAIM = re.compile(r"((?:[0-9]{1,9}\.)+)[ \t]+(?:(Pro|Con):[ \t]*)?(.*)", re.IGNORECASE)
_SIDED = re.compile(r"^(?:[0-9]{1,9}\.){2,}[ \t]+(?:Pro|Con):", re.IGNORECASE | re.MULTILINE)
_BRANCHES = re.compile(r"^([0-9]{1,9}\.)(?:[0-9]{1,9}\.)+[ \t]", re.MULTILINE)
_SEE = re.compile(r"->\s*See\s+((?:[0-9]{1,9}\.)*[0-9]{1,9})\.?\s*", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\n])")
_RELATIONS = {"pro": "supports", "con": "challenges"}
_LONGEST_ID = 100


def looks_like(files: Sequence[GivenFile]) -> bool:
    """Tell whether files look like a text export of Kialo."""
    head = head_of(files[0])
    return bool(_TITLE.match(head.lstrip()) or (re.match(r"\s*1\.[ \t]", head) and _SIDED.search(head)))


def parse(files: Sequence[GivenFile]) -> Parsed:
    """Read one discussion; further files are refused."""
    text, fault = text_in(files[0])
    reading = _Discussion(files[0])
    if fault:
        reading.faults.append(fault)
    else:
        reading.take(text)
    reading.faults += [unreadable(file, "each discussion is an essay: import it for itself") for file in files[1:]]
    draft = {
        "title": reading.title or files[0].name.rpartition(".")[0] or files[0].name,
        "genre": "debate",
        "sources": reading.sources.found,
        "claims": reading.claims,
        "links": reading.links,
    }
    described = [file.described for file in files]
    return Parsed(FORMAT, described, draft, read=reading.read, faults=reading.faults, notes=reading.notes)


class _Discussion:
    """A draft under way."""

    def __init__(self, file: GivenFile) -> None:
        self.title = ""
        self.sources = LinkedSources()
        self.claims: list[dict[str, Any]] = []
        self.links: list[dict[str, Any]] = []
        self.read: list[ReadConstruct] = []
        self.faults: list[ImportFinding] = []
        self.notes: list[ImportFinding] = []
        self._file = file
        self._ids: dict[str, str] = {}
        self._sees: dict[str, tuple[str, str, int]] = {}
        self._wordless = set[str]()
        self._told = set[str]()

    def take(self, text: str) -> None:
        """Read a discussion: first its claims by their addresses, then what is for and against what."""
        entries = self._entries(text)
        for address, side, words, line in entries:
            see = _SEE.fullmatch(words)
            if see:
                self._sees[address] = (f"{see[1]}.", side, line)
            else:
                self._claim(address, side, words, line)
        for address, side, _, line in entries:
            if side and address.count(".") > 1:
                self._link(address, side, line)
            elif address in self._sees:
                why = "a reference that is neither for nor against anything"
                self.read.append(ReadConstruct("reference", f"line {line}", None, "dropped", why))
        if not self.claims and not self.faults:
            self.faults.append(unreadable(self._file, "has no claim: one begins as `1.1. Pro: ` or `1. `"))
        detail = "Kialo says of no claim what kind it is, and who holds it: each is factual, or a thesis, and reported"
        self.notes.append(ImportFinding(kind="assumed", pointer="", detail=detail))

    def _entries(self, text: str) -> list[tuple[str, str, str, int]]:
        """Return address, side, words and line of each claim: what follows on other lines is of the one before."""
        roots = {"1.", *_BRANCHES.findall(text)}
        found = list[tuple[str, str, list[str], int]]()
        known = set[str]()
        begun, above = 0, ""
        for number, line in enumerate(text.split("\n"), start=1):
            title = None if found or self.title else _TITLE.fullmatch(line.strip())
            claim = _CLAIM.fullmatch(line)
            if title:
                self.title = title[1].strip()
                self.read.append(ReadConstruct("title", f"line {number}"))
            elif claim and self._begins(claim, roots if above.strip() else {*roots, f"{begun + 1}."}, known, number):
                known.add(claim[1])
                begun += claim[1].count(".") == 1
                found.append((claim[1], (claim[2] or "").lower(), [claim[3]], number))
            elif found:
                found[-1][2].append(line)
            elif line.strip():
                why = "stands before the claims, and is none"
                self.read.append(ReadConstruct("line", f"line {number}", None, "dropped", why))
            above = line
        return [(address, side, "\n".join(words).strip(), number) for address, side, words, number in found]

    def _begins(self, claim: re.Match[str], roots: set[str], known: set[str], line: int) -> bool:
        """Tell whether a line begins a claim: one of a list within a claim looks like it."""
        address, above = claim[1], _above(claim[1])
        if address not in known and (above in known if above else address in roots):
            return True
        if claim[2] and above:
            if address in known:
                self._fault("address-twice", line, f"{_short(address)} stands twice")
            else:
                detail = f"there is no claim {_short(above)} that {_short(address)} could stand below"
                self._fault("no-such-address", line, detail)
        return False

    def _claim(self, address: str, side: str, words: str, line: int) -> None:
        said = _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else "\\", words)
        plain, cited = self.sources.take(said)
        if not plain.strip():
            self._wordless.add(address)
            self._fault("unreadable", line, f"{_short(address)} has no words")
            return
        kept: dict[str, Any] = {"address": address} if len(address) <= _LONGEST_ID else {}
        if plain != said:
            kept |= {"words": said, "of": plain}
        self._ids[address] = address if len(address) <= _LONGEST_ID else f"claim {len(self.claims) + 1}"
        kind = "factual" if side else "thesis"
        self.claims.append(
            {"id": self._ids[address], "says": plain, "kind": kind, "stance": "reports", "quotes": []}
            | {"sources": cited}
            | kept_extra(FORMAT, kept)[0]
        )
        part = f"/claims/{len(self.claims) - 1}"
        unlinked = not side and address.count(".") > 1
        why = "it stands below another without being for or against it: it has no link" if unlinked else None
        self.read.append(ReadConstruct("claim", f"line {line}", part, "changed" if why else "kept", why))
        self.read += [ReadConstruct("link to a source", f"line {line}", self.sources.part_of(one)) for one in cited]

    def _link(self, address: str, side: str, line: int) -> None:
        origin, target = self._named(address, line), self._named(_above(address), line)
        what = "reference" if address in self._sees else "side"
        if origin is None or target is None:
            return
        if origin == target:
            why = "it leads to what it comes from, and nothing bears on itself"
            self.read.append(ReadConstruct(what, f"line {line}", None, "dropped", why))
            return
        self.links.append(
            {"id": f"{side} {len(self.links) + 1}", "from": [origin], "relation": _RELATIONS[side], "to": target}
            | {"whose": "author", "extra": {"kialo": {"address": _short(address)}}}
        )
        self.read.append(ReadConstruct(what, f"line {line}", f"/links/{len(self.links) - 1}"))

    def _named(self, address: str, line: int) -> str | None:
        """Return the id of the claim at an address, where references lead to it; None is told."""
        passed = set[str]()
        while address in self._sees and address not in passed:
            passed.add(address)
            address, _, line = self._sees[address]
        if address not in self._ids:
            if address in passed:
                self._fault("circular-references", line, f"references lead in a circle to {_short(address)}")
            elif address not in self._wordless:
                self._fault("no-such-address", line, f"there is no claim {_short(address)}")
        return self._ids.get(address)

    def _fault(self, kind: str, line: int, told: str) -> None:
        """Tell what is wrong, once where several need the same."""
        detail = f"{self._file.name}: line {line}: {told}"
        if detail not in self._told:
            self._told.add(detail)
            self.faults.append(ImportFinding(kind=kind, pointer="", detail=detail))


def _above(address: str) -> str:
    """Return the address that another stands below; empty of a root."""
    return address[: address.rindex(".", 0, -1) + 1] if address.count(".") > 1 else ""


def _short(address: str) -> str:
    return address if len(address) <= _LONGEST_ID else f"{address[:40]}…{address[-20:]}"
