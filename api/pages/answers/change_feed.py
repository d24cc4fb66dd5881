"""The feed of changes, for readers of news: each change as an entry, in words."""

from collections.abc import Iterator
from dataclasses import replace

from fastapi import Request
from markupsafe import Markup, escape

from api import __version__
from api.core.db.reader import Reader
from api.formats.atom_feed import AtomFeed, FeedEntry, encoded_feed
from api.pages.answers.named_records import read_one_of
from api.pages.answers.past_pages import ToldChange, feed_url, told_change
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.resources.changes.models import NewestChanges
from api.resources.essays.models import ESSAYS


class ChangeFeed:
    """The changes as a feed."""

    parameters: tuple[str, ...] = (PARAMETER,)

    async def render(self, request: Request, reader: Reader, answer: NewestChanges) -> bytes:
        """Return the feed; its entries link to versions, whose addresses never change."""
        page, wanted = page_context_of(request), answer.wanted
        context = replace(page, root=f"{page.at.base}/")  # its links lead here from wherever it is read
        say, own = context.say, feed_url(context)
        essay = await read_one_of(reader, ESSAYS, wanted.essay_id) if wanted.essay_id else None
        named = f"{context.plain(essay['title'])} · " if essay else ""
        links = {"self": own, "alternate": own.replace("/changes.atom", "/changes", 1)}
        if answer.earlier:
            links["next"] = f"{own}{'&' if '?' in own else '?'}before={answer.earlier}"
        feed = AtomFeed(
            id=own,
            title=f"{named}{say['changes']} · Lunju",
            subtitle=say["changes_lead"],
            language=context.language,
            generator=f"Lunju {__version__}",
            links=links,
            entries=[_entry(row[0], told_change(row, context), context) for row in answer.rows],
        )
        return encoded_feed(feed)


def _entry(sequence: int, change: ToldChange, context: PageContext) -> FeedEntry:
    version, card = change.version, change.card
    says = escape(card.says or card.id).striptags()
    return FeedEntry(
        id=f"{context.at.base}/changes?since={sequence - 1}&limit=1",
        title=f"{version.action}{context.say['colon']}{says}",
        updated=version.when,
        author=version.who,
        url=change.compared_at or version.href,
        categories=[(card.resource, context.name("plural", card.resource))],
        content="".join(_told(change, context)),
    )


def _told(change: ToldChange, context: PageContext) -> Iterator[Markup]:
    """Yield what changed, as HTML."""
    say = context.say
    yield Markup("<p>{} · {}</p>").format(change.card.kind, change.card.id)
    if change.version.reason:
        yield Markup("<p>{}</p>").format(change.version.reason)
    if change.version.redacted:
        yield Markup("<p>{}</p>").format(say["redacted"])
    for edit in change.edits:
        yield Markup("<p>{}{}").format(edit.label, say["colon"])
        if edit.old:
            yield Markup("<br>− {}").format(edit.old)
        if edit.new:
            yield Markup("<br>+ {}").format(edit.new)
        yield Markup("</p>")
