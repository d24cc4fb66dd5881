"""AIF-JSON, of AIFdb, OVA and xAIF.

I-nodes are claims; RA-, CA- and MA-nodes are links, over several premises and onto each other; who utters a locution is
a source. All other nodes are kept beside the claim or link that they are next to.
"""

from collections.abc import Sequence
from pathlib import PurePath

from api.imports.formats.annotated.aif_argument import AifArgument
from api.imports.formats.annotated.aif_beside import AifBeside
from api.imports.formats.annotated.aif_graph import AifGraph, read_graph
from api.imports.formats.annotated.aif_speakers import AifSpeakers
from api.imports.formats.annotated.aif_words import FORMAT, LOCUTION
from api.imports.formats.decoded_files import decoded
from api.imports.formats.draft_building import DraftBuilding
from api.imports.parsed_files import GivenFile, Parsed

_MARKS = (b'"nodes"', b'"edges"', b'"nodeID"')


def looks_like(files: Sequence[GivenFile]) -> bool:
    """Tell whether files have graphs of AIF."""
    documents = (file.content for file in files if file.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{")
    return any(all(mark in content for mark in _MARKS) for content in documents)


def parse(files: Sequence[GivenFile]) -> Parsed:
    """Read one graph, and the text beside it, if it is given."""
    building = DraftBuilding(FORMAT, files)
    graphs = [file for file in files if PurePath(file.name).suffix.lower() != ".txt"]
    texts = [file for file in files if file not in graphs]
    if len(graphs) != 1 or len(texts) > 1:
        building.fault(f"{files[0].name}: AIF is one graph, and the .txt of its text: here are {len(files)} files")
        return building.parsed(None)
    name = graphs[0].name
    graph = read_graph(graphs[0], building)
    if graph is not None and texts:
        graph.text, graph.marked = decoded(texts[0], building), {}
    if graph is None or building.faults:
        return building.parsed(None)
    stem = PurePath(name).stem
    building.about |= {"title": stem, "extra": {FORMAT: {"name": stem}}}
    if any(node.type == LOCUTION for node in graph.nodes.values()):
        building.about["genre"] = "dialogue"
    return _read(building, name, graph)


def _read(building: DraftBuilding, name: str, graph: AifGraph) -> Parsed:
    speakers = AifSpeakers(building, name, graph)
    argument = AifArgument(building, name, graph, speakers)
    argument.take()
    speakers.tell()
    AifBeside(building, name, graph, argument.hosts, argument.said).take()
    return building.parsed(graph.text if graph.text and graph.text.strip() else None)
