"""brat's standoff format: a file of annotations (`.ann`) beside the text (`.txt`)."""

from api.core.http.negotiation import Form
from api.exports.format_losses import FormatLosses
from api.exports.formats.brat_annotations import BratAnnotations
from api.exports.written import DraftedEssay, Written, file_name
from api.imports.draft_parts import DraftLink
from api.imports.formats.annotated.brat_words import FORMAT, RELATIONS, SAME, STANCE, STANCES, is_major, plain
from api.imports.parsed_files import GivenFile

FORM = Form(FORMAT, "text/plain; charset=utf-8")

_OF_ESSAY = ("authors", "year", "url", "license", "genre")
_OF_LINK = ("scheme", "by")
_WHOSE = "author"
_LISTS = ("sections", "entities", "sources", "figures", "topics", "tensions", "reviews", "left_out")
_FOR = {relation: said.title() for said, relation in STANCES.items()}


def write(essay: DraftedEssay) -> Written:
    """Write the claims that stand in the text as annotations, and the links between them as relations."""
    losses = FormatLosses(FORMAT)
    losses.essay(essay.draft, _OF_ESSAY)
    losses.parts(essay.draft, _LISTS)
    said = essay.draft.extra.get(FORMAT, {})
    made = BratAnnotations(essay, losses)
    same: dict[tuple[int, str], list[str]] = {}
    for link in essay.draft.links:
        _link(link, made, losses, same)
    for (_, kind), names in sorted(same.items()):
        made.add(f"*\t{kind} {' '.join(names)}")
    for line in said.get("lines", []):
        made.add_aside(str(line), essay.draft.id)
    name = file_name(said.get("name"), essay.name)
    text = (essay.text or "").encode()
    files = [GivenFile(f"{name}.ann", made.content), GivenFile(f"{name}.txt", text)]
    return Written(files, FORM.media_type, losses.constructs)


def _link(link: DraftLink, made: BratAnnotations, losses: FormatLosses, same: dict[tuple[int, str], list[str]]) -> None:
    """Write a link as what it was read from: a stance, an equivalence, or a relation."""
    losses.link(link, _OF_LINK)
    if link.whose != _WHOSE:
        losses.changed("link", link.id, "that a reader sees it is left out")
    ends = [made.of_claim.get(name) for name in (*link.origins, link.to)]
    if None in ends:
        losses.dropped("link", link.id, "brat has relations between annotations alone: not from or to all that it has")
        return
    *origins, target = [str(end) for end in ends]
    said = link.extra.get(FORMAT, {})
    if said.get("implied") and len(origins) == 1 and is_major(made.types[target]):
        if link.relation in _FOR and "id" in said:
            origin = made.known(said.get("ends", ()), [origins[0]])[0]
            made.add(f"{made.number('A', said['id'])}\t{STANCE} {origin} {_FOR[link.relation]}")
            return
        if link.relation == "equivalent" and is_major(made.types[origins[0]]):
            return  # read again, they are equivalent again
    if "same" in said and link.relation == "equivalent" and len(origins) == 1:
        origin, first = made.known(said.get("ends", ()), [origins[0], target])
        same.setdefault((said["same"], str(said.get("type", SAME))), [first]).append(origin)
        return
    if len(origins) > 1:
        losses.changed("link", link.id, "its premises are relations of their own: that they are one reason is left out")
    named = str(said.get("type", ""))
    relation = named if RELATIONS.get(plain(named)) == link.relation else link.relation
    one, other = said.get("roles", ("Arg1", "Arg2"))
    for origin in origins:
        identifier = made.number("R", said.get("id") if len(origins) == 1 else None)
        first, last = made.known(said.get("ends", ()), [origin, target])
        made.add(f"{identifier}\t{relation} {one}:{first} {other}:{last}")
