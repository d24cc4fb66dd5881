"""Argdown, as @argdown/core reads it: statements first, then what is inferred, then what bears on what."""

from typing import Any

import yaml

from api.core.http.negotiation import Form
from api.exports.format_losses import FormatLosses
from api.exports.formats.argdown_names import ArgdownNames
from api.exports.formats.argdown_structures import structures_of, written_structure
from api.exports.formats.argdown_words_out import data_of, escaped, plain_title, tags_of
from api.exports.written import DraftedEssay, Written
from api.imports.draft_parts import DraftClaim, DraftLink
from api.imports.drafts import Draft
from api.imports.formats.maps.argdown import FORMAT
from api.imports.parsed_files import GivenFile

FORM = Form(FORMAT, "text/plain; charset=utf-8")

_OF_CLAIM = ("implicit", "quotes", "spans", "states", "about")
_LISTS = ("sections", "entities", "topics", "tensions", "reviews", "left_out")
_SIGNS = {
    "supports": "<+",
    "illustrates": "<+",
    "restates": "<+",
    "challenges": "<-",
    "qualifies": "<-",
    "contrary": "<-",
    "contradictory": "><",
}


def write(essay: DraftedEssay) -> Written:
    """Write an essay's claims and links; what is said of it as a whole is front matter."""
    return _ArgdownWriting(essay).write()


