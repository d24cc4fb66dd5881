"""The maps of a relationship, a topic, a source and a figure: pages, and drawings to keep."""

from functools import partial
from typing import Annotated

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.core.http.paths import segment
from api.core.http.router import Router
from api.core.identifiers import RelationshipId, SourceId, StatisticId, TopicId
from api.core.openapi.read_operations import identifier
from api.core.records.resource import Resource
from api.formats.forms import HTML
from api.handlers.computed_answers import ComputedContent, ComputedForm, Subject, answer_computed
from api.handlers.representation import PAGE_HEADERS
from api.pages.maps.drawing_files import SVG, ShownVersion, context_of_drawing, drawing_file, tree_file
from api.pages.maps.essay_argument import EssayArgument, essay_of, read_weighed
from api.pages.maps.essay_map_routes import unfolding
from api.pages.maps.essay_overview import OverviewWords
from api.pages.maps.leaning_tree import LeaningRows, leaning_map, read_leaning
from api.pages.maps.map_reading import Record
from api.pages.maps.opened_parts import OPEN, OpenedParts, read_opened
from api.pages.maps.overview_drawing import OverviewPen
from api.pages.maps.overview_shapes import OverviewDrawing
from api.pages.maps.topic_tree import topic_map
from api.pages.maps.tree_pages import TreePage, tree_page
from api.pages.maps.what_is_beneath import counted
from api.pages.page_context import PageContext, page_context_of
from api.pages.page_look import PARAMETER
from api.pages.parts.asked_data import data_of_page
from api.pages.parts.places import Crumb
from api.pages.records.record_page import frame
from api.pages.templating import render
from api.resources.arguments.models import Impact
from api.resources.relationships.models import RELATIONSHIPS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS
from api.resources.topics.models import TOPICS

router = Router(include_in_schema=False)

_BALANCE = ComputedForm(HTML.content_type, (OPEN, PARAMETER))
_BALANCE_DRAWING = ComputedForm(SVG, (OPEN, PARAMETER))
_TREE = ComputedForm(HTML.content_type, (PARAMETER,))
_TREE_DRAWING = ComputedForm(SVG, (PARAMETER,))

Weighed = tuple[Record, EssayArgument]


@router.get("/relationships/{relationship_id}/map")
async def get_relationship_map(
    request: Request, relationship_id: Annotated[RelationshipId, identifier("relationship")]
) -> Response:
    """Draw what a relationship weighs, on which side, and how it bears on the thesis."""
    context, opened = page_context_of(request), read_opened(request.query_params)

    async def build(_subject: Subject, found: Weighed) -> ComputedContent:
        content = await run_in_threadpool(_balance_page, found, opened, context)
        return ComputedContent(content, {**PAGE_HEADERS, **context.varies})

    read = partial(read_weighed, RELATIONSHIPS, relationship_id, opened)
    return await answer_computed(request, RELATIONSHIPS, relationship_id, read, build, _BALANCE)


@router.get("/relationships/{relationship_id}/map.svg")
async def get_relationship_map_drawing(
    request: Request, relationship_id: Annotated[RelationshipId, identifier("relationship")]
) -> Response:
    """Draw the same as a file that stands alone."""
    context, opened = context_of_drawing(request), read_opened(request.query_params)

    def draw(found: Weighed) -> tuple[str, OverviewDrawing]:
        relationship, argument = found
        pen = OverviewPen(context)
        shown = OverviewWords(argument, opened.with_part(relationship_id), context).balance(relationship)
        pen.title(shown.question)
        pen.balance(shown)
        return " ↔ ".join(shown.poles), pen.done()

    async def build(subject: Subject, found: Weighed) -> ComputedContent:
        title, drawing = await run_in_threadpool(draw, found)
        of = ShownVersion("relationships", relationship_id, subject.version, found[1].essay["id"])
        return await drawing_file(request, context, "overview_file.svg", title, drawing, of)

    read = partial(read_weighed, RELATIONSHIPS, relationship_id, opened)
    return await answer_computed(request, RELATIONSHIPS, relationship_id, read, build, _BALANCE_DRAWING)


@router.get("/topics/{topic_id}/map")
async def get_topic_map(request: Request, topic_id: Annotated[TopicId, identifier("topic")]) -> Response:
    """Draw the claims of a topic, each beneath what it bears on."""
    context = page_context_of(request)

    def draw(found: Weighed) -> ComputedContent:
        topic, argument = found
        essay, say = argument.essay, context.say
        page = TreePage(
            resource="topics",
            id=topic_id,
            title=say["map_of_topic"],
            lead=say["map_lead_topic"],
            way=[
                Crumb(context.href("essays", essay["id"]), context.words(essay["title"])),
                Crumb(context.href("topics", topic_id), context.words(topic["title"])),
            ],
            nothing=say["challenges_none"],
            more_beneath=say["more_beneath"],
            data=f"topics/{segment(topic_id)}?embed=claims.evidence",
            written_in=essay["language"],
            truncated=argument.truncated,
        )
        return tree_page(page, topic_map(topic, argument, context), context)

    async def build(_subject: Subject, found: Weighed) -> ComputedContent:
        return await run_in_threadpool(draw, found)

    read = partial(read_weighed, TOPICS, topic_id, OpenedParts())
    return await answer_computed(request, TOPICS, topic_id, read, build, _TREE)


