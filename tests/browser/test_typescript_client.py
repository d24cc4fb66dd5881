"""The client in TypeScript, in Chromium, on a page of another origin."""

import pytest
from playwright.sync_api import Browser

from tests.api.writing import key
from tests.browser.conftest import blank
from tests.clients.test_typescript_client import EXPECTED
from tests.clients.typescript_client import bundled, workshop
from tests.conftest import serving

pytestmark = pytest.mark.one_database


def test_the_client_does_in_a_browser_what_it_does_in_node(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, writable: str
) -> None:
    program = bundled(workshop(tmp_path_factory), "in_browser.ts", "--format=iife")
    with serving(writable) as base, blank(browser, base, bypass_csp=True) as page:
        elsewhere = base.replace(
            "127.0.0.1", "localhost"
        )  # a browser lets pages of this machine alone ask this machine
        page.goto(f"{elsewhere}/healthz")
        page.add_script_tag(content=program.read_text(encoding="utf-8"))
        found = page.evaluate("sent => tell(...sent)", [base, key(writable), elsewhere])
    assert {name: found[name] for name in EXPECTED} == EXPECTED
