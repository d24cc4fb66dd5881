"""Premise–conclusion structures: links of several premises, and chains of inferences that were one argument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from api.exports.formats.argdown_words_out import data_of, escaped, plain_title, tags_of
from api.imports.formats.maps.argdown import FORMAT

if TYPE_CHECKING:
    from api.exports.formats.argdown_names import ArgdownNames
    from api.imports.draft_parts import DraftLink
    from api.imports.drafts import Draft


@dataclass
class Structure:
    """An argument with its inferences.

    Attributes:
        title: what it is called.
        links: its inferences, in order: each after the first needs what the one before concludes.
        said: what Argdown said of it beside its structure.
    """

    title: str
    links: list[DraftLink]
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def heading(self) -> int:
        """The heading that it stands under, by its order from 0; -1 before any."""
        return int(self.said.get("heading", -1))


def structures_of(draft: Draft) -> list[Structure]:
    """Return the arguments that are to be written with their premises."""
    claims = {claim.id for claim in draft.claims}
    targets = {link.to for link in draft.links if link.relation in {"supports", "challenges"}}
    named: dict[str, list[DraftLink]] = {}
    for link in draft.links:
        said = link.extra.get(FORMAT, {})
        whole = link.relation == "supports" and link.to in claims and {*link.origins} <= claims
        if whole and ("argument" in said or len(link.origins) > 1 or link.id in targets or link.scheme):
            named.setdefault(str(said.get("argument") or link.id), []).append(link)
    found = list[Structure]()
    taken = set[str]()
    for title, links in named.items():
        ordered = sorted(links, key=lambda link: int(link.extra.get(FORMAT, {}).get("inference", 1)))
        for chain in [ordered] if _is_chain(ordered) else [[link] for link in ordered]:
            name = plain_title(title if title not in taken else chain[-1].id)
            taken.add(name)
            found.append(Structure(name, chain, chain[-1].extra.get(FORMAT, {})))
    return found


def written_structure(structure: Structure, names: ArgdownNames, undercuts: Mapping[str, Sequence[str]]) -> str:
    """Return an argument: its descriptions, then its premises, inferences and conclusions."""
    said = structure.said
    described = [f"<{structure.title}>: {escaped(words)}" for words in said.get("descriptions", [])] or [
        f"<{structure.title}>"
    ]
    described[-1] += tags_of(said.get("tags", [])) + data_of(said.get("data"))
    lines, number = list[str](), 0
    for place, link in enumerate(structure.links):
        before = structure.links[place - 1].to if place else None
        kept = link.extra.get(FORMAT, {})
        rules = [escaped(rule).replace(",", r"\,").replace("-", r"\-") for rule in kept.get("rules", [])]
        rules += [link.scheme.replace("-", r"\-")] if link.scheme and link.scheme not in kept.get("rules", []) else []
        for origin in link.origins:
            if origin != before:
                number += 1
                lines.append(f"({number}) {names.of(origin)}")
        data = data_of(kept.get("inferenceData"))
        lines.append(f"-- {', '.join(rules)}{data} --" if rules else f"--{data} --" if data else "----")
        lines += undercuts.get(link.id, ())
        number += 1
        lines.append(f"({number}) {names.of(link.to)}")
    return "\n\n".join([*described, "\n".join(lines)])


def _is_chain(links: Sequence[DraftLink]) -> bool:
    return all(before.to in after.origins for before, after in pairwise(links))
