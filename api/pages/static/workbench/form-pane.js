// The one form that is open: it takes the focus, and gives it back.
import { button, element, freshId } from "./elements.js";
import { say } from "./told.js";

export class FormPane {
  constructor(root) {
    this.root = root;
    this.opened = null;
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  // `keep` reads the fields and changes the draft, or returns what will once it has asked the service; what it throws is
  // shown. `others` are further buttons.
  open({ title, parts, keep, keeps = say("keep"), others = [], addPlace = null, first }) {
    const back = this.opened?.back ?? document.activeElement;
    const id = freshId("form");
    const wrong = element("p", { class: "wrong", role: "alert" });
    const form = element(
      "form",
      {
        "aria-labelledby": id,
        class: "entry-form",
        onsubmit: (event) => {
          event.preventDefault();
          this.#keep(form, keep, wrong);
        },
      },
      element("h2", { id }, title),
      parts,
      wrong,
      element(
        "p",
        { class: "acts" },
        element("button", { class: "main" }, keeps),
        button(say("cancel"), () => this.close()),
        others,
      ),
    );
    this.opened = { addPlace, back };
    this.root.replaceChildren(form);
    this.root.hidden = false;
    (first ?? form.querySelector("textarea, input, select"))?.focus({ preventScroll: true });
    this.root.scrollIntoView({ block: "nearest" });
    this.onchange?.();
  }

  // What is asked of the service meanwhile is waited for; a form that was left in the meantime keeps nothing.
  async #keep(form, keep, wrong) {
    if (form.ariaBusy) return;
    form.ariaBusy = "true";
    try {
      const kept = await keep();
      if (form.isConnected) kept?.();
      if (form.isConnected) this.close();
    } catch (error) {
      wrong.textContent = error.message;
    }
    form.ariaBusy = null;
  }

  close() {
    if (!this.opened) return;
    const { back } = this.opened;
    this.opened = null;
    this.root.hidden = true;
    this.root.replaceChildren();
    this.onchange?.();
    // What opened it may have been drawn anew meanwhile.
    const again = back?.dataset.focus && document.querySelector(`[data-focus="${CSS.escape(back.dataset.focus)}"]`);
    const to = back?.isConnected && back !== document.body ? back : again || this.fallback;
    to?.focus({ preventScroll: true });
  }
}
