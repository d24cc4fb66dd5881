"""Every page of answers, by what is asked."""

from collections.abc import Mapping

from api.pages.answers import audit_page, impact_page, reason_pages
from api.pages.answers.answer_page import TemplatePage

ANSWER_PAGES: Mapping[str, TemplatePage] = {
    "audit": TemplatePage("audit.html", audit_page.view),
    "impact": TemplatePage("impact.html", impact_page.view),
    "why": TemplatePage("reasons.html", reason_pages.why),
    "against": TemplatePage("reasons.html", reason_pages.against),
}
"""The pages, by the last word of their paths."""
