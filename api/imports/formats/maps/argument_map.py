"""An Argdown document as @argdown/core has it: statements and arguments by their titles, and relations between them."""

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["statement", "argument", "inference"]


@dataclass(frozen=True, slots=True)
class MapEnd:
    """What a relation begins or ends at.

    Attributes:
        kind: what it is.
        title: its title; of an inference, that of its argument.
        conclusion: of an inference, the place of its conclusion in the argument.
    """

    kind: Kind
    title: str
    conclusion: int = 0


@dataclass(slots=True)
class MapWording:
    """One place where a statement is made, or an argument described.

    Attributes:
        place: where it stands in its file.
        title: its title, as given or as numbered.
        reference: whether it only names what is said elsewhere.
        text: what it says, without markup and tags.
        markup: how it is written, where that tells more.
        tags: its tags.
        links: URLs that it links to, each with the words that do.
        data: what it has in braces.
        section: the heading that it stands under, by its order from 0.
    """

    place: str
    title: str = ""
    reference: bool = False
    text: str = ""
    markup: str = ""
    tags: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    data: Any = None
    section: int | None = None


@dataclass(slots=True)
class MapStep:
    """One line of a premise–conclusion structure.

    Attributes:
        title: the statement.
        concludes: whether an inference leads to it.
        rules: the rules of that inference.
        data: what that inference has in braces.
        place: where it stands.
    """

    title: str
    place: str
    concludes: bool = False
    rules: list[str] = field(default_factory=list)
    data: Any = None


@dataclass(slots=True)
class MapNode:
    """A statement or an argument.

    Attributes:
        title: what it is called.
        wordings: wherever it is made or named.
        steps: of an argument, its premise–conclusion structure; empty where it is not reconstructed.
    """

    title: str
    wordings: list[MapWording] = field(default_factory=list)
    steps: list[MapStep] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it stands first."""
        return (self.wordings or self.steps)[0].place if self.wordings or self.steps else ""

    @property
    def said(self) -> MapWording | None:
        """The wording that stands for all: one that is marked as canonical, else the last."""
        made = [item for item in reversed(self.wordings) if not item.reference]
        marked = (item for item in made if isinstance(item.data, dict) and _true(item.data.get("isCanonical")))
        return next(marked, made[0] if made else None)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation, once however often it is drawn.

    Attributes:
        kind: support, attack, contradictory, contrary, entails, undercut.
        origin: what bears on the other.
        target: what it bears on.
    """

    kind: str
    origin: MapEnd
    target: MapEnd


@dataclass(slots=True)
class ArgumentMap:
    """A document.

    Attributes:
        statements: by their titles.
        arguments: by their titles.
        relations: each with where it stands.
        headings: title, level, tags and data of each, in order, with where it stands.
        front_matter: what it begins with.
        beside: what is neither: comments and lists, each with where it stands.
        repeated: relations that say what a structure or another relation says already, each with where it stands.
    """

    statements: dict[str, MapNode] = field(default_factory=dict)
    arguments: dict[str, MapNode] = field(default_factory=dict)
    relations: dict[Relation, str] = field(default_factory=dict)
    headings: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    front_matter: Any = None
    beside: list[tuple[str, str]] = field(default_factory=list)
    repeated: list[tuple[Relation, str]] = field(default_factory=list)

    def node(self, kind: Kind, title: str) -> MapNode:
        """Return a statement or an argument by its title, made where there is none."""
        nodes = self.statements if kind == "statement" else self.arguments
        return nodes.setdefault(title, MapNode(title))

    def relate(self, kind: str, origin: MapEnd, target: MapEnd, place: str) -> None:
        """Draw a relation; one that is drawn already, or the other way round where that is the same, stays one."""
        made = Relation(kind, origin, target)
        if kind == "contradictory" and Relation(kind, target, origin) in self.relations:
            return
        self.relations.setdefault(made, place)

    def settle(self) -> None:
        """Let what is said of arguments with a structure be said of its parts, as @argdown/core does.

        What such an argument bears on, its conclusion bears on; what undercuts it, undercuts its last inference; what
        attacks it and is at odds with one of its premises says that twice.
        """
        drawn, self.relations = self.relations, {}
        for relation, place in drawn.items():
            made = self._of_parts(relation)
            if made.origin == made.target and relation.origin != relation.target:
                self.repeated.append((relation, place))
            else:
                self.relations.setdefault(made, place)
        if self._strict:
            self._between_statements()
        odds = [r for r in self.relations if r.kind in {"attack", "contrary", "contradictory"}]
        against = {(r.origin.title, r.target.title) for r in odds if r.target.kind == "statement"}
        against |= {(r.target.title, r.origin.title) for r in odds if r.kind != "attack"}
        for relation in [r for r in self.relations if self._said_of_premise(r, against)]:
            self.repeated.append((relation, self.relations.pop(relation)))

    def _of_parts(self, relation: Relation) -> Relation:
        origin, target = relation.origin, relation.target
        if origin.kind == "argument" and (steps := self.arguments[origin.title].steps):
            origin = MapEnd("statement", steps[-1].title)
        if target.kind == "argument" and relation.kind == "undercut" and (steps := self.arguments[target.title].steps):
            target = MapEnd("inference", target.title, len(steps) - 1)
        return Relation(relation.kind, origin, target)

    @property
    def _strict(self) -> bool:
        settings = self.front_matter.get("model") if isinstance(self.front_matter, dict) else None
        return isinstance(settings, dict) and settings.get("mode") == "strict"

    def _between_statements(self) -> None:
        drawn, self.relations = self.relations, {}
        for relation, place in drawn.items():
            kind = relation.kind
            if relation.origin.kind == relation.target.kind == "statement":
                kind = {"support": "entails", "attack": "contrary"}.get(kind, kind)
            if kind == "contrary" and Relation(kind, relation.target, relation.origin) in self.relations:
                continue
            self.relations.setdefault(Relation(kind, relation.origin, relation.target), place)

    def _said_of_premise(self, relation: Relation, against: set[tuple[str, str]]) -> bool:
        if relation.kind != "attack" or relation.origin.kind != "statement" or relation.target.kind != "argument":
            return False
        steps = self.arguments[relation.target.title].steps
        return any(not step.concludes and (relation.origin.title, step.title) in against for step in steps)


def _true(value: Any) -> bool:
    return value is True or value == "true"