@router.get("/topics/{topic_id}/map.svg")
async def get_topic_map_drawing(request: Request, topic_id: Annotated[TopicId, identifier("topic")]) -> Response:
    """Draw the same as a file that stands alone."""
    context = context_of_drawing(request)

    async def build(subject: Subject, found: Weighed) -> ComputedContent:
        shown = await run_in_threadpool(topic_map, *found, context)
        of = ShownVersion("topics", topic_id, subject.version, found[1].essay["id"])
        return await tree_file(request, context, shown, of)

    read = partial(read_weighed, TOPICS, topic_id, OpenedParts())
    return await answer_computed(request, TOPICS, topic_id, read, build, _TREE_DRAWING)


@router.get("/sources/{source_id}/map")
async def get_source_map(request: Request, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """Draw what leans on a source, and what falls without it."""
    return await _leaning_page(request, SOURCES, source_id)


@router.get("/sources/{source_id}/map.svg")
async def get_source_map_drawing(request: Request, source_id: Annotated[SourceId, identifier("source")]) -> Response:
    """Draw the same as a file that stands alone."""
    return await _leaning_drawing(request, SOURCES, source_id)


@router.get("/statistics/{statistic_id}/map")
async def get_statistic_map(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]
) -> Response:
    """Draw what leans on a figure, and what falls without it."""
    return await _leaning_page(request, STATISTICS, statistic_id)


@router.get("/statistics/{statistic_id}/map.svg")
async def get_statistic_map_drawing(
    request: Request, statistic_id: Annotated[StatisticId, identifier("statistic")]
) -> Response:
    """Draw the same as a file that stands alone."""
    return await _leaning_drawing(request, STATISTICS, statistic_id)


async def _leaning_page(request: Request, resource: Resource, ground_id: str) -> Response:
    context = page_context_of(request)
    say, name = context.say, resource.name

    def draw(found: LeaningRows) -> ComputedContent:
        shown, impact = leaning_map(resource, ground_id, found, context)
        page = TreePage(
            resource=name,
            id=ground_id,
            title=say["map_of_source" if resource is SOURCES else "map_of_figure"],
            lead=say["map_lead_source"],
            way=[
                Crumb(context.href(name), context.name("plural", name)),
                Crumb(context.href(name, ground_id), context.words(found.says)),
            ],
            nothing=say["none_lean"],
            more_beneath=say["more_leaning"],
            data=f"{name}/{segment(ground_id)}/impact",
            falls=(_falls(say["away" if resource is SOURCES else "away_figure"], impact, context), impact),
            truncated=impact.truncated,
        )
        return tree_page(page, shown, context)

    async def build(_subject: Subject, found: LeaningRows) -> ComputedContent:
        return await run_in_threadpool(draw, found)

    read = partial(read_leaning, resource, ground_id)
    return await answer_computed(request, resource, ground_id, read, build, _TREE)


async def _leaning_drawing(request: Request, resource: Resource, ground_id: str) -> Response:
    context = context_of_drawing(request)

    async def build(subject: Subject, found: LeaningRows) -> ComputedContent:
        shown, _ = await run_in_threadpool(leaning_map, resource, ground_id, found, context)
        of = ShownVersion(resource.name, ground_id, subject.version, essay_of(ground_id))
        return await tree_file(request, context, shown, of, "more_leaning")

    read = partial(read_leaning, resource, ground_id)
    return await answer_computed(request, resource, ground_id, read, build, _TREE_DRAWING)


def _balance_page(found: Weighed, opened: OpenedParts, context: PageContext) -> bytes:
    relationship, argument = found
    identifier_of_it, essay = relationship["id"], argument.essay
    shown = OverviewWords(argument, opened.with_part(identifier_of_it), context).balance(relationship)
    values = frame(
        context,
        f"{context.say['map']} · {identifier_of_it}",
        current="relationships",
        canonical=f"{context.at.record('relationships', identifier_of_it)}/map",
        written_in=essay["language"],
        way=[
            Crumb(context.href("essays", essay["id"]), context.words(essay["title"])),
            Crumb(context.href("relationships", identifier_of_it), " ↔ ".join(shown.poles)),
        ],
        asked=data_of_page(context, f"relationships/{segment(identifier_of_it)}?embed=thesis,lever,claims.evidence"),
        balance=shown,
        unfold=partial(unfolding, opened, context),
        counted=partial(counted, context),
        svg=context.link(f"{context.path}.svg", context.query).replace("%2C", ","),
        truncated=argument.truncated,
    )
    return render("relationship_map.html", values)


def _falls(away: str, impact: Impact, context: PageContext) -> str:
    """Return in a sentence or two what falls without a source or a figure."""
    say = context.say
    lost = {
        loss: say["comma"].join(
            counted(context, name, number)
            for name, found in (("claims", impact.claims), ("figures", impact.statistics))
            if (number := sum(one.loss == loss for one in found))
        )
        for loss in ("all", "some")
    }
    every = say["away_all"].format(lost["all"]) if lost["all"] else say["away_none"]
    some = say["away_some"].format(lost["some"]) if lost["some"] else ""
    return f"{away}{every}{some}"
