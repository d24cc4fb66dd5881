"""The pages of what became of records: what changed of late, the versions of a record, and two of them compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import msgspec

from api.core.db.reader import Reader, Row
from api.core.versions.version_tables import REDACTIONS
from api.pages.answers.named_records import read_one_of
from api.pages.page_context import PageContext
from api.pages.parts.cards import Card, card, unknown
from api.pages.parts.edit_words import HistoryEdit, edits
from api.pages.parts.filter_links import FilterLink
from api.pages.parts.places import Crumb
from api.resources.changes.models import NewestChanges
from api.resources.diffs.models import ComparedVersions
from api.resources.essays.models import ESSAYS
from api.resources.registry import RESOURCES
from api.resources.versions.models import VersionsPage

_MOST_OFFERED = 100
"""How many versions are offered to be compared."""


@dataclass(frozen=True)
class ToldVersion:
    """A version of a record, as a line.

    Attributes:
        number: its number.
        action: what made it, in words.
        when: when it was made (RFC 3339, UTC).
        who: who made it, in words.
        reason: why.
        href: where it is read.
        redacted: whether its content was removed.
    """

    number: int
    action: str
    when: str
    who: str
    reason: str
    href: str
    redacted: bool


@dataclass(frozen=True)
class ToldChange:
    """A change: the record, what was done to it, and what that changed in it."""

    version: ToldVersion
    card: Card
    edits: tuple[HistoryEdit, ...]
    compared_at: str


async def changes(answer: NewestChanges, reader: Reader, context: PageContext) -> Mapping[str, Any]:
    """Return what the page of the latest changes shows."""
    say, wanted = context.say, answer.wanted
    essay = await read_one_of(reader, ESSAYS, wanted.essay_id) if wanted.essay_id else None
    told = [told_change(row, context) for row in answer.rows]
    kept = [item for item in context.query if item[0] != "before"]
    return {
        "title": say["changes"],
        "way": [Crumb(context.href("essays", essay["id"]), context.words(essay["title"]))] if essay else [],
        "heading": say["changes"],
        "lead": say["changes_lead"],
        "groups": [list(those) for _, those in groupby(told, key=lambda one: _made_by(one.version))],
        "kinds": list(_kinds(context)),
        "feed": feed_url(context),
        "earlier": context.list_at([*kept, ("before", str(answer.earlier))]) if answer.earlier else "",
    }


def feed_url(context: PageContext) -> str:
    """Return the URL of the feed of the changes that a page shows, in the language that the reader picked."""
    kept = [item for item in context.query if item[0] in {"resource", "essay_id"}]
    return f"{context.at.base}/{context.link('changes.atom', kept).removeprefix(context.root)}"


async def versions(answer: VersionsPage, reader: Reader, context: PageContext) -> Mapping[str, Any]:
    """Return what the page of the versions of a record shows."""
    record = await read_one_of(reader, answer.resource, answer.id)
    name, say = answer.resource.name, context.say
    kept = [item for item in context.query if item[0] != "cursor"]
    told = [_version(row, context) for row in answer.rows]
    return {
        "title": f"{say['versions']} · {answer.id}",
        "current": name,
        "way": [Crumb(context.href(name, answer.id), answer.id)],
        "eyebrow": (say["versions"], context.name("resource", name)),
        "heading": card(name, record, context).says if record else answer.id,
        "lead": say["versions_lead"],
        "told": told,
        "compared_at": {one.number: _compared_at(name, answer.id, one.number, context) for one in told},
        "last": told[0].number,
        "offered": range(told[0].number, max(0, told[0].number - _MOST_OFFERED), -1),
        "action": context.href(name, answer.id, "diff").partition("?")[0],
        "earlier": context.list_at([*kept, ("cursor", answer.following)]) if answer.following else "",
    }


async def diff(answer: ComparedVersions, reader: Reader, context: PageContext) -> Mapping[str, Any]:
    """Return what the page of two versions of a record shows."""
    del reader
    resource, say = answer.resource, context.say
    before, after = answer.fields
    number, other = answer.after.version, answer.before.version if answer.before else 0
    identifier = answer.after.summary[2]
    return {
        "title": f"{say['diff_title'].format(other, number)} · {identifier}" if other else f"{identifier}@{number}",
        "current": resource.name,
        "way": [
            Crumb(context.href(resource.name, identifier), identifier),
            Crumb(context.href(resource.name, identifier, "versions"), say["versions"]),
        ],
        "eyebrow": (say["diff"], context.name("resource", resource.name)),
        "heading": _card(resource.name, identifier, after, context).says or identifier,
        "lead": say["diff_lead"].format(other, number) if other else say["diff_first"].format(number),
        "sides": [_version(past.summary, context) if past else None for past in (answer.before, answer.after)],
        "edits": list(edits(resource, _told(before), _told(after), context)),
        "wide": True,
        "turned": context.list_at([("from", str(number)), ("to", str(other))]) if other else "",
    }


def _told(state: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of a state that say something, and are not the record's name."""
    return {name: value for name, value in state.items() if name != "id" and value not in (None, [], {})}


