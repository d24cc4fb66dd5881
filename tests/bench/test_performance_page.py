"""What is said around the tables of the page on performance stays when they are replaced."""

import re

from tests.bench.made_up import findings
from tests.bench.performance_page import PAGE, with_sections
from tests.bench.report import report


def headings(page: str) -> list[str]:
    return re.findall(r"^## (.*)$", page, re.MULTILINE)


def test_sections_are_replaced_and_all_else_stays() -> None:
    page = PAGE.read_text(encoding="utf-8")
    sections = report(findings(20_000)) + "\n" + report(findings(40_000))
    replaced = with_sections(page, sections)
    others = [heading for heading in headings(page) if not heading.startswith("At ")]
    assert headings(replaced) == ["At 20,000 claims", "At 40,000 claims", *others]
    assert sections.strip() in replaced
    assert replaced.startswith(page.partition("## ")[0])
    assert replaced.endswith(page.partition("## What makes it so")[2])


def test_sections_that_are_there_are_replaced_by_themselves() -> None:
    once = with_sections(PAGE.read_text(encoding="utf-8"), report(findings(20_000)))
    assert with_sections(once, report(findings(20_000))) == once
