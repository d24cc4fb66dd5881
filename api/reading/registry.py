"""Every page of records, by resource."""

from collections.abc import Mapping

from api.reading import claims, essays, others, relationships, sources, statistics, topics
from api.reading.home import HomePage
from api.reading.pages import RecordPage
from api.reading.searching import SearchPage
from api.resources.claims.models import CLAIMS
from api.resources.essays.models import ESSAYS
from api.resources.evidence.models import EVIDENCE
from api.resources.passages.models import PASSAGES
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.sections.models import SECTIONS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.terms.models import TERMS
from api.resources.topics.models import TOPICS
from api.resources.units.models import UNITS

PAGES: Mapping[str, RecordPage] = {
    page.resource.name: page
    for page in (
        RecordPage(ESSAYS, essays.view, essays.EMBED, essays.more),
        RecordPage(CLAIMS, claims.view, claims.EMBED),
        RecordPage(STATISTICS, statistics.view, statistics.EMBED, statistics.more),
        RecordPage(SOURCES, sources.view, sources.EMBED, sources.more),
        RecordPage(RELATIONSHIPS, relationships.view, relationships.EMBED),
        RecordPage(TOPICS, topics.view, topics.EMBED),
        *(
            RecordPage(resource, others.VIEWS[resource.name], others.EMBEDS[resource.name], template="other.html")
            for resource in (SECTIONS, PASSAGES, EVIDENCE, UNITS, TERMS)
        ),
    )
}
"""The pages of records, by the name of what they show."""

HOME = HomePage()
SEARCH = SearchPage()
