"""Makes a pack from an author's draft: quotes become anchors, wordings become intervals, keys become ids.

A draft is a folder of the same NDJSON files, which name records by keys of the author's choosing and
places by quotes: `"S13"` is the thirteenth sentence, `"S13|quote"` the one place in it that reads so.
`README.md` describes it. Drafts quote the text, so those of a text that is not free stay outside the repository.
"""

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from seed.draft_figures import figure_row
from seed.draft_files import called, read_object, read_rows, told, write_files
from seed.draft_reviews import REVIEW_LISTS, compared, review_row
from seed.draft_sources import source_row
from seed.frozen.figures import recomputed
from seed.packs import RESOURCES, PackError, Row
from seed.places import Places
from seed.text import Text

_LETTERS = {"statistics": "s", "claims": "c", "topics": "t", "relationships": "r", "evidence": "e", "reviews": "v"}


def compile_pack(draft: Path, text: Text, target: Path) -> None:
    """Write the pack of a draft.

    Args:
        draft: the folder of the draft.
        text: the essay's exact text.
        target: the folder to write; its files are replaced.

    Raises:
        PackError: a file is not what it should be, a quote does not stand once where it should, or a key names nothing;
            all that is wrong with its records is told.
    """
    manifest = read_object(draft / "pack.json")
    rows = _Compiler(draft, text).compile()
    if "text" not in manifest:
        message = f"{draft / 'pack.json'} lacks `text`: the name of the text's file in the pack, or null"
        raise PackError(message)
    write_files(target, manifest, rows, text.content)


class _Compiler:
    def __init__(self, draft: Path, text: Text) -> None:
        self.text = text
        self.draft = {name: read_rows(draft, name) for name in (*RESOURCES, "coverage")}
        self.essay = read_object(draft / "essay.json")
        self.faults: list[str] = []
        records = [row for name in RESOURCES for row in self.draft[name]]
        with told("essay.json and its places"):
            self.places = Places(text, self.essay["id"], self.draft["sections"], records)
        self.ids = self._number_records()
        self.statistics: dict[str, Row] = {}

    def compile(self) -> dict[str, list[Row]]:
        """Return the rows of each file of the pack; refuse a draft of which some cannot be made."""
        rows = self._rows()
        if self.faults:
            raise PackError("\n".join(self.faults))
        return rows

    def _rows(self) -> dict[str, list[Row]]:
        rows: dict[str, list[Row]] = {
            "units": [{"offset": "0"} | row | _END for row in self.draft["units"]],
            "measures": [row | _END for row in self.draft["measures"]],
            "entities": [{"aliases": [], "same_as": []} | row | _END for row in self.draft["entities"]],
            "sources": self._each("sources", self.draft["sources"], self._source),
            "essays": [
                {"genre": "essay", "extra": None}
                | self.essay
                | {"length": self.text.length, "sha256": self.text.sha256}
                | _END
            ],
            "sections": self._each("sections", self.draft["sections"], self._section),
            "passages": [self.places.passage_row(span) | _END for span in self.places.passages],
            "statistics": self._all_statistics(),
        }
        for name, build in (
            ("claims", self._claim),
            ("topics", self._topic),
            ("relationships", self._relationship),
            ("evidence", self._evidence),
            ("reviews", self._review),
        ):
            rows[name] = self._each(name, self._ordered(name), partial(self._whole, name, build))
        rows["coverage"] = self._each("coverage", self.draft["coverage"], self._coverage)
        return rows

    def _each(self, name: str, rows: list[Row], build: Callable[[Row], Row]) -> list[Row]:
        """Return what is made of rows; of what nothing can be made, it is told why."""
        made = list[Row]()
        for row in rows:
            try:
                with told(f"{name}.ndjson, {called(row)}"):
                    made.append(build(row))
            except PackError as error:
                self.faults.append(str(error))
        return made

    def _whole(self, name: str, build: Callable[[Row], Row], row: Row) -> Row:
        return self._head(name, row) | build(row) | _end(row)

    def _ordered(self, name: str) -> list[Row]:
        rows = self.draft[name]
        with told(f"{name}.ndjson"):
            return sorted(rows, key=self.places.order) if name in {"claims", "statistics"} else rows

    def _number_records(self) -> dict[str, str]:
        ids: dict[str, str] = {}
        for name, letter in _LETTERS.items():
            rows = self._ordered(name)
            following = count(max((row.get("number", 0) for row in rows), default=0) + 1)
            for row in rows:
                number = row.get("number") or next(following)
                with told(f"{name}.ndjson, {called(row)}"):
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

    def _source(self, row: Row) -> Row:
        return source_row(row, self.places.passages_of(row)) | _end(row)

    def _section(self, row: Row) -> Row:
        keys = [section.get("key") for section in self.draft["sections"]]
        parent = row["parent"] and f"{self.essay['id']}-h{keys.index(row['parent']) + 1}"
        return {
            "id": f"{self.essay['id']}-h{keys.index(row['key']) + 1}",
            "essay_id": self.essay["id"],
            "number": keys.index(row["key"]) + 1,
            "parent_id": parent,
            "level": row["level"],
            "title": row["title"],
            "summary": row["summary"],
            "passages": [self.places.passage_id(self.places.extent(row))],
        } | _END

    def _all_statistics(self) -> list[Row]:
        ordered = self._ordered("statistics")
        # A computed figure is made from its inputs, wherever those stand.
        self._each("statistics", sorted(ordered, key=lambda row: bool(row.get("formula"))), self._kept_statistic)
        return [self.statistics[row["key"]] for row in ordered if row.get("key") in self.statistics]

    def _kept_statistic(self, row: Row) -> Row:
        made = self.statistics[row["key"]] = self._statistic(row)
        return made

    def _statistic(self, row: Row) -> Row:
        said = self._head("statistics", row) | figure_row(row, self.draft["units"])
        inputs = [self._id("statistics", key) for key in row["inputs"]]
        record = (
            said
            | {"condition_id": self._id("statistics", row["condition_on"])}
            | {name: row[name] for name in ("ranked_by", "ranked_among")}
            | {"inputs": inputs, "formula": row["formula"]}
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
        return self.places.covered_row(row)


_FILES = {"claim": "claims", "statistic": "statistics", "evidence": "evidence", "supersedes": "reviews"}
_END: Row = {"note": None, "status": "published"}


def _said(row: Row) -> Row:
    """Return what a draft says as the record has it: all but the key, the place, and what stands at a record's end."""
    return {name: value for name, value in row.items() if name not in {"key", "at", "note"}}


def _end(row: Row) -> Row:
    return _END | {"note": row["note"]}
