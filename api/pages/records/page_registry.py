"""Every page of records, by resource."""

from collections.abc import Mapping

from api.pages.home.home_page import HomePage
from api.pages.records import (
    claim_page,
    entity_page,
    essay_page,
    leaned_sources,
    other_pages,
    relationship_page,
    review_page,
    source_page,
    statistic_page,
    topic_page,
)
from api.pages.records.generic_page import generic_page
from api.pages.records.record_page import RecordPage
from api.pages.schemes_page import SchemesPage
from api.pages.search_page import SearchPage
from api.resources.claims.models import CLAIMS
from api.resources.entities.models import ENTITIES
from api.resources.essays.models import ESSAYS
from api.resources.evidence.models import EVIDENCE
from api.resources.measures.models import MEASURES
from api.resources.passages.models import PASSAGES
from api.resources.registry import RESOURCES
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.reviews.models import REVIEWS
from api.resources.sections.models import SECTIONS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.topics.models import TOPICS
from api.resources.units.models import UNITS

_OWN: dict[str, RecordPage] = {
    page.resource.name: page
    for page in (
        RecordPage(ESSAYS, essay_page.view, essay_page.EMBED, essay_page.more),
        RecordPage(CLAIMS, claim_page.view, claim_page.EMBED, claim_page.more, list_needs=("reviews",)),
        RecordPage(
            STATISTICS,
            statistic_page.view,
            statistic_page.EMBED,
            statistic_page.more,
            list_needs=("reviews", "unit"),
            drawing=statistic_page.drawing_of,
        ),
        RecordPage(ENTITIES, entity_page.view, entity_page.EMBED, template="other.html"),
        RecordPage(REVIEWS, review_page.view, review_page.EMBED, template="other.html", list_needs=("target",)),
        RecordPage(
            SOURCES,
            source_page.view,
            source_page.EMBED,
            source_page.more,
            list_template="sources_list.html",
            list_more=leaned_sources.list_more,
        ),
        RecordPage(RELATIONSHIPS, relationship_page.view, relationship_page.EMBED),
        RecordPage(TOPICS, topic_page.view, topic_page.EMBED),
        *(
            RecordPage(
                resource, other_pages.VIEWS[resource.name], other_pages.EMBEDS[resource.name], template="other.html"
            )
            for resource in (SECTIONS, PASSAGES, EVIDENCE, UNITS, MEASURES)
        ),
    )
}

PAGES: Mapping[str, RecordPage] = _OWN | {
    name: generic_page(resource) for name, resource in RESOURCES.items() if name not in _OWN
}
"""The pages of records, by the name of what they show."""

HOME = HomePage()
SCHEMES = SchemesPage()
SEARCH = SearchPage()
