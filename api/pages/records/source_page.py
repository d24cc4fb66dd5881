"""The page of a source."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from api.core.db.reader import Reader
from api.formats.display_names import spoken
from api.formats.item import names
from api.formats.url_links import link
from api.pages.answers.impact_page import in_short
from api.pages.page_context import PageContext
from api.pages.parts.cards import Record, card, linked
from api.pages.parts.evidence_lists import leaning_on
from api.pages.parts.impact_list import read_impact
from api.pages.parts.period_words import period
from api.pages.parts.places import spots
from api.pages.parts.review_list import review_lines
from api.pages.records.leaned_sources import read_leaned
from api.resources.sources.models import SOURCES

EMBED = (
    "entity",
    "passages.section",
    "passages.text",
    "passages.essay",
    "claims",
    "statistics.unit",
    "evidence.target",
    "reviews.reviewer",
)


def view(record: Record, context: PageContext) -> dict[str, Any]:
    """Return what the page of a source shows beside what every page does."""
    embedded = record["_embedded"]
    passages = embedded.get("passages", ())
    essay = next((passage["_embedded"].get("essay") for passage in passages if "_embedded" in passage), None)
    return {
        "essay": essay,
        "written_in": essay["language"] if essay else "",
        "facts": facts(record, context),
        "leaning": leaning_on(embedded.get("evidence", ()), context),
        "claims": [card("claims", claim, context) for claim in embedded.get("claims", ())],
        "statistics": [card("statistics", figure, context) for figure in embedded.get("statistics", ())],
        "reviews": review_lines(embedded.get("reviews", ()), context),
        "spots": spots(passages, essay, context),
        "truncated": set(embedded.get("truncated", ())),
        "impact": None,
        "leaned": None,
        "falls": "",
    }


async def more(reader: Reader, record: Record, context: PageContext) -> Mapping[str, Any]:
    """Read how much leans on a source, and what would fall with it."""
    name = record["id"]
    leaned = await read_leaned(reader, [name], context)
    impact = await read_impact(reader, SOURCES, name)
    lost = [*impact.claims, *impact.statistics] if impact else []
    return {"impact": impact, "leaned": leaned[name], "falls": in_short(lost, context) if lost else ""}


def facts(record: Record, context: PageContext) -> list[tuple[str, Markup | str]]:
    """Return the bibliographic facts of a source or an essay that are known."""
    say, doi, url = context.say, record.get("doi"), record["url"]
    found: list[tuple[str, Markup | str | None]] = [
        (say["author"], named(record["author"], context)),
        (say["editor"], named(record.get("editor"), context)),
        (say["translator"], named(record.get("translator"), context)),
        (say["affiliation"], context.words(record.get("affiliation"))),
        (say["work_title"], record["title"] if isinstance(record["title"], str) else None),
        (say["container_title"], record["container_title"]),
        (say["publisher"], record["publisher"]),
        (say["publisher_place"], record.get("publisher_place")),
        (say["edition"], record.get("edition")),
        (say["volume"], record.get("volume")),
        (say["issue"], record.get("issue")),
        (say["number"], record.get("number")),
        (say["page"], record.get("page")),
        (say["event"], record.get("event")),
        (say["archive"], record.get("archive")),
        (say["issued"], period(record["issued"], context)),
        (say["accessed"], period(record.get("accessed"), context)),
        (say["language"], record["language"] and context.name("language", record["language"])),
        ("ISBN", record.get("isbn")),
        ("ISSN", record.get("issn")),
        (say["doi"], doi and Markup('<a href="https://doi.org/{}">{}</a>').format(quote(doi), doi)),
        (say["url"], Markup('<a href="{0}">{0}</a>').format(url) if link(url) else url),
        (say["csl_type"], _work(record["csl_type"])),
        (say["entity"], linked("entities", record.get("_embedded", {}).get("entity"), context)),
    ]
    return [(name, value) for name, value in found if value]


def _work(csl_type: str) -> Markup | None:
    """Return the kind of work, unless it is none in particular."""
    return None if csl_type == "document" else Markup("<code>{}</code>").format(csl_type)


def named(given: Sequence[Mapping[str, Any]] | None, context: PageContext) -> str:
    """Return names as people say them: in Chinese the family name comes first."""
    return context.say["comma"].join(map(spoken, names(given)))
