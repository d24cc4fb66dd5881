"""Makes a pack from an author's draft: quotes become anchors, wordings become intervals, keys become ids.

A draft is a folder of the same NDJSON files, which name records by keys of the author's choosing and
places by quotes: `"S13"` is the thirteenth sentence, `"S13|quote"` the one place in it that reads so.
`README.md` describes it. Drafts quote the text, so those of a text that is not free stay outside the repository.
"""

import json
from pathlib import Path
from typing import Any

from seed.coverage import normalised
from seed.formula import overlap, recompute
from seed.frozen.decimals import multiply
from seed.frozen.intervals import Interval, denote
from seed.packs import RESOURCES, PackError, Row
from seed.text import Span, Text

_LETTERS = {"statistics": "s", "claims": "c", "topics": "t", "relationships": "r", "evidence": "e"}


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
        self.outline = [
            (self._extent(row), f"{self.essay['id']}-h{n}") for n, row in enumerate(self.draft["sections"], 1)
        ]
        self.passages = self._number_passages()
        self.ids = self._number_records()
        self.statistics: dict[str, Row] = {}

    def compile(self) -> dict[str, list[Row]]:
        """Return the rows of each file of the pack."""
        rows: dict[str, list[Row]] = {
            "units": [row | _END for row in self.draft["units"]],
            "terms": [row | _END for row in self.draft["terms"]],
            "sources": [self._source(row) for row in self.draft["sources"]],
            "essays": [self.essay | {"length": self.text.length, "sha256": self.text.sha256} | _END],
            "sections": [self._section(n, row) for n, row in enumerate(self.draft["sections"], 1)],
            "passages": [self._passage(span, n) for span, n in self.passages.items()],
            "statistics": self._all_statistics(),
        }
        for name, build in (
            ("claims", self._claim),
            ("topics", self._topic),
            ("relationships", self._relationship),
            ("evidence", self._evidence),
        ):
            rows[name] = [self._head(name, row) | build(row) | _end(row) for row in self._ordered(name)]
        rows["coverage"] = [self._coverage(row) for row in self.draft["coverage"]]
        return rows

    # Places

    def _span(self, anchor: str) -> Span:
        ordinal, _, quote = anchor.partition("|")
        try:
            sentence = self.text.sentences[int(ordinal.removeprefix("S")) - 1]
        except (ValueError, IndexError):
            message = f"{anchor!r} names no sentence: there are S1 to S{len(self.text.sentences)}"
            raise PackError(message) from None
        if not quote:
            return sentence
        if self.text[sentence].count(quote) != 1:
            message = f"{anchor!r} stands {self.text[sentence].count(quote)} times in its sentence, not once"
            raise PackError(message)
        start = sentence.start + self.text[sentence].index(quote)
        return Span(start, start + len(quote))

    def _extent(self, section: Row) -> Span:
        return Span(self._span(section["from"]).start, self._span(section["to"]).end)

    def _section_at(self, span: Span) -> str | None:
        inside = [(whole.end - whole.start, name) for whole, name in self.outline if whole.contains(span)]
        return min(inside)[1] if inside else None

    def _number_passages(self) -> dict[Span, int]:
        spans = {span for span, _ in self.outline}
        for rows in self.draft.values():
            spans |= {self._span(anchor) for row in rows for anchor in _anchors(row)}
        return {span: number for number, span in enumerate(sorted(spans), start=1)}

    def _passage_id(self, span: Span) -> str:
        return f"{self.essay['id']}-p{self.passages[span]}"

    def _places(self, row: Row) -> list[str]:
        return list(dict.fromkeys(self._passage_id(self._span(anchor)) for anchor in row["at"]))

    def _home(self, row: Row) -> str | None:
        return self._section_at(self._span(row["at"][0])) if row["at"] else None

    # Names

    def _ordered(self, name: str) -> list[Row]:
        rows = self.draft[name]
        if name not in {"claims", "statistics"}:
            return rows
        beyond = Span(self.text.length, self.text.length)
        return sorted(rows, key=lambda row: self._span(row["at"][0]) if row["at"] else beyond)

    def _number_records(self) -> dict[str, str]:
        ids: dict[str, str] = {}
        for name, letter in _LETTERS.items():
            for number, row in enumerate(self._ordered(name), start=1):
                if ids.setdefault(f"{name}:{row['key']}", f"{self.essay['id']}-{letter}{number}") in set(
                    ids.values()
                ) - {f"{self.essay['id']}-{letter}{number}"}:
                    message = f"the key {row['key']!r} of {name} stands twice"
                    raise PackError(message)
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

    # Records

    def _source(self, row: Row) -> Row:
        return (
            {name: value for name, value in row.items() if name != "at"} | {"passages": self._places(row)} | _end(row)
        )

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
            "passages": [self._passage_id(self._extent(row))],
        } | _END

    def _passage(self, span: Span, number: int) -> Row:
        return {
            "id": self._passage_id(span),
            "essay_id": self.essay["id"],
            "number": number,
            "start": span.start,
            "end": span.end,
            "sha256": self.text.digest(span),
            "section_id": self._section_at(span),
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
        factors = {unit["id"]: unit["factor"] for unit in self.draft["units"]}
        factor = factors[row["unit"]] if row["unit"] else "1"
        bounds = _bounds(row)
        record = (
            self._head("statistics", row)
            | {name: row[name] for name in ("text", "measure", "subject", "quantity", "as_written")}
            | {name: row[name] for name in ("comparator", "value", "reading")}
            | bounds
            | {"unit": row["unit"]}
            | {f"normalised_{end}": multiply(bounds[end], factor) for end in ("lower", "upper")}
            | {name: row[name] for name in ("period", "mode", "condition")}
            | {"condition_id": self._id("statistics", row["condition_on"])}
            | {name: row[name] for name in ("ranked_by", "ranked_among")}
            | {"inputs": [self._id("statistics", key) for key in row["inputs"]], "formula": row["formula"]}
        )
        recomputed: Row = {"recomputed_lower": None, "recomputed_upper": None, "agrees": None}
        if row["formula"]:
            result = recompute(row["formula"], [normalised(self.statistics[key]) for key in row["inputs"]])
            recomputed = {
                "recomputed_lower": result.lower,
                "recomputed_upper": result.upper,
                "agrees": overlap(result, normalised(record)),
            }
        return (
            record
            | recomputed
            | {"attributed_to": row["attributed_to"], "asserted_by": row["asserted_by"]}
            | {"section_id": self._home(row), "passages": self._places(row)}
            | _end(row)
        )

    def _claim(self, row: Row) -> Row:
        said = {name: row[name] for name in ("kind", "text", "stance", "attributed_to")}
        return said | {"section_id": self._home(row), "passages": self._places(row)}

    def _topic(self, row: Row) -> Row:
        said = {name: row[name] for name in ("kind", "title", "summary")}
        return said | {"claims": [self._id("claims", key) for key in row["claims"]], "passages": self._places(row)}

    def _relationship(self, row: Row) -> Row:
        return {
            "poles": row["poles"],
            "question": row["question"],
            "thesis_id": self._id("claims", row["thesis"]),
            "resolution": row["resolution"],
            "lever_id": self._id("topics", row["lever"]),
            "claims": [{"claim_id": self._id("claims", item["claim"]), "role": item["role"]} for item in row["claims"]],
            "passages": self._places(row),
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
        }

    def _coverage(self, row: Row) -> Row:
        if row["what"] == "thesis":
            return {"what": "thesis", "claim_id": self._id("claims", row["claim"]), "reason": row["reason"]}
        if row["what"] == "sentence":
            span = self._span(row["at"])
        else:
            span = next(span for span in self.text.numerals if span.start == row["offset"])
        return {"what": row["what"], "start": span.start, "end": span.end, "reason": row["reason"]}


_FILES = {"claim": "claims", "statistic": "statistics", "evidence": "evidence"}
_END: Row = {"note": None, "status": "published"}


def _line(record: Row) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def _end(row: Row) -> Row:
    return _END | {"note": row["note"]}


def _bounds(row: Row) -> Row:
    if row["quantity"] == "date":
        ends = Interval(None, False, None, False)
        basis = None
    elif "lower" in row:
        ends = Interval(row["lower"], row["lower_closed"], row["upper"], row["upper_closed"])
        basis = "reading" if row["reading"] else "stated"
    else:
        denotation = denote(row["quantity"], row["comparator"], row["value"], row["reading"], row.get("of"))
        ends, basis = denotation.interval, denotation.basis
    return {
        "lower": ends.lower,
        "lower_closed": ends.lower_closed,
        "upper": ends.upper,
        "upper_closed": ends.upper_closed,
        "bound_basis": basis,
    }


def _read(draft: Path, name: str) -> list[Row]:
    paths = sorted(draft.glob(f"{name}*.ndjson"))
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]


def _anchors(row: dict[str, Any]) -> list[str]:
    anchors = row.get("at", [])
    return anchors if isinstance(anchors, list) else []
