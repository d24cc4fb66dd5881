"""The shapes of a graph, as Cytoscape.js takes it."""

from typing import Literal

from pydantic import BaseModel, Field

from api.core.db.columns import LanguageMap

RecordType = Literal["claim", "statistic", "source", "relationship", "topic", "review"]
ReviewRelation = Literal["reviews", "rests_on", "superseded_by"]
Membership = Literal[
    "attributed_to", "states", "pole_a", "pole_b", "between", "thesis", "lever", "belongs_to", ReviewRelation
]
BoxType = Literal["section", "relationship"]
GraphLayout = Literal["layered"]


class GraphNodeData(BaseModel):
    """What is said of a node."""

    id: str = Field(description="The record.")
    type: Literal[RecordType, "section", "evidence"] = Field(
        description="What kind of record it is; `evidence` is a link that another undercuts, made a node to point at."
    )
    kind: str | None = Field(
        description="The kind of the claim, source or topic, the quantity of the statistic, the verdict of the review, "
        "or the relation; else null."
    )
    stance: str | None = Field(description="Of a claim: how the author stands to it; else null.")
    text: LanguageMap | None = Field(
        description="What it says or asks, or its name, title or note, by language; null of a link."
    )
    section_id: str | None = Field(description="The section of its first passage, or null.")
    status: str = Field(description="`withdrawn` when the record no longer stands.")
    label: str = Field(description="What to write on it, in the language asked for, else the essay's, where it can.")
    parent: str | None = Field(
        default=None, description="Where `parent` asks: the node that it is drawn in, or null. Else left out."
    )


class GraphEdgeData(BaseModel):
    """What is said of an edge."""

    id: str = Field(description="The link; with `:in` or `:out` added, its half before or after its node.")
    source: str = Field(description="The node that it leads from.")
    target: str = Field(description="The node that it leads to.")
    evidence_id: str | None = Field(description="The link; null where a record itself names the other.")
    relation: str = Field(description="How the origin bears on the target, or belongs to it.")
    group: str | None = Field(description="Edges that share a group and a target are jointly necessary.")
    scheme: str | None = Field(description="The scheme of argument, where it is clear.")
    asserted_by: str | None = Field(description="Whether the author, the analyst or another asserts the link.")
    asserter_id: str | None = Field(description="The source that asserts it, where that is another.")


class GraphPosition(BaseModel):
    """Where the middle of a node is, in pixels at zoom 1."""

    x: int = Field(description="How far to the right.")
    y: int = Field(description="How far down.")


class GraphNode(BaseModel):
    """A node, as Cytoscape.js has it."""

    data: GraphNodeData = Field(description="What is said of it.")
    position: GraphPosition | None = Field(
        default=None, description="Where `layout` asks, and it holds no others: its place. Else left out."
    )


class GraphEdge(BaseModel):
    """An edge, as Cytoscape.js has it."""

    data: GraphEdgeData = Field(description="What is said of it.")


class GraphElements(BaseModel):
    """Nodes and edges, as Cytoscape.js takes them."""

    nodes: list[GraphNode] = Field(description="The records, what they are put in, and links that others undercut.")
    edges: list[GraphEdge] = Field(description="The links.")


class Graph(BaseModel):
    """The argument of an essay, or a part, as Cytoscape.js elements JSON: `cytoscape({elements: graph.elements})`."""

    essay_id: str = Field(description="The essay.")
    elements: GraphElements = Field(description="The nodes and edges.")
    truncated: bool = Field(
        description="Whether there is more than was drawn: over 10,000 records, or `limit`, or 50,000 links."
    )