class _ArgdownWriting:
    def __init__(self, essay: DraftedEssay) -> None:
        self._essay = essay
        self._draft = essay.draft
        self._losses = FormatLosses(FORMAT)
        self._said = essay.draft.extra.get(FORMAT, {})
        self._structures = structures_of(essay.draft)
        self._names = ArgdownNames(essay.draft, self._structures)
        self._blocks: list[str] = []
        self._related: dict[str, list[str]] = {}

    def write(self) -> Written:
        self._losses.essay(self._draft, ())
        self._losses.parts(self._draft, _LISTS)
        undercuts = self._relations()
        headings = self._said.get("headings", [])
        for number in range(-1, len(headings)):
            if number >= 0:
                self._blocks.append(_heading(headings[number]))
            for claim in self._draft.claims:
                if claim.extra.get(FORMAT, {}).get("heading", -1) == number:
                    self._claim(claim)
            self._blocks += [
                written_structure(structure, self._names, undercuts)
                for structure in self._structures
                if structure.heading == number
            ]
        self._figures()
        self._blocks += [f"{owner}\n{chr(10).join(lines)}" for owner, lines in self._related.items()]
        for source in self._draft.sources:
            if not source.url or all(source.id not in claim.sources for claim in self._draft.claims):
                why = "Argdown has links within statements alone: it has no URL, or is of no claim"
                self._losses.dropped("source", source.id, why)
        content = "\n\n".join([*_front_matter(self._draft, self._said), *self._blocks, ""])
        files = [GivenFile(f"{self._essay.name}.argdown", content.encode())]
        return Written(files, FORM.media_type, self._losses.constructs)

    def _figures(self) -> None:
        for figure in self._draft.figures:
            if name := self._names.find(figure.id):
                self._losses.changed("figure", figure.id, "it is a statement: what it is as a number is left out")
                self._blocks.append(f"{name}: {escaped(figure.says)}")
            else:
                self._losses.dropped("figure", figure.id, "Argdown has none, and no link leads from or to it")

    def _claim(self, claim: DraftClaim) -> None:
        """Write a claim: its other wordings, then the one that counts."""
        self._losses.claim(claim, _OF_CLAIM)
        said, name = claim.extra.get(FORMAT, {}), self._names.of(claim.id)
        others = [one.get("markup") or escaped(one.get("says", "")) for one in said.get("wordings", [])]
        self._blocks += [f"{name}: {words}" for words in others]
        kept = dict(said["data"]) if isinstance(said.get("data"), dict) else {}
        if claim.kind != "factual":
            kept["kind"] = claim.kind
        if claim.stance != "reports":
            kept["stance"] = claim.stance
        data = data_of(kept)
        if kept and not data:
            self._losses.changed("claim", claim.id, "data in braces that Argdown would not end there are left out")
        words = "" if said.get("untold") else f": {self._words(claim, others)}"
        self._blocks.append(f"{name}{words}{tags_of(said.get('tags', []))}{data}")

    def _words(self, claim: DraftClaim, others: list[str]) -> str:
        """Return what a claim says, as it was written where it still says that, with links to its sources."""
        said = claim.extra.get(FORMAT, {})
        as_read = said.get("of") == claim.says and said.get("markup")
        words = str(said["markup"]) if as_read else escaped(claim.says)
        for source in self._draft.sources:
            link = f"]({source.url.replace(')', '%29')})"
            if source.url and source.id in claim.sources and all(link not in one for one in [words, *others]):
                words += f" [{plain_title(source.name)}{link}"
        return words

    def _relations(self) -> dict[str, list[str]]:
        """Gather what bears on what, by what it is written below; return what undercuts inferences, by their links."""
        undercuts: dict[str, list[str]] = {}
        inferred = {link.id for structure in self._structures for link in structure.links}
        last = {structure.links[-1].id: structure for structure in self._structures}
        borne = self._names.borne(inferred)
        for link in self._draft.links:
            self._losses.link(link, () if link.id in inferred else ("scheme", "by"))
            if link.whose != "author":
                self._losses.changed("link", link.id, "that a reader sees it is left out")
            if link.id in inferred:
                continue
            origins = [name for origin in link.origins if (name := self._names.find(origin))]
            if len(origins) < len(link.origins):
                self._losses.changed("link", link.id, "what it comes from beside claims and figures is left out")
            if len(origins) > 1:
                self._losses.changed("link", link.id, "that its premises are one reason is left out")
            if link.to in inferred and link.relation == "undercuts":
                undercuts.setdefault(link.to, []).extend(f"  <_ {name}" for name in origins)
            elif link.relation == "undercuts" and link.to in borne:
                self._below(borne[link.to], "<_", origins)
            elif link.to in last and link.relation in {"supports", "challenges"}:
                self._below(f"<{last[link.to].title}>", _SIGNS[link.relation], origins)
            elif (target := self._names.find(link.to)) and link.relation in {*_SIGNS, "equivalent"}:
                self._between(link, origins, target)
            else:
                self._losses.dropped("link", link.id, "Argdown has no such relation to what it leads to")
        return undercuts

    def _between(self, link: DraftLink, origins: list[str], target: str) -> None:
        said = link.extra.get(FORMAT, {}).get("relation", "")
        strict = isinstance(self._said.get("frontMatter", {}).get("model"), dict) and (
            self._said["frontMatter"]["model"].get("mode") == "strict"
        )
        if link.relation == "equivalent":
            self._losses.changed("link", link.id, "that two say the same is said as support of each other")
            self._below(target, "<+", origins)
            self._below(target, "+>", origins)
            return
        sign = "<_" if said == "undercut" and link.relation == "challenges" else _SIGNS[link.relation]
        statements = target.startswith("[") and all(name.startswith("[") for name in origins)
        if sign == "><" and not statements:
            self._losses.changed("link", link.id, "that they contradict each other is said as an attack")
            sign = "<-"
        usual = {"supports", "challenges", "contradictory"} | ({"contrary"} if strict else set())
        if link.relation not in usual:
            way = "support" if sign == "<+" else "an attack"
            self._losses.changed("link", link.id, f"that it {link.relation} is said as {way}")
        if sign in {"><", "<-"} and link.relation in {"contrary", "contradictory"}:
            for origin in origins:  # the way round in which it was drawn
                self._below(origin, "><" if sign == "><" else "->", [target])
            return
        self._below(target, sign, origins)

    def _below(self, owner: str, sign: str, names: list[str]) -> None:
        self._related.setdefault(owner, []).extend(f"  {sign} {name}" for name in names)


def _heading(heading: dict[str, Any]) -> str:
    marks = "#" * max(1, min(9, int(heading.get("level", 1)) if str(heading.get("level", 1)).isdecimal() else 1))
    words = heading.get("markup") or escaped(str(heading.get("title", "")))
    data = heading.get("data")
    return f"{marks} {words}{tags_of(heading.get('tags', [])) if not heading.get('markup') else ''}{data_of(data)}"


def _front_matter(draft: Draft, said: dict[str, Any]) -> list[str]:
    found: dict[str, Any] = {"title": draft.title}
    found |= {"author": draft.authors[0] if len(draft.authors) == 1 else draft.authors} if draft.authors else {}
    found |= {"date": draft.year} if draft.year else {}
    found |= {"language": draft.language} if draft.language != "en" else {}
    found |= {name: value for name in ("url", "license") if (value := getattr(draft, name))}
    found |= said.get("frontMatter", {})
    written = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=10**6)
    return [f"===\n{written.replace('===', '= ==')}==="]
