"""Text as Kialo exports it: claims by addresses, each for or against the one above it, references for the others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from api.core.http.negotiation import Form
from api.exports.format_losses import FormatLosses
from api.exports.written import DraftedEssay, Written
from api.imports.draft_parts import DraftClaim, DraftLink
from api.imports.formats.maps.kialo import FORMAT
from api.imports.parsed_files import GivenFile

FORM = Form(FORMAT, "text/plain; charset=utf-8")

_OF_ESSAY = ("authors", "year", "url", "license")
_OF_CLAIM = ("implicit", "quotes", "spans", "states", "about")
_LISTS = ("sections", "entities", "figures", "topics", "tensions", "reviews", "left_out")
_SIDES = {
    "supports": "Pro",
    "illustrates": "Pro",
    "challenges": "Con",
    "contrary": "Con",
    "contradictory": "Con",
    "qualifies": "Con",
}
_BACKSLASH = re.compile(r"\\(?=[\\n\n]|$)")


@dataclass
class KialoChild:
    """What stands below a claim: which claim, on which side, and at which address where one was read."""

    claim: str
    side: str
    address: str = ""


@dataclass
class KialoLine:
    """A claim at an address, or a reference to it."""

    address: str
    side: str
    claim: str
    refers: bool = False


@dataclass
class KialoTree:
    """The claims, and what stands below each."""

    claims: dict[str, DraftClaim]
    children: dict[str, list[KialoChild]] = field(default_factory=dict)


def write(essay: DraftedEssay) -> Written:
    """Write the claims, and whatever is for or against them."""
    losses = FormatLosses(FORMAT)
    losses.essay(essay.draft, _OF_ESSAY)
    losses.parts(essay.draft, _LISTS)
    tree = KialoTree({claim.id: claim for claim in essay.draft.claims})
    for link in essay.draft.links:
        _link(link, tree, losses)
    cited = {source.id: source for source in essay.draft.sources}
    named = {name for claim in essay.draft.claims for name in claim.sources}
    for name, source in cited.items():
        if not source.url or name not in named:
            losses.dropped("source", name, "Kialo has links within claims alone: it has no URL, or is of no claim")
    for claim in essay.draft.claims:
        _told(claim, losses)
    urls = {name: (source.name, source.url) for name, source in cited.items() if source.url}
    lines = _as_read(tree) or list(_anew(tree))
    written = [f"Discussion Title: {' '.join(essay.draft.title.split())}", ""]
    addresses = {line.claim: line.address for line in lines if not line.refers}
    for place, line in enumerate(lines):
        if place and line.address.count(".") == 1:
            written.append("")
        said = f"-> See {addresses[line.claim]}" if line.refers else _words(tree.claims[line.claim], urls)
        written.append(f"{line.address} {line.side + ': ' if line.side else ''}{said}")
    content = "\n".join([*written, ""]).encode()
    return Written([GivenFile(f"{essay.name}.txt", content)], FORM.media_type, losses.constructs)


def _link(link: DraftLink, tree: KialoTree, losses: FormatLosses) -> None:
    losses.link(link, ("scheme", "by"))
    if link.relation not in _SIDES or link.to not in tree.claims:
        losses.dropped("link", link.id, "Kialo has claims for and against claims alone")
        return
    origins = [name for name in link.origins if name in tree.claims]
    if len(origins) < len(link.origins):
        losses.changed("link", link.id, "what it comes from beside claims is left out")
    if len(origins) > 1:
        losses.changed("link", link.id, "its premises are claims of their own: that they are one reason is left out")
    if link.relation not in {"supports", "challenges"}:
        losses.changed("link", link.id, f"that it {link.relation} is said as {_SIDES[link.relation]}")
    if link.whose != "author":
        losses.changed("link", link.id, "that a reader sees it is left out")
    said = link.extra.get(FORMAT, {}) if len(origins) == 1 else {}
    for name in origins:
        child = KialoChild(name, _SIDES[link.relation], str(said.get("address", "")))
        tree.children.setdefault(link.to, []).append(child)


def _told(claim: DraftClaim, losses: FormatLosses) -> None:
    losses.claim(claim, _OF_CLAIM)
    if claim.kind not in {"factual", "thesis"} or claim.stance != "reports":
        losses.changed("claim", claim.id, "which kind it is, and how the author stands to it, are left out")


def _as_read(tree: KialoTree) -> list[KialoLine] | None:
    """Return the lines at the addresses at which they were read; None where they do not fit together any longer."""
    of_claim = {name: str(claim.extra.get(FORMAT, {}).get("address", "")) for name, claim in tree.claims.items()}
    lines = {address: KialoLine(address, "", name) for name, address in of_claim.items()}
    if len(lines) < len(of_claim):
        return None
    above: dict[str, str] = {}
    for target, children in tree.children.items():
        for child in children:
            if child.address in above:
                return None
            above[child.address] = target
            line = lines.setdefault(child.address, KialoLine(child.address, "", child.claim, refers=True))
            line.side = child.side
            if line.claim != child.claim:
                return None
    for address in lines:
        higher = address[: address.rindex(".", 0, -1) + 1] if address.count(".") > 1 else ""
        fits = re.fullmatch(r"([1-9][0-9]{0,8}\.)+", address) and (not higher or higher in lines)
        if not fits or (address in above and (not higher or lines[higher].claim != above[address])):
            return None
    if {line.address for line in lines.values() if line.address.count(".") == 1} != {
        f"{number}." for number in range(1, 1 + sum(address.count(".") == 1 for address in lines))
    }:
        return None
    return sorted(lines.values(), key=lambda line: [int(part) for part in line.address[:-1].split(".")])


def _anew(tree: KialoTree) -> Iterator[KialoLine]:
    """Yield the lines, numbered: a claim stands where it is first of use, and is referred to everywhere else."""
    below = {child.claim for children in tree.children.values() for child in children}
    placed, number = set[str](), 0
    for name in [*(name for name in tree.claims if name not in below), *tree.claims]:
        if name in placed:
            continue
        number += 1
        waiting = [KialoLine(f"{number}.", "", name)]
        while waiting:
            line = waiting.pop()
            line.refers = line.claim in placed
            yield line
            if line.refers:
                continue
            placed.add(line.claim)
            children = enumerate(tree.children.get(line.claim, ()), start=1)
            waiting += [KialoLine(f"{line.address}{place}.", child.side, child.claim) for place, child in children][
                ::-1
            ]


def _words(claim: DraftClaim, urls: dict[str, tuple[str, str]]) -> str:
    """Return what a claim says, with its sources as links: as it was read, where it still says that."""
    said = claim.extra.get(FORMAT, {})
    words = str(said["words"]) if said.get("of") == claim.says and "words" in said else claim.says
    for name in claim.sources:
        if name in urls and f"]({urls[name][1]})" not in words:
            label = re.sub(r"[\[\]]", " ", urls[name][0])
            words += f" [{label}]({urls[name][1]})"
    return _BACKSLASH.sub(r"\\\\", words).replace("\n", r"\n")
