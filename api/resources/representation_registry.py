"""What the records of each resource can be shown as, beside JSON and pages."""

from collections.abc import Mapping

from api.handlers.representation import Citation, Description, Representation
from api.resources.claims import cite as cite_claim
from api.resources.claims import describe as describe_claim
from api.resources.essays import cite as cite_essay
from api.resources.essays import describe as describe_essay
from api.resources.evidence import cite as cite_evidence
from api.resources.evidence import describe as describe_evidence
from api.resources.passages import cite as cite_passage
from api.resources.passages import describe as describe_passage
from api.resources.relationships import cite as cite_relationship
from api.resources.relationships import describe as describe_relationship
from api.resources.sections import cite as cite_section
from api.resources.sections import describe as describe_section
from api.resources.sources import cite as cite_source
from api.resources.sources import describe as describe_source
from api.resources.statistics import cite as cite_statistic
from api.resources.statistics import describe as describe_statistic
from api.resources.terms import describe as describe_term
from api.resources.topics import cite as cite_topic
from api.resources.topics import describe as describe_topic
from api.resources.units import describe as describe_unit

REPRESENTATIONS: Mapping[str, Representation] = {
    "essays": Representation(
        Citation(cite_essay.EMBED, cite_essay.cite), Description(describe_essay.EMBED, describe_essay.describe)
    ),
    "sections": Representation(
        Citation(cite_section.EMBED, cite_section.cite),
        Description(describe_section.EMBED, describe_section.describe),
    ),
    "passages": Representation(
        Citation(cite_passage.EMBED, cite_passage.cite),
        Description(describe_passage.EMBED, describe_passage.describe),
    ),
    "claims": Representation(
        Citation(cite_claim.EMBED, cite_claim.cite), Description(describe_claim.EMBED, describe_claim.describe)
    ),
    "statistics": Representation(
        Citation(cite_statistic.EMBED, cite_statistic.cite),
        Description(describe_statistic.EMBED, describe_statistic.describe),
    ),
    "sources": Representation(
        Citation(cite_source.EMBED, cite_source.cite), Description(describe_source.EMBED, describe_source.describe)
    ),
    "relationships": Representation(
        Citation(cite_relationship.EMBED, cite_relationship.cite),
        Description(describe_relationship.EMBED, describe_relationship.describe),
    ),
    "topics": Representation(
        Citation(cite_topic.EMBED, cite_topic.cite), Description(describe_topic.EMBED, describe_topic.describe)
    ),
    "evidence": Representation(
        Citation(cite_evidence.EMBED, cite_evidence.cite),
        Description(describe_evidence.EMBED, describe_evidence.describe),
    ),
    "units": Representation(None, Description(describe_unit.EMBED, describe_unit.describe)),
    "terms": Representation(None, Description(describe_term.EMBED, describe_term.describe)),
}
