"""Proof that a pack holds all of its text: every anchor, every sentence, every numeral, every thesis."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from seed.frozen.figures import normalised, recomputed
from seed.frozen.scales import BASE, Scale
from seed.packs import Pack, Row
from seed.text import Span, Text


@dataclass(frozen=True)
class Tally:
    """How many of how many hold, and what does not."""

    what: str
    total: int
    failures: list[str] = field(default_factory=list)

    @property
    def held(self) -> int:
        """How many hold."""
        return self.total - len(self.failures)

    def __str__(self) -> str:
        """Return one line: the figure, its denominator, and the first failures."""
        # Rounded down: what is not whole is never shown as 100 %.
        share = 10_000 * self.held // self.total / 100 if self.total else 100
        line = f"{self.what}: {self.held} of {self.total} ({share:g} %)"
        return "\n  ".join([line, *self.failures[:20]])


def prove(pack: Pack, text: Text) -> list[Tally]:
    """Check a pack against its text.

    Raises:
        ValueError: the text is not the essay's: its length or SHA-256 differs.
    """
    [essay] = pack.rows("essays")
    if (text.length, text.sha256) != (essay["length"], essay["sha256"]):
        message = (
            f"this is not the text of {essay['id']}: it has {text.length} code points and SHA-256 "
            f"{text.sha256[:12]}…, the essay {essay['length']} and {essay['sha256'][:12]}…"
        )
        raise ValueError(message)
    return [
        _anchors(pack, text),
        _wordings(pack, text),
        _sentences(pack, text),
        _numerals(pack, text),
        _theses(pack),
        _figures(pack),
    ]


def _anchors(pack: Pack, text: Text) -> Tally:
    """Each passage is where it says, and holds what its hash says."""
    sections = [(span, row["id"]) for row in _standing(pack, "sections") for span in _spans(pack, row)]
    failures = []
    passages = _standing(pack, "passages")
    for row in passages:
        span = Span(row["start"], row["end"])
        inside = [(whole.end - whole.start, name) for whole, name in sections if whole.contains(span)]
        found = {
            "sha256": text.digest(span),
            "section_id": min(inside)[1] if inside else None,
            "paragraph": text.paragraph(span.start),
            "sentence": text.sentence(span.start),
        }
        wrong = [name for name, value in found.items() if row[name] != value]
        if wrong:
            failures.append(f"{row['id']}: broken, since the text disagrees on {', '.join(wrong)}")
    return Tally("anchors proved", len(passages), failures)


def _wordings(pack: Pack, text: Text) -> Tally:
    """The first passage of each statistic holds its wording, once."""
    rows = [row for row in _standing(pack, "statistics") if row["passages"]]
    failures = [
        f"{row['id']}: {row['as_written']!r} does not stand once in {row['passages'][0]}"
        for row in rows
        if text[_spans(pack, row)[0]].count(row["as_written"]) != 1
    ]
    return Tally("statistics found as written", len(rows), failures)


def _sentences(pack: Pack, text: Text) -> Tally:
    """Each sentence has a claim, a statistic or a source, or a listed reason to have none."""
    covered = {Span(row["start"], row["end"]) for row in pack.coverage if row["what"] == "sentence"}
    for resource in ("claims", "statistics", "sources"):
        for row in _standing(pack, resource):
            covered.update(_spans(pack, row))
    missing = [span for span in text.sentences if not any(span.overlaps(other) for other in covered)]
    return Tally("sentences accounted for", len(text.sentences), [_at(text, span) for span in missing])


def _numerals(pack: Pack, text: Text) -> Tally:
    """Each numeral stands in a statistic's wording, or is listed with its reason."""
    covered = [Span(row["start"], row["end"]) for row in pack.coverage if row["what"] == "numeral"]
    for row in _standing(pack, "statistics"):
        for span in _spans(pack, row)[:1]:
            start = span.start + text[span].find(row["as_written"])
            covered.append(Span(start, start + len(row["as_written"])))
    missing = [span for span in text.numerals if not any(other.contains(span) for other in covered)]
    return Tally("numerals accounted for", len(text.numerals), [_at(text, span) for span in missing])


def _theses(pack: Pack) -> Tally:
    """Each thesis is reached by support from a statistic or a source, or is listed as bare.

    Links that share a group and a target are one reason, which needs all of its premises.
    """
    reasons: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _standing(pack, "evidence"):
        if row["relation"] == "supports":
            reasons[row["target_id"], row["group"] or row["id"]].add(row["origin_id"])
    reached = {row["id"] for name in ("statistics", "sources") for row in _standing(pack, name)}
    while grown := {target for (target, _), premises in reasons.items() if premises <= reached} - reached:
        reached |= grown
    bare = {row["claim_id"] for row in pack.coverage if row["what"] == "thesis"}
    theses = [row["id"] for row in _standing(pack, "claims") if row["kind"] == "thesis"]
    failures = [f"{name} is reached by no statistic or source" for name in theses if name not in reached | bare]
    failures += [f"{name} is listed as bare, but is reached" for name in sorted(bare & reached)]
    return Tally("theses grounded or listed as bare", len(theses), failures)


def _figures(pack: Pack) -> Tally:
    """Each interval is normalised by its unit, and each computed figure recomputes as recorded."""
    scales = {row["id"]: Scale(row["factor"], row["offset"]) for row in pack.rows("units")}
    rows = {row["id"]: row for row in pack.rows("statistics")}
    faults = {name: _faults(row, rows, scales) for name, row in rows.items()}
    failures = [f"{name}: {found}" for name, found in faults.items() if found]
    return Tally("figures recomputed", len(rows), failures)


def _faults(row: Row, rows: dict[str, Row], scales: dict[str, Scale]) -> str:
    found = normalised(row, scales[row["unit"]] if row["unit"] else BASE)
    found |= recomputed(row, [rows[name] for name in row["inputs"]])
    return ", ".join(f"{name} comes to {value}, not {row[name]}" for name, value in found.items() if row[name] != value)


def _standing(pack: Pack, resource: str) -> list[Row]:
    """Return the records that hold: what was withdrawn accounts for nothing, and is held to nothing."""
    return [row for row in pack.rows(resource) if row["status"] != "withdrawn"]


def _spans(pack: Pack, row: Row) -> list[Span]:
    return [pack.spans[name] for name in row["passages"] if name in pack.spans]


def _at(text: Text, span: Span) -> str:
    return f"{span.start}-{span.end} (sentence {text.sentence(span.start)}): {text[span][:30]}"


def describe(tallies: Iterable[Tally]) -> tuple[str, bool]:
    """Return the tallies as lines, and whether all of them are whole."""
    tallies = list(tallies)
    return "\n".join(map(str, tallies)), not any(tally.failures for tally in tallies)
