"""Who takes part in a dialogue: as sources, with what each of them says and asserts."""

from collections import defaultdict

from api.imports.formats.annotated.aif_graph import AifGraph, text_from
from api.imports.formats.annotated.aif_words import FORMAT, ILLOCUTION, LOCUTION, TRANSITION
from api.imports.formats.draft_building import ASIDE, TOO_LONG, DraftBuilding, Part, fits, one_line

_LONGEST = 60
_SILENT = f"no claim and no link is theirs: {ASIDE}"
_COLON = " : "
"""What AIFdb sets between who speaks and what is said."""


class AifSpeakers:
    """The speakers of a graph.

    Args:
        building: the draft under way.
        name: what the file is called.
        graph: the graph.
    """

    def __init__(self, building: DraftBuilding, name: str, graph: AifGraph) -> None:
        """Tell them apart; one is a source once a claim or a link is found to be theirs."""
        self._building = building
        self._name = name
        self._graph = graph
        self._people: dict[str, tuple[str, Part]] = {}
        self._made: dict[str, tuple[str, str]] = {}
        self._of_locution: dict[str, str] = {}
        self._called: dict[str, str] = {}
        for person, said in graph.people.items():
            called = " ".join(filter(None, (text_from(said.get(part)) for part in ("firstname", "surname", "name"))))
            self._know(person, called or person, {"id": person} | said)
        told = sorted(graph.nodes.values(), key=lambda node: node.id not in graph.locutions)
        for node in told:  # first those of whom it is said who they are: others may bear their names
            if node.type == LOCUTION:
                self._utter(node.id, node.text)
        self._into, self._from = defaultdict(list), defaultdict(list)
        for edge in graph.edges:
            self._into[edge.target].append(edge.origin)
            self._from[edge.origin].append(edge.target)

    def of(self, node: str) -> list[str]:
        """Return the sources that say what a node says: by a locution, or by the reply that a transition leads to."""
        found = list[str]()
        for act in self._typed(self._into[node], ILLOCUTION):
            found += [self._of_locution[one] for one in self._into[act] if one in self._of_locution]
            for turn in self._typed(self._into[act], TRANSITION):
                found += [self._of_locution[one] for one in self._from[turn] if one in self._of_locution]
        return [self._source(key) for key in dict.fromkeys(found)]

    def tell(self) -> None:
        """Tell what became of who takes part; who says nothing that is a claim or a link is kept beside the essay."""
        beside: Part = self._building.about["extra"][FORMAT]
        for person in self._graph.people:
            place = f"{self._name}: {person}"
            if person in self._made:
                self._building.kept("participant", place, self._made[person][1])
                continue
            listed = [*beside.get("people", ()), self._people[person][1]]
            if fits({FORMAT: beside | {"people": listed}}):
                beside["people"] = listed
                self._building.became("participant", place, "", "changed", _SILENT)
            else:
                self._building.became("participant", place, None, "dropped", TOO_LONG)

    def locutions_of(self, node: str) -> list[str]:
        """Return the words by which a node is said, without the speaker's name."""
        acts = self._typed(self._into[node], ILLOCUTION)
        spoken = (self._graph.nodes[one] for act in acts for one in self._typed(self._into[act], LOCUTION))
        return [one.text.partition(_COLON)[2].strip() or one.text for one in spoken]

    def marks_of(self, node: str) -> list[str]:
        """Return the nodes by whose mark a node is found in the text: itself, and its locutions."""
        acts = self._typed(self._into[node], ILLOCUTION)
        return [node, *(one for act in acts for one in self._typed(self._into[act], LOCUTION))]

    def _typed(self, names: list[str], kind: str) -> list[str]:
        return [name for name in names if self._graph.nodes[name].type == kind]

    def _utter(self, node: str, words: str) -> None:
        uttered = self._graph.locutions.get(node, {})
        person = text_from(uttered.get("personID", uttered.get("participantID")))
        before, colon, _ = words.partition(_COLON)
        said = one_line(before) if colon and len(before) <= _LONGEST else ""
        if not person and not said:
            return
        key = person or self._called.get(said) or f"called {said}"
        if key not in self._people:
            self._know(key, said or person, {"id": person} | ({"surname": said} if said else {}) if person else {})
        self._of_locution[node] = key

    def _know(self, key: str, called: str, extra: Part) -> None:
        self._people[key] = called, extra
        self._called.setdefault(called, key)

    def _source(self, key: str) -> str:
        """Return the id of the source that somebody is: it is theirs in whatever order people are named."""
        if key not in self._made:
            called, extra = self._people[key]
            name = f"speaker-{key}" if len(key) <= _LONGEST else f"speaker number {len(self._made) + 1}"
            part: Part = {"id": name, "kind": "person", "name": called, "authors": [called.replace(",", " ")]}
            part |= {"extra": {FORMAT: extra}} if extra and fits({FORMAT: extra}) else {}
            self._made[key] = name, self._building.source(part)
        return self._made[key][0]
