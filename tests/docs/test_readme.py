"""What the README says beside its examples, for somebody who has three minutes."""

import re

from tests.docs.documents import README, ROOT, page

PACK = ROOT / "seed" / "packs" / "cao2023"


def test_it_is_read_in_three_minutes() -> None:
    assert len(README.splitlines()) <= 150


def test_ci_runs_its_commands() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    [install] = re.findall(r"pip install (-qc constraints.txt -e '.\[test\]') && .venv/bin/pytest", README)
    assert f"pip install {install}" in ci
    assert re.search(r"^quietly pytest -p tests.coverage --coverage-floor [\d.]+$", ci, re.MULTILINE)


def test_the_guide_has_the_same_commands() -> None:
    for where in ("index.md", "howto/measure.md"):
        [command] = re.findall(r"^python3 -m venv .*$", page(where), re.MULTILINE)
        assert command in README


def test_it_counts_what_the_pack_holds() -> None:
    for word, name in (("claims", "claims"), ("figures", "statistics"), ("sources", "sources")):
        count = len((PACK / f"{name}.ndjson").read_text(encoding="utf-8").splitlines())
        assert f"{count} {word}" in README
    links = len((PACK / "evidence.ndjson").read_text(encoding="utf-8").splitlines())
    assert f"{links} links of evidence" in README


def test_every_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []
    assert len(links) > 10


def test_its_picture_is_small() -> None:
    assert (ROOT / "docs" / "images" / "map-claim.webp").stat().st_size < 150_000


def test_its_ratios_are_those_of_the_tables() -> None:
    table = page("explanation/performance.md").partition("## At 1,000,000 claims")[2]
    cost = {
        (question, server): float(micros)
        for question, server, micros in re.findall(
            r"^\| ([^|]+) \| ([^|]+) \|(?: [^|]+ \|){3} (\d+) \|", table, re.MULTILINE
        )
    }
    limit, own = "uvicorn with a query (the limit)", "Lunju, SQLite"
    ratios = {
        "1.8": cost["one record", own] / cost["one record", limit],
        "0.5": cost["50 of one kind", own] / cost["50 of one kind", limit],
        "9": cost["one record", "Datasette, SQLite"] / cost["one record", own],
        "12": cost["one record", "FastAPI + SQLModel, SQLite"] / cost["one record", own],
        "0.8": cost["one record, again", "Lunju, SQLite, cache"] / cost["one record, again", limit],
        "5": cost["its page", own] / cost["one with all it is joined to", own],
    }
    said = README.partition("## Speed")[2].partition("\n## ")[0]
    assert {text: f"{ratio:.{len(text.partition('.')[2])}f}" for text, ratio in ratios.items()} == {
        text: text for text in ratios
    }
    assert re.findall(r"\b(\d+(?:\.\d)?) times", said) == list(ratios)
    assert abs(cost["50 at the middle", own] / cost["50 at the start", own] - 1) < 0.1
