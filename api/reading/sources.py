"""The page of a source."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from api.core.reads import Reader
from api.formats.urls import link
from api.reading.cards import Record, card
from api.reading.grounds import leaning_on
from api.reading.impact import read_impact
from api.reading.look import Look
from api.reading.periods import period
from api.reading.places import spots
from api.resources.sources.models import SOURCES

EMBED = ("passages.section", "passages.text", "passages.essay", "claims", "statistics", "evidence.target")


def view(record: Record, look: Look) -> dict[str, Any]:
    """Return what the page of a source shows beside what every page does."""
    embedded = record["_embedded"]
    passages = embedded.get("passages", ())
    essay = next((passage["_embedded"].get("essay") for passage in passages if "_embedded" in passage), None)
    return {
        "essay": essay,
        "written_in": essay["language"] if essay else "",
        "facts": facts(record, look),
        "leaning": leaning_on(embedded.get("evidence", ()), look),
        "claims": [card("claims", claim, look) for claim in embedded.get("claims", ())],
        "statistics": [card("statistics", figure, look) for figure in embedded.get("statistics", ())],
        "spots": spots(passages, essay, look),
        "truncated": set(embedded.get("truncated", ())),
        "impact": None,
    }


async def more(reader: Reader, record: Record, _look: Look) -> Mapping[str, Any]:
    """Read what would fall with a source."""
    return {"impact": await read_impact(reader, SOURCES, record["id"])}


def facts(record: Record, look: Look) -> list[tuple[str, Markup | str]]:
    """Return the bibliographic facts of a source or an essay that are known."""
    say, doi, url = look.say, record.get("doi"), record["url"]
    found: list[tuple[str, Markup | str | None]] = [
        (say["author"], named(record["author"], look)),
        (say["affiliation"], look.words(record.get("affiliation"))),
        (say["work_title"], record["title"] if isinstance(record["title"], str) else None),
        (say["container_title"], record["container_title"]),
        (say["publisher"], record["publisher"]),
        (say["publisher_place"], record.get("publisher_place")),
        (say["volume"], record.get("volume")),
        (say["issue"], record.get("issue")),
        (say["page"], record.get("page")),
        (say["issued"], period(record["issued"], look)),
        (say["language"], record["language"] and look.name("language", record["language"])),
        (say["doi"], doi and Markup('<a href="https://doi.org/{0}">{0}</a>').format(doi)),
        (say["url"], Markup('<a href="{0}">{0}</a>').format(url) if link(url) else url),
        (say["csl_type"], _work(record["csl_type"])),
    ]
    return [(name, value) for name, value in found if value]


def _work(csl_type: str) -> Markup | None:
    """Return the kind of work, unless it is none in particular."""
    return None if csl_type == "document" else Markup("<code>{}</code>").format(csl_type)


def named(names: list[Mapping[str, str]], look: Look) -> str:
    """Return names as people write them: in Chinese the family name comes first."""
    return look.say["comma"].join(map(_name, names))


def _name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    family, given = name.get("family", ""), name.get("given", "")
    return (
        f"{family}{given}" if not f"{family}{given}".isascii() and _is_chinese(family) else f"{given} {family}".strip()
    )


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)
