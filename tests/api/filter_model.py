"""What filters mean, in plain Python over the records of the packs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from api.resources.registry import RESOURCES
from tests.api.conftest import Record, records_of
from tests.api.core.query.test_list_query import LISTED, written
from tests.api.core.records.test_filters import MEANINGS, OPERATORS, asked_of

Holds = Callable[[Record], bool]
Others = Callable[[Record], list[tuple[str, Record]]]
"""The records that a record is related to, each with what it is."""

RESOURCE_OF = {"claim": "claims", "statistic": "statistics", "source": "sources", "evidence": "evidence"}


@dataclass(frozen=True)
class Condition:
    """A condition as `or=` has it, and what it means.

    Attributes:
        parameter: the parameter that asks the same.
        text: how it is written.
        holds: whether it holds for a record.
    """

    parameter: str
    text: str
    holds: Holds


def named(name: str, *ids: str | None) -> list[tuple[str, Record]]:
    known = {record["id"]: record for record in records_of(name)}
    return [(name, known[one]) for one in ids if one is not None]


def holders(name: str, members: Callable[[Record], list[str]]) -> Others:
    return lambda record: [(name, owner) for owner in records_of(name) if record["id"] in members(owner)]


def naming(name: str, field: str) -> Others:
    return holders(name, lambda owner: [owner[field]])


def end(side: str) -> Others:
    return lambda link: named(RESOURCE_OF[link[f"{side}_type"]], link[f"{side}_id"])


def bearing(record: Record) -> list[tuple[str, Record]]:
    links = [link for link in records_of("evidence") if link["target_id"] == record["id"]]
    return named("statistics", *(link["origin_id"] for link in links if link["origin_type"] == "statistic"))


OF_AN_ESSAY: dict[str, Others] = {"essay": lambda record: named("essays", record["essay_id"])}
IN_A_SECTION: dict[str, Others] = {"section": lambda record: named("sections", record["section_id"])}
PLACED: dict[str, Others] = {"passages": lambda record: named("passages", *record["passages"])}
ATTRIBUTED: dict[str, Others] = {"sources": lambda record: named("sources", *record["attributed_to"])}
ABOUT: dict[str, Others] = {"about": lambda record: named("entities", *record["about"])}
EVIDENCED: dict[str, Others] = {
    "reviews": naming("reviews", "target_id"),
    "evidence": naming("evidence", "target_id"),
    "bears_on": naming("evidence", "origin_id"),
}

RELATED: dict[str, dict[str, Others]] = {
    "claims": OF_AN_ESSAY
    | IN_A_SECTION
    | PLACED
    | ATTRIBUTED
    | EVIDENCED
    | ABOUT
    | {
        "statistics": bearing,
        "topics": holders("topics", lambda topic: topic["claims"]),
        "relationships": holders("relationships", lambda owner: [claim["claim_id"] for claim in owner["claims"]]),
    },
    "statistics": OF_AN_ESSAY
    | IN_A_SECTION
    | PLACED
    | ATTRIBUTED
    | EVIDENCED
    | {
        "inputs": lambda record: named("statistics", *record["inputs"]),
        "measure": lambda record: named("measures", record["measure"]),
        "subject": lambda record: named("entities", record["subject"]),
    },
    "evidence": OF_AN_ESSAY
    | {"origin": end("origin"), "target": end("target"), "evidence": naming("evidence", "target_id")},
    "sources": PLACED
    | {
        "entity": lambda record: named("entities", record["entity_id"]),
        "claims": holders("claims", lambda claim: claim["attributed_to"]),
        "statistics": holders("statistics", lambda figure: figure["attributed_to"]),
        "evidence": naming("evidence", "origin_id"),
    },
    "topics": OF_AN_ESSAY
    | PLACED
    | ABOUT
    | {
        "claims": lambda record: named("claims", *record["claims"]),
        "relationships": naming("relationships", "lever_id"),
    },
    "entities": {
        "claims": holders("claims", lambda claim: claim["about"]),
        "statistics": naming("statistics", "subject"),
        "sources": naming("sources", "entity_id"),
        "relationships": holders("relationships", lambda owner: owner["about"]),
        "topics": holders("topics", lambda topic: topic["about"]),
    },
    "sections": OF_AN_ESSAY
    | PLACED
    | {
        "parent": lambda record: named("sections", record["parent_id"]),
        "sections": naming("sections", "parent_id"),
        "claims": naming("claims", "section_id"),
    },
}
"""By resource and relation: what records are related to, as the packs say it."""


def as_written(value: object, *, quoted: bool) -> str:
    """Return a value as an expression has it: between quotation marks where it must be, or is to be."""
    text = written(value)
    if quoted or set(text) & set(',()"'):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return text


def fields(name: str) -> st.SearchStrategy[Condition]:
    """Conditions of the fields of a resource."""
    records = records_of(name)
    told = {field for record in records for field in record if record[field] is not None}
    own = RESOURCES[name]
    plain = [field for field in own.fields if field in own.filters and field in told and field not in own.json_fields]
    comparisons = [(field, operator) for field, operator in OPERATORS[name] if field in told]

    @st.composite
    def equal(draw: st.DrawFn) -> Condition:
        field = draw(st.sampled_from(plain))
        values = sorted({record[field] for record in records} - {None})
        some = draw(st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True))
        texts = [as_written(value, quoted=draw(st.booleans())) for value in some]
        asked = f"eq.{texts[0]}" if len(some) == 1 else f"in.({','.join(texts)})"
        return Condition(field, f"{field}.{asked}", lambda record: record[field] in some)

    @st.composite
    def compared(draw: st.DrawFn) -> Condition:
        field, operator = draw(st.sampled_from(comparisons))
        value = draw(st.sampled_from(asked_of([record[field] for record in records], operator)))
        text = as_written(value, quoted=draw(st.booleans()))
        holds = MEANINGS[operator]
        return Condition(
            f"{field}_{operator}", f"{field}.{operator}.{text}", lambda record: holds(record[field], value)
        )

    return equal() | compared()


def listed(name: str) -> st.SearchStrategy[Condition]:
    """Conditions of what records hold, or are held by."""

    @st.composite
    def holding(draw: st.DrawFn) -> Condition:
        parameter, values_of = draw(st.sampled_from(sorted(LISTED[name].items())))
        values = sorted(set().union(*map(values_of, records_of(name))))
        value = draw(st.sampled_from(values))
        return Condition(parameter, f"{parameter}.eq.{written(value)}", lambda record: value in values_of(record))

    return holding() if name in LISTED else st.nothing()


def related(name: str) -> st.SearchStrategy[Condition]:
    """Conditions of related records."""

    @st.composite
    def through(draw: st.DrawFn) -> Condition:
        relation, others = draw(st.sampled_from(sorted(RELATED[name].items())))
        members = RESOURCES[name].related[relation].members
        member = draw(st.sampled_from(sorted(members)))
        own = draw(fields(member) | listed(member) if member in LISTED else fields(member))
        # What some kinds of records cannot be asked is not asked of them; what several can be asked is asked of both.
        holds = {kind: own.parameter in RESOURCES[kind].parameters for kind in members}
        alone = sum(holds.values()) == 1 or len(members) == 1
        if not alone:
            return draw(through())
        return Condition(
            f"{relation}.{own.parameter}",
            f"{relation}.{own.text}",
            lambda record: any(kind == member and own.holds(other) for kind, other in others(record)),
        )

    return through()


@dataclass(frozen=True)
class Term:
    """A term of an expression, and what it means."""

    text: str
    holds: Holds


def all_of(parts: list[Term]) -> Term:
    return Term(
        f"and({','.join(part.text for part in parts)})", lambda record: all(part.holds(record) for part in parts)
    )


def any_of(parts: list[Term]) -> Term:
    return Term(
        f"or({','.join(part.text for part in parts)})", lambda record: any(part.holds(record) for part in parts)
    )


def terms(name: str) -> st.SearchStrategy[Term]:
    """Terms of expressions about a resource, as deep as they may be."""
    conditions = fields(name) | listed(name) | related(name)
    single = conditions.map(lambda found: Term(found.text, found.holds))
    # What is asked of one relation is asked of one record, which terms of their own do not say.
    apart = st.lists(conditions, min_size=1, max_size=3, unique_by=lambda found: found.parameter.partition(".")[0]).map(
        lambda found: [Term(item.text, item.holds) for item in found]
    )
    twice = single | apart.map(all_of)
    return twice | st.lists(twice, min_size=1, max_size=3).map(any_of)


def ids(name: str, holds: Holds) -> list[str]:
    return [record["id"] for record in records_of(name) if holds(record)]


def expected(name: str, parts: list[Term]) -> list[Any]:
    """Return the ids that an expression finds."""
    return ids(name, lambda record: any(part.holds(record) for part in parts))
