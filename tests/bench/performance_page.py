"""The page of the guide that holds the tables."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "performance.md"


def with_sections(page: str, sections: str) -> str:
    """Return a page with these sections in place of those on a number of claims; what is said around them stays."""
    before, *after = [part for part in re.split(r"^(?=## )", page, flags=re.MULTILINE) if not part.startswith("## At ")]
    return "\n".join(f"{part.strip()}\n" for part in (before, sections, "".join(after)))
