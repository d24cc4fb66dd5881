"""How rivals are asked, each in its own way: SQL, GraphQL, and rows of tables."""

import json
from urllib.parse import quote

_JOINED = """
SELECT c.*, e.*, s.*
FROM (SELECT * FROM claims WHERE essay_id = :essay ORDER BY number LIMIT 20) AS c
LEFT JOIN evidence AS e ON e.target_claim_id = c.id
LEFT JOIN statistics AS s ON s.id = e.origin_statistic_id
"""
"""Claims with their evidence and its figures, a row for each link, without the lists that records hold."""

_CLAIM = "rowId essayId number kind text stance sectionId note status version createdAt updatedAt"
_EVIDENCE = "rowId relation originType originId targetType targetId"
_STATISTIC = "rowId text measure asWritten value"
_ORDER = "orderBy:[ESSAY_ID_ASC,NUMBER_ASC]"


def datasette_rows(**asked: str) -> str:
    """Return the path of a page of claims at Datasette."""
    return "&".join(["/bench/claims.json?_shape=array&_size=50", *(f"{name}={value}" for name, value in asked.items())])


def datasette_joined(essay: str) -> str:
    """Return the path of claims of an essay with evidence and figures at Datasette."""
    return f"/bench.json?sql={quote(_JOINED)}&_shape=arrays&essay={essay}"


def soul_rows(**asked: str | int) -> str:
    """Return the path of a page of claims at Soul, which orders by one column at most, and here by none."""
    return "&".join(["/api/tables/claims/rows?_limit=50", *(f"{name}={value}" for name, value in asked.items())])


def one_by_graphql(record_id: str) -> str:
    """Return the path of a claim at PostGraphile."""
    return _graphql(f"query($id:String!){{claimByRowId(rowId:$id){{{_CLAIM}}}}}", id=record_id)


def kind_by_graphql(kind: str) -> str:
    """Return the path of fifty claims of a kind at PostGraphile."""
    asked = f"query($kind:String!){{allClaims(condition:{{kind:$kind}},first:50,{_ORDER}){{nodes{{{_CLAIM}}}}}}}"
    return _graphql(asked, kind=kind)


def page_by_graphql(offset: int) -> str:
    """Return the path of fifty claims beyond a place at PostGraphile."""
    return _graphql(f"query($at:Int!){{allClaims(offset:$at,first:50,{_ORDER}){{nodes{{{_CLAIM}}}}}}}", at=offset)


def joined_by_graphql(essay: str) -> str:
    """Return the path of claims of an essay with evidence and figures at PostGraphile."""
    figures = f"statisticByOriginStatisticId{{{_STATISTIC}}}"
    links = f"evidencesByTargetClaimId{{nodes{{{_EVIDENCE} {figures}}}}}"
    claims = f"allClaims(condition:{{essayId:$essay}},first:20,orderBy:NUMBER_ASC){{nodes{{{_CLAIM} {links}}}}}"
    return _graphql(f"query($essay:String!){{{claims}}}", essay=essay)


def _graphql(query: str, **variables: str | int) -> str:
    return f"/graphql?query={quote(query)}&variables={quote(json.dumps(variables))}"
