"""What leans on a source or a figure, unrolled as a tree: read from it on as "therefore", and what falls without it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from api.core.db.reader import ReadContext, ReadScript, Row
from api.core.records.resource import Resource
from api.pages.maps.argument_tree import argument_tree
from api.pages.maps.map_items import ClaimMap, MapItem, MapWords, ToldRecords, relations_of
from api.pages.maps.map_reading import Record, read_links_from, read_records
from api.pages.page_context import PageContext
from api.pages.page_look import Words
from api.resources.arguments import argument_answers, argument_sql
from api.resources.arguments.gathered_rows import gathered
from api.resources.arguments.models import Impact, Lost
from api.resources.arguments.support import ArgumentLink
from api.resources.claims.models import CLAIMS
from api.resources.sources.models import SOURCES
from api.resources.statistics.models import STATISTICS

_DEPTH = 3


@dataclass(frozen=True)
class LeaningRows:
    """What was read around a source or a figure.

    Attributes:
        says: what it says, or what it is called.
        rows: what supports leads to from it, and whatever else supports that.
        direct: the links from it, of every relation.
        targets: the claims and figures that these lead to, by id.
    """

    says: Words
    rows: Sequence[Row]
    direct: Sequence[ArgumentLink]
    targets: Mapping[str, Record]


def read_leaning(resource: Resource, ground_id: str, reader: ReadContext) -> ReadScript[LeaningRows]:
    """Read what leans on a source, or a figure, that is there."""
    dialect = reader.dialect
    rows = yield argument_sql.impact(resource, dialect), {"id": ground_id}
    direct = yield from read_links_from(ground_id, dialect)
    names = [link.target_id for link in direct]
    targets = {
        **(yield from read_records(CLAIMS, names, dialect)),
        **(yield from read_records(STATISTICS, names, dialect)),
    }
    grounds = yield from read_records(resource, [ground_id], dialect)
    says = grounds[ground_id]["name" if resource is SOURCES else "text"]
    return LeaningRows(says, rows, direct, targets)


def leaning_map(
    resource: Resource, ground_id: str, found: LeaningRows, context: PageContext
) -> tuple[ClaimMap, Impact]:
    """Put what leans on a source or a figure into words; return what falls with it, too."""
    argument = gathered(found.rows)
    impact = argument_answers.impact(ground_id, argument)
    says: dict[str, Record] = {
        name: {"text": node.text, "stance": node.stance} for name, node in argument.nodes.items()
    }
    says |= {name: {"text": one["text"], "stance": one.get("stance")} for name, one in found.targets.items()}
    says[ground_id] = {"text": found.says, "stance": None}
    known = {name: {**one, "states": ()} for name, one in says.items()}
    links = {link.id: link for link in (*argument.links, *found.direct) if link.target_id in known}
    # Told from what they begin at: what is beneath a record here is what leans on it.
    onward = [replace(link, origin_id=link.target_id, target_id=link.origin_id, group=None) for link in links.values()]
    tree = argument_tree(ground_id, onward, known, _DEPTH)
    words = MapWords(ToldRecords({"language": context.language}, known, {}, {}), context)
    lost = {one.id: one for one in (*impact.claims, *impact.statistics)}
    figures = {name for name, node in argument.nodes.items() if node.type == "statistic"}
    figures |= {name for name, one in found.targets.items() if "quantity" in one}
    root = _Telling(lost, figures, context).told(words.item(tree))
    root = replace(root, href=context.href(resource.name, ground_id), bond=None)
    return ClaimMap(root, (), relations_of(root)), impact


@dataclass(frozen=True)
class _Telling:
    lost: Mapping[str, Lost]
    figures: Collection[str]
    context: PageContext

    def told(self, item: MapItem) -> MapItem:
        """Return a record with where it is read, and with what it loses."""
        href, figure = self.context.href, item.id in self.figures
        room = "statistics" if figure else "claims"
        say, lost = self.context.say, self.lost.get(item.id)
        says = [say["view_rejected"]] if item.rejected else []
        if lost:
            says.append(say["falls_all"] if lost.loss == "all" else say["left_of"].format(lost.remaining, lost.held))
        return replace(
            item,
            rejected=False,
            href=href(room, item.id),
            groups=tuple(tuple(map(self.told, group)) for group in item.groups),
            map_href=href(room, item.id) if figure else href(room, item.id, "map"),
            loss=lost.loss if lost else "",
            note=" · ".join(says),
        )
