"""What the parts of a draft are called in Argdown: statements in brackets, arguments without a structure in angles."""

from collections.abc import Collection, Sequence

from api.exports.formats.argdown_structures import Structure
from api.exports.formats.argdown_words_out import plain_title
from api.imports.drafts import Draft
from api.imports.formats.maps.argdown import FORMAT

_DRAWN = {"supports", "challenges"}


class ArgdownNames:
    """Names of claims, and of figures that links lead from or to, each once.

    Args:
        draft: the draft.
        structures: the arguments that are written with their premises: what stands in them is a statement.
    """

    def __init__(self, draft: Draft, structures: Sequence[Structure]) -> None:
        """Name all claims."""
        self._draft = draft
        self._names: dict[str, str] = {}
        self._taken = {f"<{structure.title}>" for structure in structures}
        within = {name for one in structures for link in one.links for name in (*link.origins, link.to)}
        for claim in draft.claims:
            said = claim.extra.get(FORMAT, {})
            title = plain_title(str(said.get("title") or claim.id))
            marks = "<{}>" if said.get("argument") and claim.id not in within else "[{}]"
            self._names[claim.id] = self._once(marks, title)
        ends = {name for link in draft.links for name in (*link.origins, link.to)}
        for figure in draft.figures:
            if figure.id in ends:
                self._names[figure.id] = self._once("[{}]", plain_title(figure.id))

    def of(self, identifier: str) -> str:
        """Return the name of a claim or a figure."""
        return self._names[identifier]

    def find(self, identifier: str) -> str | None:
        """Return the name of a part; None of what Argdown has no name for."""
        return self._names.get(identifier)

    def borne(self, inferred: Collection[str]) -> dict[str, str]:
        """Return by the id of each link that alone comes from a claim how that claim is named."""
        drawn: dict[str, list[str]] = {}
        for link in self._draft.links:
            undercuts = link.extra.get(FORMAT, {}).get("relation") == "undercut"
            if link.id not in inferred and link.relation in _DRAWN and len(link.origins) == 1 and not undercuts:
                drawn.setdefault(link.origins[0], []).append(link.id)
        alone = {name: links[0] for name, links in drawn.items() if len(links) == 1}
        return {link: self._names[name] for name, link in alone.items() if name in self._names}

    def _once(self, marks: str, title: str) -> str:
        name, number = marks.format(title), 1
        while name in self._taken:
            number += 1
            name = marks.format(f"{title} ({number})")
        self._taken.add(name)
        return name
