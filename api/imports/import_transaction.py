"""An import: a draft becomes records by the rules of every write, all of them or none."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa

from api import __version__
from api.core.texts import attached_texts
from api.core.write.idempotency import Answer
from api.core.write.transaction import WriteRequest, WriteTransaction, transact
from api.core.write.write_headers import MAX_REASON
from api.imports.cited_places import cite_works
from api.imports.draft_places import DraftPlaces
from api.imports.draft_plan import DraftPlan
from api.imports.draft_reading import named_in, read_draft
from api.imports.earlier_imports import KeptPart, find_earlier, keep_import
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
from api.imports.record_writing import RecordWriting
from api.imports.standing_records import StandingRecords
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
    content = parsed.text if parsed.text is not None else text

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
        running = _Import(transaction, read, known, report, joined)
        running.run()
        report.written = not request.validate_only
        if report.written and running.is_news:
            report.number = keep_import(transaction, report, running.parts)
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
        self._earlier = None if joined or parsed.is_new else find_earlier(transaction, draft, text)
        self._parts: dict[str, KeptPart] = {}
        if self._earlier and not text:
            self._text = attached_texts.attached(transaction.ledger.connection, self._earlier.essay_id)
        report.corrects = self._earlier is not None
        known = StandingRecords(transaction, self._earlier)
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

    @property
    def is_news(self) -> bool:
        """Whether it is anything else than what was imported last."""
        return self._earlier is None or self._parts != self._earlier.parts or bool(self._transaction.changes.made)

    @property
    def parts(self) -> dict[str, KeptPart]:
        """The records of the essay, by what the draft calls them, once they are written."""
        return self._parts

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
        cite_works(plan, joined.content or "")
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
        """Write what is planned, and return the ids of what was made, by how the plan names it."""
        writing = RecordWriting(self._transaction, self._plan, self._earlier)
        writing.write()
        self._parts = {} if self._joined else writing.parts
        made = self._transaction.changes.made
        self._report.made = dict(Counter(resource for resource, _ in made))
        if not self._report.faults and self._plan.essay_id and not self._joined and self._text and self._text.strip():
            self._attach(self._text)
        return writing.made

    def _attach(self, text: str) -> None:
        """Attach the text, unless it is attached so already."""
        self._transaction.ledger.flush()
        connection, essay = self._transaction.ledger.connection, str(self._plan.essay_id)
        free = attached_texts.is_free(self._plan.draft.license)
        if not attached_texts.is_attached(connection, essay, text, free=free):
            attached_texts.attach(connection, essay, text, free=free)

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
