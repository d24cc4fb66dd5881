"""The essay of a draft, with its outline and places, and what it shares with other essays: vocabularies and sources."""

from collections.abc import Collection
from typing import Any

from api.core.author_years import AUTHOR_YEAR, author_year
from api.core.write.bodies import Body
from api.imports.draft_names import letters_of, name_of, slug_of
from api.imports.draft_plan import DraftPlan
from api.imports.named_passages import Passages
from api.imports.planned_works import offer, source_body


def plan_essay(plan: DraftPlan, passages: Passages) -> None:
    """Plan the essay, its sections and its passages."""
    draft, report, text = plan.draft, plan.report, passages.places.text
    if not draft.title.strip():
        report.fault("field-missing", "/title", "an essay has a title")
    if text.length and (other := plan.known.essay_of_text(text.sha256)):
        report.fault("imported-before", "", f"{other} is the essay of this very text: change that one")
    plan.essay_id = _essay_id(plan)
    body = {
        "id": plan.essay_id,
        "title": plan.words(draft.title),
        "author": [name_of(name) for name in draft.authors if name.strip()],
        "csl_type": "article",
        "issued": draft.year or None,
        "language": plan.language,
        "url": draft.url or None,
        "license": draft.license or None,
        "genre": draft.genre or "essay",
        "length": text.length or None,
        "sha256": text.sha256 if text.length else None,
        "extra": draft.extra or None,
    }
    plan.create("essays", body, "", {"author": "authors", "issued": "year"})
    by_place = {int(where.rpartition("/")[2]): (where, part) for where, part in plan.parts("sections")}
    refs = list[str]()
    for section in passages.places.sections:
        where, part = by_place.get(section.place, ("", None))
        said: Body = {
            "essay_id": plan.essay_id,
            "parent_id": None if section.parent is None else refs[section.parent],
            "title": plan.words(part.title if part else draft.title),
            "summary": plan.words(part.summary if part else draft.title),
            "passages": [],
        }
        refs.append(plan.create("sections", said, where, {"passages": "opens"}))
    for span in passages.places.numbers:
        order = passages.places.section_at(span)
        place = {
            "essay_id": plan.essay_id,
            "start": span.start,
            "end": span.end,
            "sha256": text.digest(span),
            "section_id": None if order is None else refs[order],
            "paragraph": text.paragraph(span.start),
            "sentence": text.sentence(span.start),
        }
        plan.create("passages", place, "")
    for section, ref in zip(passages.places.sections, refs, strict=True):
        where = by_place.get(section.place, ("", None))[0]
        plan.patch("sections", ref, {"passages": [passages.named(section.span)]}, where)


def plan_entities(plan: DraftPlan) -> None:
    """Plan the entities, but for those that are in the service already."""
    taken = plan.known.used("entities") if plan.draft.entities else set()
    for where, part in plan.parts("entities"):
        there = next(filter(None, map(plan.known.entities.get, (part.id, part.name.casefold()))), None)
        if there is not None:
            plan.called(part.id, there)
            plan.constructs[where].records.append(there)
            plan.became(where, "changed", "is in the service already, and is taken as it stands there")
            continue
        essays = f"{plan.essay_id or 'imported'}-"
        identifier = slug_of(part.name, essays + slug_of(part.id.removeprefix(essays), "entity", ()), taken)
        taken.add(identifier)
        aliases = list(dict.fromkeys(name for name in part.aliases if name.strip()))
        body = {"id": identifier, "kind": part.kind, "label": plan.words(part.name), "aliases": aliases}
        plan.create("entities", body | {"same_as": part.same_as}, where, {"label": "name"})
        plan.called(part.id, identifier)


def plan_sources(plan: DraftPlan, passages: Passages | None, wanted: Collection[str] | None = None) -> None:
    """Plan the sources; to those that are in the service already, their places are added.

    Args:
        plan: what is planned.
        passages: where the essay leans on them; None without an essay.
        wanted: the ids of those that are meant; None is all.
    """
    taken = set(plan.known.cited) | {plan.essay_id or ""} if plan.draft.sources else set()
    bodies = {where: source_body(plan, part) for where, part in plan.parts("sources")}
    works = [bodies[where] for where, part in plan.parts("sources") if part.work]
    same_works = plan.known.same_works(works) if works else None
    for where, part in plan.parts("sources"):
        if wanted is not None and part.id not in wanted:
            continue
        places = passages.of(where) if passages else []
        body = bodies[where]
        if part.work and same_works and (same := same_works.find(body)):
            offer(plan, where, part.id, same, places)
            continue
        named = bool(AUTHOR_YEAR.fullmatch(part.id)) and not part.work  # keys of bibliographies are no ids
        there = plan.known.find("sources", part.id) if named else None
        if there is None and passages is None and not part.work:  # who reviews is known again by name
            there = plan.known.reviewer(part.kind, part.name)
        if there is not None:
            _lean_on(plan, where, part.id, dict(there), places)
            continue
        identifier = _source_id(plan, part, taken)
        taken.add(identifier)
        entity = part.entity and plan.named(part.entity, ["entities"], f"{where}/entity")
        made = {"id": identifier, "passages": places} | body | ({"entity_id": entity} if entity else {})
        fields = {"author": "authors", "issued": "year", "as_written": "wording", "passages": "quotes"}
        plan.create(
            "sources", made, where, fields | {"entity_id": "entity"} | {name: f"work/{name}" for name in part.work}
        )
        plan.called(part.id, identifier)
        if same_works and part.work:
            same_works.add(made)


def _lean_on(plan: DraftPlan, where: str, part: str, there: Body, places: list[str]) -> None:
    identifier = str(there["id"])
    plan.called(part, identifier)
    plan.constructs[where].records.append(identifier)
    plan.became(where, "changed", "is in the service already, and is taken as it stands there")
    if places:
        before = plan.known.passages_of_source(identifier)
        plan.patch("sources", identifier, {"passages": [*before, *places]}, where, there["version"])


def _essay_id(plan: DraftPlan) -> str:
    draft = plan.draft
    if plan.known.essay_id:
        return plan.known.essay_id
    if draft.id:
        if draft.id in plan.known.cited:
            plan.report.fault("id-used", "/id", f"{draft.id} was used before, and ids are never given again")
        return draft.id
    if not draft.authors:  # of what nobody signs, the title is cited
        return author_year(letters_of([draft.title]) or "essay", draft.year, plan.known.cited)
    letters = letters_of(draft.authors)
    if not letters:
        right = "is made of the author’s name in Latin letters: give one such as moss2026"
        plan.report.fault("id-needed", "/id", right)
    return author_year(letters or "unnamed", draft.year, plan.known.cited)


def _source_id(plan: DraftPlan, part: Any, taken: set[str]) -> str:
    if AUTHOR_YEAR.fullmatch(part.id) and part.id not in taken:
        return str(part.id)
    essay = "".join(c for c in (plan.essay_id or "")[:40] if "a" <= c <= "z")
    nobody = "anon" if part.kind == "anonymous" else "source"
    # Where nobody is named, the essay is: so no two essays share such a source by accident.
    letters = letters_of(part.authors) or letters_of([part.name] if part.kind in {"person", "organisation"} else [])
    return author_year(letters or f"{nobody}{essay}", part.year, taken)
