"""Makes a pack from an author's draft: quotes become anchors, wordings become intervals, keys become ids.

A draft is a folder of the same NDJSON files, which name records by keys of the author's choosing and
places by quotes: `"S13"` is the thirteenth sentence, `"S13|quote"` the one place in it that reads so.
`README.md` describes it. Drafts quote the text, so those of a text that is not free stay outside the repository.
"""

import json
from itertools import count
from pathlib import Path

from seed.draft_reviews import REVIEW_LISTS, compared, review_row
from seed.draft_sources import source_row
from seed.frozen.figures import bounds, normalised, recomputed
from seed.frozen.scales import BASE, Scale
from seed.packs import RESOURCES, PackError, Row
from seed.places import Places
from seed.text import Span, Text

_LETTERS = {"statistics": "s", "claims": "c", "topics": "t", "relationships": "r", "evidence": "e", "reviews": "v"}


def compile_pack(draft: Path, text: Text, target: Path) -> None:
    """Write the pack of a draft.

    Args:
        draft: the folder of the draft.
        text: the essay's exact text.
        target: the folder to write; its files are replaced.

    Raises:
        PackError: a quote does not stand once where it should, or a key names nothing.
    """
    rows = _Compiler(draft, text).compile()
    manifest = json.loads((draft / "pack.json").read_text(encoding="utf-8"))
    files = {"pack.json": json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"}
    files |= {f"{name}.ndjson": "".join(map(_line, records)) for name, records in rows.items()}
    if manifest["text"]:
        files[manifest["text"]] = text.content
    target.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (target / name).write_bytes(content.encode())


class _Compiler:
    def __init__(self, draft: Path, text: Text) -> None:
        self.text = text
        self.draft = {name: _read(draft, name) for name in (*RESOURCES, "coverage")}
        self.essay = json.loads((draft / "essay.json").read_text(encoding="utf-8"))
        records = [row for name in RESOURCES for row in self.draft[name]]
        self.places = Places(text, self.essay["id"], self.draft["sections"], records)
        self.ids = self._number_records()
        self.statistics: dict[str, Row] = {}

    def compile(self) -> dict[str, list[Row]]:
        """Return the rows of each file of the pack."""
        rows: dict[str, list[Row]] = {
            "units": [{"offset": "0"} | row | _END for row in self.draft["units"]],
            "measures": [row | _END for row in self.draft["measures"]],
            "entities": [{"aliases": [], "same_as": []} | row | _END for row in self.draft["entities"]],
            "sources": [source_row(row, self.places.passages_of(row)) | _end(row) for row in self.draft["sources"]],
            "essays": [
                {"genre": "essay", "extra": None}
                | self.essay
                | {"length": self.text.length, "sha256": self.text.sha256}
                | _END
            ],
            "sections": [self._section(n, row) for n, row in enumerate(self.draft["sections"], 1)],
            "passages": [self._passage(span, n) for span, n in self.places.passages.items()],
            "statistics": self._all_statistics(),
        }
        for name, build in (
            ("claims", self._claim),
            ("topics", self._topic),
            ("relationships", self._relationship),
            ("evidence", self._evidence),
            ("reviews", self._review),
        ):
            rows[name] = [self._head(name, row) | build(row) | _end(row) for row in self._ordered(name)]
        rows["coverage"] = [self._coverage(row) for row in self.draft["coverage"]]
        return rows

    def _ordered(self, name: str) -> list[Row]:
        rows = self.draft[name]
        return sorted(rows, key=self.places.order) if name in {"claims", "statistics"} else rows

    def _number_records(self) -> dict[str, str]:
        ids: dict[str, str] = {}
        for name, letter in _LETTERS.items():
            rows = self._ordered(name)
            following = count(max((row.get("number", 0) for row in rows), default=0) + 1)
            for row in rows:
                number = row.get("number") or next(following)
                key = f"{name}:{row['key']}"
                if key in ids:
                    message = f"the key {key!r} stands twice in the draft"
                    raise PackError(message)
                ids[key] = f"{self.essay['id']}-{letter}{number}"
        return ids

    def _id(self, name: str, key: str | None) -> str | None:
        return None if key is None else self._known(f"{name}:{key}")

    def _known(self, key: str) -> str:
        if key not in self.ids:
            message = f"{key!r} names no record of the draft"
            raise PackError(message)
        return self.ids[key]

    def _head(self, name: str, row: Row) -> Row:
        identifier = self._known(f"{name}:{row['key']}")
        number = int(identifier.rpartition(_LETTERS[name])[2])
        return {"id": identifier, "essay_id": self.essay["id"], "number": number}

    def _section(self, number: int, row: Row) -> Row:
        keys = [section["key"] for section in self.draft["sections"]]
        parent = row["parent"] and f"{self.essay['id']}-h{keys.index(row['parent']) + 1}"
        return {
            "id": f"{self.essay['id']}-h{number}",
            "essay_id": self.essay["id"],
            "number": number,
            "parent_id": parent,
            "level": row["level"],
            "title": row["title"],
            "summary": row["summary"],
            "passages": [self.places.passage_id(self.places.extent(row))],
        } | _END

    def _passage(self, span: Span, number: int) -> Row:
        return {
            "id": self.places.passage_id(span),
            "essay_id": self.essay["id"],
            "number": number,
            "start": span.start,
            "end": span.end,
            "sha256": self.text.digest(span),
            "section_id": self.places.section_at(span),
            "paragraph": self.text.paragraph(span.start),
            "sentence": self.text.sentence(span.start),
        } | _END

    def _all_statistics(self) -> list[Row]:
        ordered = self._ordered("statistics")
        # A computed figure is made from its inputs, wherever those stand.
        for row in sorted(ordered, key=lambda row: bool(row["formula"])):
            self.statistics[row["key"]] = self._statistic(row)
        return [self.statistics[row["key"]] for row in ordered]

    def _statistic(self, row: Row) -> Row:
        scales = {unit["id"]: Scale(unit["factor"], unit.get("offset", "0")) for unit in self.draft["units"]}
        scale = scales[row["unit"]] if row["unit"] else BASE
        ends = bounds(row, scale)
        record = (
            self._head("statistics", row)
            | {name: row[name] for name in ("text", "measure", "subject", "quantity", "as_written")}
            | {name: row[name] for name in ("comparator", "value", "reading")}
            | ends
            | {"unit": row["unit"]}
            | normalised(ends, scale)
            | {name: row[name] for name in ("period", "mode", "condition")}
            | {"condition_id": self._id("statistics", row["condition_on"])}
            | {name: row[name] for name in ("ranked_by", "ranked_among")}
            | {"inputs": [self._id("statistics", key) for key in row["inputs"]], "formula": row["formula"]}
        )
        return (
            record
            | recomputed(record, [self.statistics[key] for key in row["inputs"]])
            | {"attributed_to": row["attributed_to"], "asserted_by": row["asserted_by"]}
            | {"section_id": self.places.section_of(row), "passages": self.places.passages_of(row)}
            | {"extra": row.get("extra")}
            | _end(row)
        )

    def _claim(self, row: Row) -> Row:
        places = {"section_id": self.places.section_of(row), "passages": self.places.passages_of(row)}
        states = [self._id("statistics", key) for key in row.get("states", [])]
        unsaid = {"one_utterance": False, "extra": None}
        return unsaid | _said(row) | {"states": states, "about": row.get("about", [])} | places

    def _topic(self, row: Row) -> Row:
        return _said(row) | {
            "claims": [self._id("claims", key) for key in row["claims"]],
            "about": row.get("about", []),
            "passages": self.places.passages_of(row),
        }

    def _relationship(self, row: Row) -> Row:
        return {
            "poles": row["poles"],
            "question": row["question"],
            "thesis_id": self._id("claims", row["thesis"]),
            "resolution": row["resolution"],
            "lever_id": self._id("topics", row["lever"]),
            "claims": [{"claim_id": self._id("claims", item["claim"]), "role": item["role"]} for item in row["claims"]],
            "about": row.get("about", []),
            "passages": self.places.passages_of(row),
        }

    def _evidence(self, row: Row) -> Row:
        origin_type, origin_key = row["from"].split(":")
        target_type, target_key = row["to"].split(":")
        return {
            "relation": row["relation"],
            "origin_type": origin_type,
            "origin_id": origin_key if origin_type == "source" else self._id(_FILES[origin_type], origin_key),
            "target_type": target_type,
            "target_id": self._id(_FILES[target_type], target_key),
            "group": row["group"],
            "scheme": row["scheme"],
            "asserted_by": row["asserted_by"],
            "asserter_id": row.get("asserter_id"),
            "extra": row.get("extra"),
        }

    def _review(self, row: Row) -> Row:
        kind, key = row["of"].split(":")
        reviewed = self.statistics[key] if kind == "statistic" else None
        found = [self.statistics[item] for item in row["statistics"]]
        lists = {name: [self._id(_FILES.get(name, name), item) for item in row[name]] for name in REVIEW_LISTS}
        return review_row(
            row, self._known(f"{_FILES[kind]}:{key}"), compared(reviewed, found, self.draft["units"]), lists
        )

    def _coverage(self, row: Row) -> Row:
        if row["what"] == "thesis":
            return {"what": "thesis", "claim_id": self._id("claims", row["claim"]), "reason": row["reason"]}
        span = self.places.span(row["at"]) if row["what"] == "sentence" else self.places.numeral(row["offset"])
        return {"what": row["what"], "start": span.start, "end": span.end, "reason": row["reason"]}


_FILES = {"claim": "claims", "statistic": "statistics", "evidence": "evidence", "supersedes": "reviews"}
_END: Row = {"note": None, "status": "published"}


def _line(record: Row) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def _said(row: Row) -> Row:
    """Return what a draft says as the record has it: all but the key, the place, and what stands at a record's end."""
    return {name: value for name, value in row.items() if name not in {"key", "at", "note"}}


def _end(row: Row) -> Row:
    return _END | {"note": row["note"]}


def _read(draft: Path, name: str) -> list[Row]:
    paths = sorted(draft.glob(f"{name}*.ndjson"))
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
