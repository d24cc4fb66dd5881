"""The page of a review: what was reviewed, what it comes to, and what that rests on."""

from typing import Any

from api.pages.page_context import PageContext
from api.pages.parts.cards import Record, card, says
from api.pages.parts.evidence_lists import PLURALS
from api.pages.parts.review_list import review_marks
from api.pages.records.other_pages import Group, Plain

EMBED = ("essay", "target", "reviewer", "sources", "statistics", "claims", "supersedes", "superseded_by")

_KINDS = {"reviewer": "sources", "supersedes": "reviews", "superseded_by": "reviews"}
_LABELS = ("rated", "rating", "scale")


def view(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of a review shows."""
    embedded, say = record["_embedded"], context.say
    facts = [(say.get(name, name.capitalize()), context.words(record[name])) for name in _LABELS]
    facts += [(name.upper(), record[name]) for name in ("url", "doi")]
    facts += [("", mark) for mark in review_marks(record, context)]
    groups = []
    for name in EMBED[1:]:
        found = embedded.get(name) or ()
        kind = PLURALS[record["target_type"]] if name == "target" else _KINDS.get(name, name)
        cards = tuple(card(kind, one, context) for one in ([found] if isinstance(found, dict) else found))
        if cards:
            groups.append(Group(context.name("review_parts", name), name, cards, ""))
    plain = Plain(
        title=str(says("reviews", record, context)),
        facts=tuple(fact for fact in facts if fact[1]),
        groups=tuple(groups),
    )
    return {"plain": plain, "spots": (), "grounds": None}
