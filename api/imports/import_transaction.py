"""An import: a draft becomes records by the rules of every write, all of them or none."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from api import __version__
from api.core.http.problems import Fault, ProblemError
from api.core.texts import attached_texts
from api.core.write.bodies import Body
from api.core.write.idempotency import Answer
from api.core.write.transaction import WriteRequest, WriteTransaction, transact
from api.core.write.write_headers import MAX_REASON
from api.imports.draft_places import DraftPlaces
from api.imports.draft_plan import DraftPlan, Planned
from api.imports.draft_reading import named_in, read_draft
from api.imports.import_reports import Construct, ImportReport, refused
from api.imports.joined_essay import JoinedEssay, JoinedPassages, joined_essay, leave_standing
from api.imports.named_passages import Passages, find_parts, find_places, stands_somewhere
from api.imports.parsed_files import Parsed
from api.imports.planned_argument import (
    attached_reviewers,
    plan_claims,
    plan_reviews,
    plan_tensions,
    plan_topics,
)
from api.imports.planned_essay import plan_entities, plan_essay, plan_sources
from api.imports.planned_figures import plan_figures
from api.imports.planned_links import plan_links
from api.imports.standing_records import StandingRecords
from api.resources.batches.batch_operations import Applying
from api.resources.registry import WRITABLES
from seed.text import Text

IMPORTER = f"lunju {__version__}"
_ESSAYS_OWN = ("sections", "figures", "claims", "links", "topics", "tensions", "left_out")


def import_parsed(request: WriteRequest, parsed: Parsed, text: str | None) -> Answer:
    """Make records of what was read, and return the report as an answer.

    Args:
        request: who writes, where to and why, whether only to try, and which essay is joined.
        parsed: what a parser made of files.
        text: the exact text of the essay, where none is among the files.

    Raises:
        ProblemError: `refused-import`, with the report, where anything is wrong with it; or as any write.
    """
    content = text if text is not None else parsed.text

    def operation(transaction: WriteTransaction) -> Answer:
        files = ", ".join(f"{file.name} (SHA-256 {file.sha256[:12]})" for file in parsed.files)
        said = [f"Imported from {files} by {IMPORTER}", transaction.changes.reason]
        transaction.changes.reason = ": ".join(filter(None, said))[:MAX_REASON]
        report = ImportReport(format=parsed.format, files=parsed.files, importer=IMPORTER)
        joined = joined_essay(transaction, request.essay, text, report) if request.essay else None
        if request.essay and joined is None:
            raise refused(report)
        known = joined.content if joined else content
        read = parsed.with_text(known) if parsed.with_text and known is not None else parsed
        _Import(transaction, read, known, report, joined).run()
        report.written = not request.validate_only
        return Answer(200, report.model_dump_json().encode())

    return transact(request, operation)


def operators_request(engine: sa.Engine, *, validate_only: bool, essay: str | None = None) -> WriteRequest:
    """Return a request to write by whoever runs the service, without a key."""
    return WriteRequest(
        engine=engine,
        writables=WRITABLES,
        base="",
        actor="operator",
        reason=None,
        media_type="",
        content=b"",
        if_match=None,
        minimal=False,
        validate_only=validate_only,
        key=None,
        keep=timedelta(0),
        essay=essay,
    )


class _Import:
    """One import, within a transaction."""

    def __init__(
        self,
        transaction: WriteTransaction,
        parsed: Parsed,
        text: str | None,
        report: ImportReport,
        joined: JoinedEssay | None = None,
    ) -> None:
        self._transaction = transaction
        self._joined = joined
        self._parsed = parsed
        self._text = text
        self._report = report
        given = parsed.draft
        if joined and isinstance(given, dict):
            given = given | {"language": joined.language}
        draft, places, faults = read_draft(given)
        report.faults += [*parsed.faults, *faults]
        report.notes += parsed.notes
        known = StandingRecords(transaction)
        self._plan = DraftPlan(draft, places, named_in(parsed.draft), known, report)

    def run(self) -> None:
        """Plan, write, and tell what became of each construct.

        Raises:
            ProblemError: `refused-import`.
        """
        self._plan_all()
        names = self._write()
        self._tell(names)
        self._report.faults = [self._parsed.located(finding) for finding in self._report.faults]
        self._report.notes = [self._parsed.located(finding) for finding in self._report.notes]
        if self._report.faults:
            raise refused(self._report)

    def _plan_all(self) -> None:
        plan = self._plan
        if self._joined:
            self._plan_joined(self._joined)
            return
        if not plan.draft.title and not any(getattr(plan.draft, name) for name in _ESSAYS_OWN):
            attaches_only = self._parsed.attaches_only
            plan_entities(plan)
            plan_sources(plan, None, attached_reviewers(plan) if attaches_only else None)
            plan_reviews(plan, attaches_only=attaches_only)
            return
        text = Text(self._text if self._text and self._text.strip() else "")
        if not text.length and stands_somewhere(plan):
            self._report.fault("text-needed", "", "places are found in the text: give it, too (--text FILE, or `text`)")
            return
        places = DraftPlaces(text, self._report)
        passages = find_places(plan, places)
        plan_essay(plan, passages)
        self._plan_parts(passages)
        self._report.coverage = places.coverage() if text.length else None

    def _plan_joined(self, joined: JoinedEssay) -> None:
        """Plan what joins an essay that is there: all parts but its outline."""
        plan = self._plan
        plan.essay_id = plan.joined = joined.id
        leave_standing(plan, self._transaction, joined)
        for where, _ in plan.parts("sections"):
            plan.became(where, "dropped", "the essay that it joins has its outline")
        if joined.content is None and stands_somewhere(plan):
            self._report.fault("text-needed", "", f"attach the text of {joined.id}, or give it: places are found in it")
            return
        passages = JoinedPassages(plan, DraftPlaces(Text(joined.content or ""), self._report), joined)
        find_parts(plan, passages)
        passages.plan_passages()
        self._plan_parts(passages)

    def _plan_parts(self, passages: Passages) -> None:
        plan = self._plan
        plan_entities(plan)
        plan_sources(plan, passages)
        plan_figures(plan, passages)
        plan_claims(plan, passages)
        plan_topics(plan, passages)
        plan_tensions(plan, passages)
        plan_links(plan)
        plan_reviews(plan)

    def _write(self) -> dict[str, str]:
        """Apply all operations, those that need one that is refused left out, and return the ids of what was made."""
        applying = Applying(self._transaction)
        failed = {"$unplanned"}
        for planned in self._plan.operations:
            if _strings(planned.operation.body) & failed or planned.operation.id in failed:
                failed.add(f"${planned.operation.ref}")
                continue
            try:
                _, identifier = applying.apply(0, planned.operation)
            except ProblemError as problem:
                self._fault(planned, problem)
                if planned.operation.resource == "essays" and self._stand_in(applying, planned):
                    continue
                failed.add(f"${planned.operation.ref}")
                if planned.operation.resource == "essays":
                    break
                continue
            if planned.pointer in self._plan.constructs and planned.operation.op == "create":
                self._plan.constructs[planned.pointer].records.append(identifier)
        made = self._transaction.changes.made
        self._report.made = dict(Counter(resource for resource, _ in made))
        if not self._report.faults and self._plan.essay_id and not self._joined and self._text and self._text.strip():
            self._attach(self._text)
        return applying.made

    def _stand_in(self, applying: Applying, planned: Planned) -> bool:
        """Make an essay of what is certain of it, so that its records can be looked at, too; tell whether that is."""
        body = planned.operation.body or {}
        least: Body = {name: body[name] for name in ("id", "csl_type", "language", "length", "sha256") if name in body}
        least |= {"author": [], "title": {body["language"]: "-"}}
        try:
            applying.apply(0, planned.operation.model_copy(update={"body": least}))
        except ProblemError:
            return False
        return True

    def _attach(self, text: str) -> None:
        self._transaction.ledger.flush()
        free = attached_texts.is_free(self._plan.draft.license)
        attached_texts.attach(self._transaction.ledger.connection, str(self._plan.essay_id), text, free=free)

    def _fault(self, planned: Planned, problem: ProblemError) -> None:
        for fault in problem.errors or [Fault(detail=problem.detail)]:
            within = (fault.pointer or "").removeprefix("/operations/0").removeprefix("/body").strip("/")
            first, _, _ = within.partition("/")
            name = planned.fields.get(first, first)
            where = f"{planned.pointer}/{name}" if name else planned.pointer
            self._report.fault(problem.slug, where, fault.detail, fault.nearest)

    def _tell(self, made: Mapping[str, str]) -> None:
        report = self._report
        report.essay_id = self._plan.essay_id
        constructs = list(self._plan.constructs.values())
        if report.essay_id and not self._joined:
            essay = Construct(
                what="essay", place="", became="kept", records=[made[ref] for ref in ("essays-1",) if ref in made]
            )
            constructs.insert(0, essay)
        report.constructs = [*self._parsed.constructs(constructs)]
        report.count()


def _strings(value: Any) -> set[str]:
    """Return the texts in a body that name what was planned before."""
    if isinstance(value, str):
        return {value} if value.startswith("$") else set()
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(_strings, inner))
