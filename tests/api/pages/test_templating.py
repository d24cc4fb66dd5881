"""What records say stands on pages as text, never as markup."""

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from tests.api.pages.pages import BROWSER
from tests.api.writing import patch, writer
from tests.conftest import Databases

pytestmark = pytest.mark.one_database

TEXT = """<b>&"'</b>"""
ESCAPED = "&lt;b&gt;&amp;&#34;&#39;&lt;/b&gt;"


@pytest.fixture(scope="module")
def marked(databases: Databases, seeded_template: str) -> Iterator[httpx.Client]:
    """A client of a service where c12 says what would be markup."""
    with writer(databases.copy(seeded_template)) as client:
        patch(client, "/claims/cao2023-c12", {"text": {"en": TEXT}, "note": {"zh-Hans": TEXT}})
        yield client


@pytest.mark.parametrize(
    "path",
    ["/claims/cao2023-c12", "/claims/cao2023-c12?lang=zh-Hans", "/claims", "/claims.html", f"/search?q={quote(TEXT)}"],
)
def test_what_a_record_says_is_text(marked: httpx.Client, path: str) -> None:
    page = marked.get(path, headers=BROWSER).text
    assert ESCAPED in page
    assert "<b>&" not in page
