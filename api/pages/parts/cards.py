"""A record as a line in a list: what it is, what it says, where it is read."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from api.pages.page_context import PageContext
from api.pages.parts.figure_words import meant
from api.pages.parts.period_words import period

Record = Mapping[str, Any]

RETRACTED = "retracted-source"
"""What a review comes to that tells of a source that was retracted."""
_KINDS: Mapping[str, tuple[str, str]] = {
    "claims": ("kind", "kind"),
    "statistics": ("quantity", "quantity"),
    "sources": ("source_kind", "kind"),
    "topics": ("topic_kind", "kind"),
    "entities": ("entity_kind", "kind"),
}
"""The vocabularies that name the kinds of records, and the fields that hold them."""
_BESIDE = frozenset({"note", "extra", "_embedded"})
"""What is said beside a record, in words or otherwise."""


class Card(NamedTuple):
    """A record, to be walked to.

    Attributes:
        resource: what kind of record it is.
        id: which.
        href: the relative URL of its page.
        says: what it says, in the page's language where it can.
        kind: its kind, in words.
        worded: of a figure: how the essay words it; else nothing.
        means: of a figure whose unit is embedded: what that means; else nothing.
        marks: what else tells it from others, in words.
        verdicts: what reviews of it came to, in words; of a source, that it was retracted.
        withdrawn: whether it no longer stands.
    """

    resource: str
    id: str
    href: str
    says: str
    kind: str
    worded: str = ""
    marks: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    withdrawn: bool = False
    means: str = ""


def card(resource: str, record: Record, context: PageContext) -> Card:
    """Return a record as a line."""
    kind, marks = _kind(resource, record, context)
    return Card(
        resource=resource,
        id=record["id"],
        href=context.href(resource, record["id"]),
        says=_line(resource, record, context),
        kind=kind,
        worded=record["as_written"] if resource == "statistics" else "",
        marks=marks,
        verdicts=_verdicts(resource, record, context),
        withdrawn=record["status"] == "withdrawn",
        means=_means(record, context) if resource == "statistics" else "",
    )


def unknown(resource: str, identifier: str, context: PageContext) -> Card:
    """Return a line for a record of which only the id is known."""
    return Card(resource, identifier, context.href(resource, identifier), "", context.name("resource", resource))


def says(resource: str, record: Record, context: PageContext) -> str:
    """Return what a record says, in one phrase; what is marked in it is `Markup`."""
    if resource == "relationships":
        return Markup(" ↔ ").join(context.words(pole) for pole in record["poles"])
    if resource == "evidence":
        outward = context.name("outward", record["relation"])
        return Markup("{} — {} — {}").format(record["origin_id"], outward, record["target_id"])
    if resource == "reviews":
        return Markup("{} — {}").format(record["target_version"], context.name("verdict", record["verdict"]))
    if resource == "passages":
        return context.say["place_in_text"].format(record["paragraph"], record["sentence"])
    return context.words(heading_of(record)) or str(record["id"])


def _line(resource: str, record: Record, context: PageContext) -> str:
    """Return what a record says, in a line of a list: of a review, what was found."""
    found = record.get("note") if resource == "reviews" else None
    return context.words(found) if found else says(resource, record, context)


def linked(resource: str, record: Record | None, context: PageContext) -> Markup | None:
    """Return what a record says as a link to it; None where there is none."""
    if record is None:
        return None
    return Markup('<a href="{}">{}</a>').format(context.href(resource, record["id"]), says(resource, record, context))


def heading_of(record: Record) -> Mapping[str, str] | None:
    """Return the words that say what a record is: the first of its fields that hold words, or None."""
    for name, value in record.items():
        if type(value) is dict and name not in _BESIDE:
            return value
    return None


def plainly(resource: str, record: Record, context: PageContext) -> str:
    """Return what a record says as text without marks, for titles."""
    return escape(says(resource, record, context)).striptags()


def _verdicts(resource: str, record: Record, context: PageContext) -> tuple[str, ...]:
    """Return in words what the reviews that are embedded in a record came to, each once; of a review, its own."""
    if resource == "reviews":
        return (context.name("verdict", record["verdict"]),)
    found = dict.fromkeys(review["verdict"] for review in record.get("_embedded", {}).get("reviews", ()))
    told = found if resource != "sources" else found.keys() & {RETRACTED}
    return tuple(context.name("verdict", verdict) for verdict in told)


def _reviewed(review: Record, context: PageContext) -> str:
    """Return what a review is of: in words, where that is embedded, else which version."""
    target = review.get("_embedded", {}).get("target")
    return context.words(target["text"]) if target else str(review["target_version"])


def _stance(claim: Record, context: PageContext) -> Iterator[str]:
    """Yield what the author makes of a claim that is not the author's own, and whose it is, where that is known."""
    if claim["stance"] != "endorses":
        yield context.name("stance_short", claim["stance"])
        if sources := claim.get("_embedded", {}).get("sources"):
            say = context.say
            names = escape(say["comma"]).join(says("sources", one, context) for one in sources)
            yield Markup("{}{}{}").format(say["attributed_to"], say["colon"], names)


def _means(figure: Record, context: PageContext) -> str:
    if "unit" not in figure.get("_embedded", ()):
        return ""
    return str(period(figure["period"], context)) if figure["quantity"] == "date" else meant(figure, context)


def _kind(resource: str, record: Record, context: PageContext) -> tuple[str, tuple[str, ...]]:
    """Return the kind of a record, in words, and what else tells it from others."""
    vocabulary, field = _KINDS.get(resource, ("resource", ""))
    return context.name(vocabulary, record[field] if field else resource), tuple(_marks(resource, record, context))


def _marks(resource: str, record: Record, context: PageContext) -> Iterator[str]:
    if resource == "claims":
        yield from _stance(record, context)
        if not record["passages"]:
            yield context.say["no_place"]
    elif resource == "statistics":
        yield context.name("mode", record["mode"])
    elif resource == "sources" and record["issued"]:
        yield record["issued"]
    elif resource == "reviews":
        yield _reviewed(record, context)