def _made_by(version: ToldVersion) -> tuple[str, str, str]:
    return version.when, version.who, version.reason


def told_change(row: Row, context: PageContext) -> ToldChange:
    """Return a change in words, given its summary, the state after it, and the state before."""
    *summary, state, before = row
    _, resource, identifier, number, *_ = summary
    old = {} if before is None else msgspec.json.decode(before)
    new = {} if state is None else msgspec.json.decode(state)
    changed = edits(RESOURCES[resource], old, new, context) if resource in RESOURCES and old and "id" in new else ()
    return ToldChange(
        version=_version(summary, context),
        card=_card(resource, identifier, new if "id" in new else old, context),
        edits=tuple(changed),
        compared_at=_compared_at(resource, identifier, number, context) if changed else "",
    )


def _compared_at(resource: str, identifier: str, number: int, context: PageContext) -> str:
    if number == 1:
        return ""
    return context.href(resource, identifier, "diff", **{"from": str(number - 1), "to": str(number)})


def _card(resource: str, identifier: str, state: Mapping[str, Any], context: PageContext) -> Card:
    """Return a record as its state tells it, as a line; what became of it by its id, where nothing tells it."""
    if resource == REDACTIONS:
        kind, _, named = identifier.partition("/")
        return unknown(kind, named, context)
    return card(resource, state, context) if "id" in state else unknown(resource, identifier, context)


def _version(summary: Sequence[Any], context: PageContext) -> ToldVersion:
    _, resource, identifier, number, action, when, actor, reason, _, redacted = summary
    kind, _, name = actor.partition(":")
    who = {"pack": "made_by_pack", "key": "made_by_key"}.get(kind)
    return ToldVersion(
        number=number,
        action=context.name("action", action),
        when=when,
        who=context.say[who].format(name) if who else actor,
        reason=reason or "",
        href=context.href(*_path_of(resource, identifier, number)),
        redacted=bool(redacted),
    )


def _path_of(resource: str, identifier: str, number: int) -> tuple[str, str]:
    """Return where a version is read; a redaction, at the version whose content it removed."""
    if resource == REDACTIONS:
        kind, _, version = identifier.partition("/")
        return kind, version
    return resource, f"{identifier}@{number}"


def _kinds(context: PageContext) -> Iterator[FilterLink]:
    """Yield the kinds of records whose changes there may be, each a link that narrows the page to it, or widens it."""
    others = [item for item in context.query if item[0] not in {"resource", "before"}]
    for name in RESOURCES:
        chosen = ("resource", name) in context.query
        href = context.list_at(others if chosen else [*others, ("resource", name)])
        yield FilterLink(context.name("plural", name), href, chosen)
