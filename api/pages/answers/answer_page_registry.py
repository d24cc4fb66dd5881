"""Every page of answers, by what is asked."""

from collections.abc import Mapping

from api.pages.answers import audit_page, change_feed, impact_page, integrity_page, past_pages, reason_pages
from api.pages.answers.answer_page import TemplatePage

ANSWER_PAGES: Mapping[str, TemplatePage | change_feed.ChangeFeed] = {
    "audit": TemplatePage("audit.html", audit_page.view),
    "impact": TemplatePage("impact.html", impact_page.view),
    "why": TemplatePage("reasons.html", reason_pages.why),
    "against": TemplatePage("reasons.html", reason_pages.against),
    "integrity": TemplatePage("integrity.html", integrity_page.view),
    "changes": TemplatePage("changes.html", past_pages.changes),
    "feed": change_feed.ChangeFeed(),
    "versions": TemplatePage("versions.html", past_pages.versions),
    "diff": TemplatePage("diff.html", past_pages.diff),
}
"""The pages, by the last word of their paths; `feed` is the other form of the changes."""
