"""What a search over all resources is asked: the words, what is searched, and how its hits are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from api.core.http.bounded_memo import cached_by_query
from api.core.http.problems import Fault, few, nearest, refuse_faults, shown
from api.core.http.urls import parameters
from api.core.query.embedding import Embedding, read_embedding
from api.core.query.list_query import exclude_withdrawn, read_fields, read_filters, refuse_unknown
from api.core.query.relation_filters import is_through
from api.core.query.scalar_parameters import joined, read_flag, read_integer, read_names
from api.core.query.search_plans import Q
from api.core.records.filter_groups import OR
from api.core.records.filters import FilterValues
from api.core.records.resource import Resource
from api.resources.registry import RESOURCES
from seed.frozen.search_terms import Term, parse_query

SEARCHED: Mapping[str, Resource] = {name: resource for name, resource in RESOURCES.items() if resource.searched}
"""What is searched, by name, in the order in which hits are shown."""
_FILTERS = sorted({name for resource in SEARCHED.values() for name in resource.parameters} - {Q.name})
"""The filters of all that is searched."""

DEFAULT_HITS = 20
MAX_HITS = 100
RELEVANCE = "relevance"
RECORD = "record"
"""What is embedded in a hit; a dot leads to what can be embedded in it."""
_ONCE = ("sort", "limit", "cursor", "count", "embed_limit")
TRIMMING = ("fields", "embed", "embed_limit")


@dataclass(frozen=True)
class SearchedPart:
    """One of the resources that are searched.

    Attributes:
        resource: which.
        filters: what narrows it, without what is searched for.
    """

    resource: Resource
    filters: FilterValues


@dataclass(frozen=True)
class SearchQuery:
    """A search, checked.

    Attributes:
        text: what is searched for, as it was asked.
        terms: the same, read.
        parts: what is searched.
        limit: the most hits to answer with.
        cursor: where to begin, as a page before told; None is the start.
        by_relevance: whether those come first that match best.
        count: whether to tell how many there are in all.
        embeds: whether each hit has its record.
        fields: by resource, the fields of that; None is all.
        embeddings: by resource, what to embed in that.
    """

    text: str
    terms: tuple[Term, ...]
    parts: tuple[SearchedPart, ...]
    limit: int
    cursor: str | None
    by_relevance: bool
    count: bool
    embeds: bool
    fields: Mapping[Resource, tuple[str, ...] | None]
    embeddings: Mapping[Resource, Embedding | None]


@cached_by_query
def parse_search(query: bytes, beside: tuple[str, ...] | None) -> SearchQuery:
    """Read what is searched for.

    Args:
        query: the query string.
        beside: the parameters that a form has in place of those that embed records; None where it has these.

    Raises:
        ProblemError: a parameter is unknown, repeated or of the wrong type; or nothing is searched for.
    """
    asked = parameters(query)
    shows = TRIMMING if beside is None else beside
    refuse_unknown(asked, [Q.name, "resource", *_ONCE[:-1], *shows, *narrowing(asked)])
    faults = [Fault(detail="give it once", parameter=name) for name in _ONCE if len(asked.getlist(name)) > 1]
    text, parts = read_parts(asked, faults)
    limit = read_integer("limit", asked, 1, MAX_HITS, faults) or DEFAULT_HITS
    if asked.get("sort", RELEVANCE) != RELEVANCE:
        detail = f"{shown(asked['sort'])} is not {RELEVANCE}; without it, hits come by resource, in its own order"
        faults.append(Fault(detail=detail, parameter="sort", nearest=RELEVANCE))
    fields, paths = _shown_of_records(asked, [part.resource for part in parts], faults)
    count = read_flag("count", asked, faults)
    refuse_faults(faults)
    return SearchQuery(
        text=text,
        terms=parse_query(text),
        parts=parts,
        limit=limit,
        cursor=asked.get("cursor"),
        by_relevance="sort" in asked,
        count=count,
        embeds=paths is not None,
        fields=fields,
        embeddings=_embeddings([part.resource for part in parts], asked, paths or [], limit),
    )


def narrowing(given: QueryParams) -> list[str]:
    """Return the parameters that narrow a search: filters, alternatives, and those of these that lead to relations."""
    through = (name for name in given if any(is_through(resource, name) for resource in SEARCHED.values()))
    return [*_FILTERS, OR, *through]


def read_parts(given: QueryParams, faults: list[Fault]) -> tuple[str, tuple[SearchedPart, ...]]:
    """Read what is searched for, and in what: the resources that are named, as far as every filter fits them."""
    if Q.name not in given:
        faults.append(Fault(detail="say what to search for", parameter=Q.name))
    chosen = _chosen(given, faults)
    filters = {*narrowing(given)}
    unfit: dict[str, dict[Resource, list[Fault]]] = {name: {} for name in given if name in filters}
    parts = []
    asked: tuple[str, ...] = ()
    for resource in chosen:
        own: list[Fault] = []
        narrowed = read_filters(resource, given, own)
        asked = dict(narrowed).get(Q.name, ())
        for name, where in unfit.items():
            told = [fault for fault in own if fault.parameter == name]
            if told or (name not in resource.parameters and name != OR and not is_through(resource, name)):
                where[resource] = told
        parts.append(
            SearchedPart(resource, exclude_withdrawn(resource, tuple(item for item in narrowed if item[0] != Q.name)))
        )
        faults += [fault for fault in own if fault.parameter == Q.name and fault not in faults]
    for name, where in unfit.items():
        if chosen and len(where) == len(chosen):
            told = next(filter(None, where.values()), [])
            names = ", ".join(resource.name for resource in chosen)
            faults += told or [Fault(detail=f"is no filter of {names}", parameter=name)]
    fitting = (part for part in parts if all(part.resource not in where for where in unfit.values()))
    return asked[0] if asked else "", tuple(fitting)


def _chosen(given: QueryParams, faults: list[Fault]) -> list[Resource]:
    text = joined(given, "resource")
    names = list(SEARCHED) if text is None else read_names("resource", text, faults)
    strangers = [name for name in dict.fromkeys(names) if name not in SEARCHED]
    faults += few(strangers, lambda name: _stranger("resource", name, list(SEARCHED), "is not searched"))
    return [resource for name, resource in SEARCHED.items() if name in names]


def _shown_of_records(
    given: QueryParams, resources: Sequence[Resource], faults: list[Fault]
) -> tuple[dict[Resource, tuple[str, ...] | None], list[str] | None]:
    """Read which fields of records to show, by resource, and what to embed in them; None where no records are shown."""
    embed, fields = joined(given, "embed"), joined(given, "fields")
    paths = None if embed is None else read_names("embed", embed, faults)
    wrong = [path for path in paths or () if path != RECORD and not path.startswith(f"{RECORD}.")]
    faults += few(wrong, lambda path: _stranger("embed", path, [RECORD], f"is not {RECORD}, nor {RECORD}.…"))
    if fields is None:
        return dict.fromkeys(resources), paths
    if paths is None:
        faults.append(Fault(detail=f"trims the records of hits: ask for them by embed={RECORD}", parameter="fields"))
    names = read_names("fields", fields, faults)
    known = list(dict.fromkeys(name for resource in resources for name in resource.fields))
    strangers = [name for name in dict.fromkeys(names) if name not in known] if resources else []
    faults += few(strangers, lambda name: _stranger("fields", name, known, "is a field of no record that is searched"))
    return {
        resource: read_fields(resource, ",".join(name for name in names if name in resource.fields), []) or ("id",)
        for resource in resources
    }, paths


def _embeddings(
    resources: Sequence[Resource], given: QueryParams, paths: Sequence[str], records: int
) -> dict[Resource, Embedding | None]:
    """Read what to embed in the records of hits: in each what it has of that; what nothing searched has is refused."""
    below = [path.removeprefix(f"{RECORD}.") for path in paths if path != RECORD]
    every = {name for resource in SEARCHED.values() for name in resource.embeddable}
    found: dict[Resource, Embedding | None] = {}
    for resource in resources:
        own = [path for path in below if (name := path.partition(".")[0]) in resource.embeddable or name not in every]
        asked = {"embed": ",".join(own)} if own else {}
        asked |= {name: given[name] for name in ("embed_limit",) if name in given}
        found[resource] = read_embedding(resource, RESOURCES, QueryParams(asked), records)
    return found


def _stranger(parameter: str, name: str, known: list[str], detail: str) -> Fault:
    return Fault(
        detail=f"{shown(name)} {detail}", parameter=parameter, nearest=nearest(name, known), known=tuple(known)
    )
