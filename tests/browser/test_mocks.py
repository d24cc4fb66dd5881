"""The handlers for Mock Service Worker answer within a real service worker, and as Storybook uses them."""

import json
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import blank
from tests.clients.front_end import front_end, node_in
from tests.clients.static_site import static_site


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a front end is served: two pages, built as for production, and the service worker."""
    project = front_end(tmp_path_factory)
    public = tmp_path_factory.mktemp("front")
    done = node_in(project)("node_modules/vite/bin/vite.js", "build", "--outDir", str(public), "--emptyOutDir", "false")
    assert done.returncode == 0, done.stderr
    shutil.copy(project / "node_modules" / "msw" / "lib" / "mockServiceWorker.js", public)
    with static_site(public) as base:
        yield base


def said(browser: Browser, front: str, path: str) -> object:
    with blank(browser, front) as page:
        page.goto(path)
        page.wait_for_function("document.body?.textContent.length > 0")
        return json.loads(page.text_content("body") or "")


def test_a_service_worker_answers_as_was_recorded(browser: Browser, front: str) -> None:
    found = said(browser, front, "/page.html")
    assert isinstance(found, dict)
    assert found["statuses"] == [200, 304, 200, 412, 501]
    assert found["version"] == 1
    assert found["tag"].startswith('"1-')
    assert found["link"].startswith(f"<{front}/api/claims?")


def test_no_story_sees_what_another_one_wrote(browser: Browser, front: str) -> None:
    assert said(browser, front, "/stories.html") == [[200, 1, 200], [200, 1, 200], [200, 1, 412]]
