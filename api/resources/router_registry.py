"""The routes of every room, in the order of the OpenAPI document; which of them answers does not depend on it."""

from api.core.http.router import Router
from api.resources.annotations import routes as annotations
from api.resources.arguments import routes as arguments
from api.resources.batches import routes as batches
from api.resources.changes import routes as changes
from api.resources.diffs import routes as diffs
from api.resources.export import routes as export
from api.resources.figures import routes as figures
from api.resources.integrity import routes as integrity
from api.resources.linksets import routes as linksets
from api.resources.redactions import routes as redactions
from api.resources.registry import RESOURCES, ROOMS
from api.resources.schemes import routes as schemes
from api.resources.search import routes as search
from api.resources.service import routes as service
from api.resources.texts import routes as texts
from api.resources.versions import routes as versions
from api.resources.vocabulary import routes as vocabulary

ROUTERS: tuple[Router, ...] = (
    service.router,
    versions.router,
    diffs.router,
    changes.router,
    linksets.router,
    *(room.router for room in ROOMS),
    schemes.router,
    search.router,
    figures.router,
    arguments.router,
    annotations.router,
    integrity.router,
    texts.router,
    batches.router,
    redactions.router,
    vocabulary.router,
    export.router,
)

READING_POSTS = frozenset({figures.PATH})
"""The paths of what reads with a body: whoever asks needs no key, and takes from no quota of writes."""

_PAGED = ("audit", "why", "against", "impact", "integrity", "changes", "versions", "diff")
"""The last words of paths of what is computed, and is shown as a page too."""

FORMED = frozenset({*RESOURCES, "schemes", "search", "annotations", "graph", *_PAGED})
"""The words of paths that have forms: of records and lists, and the last of what else is not in JSON alone."""
