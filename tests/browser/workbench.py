"""The workbench in a window, as somebody uses it who makes an essay."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.patience import PATIENCE

expect.set_options(timeout=1000 * PATIENCE)

TEXT = Path("seed/packs/moss2026/text.txt").read_text(encoding="utf-8")

_SELECT = """words => {
  const root = document.querySelector('.bench-words');
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const text = nodes.map(node => node.data).join('');
  const start = text.indexOf(words);
  if (start < 0 || text.indexOf(words, start + 1) >= 0) throw new Error(`not once: ${words}`);
  const at = (offset, ends) => {
    for (const node of nodes) {
      if (offset < node.length || (ends && offset === node.length)) return [node, offset];
      offset -= node.length;
    }
  };
  root.focus({ preventScroll: true });
  getSelection().setBaseAndExtent(...at(start, false), ...at(start + words.length, true));
}"""


@dataclass
class Bench:
    """A window with the workbench, and the service behind it."""

    page: Page
    api: httpx.Client
    key: str

    @property
    def form(self) -> Locator:
        return self.page.locator("#form form")

    @property
    def told(self) -> Locator:
        return self.page.locator(".told-changes")

    def type_key(self) -> None:
        self.page.get_by_label("Editor’s key").fill(self.key)
        self.page.get_by_role("button", name="Use it").click()
        expect(self.page.locator("#key-state")).to_have_text("This key may write.")

    def is_read(self) -> None:
        """Wait until the essay is read, with what stands in it."""
        expect(self.page.locator("#coverage")).not_to_be_empty()

    def make_essay(self, family: str, text: str = TEXT, licence: str = "CC0-1.0") -> str:
        """Make an essay of a text, on the page of a new one, and return its id."""
        self.type_key()
        self.page.get_by_label("The text", exact=True).fill(text)
        self.page.get_by_label("Title").fill(text.split("\n", 1)[0][:60])
        self.page.get_by_label("Family name").fill(family)
        self.page.get_by_label("When it was published").fill("2026")
        self.page.get_by_label("Licence of the text").fill(licence)
        self.page.get_by_role("button", name="Find its outline").click()
        self.page.get_by_role("button", name="Make the essay").click()
        self.is_read()
        return f"{family.lower()}2026"

    def select(self, words: str) -> None:
        """Select words of the text, which stand in it once, as a mouse does."""
        self.page.evaluate(_SELECT, words)
        expect(self.page.locator(".picked")).to_be_visible()

    def make(self, what: str, words: str) -> None:
        """Open the form of a claim, a figure or a source of words of the text."""
        self.select(words)
        self.page.locator(".picked").get_by_role("button", name=what, exact=True).click()

    def keep(self) -> None:
        self.form.get_by_role("button", name="Keep", exact=True).click()
        expect(self.form).to_have_count(0)

    def claim(self, words: str, says: str, kind: str = "Factual", stance: str = "") -> None:
        """Make a claim of words of the text."""
        self.make("Claim", words)
        self.form.get_by_label("What it claims (English)").fill(says)
        self.form.get_by_label("What kind of claim it is").select_option(label=kind)
        if stance:
            self.form.get_by_label(stance).check()
        self.keep()

    def save(self) -> None:
        self.page.get_by_role("button", name="Save all").click()
        expect(self.told).to_contain_text("saved", ignore_case=True)
        assert self.page.locator(".fault").all_text_contents() == []
        expect(self.told).to_contain_text("Saved:")

    def card(self, says: str) -> Locator:
        cards = self.page.locator(".bench-card:not(.proposal)")
        return cards.filter(has=self.page.locator(".says", has_text=says))

    def read(self, path: str) -> Any:
        """Return what the service answers at a path."""
        return self.api.get(path).raise_for_status().json()
