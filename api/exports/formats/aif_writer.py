"""AIF-JSON as AIFdb has it, with what AIF has no field for as a member of its nodes that other tools pass over."""

import json
from typing import Any

from api.core.http.negotiation import Form
from api.exports.format_losses import FormatLosses
from api.exports.formats.aif_nodes import AifNodes
from api.exports.written import DraftedEssay, Written, file_name
from api.imports.formats.annotated.aif_words import FORMAT, PLAIN
from api.imports.parsed_files import GivenFile

FORM = Form(FORMAT, "application/json")

_OF_ESSAY = ("authors", "year", "url", "license")
_LISTS = ("sections", "entities", "topics", "tensions", "reviews", "left_out")
_DIALOGUE = "dialogue"


def write(essay: DraftedEssay) -> Written:
    """Write claims as I-nodes, links as RA-, CA- and MA-nodes, and who says claims as participants with locutions."""
    losses = FormatLosses(FORMAT)
    losses.essay(essay.draft, _OF_ESSAY)
    if essay.draft.genre not in {"", _DIALOGUE}:
        losses.changed("essay", essay.draft.id, f"{FORMAT} has no genre")
    losses.parts(essay.draft, _LISTS)
    graph = AifNodes(essay, losses)
    document: dict[str, Any] = {
        "nodes": graph.nodes,
        "edges": graph.edges,
        "locutions": graph.locutions,
        "participants": graph.people,
        "schemefulfillments": graph.fulfilled,
    }
    if essay.text is not None:
        document["text"] = {PLAIN: essay.text}
    name = file_name(essay.draft.extra.get(FORMAT, {}).get("name"), essay.name)
    content = json.dumps(document, ensure_ascii=False, indent=1).encode()
    return Written([GivenFile(f"{name}.json", content + b"\n")], FORM.media_type, losses.constructs)
