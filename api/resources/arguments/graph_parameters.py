"""What a graph is asked: which part of an argument, in which language, in which boxes, and whether laid out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from starlette.datastructures import QueryParams

from api.core.http.problems import Fault, few, nearest, refuse_faults, shown
from api.core.query.list_query import refuse_unknown
from api.core.query.scalar_parameters import joined, read_integer, read_names
from api.resources.arguments.graph_models import BoxType, GraphLayout, Membership, RecordType, ReviewRelation
from api.resources.claims.models import ClaimKind
from api.resources.evidence.models import EvidenceBase
from seed.frozen.languages import canonical_tag

DEFAULT_DEPTH = 2
MAX_DEPTH = 10
MAX_DRAWN = 10_000
"""How many records a graph may have; beyond, it is truncated."""

_EVIDENCE: tuple[str, ...] = get_args(EvidenceBase.model_fields["relation"].annotation)
_MEMBERSHIPS: tuple[str, ...] = get_args(Membership)
_TYPES: tuple[str, ...] = get_args(RecordType)
_DEFAULT_TYPES = ("claim", "statistic", "source")
REVIEWING: tuple[str, ...] = get_args(ReviewRelation)
_ENDS = {
    "attributed_to": ("source",),
    "states": ("statistic",),
    "lever": ("relationship", "topic"),
    "belongs_to": ("topic",),
    **dict.fromkeys(REVIEWING, ("review",)),
}
"""The types that a membership draws beside claims and statistics; others, relationships."""
_GATHERS = re.compile(r".*-[rtv][0-9]+")
"""The id of a relationship, topic or review, which nothing but memberships joins to others."""
_NAMES = {"relation": (*_EVIDENCE, *_MEMBERSHIPS), "type": _TYPES, "kind": get_args(ClaimKind)}
_CHOICES = {"parent": get_args(BoxType), "layout": get_args(GraphLayout)}
_ONCE = ("root", "depth", "limit", "lang", *_CHOICES)
GRAPH_PARAMETERS = (*_ONCE, *_NAMES)


@dataclass(frozen=True)
class GraphQuery:
    """A request for a graph, checked.

    Attributes:
        root: the node around which a part is drawn; None draws the whole.
        depth: how many steps that part reaches.
        limit: how many records are drawn at most.
        relations: the links that are drawn.
        types: the types of records that are drawn.
        kinds: the kinds of claims that are drawn; None is all.
        joined_only: whether what no link joins to anything is left out.
        language: what labels are in where they can; None is the essay's language.
        box: what records are put in, if anything.
        layered: whether each node is given a position.
    """

    root: str | None
    depth: int
    limit: int
    relations: frozenset[str]
    types: frozenset[str]
    kinds: frozenset[str] | None
    joined_only: bool
    language: str | None
    box: str | None
    layered: bool

    @property
    def memberships(self) -> bool:
        """Whether more is drawn than evidence."""
        return not self.relations.isdisjoint(_MEMBERSHIPS)

    @property
    def reviewed(self) -> bool:
        """Whether reviews are drawn."""
        return "review" in self.types and not self.relations.isdisjoint(REVIEWING)

    def draws(self, kind_of_record: str, kind: str | None) -> bool:
        """Return whether a record is drawn, by its type and its kind."""
        right_kind = self.kinds is None or kind_of_record != "claim" or kind in self.kinds
        return kind_of_record in self.types and right_kind


def read_graph_query(asked: QueryParams) -> GraphQuery:
    """Read the query string of a graph.

    Raises:
        ProblemError: a parameter is unknown, repeated, or has a value that it cannot have.
    """
    refuse_unknown(asked, GRAPH_PARAMETERS)
    faults = [Fault(detail="give it once", parameter=name) for name in _ONCE if len(asked.getlist(name)) > 1]
    named = {name: _read_names(name, known, asked, faults) for name, known in _NAMES.items()}
    chosen = {name: _read_choice(name, known, asked.get(name), faults) for name, known in _CHOICES.items()}
    depth = read_integer("depth", asked, 1, MAX_DEPTH, faults)
    if "depth" in asked and "root" not in asked:
        faults.append(Fault(detail="is of a part: name the record that it is drawn around, as root", parameter="depth"))
    limit = read_integer("limit", asked, 1, MAX_DRAWN, faults)
    language = _read_language(asked.get("lang"), faults)
    refuse_faults(faults)
    relations, types, root = named["relation"], named["type"], asked.get("root")
    if not relations and not types and root is not None and _GATHERS.fullmatch(root):
        types = [*_TYPES]
    return GraphQuery(
        root=root,
        depth=DEFAULT_DEPTH if depth is None else depth,
        limit=MAX_DRAWN if limit is None else limit,
        relations=frozenset(relations or (_NAMES["relation"] if types else _EVIDENCE)),
        types=frozenset(types or (*_DEFAULT_TYPES, *_types_of(relations))),
        kinds=frozenset(named["kind"]) or None,
        joined_only=bool(relations),
        language=language,
        box=chosen["parent"],
        layered=chosen["layout"] is not None,
    )


def graph_parameters() -> list[dict[str, Any]]:
    """Return the OpenAPI parameters of a graph."""
    described: dict[str, tuple[str, dict[str, Any]]] = {
        "root": ("The record, or link, around which a part is drawn; without it, the whole.", {"type": "string"}),
        "depth": (
            f"How many steps from the root the part reaches; {DEFAULT_DEPTH} unless told.",
            {"type": "integer", "minimum": 1, "maximum": MAX_DEPTH},
        ),
        "limit": (
            f"How many records are drawn at most, the nearest first; {MAX_DRAWN} unless told.",
            {"type": "integer", "minimum": 1, "maximum": MAX_DRAWN},
        ),
        "relation": ("Only these links, and what they join; repeat it for several.", _several(_NAMES["relation"])),
        "type": ("Only these types of records, with all that joins them.", _several(_NAMES["type"])),
        "kind": ("Of the claims, only those of these kinds.", _several(_NAMES["kind"])),
        "lang": ("The language of labels, where a record has it.", {"type": "string", "examples": ["en"]}),
        "parent": ("What records are put in, as compound nodes.", {"type": "string", "enum": [*_CHOICES["parent"]]}),
        "layout": ("Give each node a position.", {"type": "string", "enum": [*_CHOICES["layout"]]}),
    }
    return [
        {"name": name, "in": "query", "required": False, "description": said, "schema": schema}
        | ({"style": "form", "explode": True} if schema["type"] == "array" else {})
        for name, (said, schema) in described.items()
    ]


def _several(known: Sequence[str]) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "enum": [*known]}, "minItems": 1}


def _types_of(relations: Sequence[str]) -> list[str]:
    memberships = [relation for relation in relations if relation in _MEMBERSHIPS]
    return [end for relation in memberships for end in _ENDS.get(relation, ("relationship",))]


def _read_names(name: str, known: Sequence[str], asked: QueryParams, faults: list[Fault]) -> list[str]:
    text = joined(asked, name)
    names = [] if text is None else read_names(name, text, faults)
    wrong = [value for value in dict.fromkeys(names) if value not in known]
    faults += few(wrong, lambda value: _not_among(name, value, known))
    return names


def _read_choice(name: str, known: Sequence[str], value: str | None, faults: list[Fault]) -> str | None:
    if value is not None and value not in known:
        faults.append(_not_among(name, value, known))
    return value


def _not_among(name: str, value: str, known: Sequence[str]) -> Fault:
    detail = f"{shown(value)} is none of {', '.join(known)}"
    return Fault(detail=detail, parameter=name, nearest=nearest(value, [*known]))


def _read_language(tag: str | None, faults: list[Fault]) -> str | None:
    try:
        return None if tag is None else canonical_tag(tag)
    except ValueError as error:
        faults.append(Fault(detail=str(error), parameter="lang"))
        return None
