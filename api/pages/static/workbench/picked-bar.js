// What can be done with the words that are picked; by keys, while the text has the focus.
import { button, element, shortened } from "./elements.js";
import { announce, say } from "./told.js";

const MAKES = { c: "claims", f: "statistics", s: "sources" };

export class PickedBar {
  constructor(bench, root) {
    Object.assign(this, { bench, root });
    bench.picking.addEventListener("pick", () => this.#told());
    const { root: words } = bench.view;
    words.addEventListener("keydown", (event) => this.#key(event));
    words.addEventListener("click", (event) => this.#click(event));
    this.render();
  }

  #told() {
    const { picked } = this.bench.picking;
    if (picked) announce(this.bench.text.places.words(...picked));
    this.render();
  }

  render() {
    const { bench } = this;
    const { picked } = bench.picking;
    this.root.hidden = !picked || picked === bench.used;
    if (this.root.hidden) return;
    const words = bench.text.places.words(...picked);
    const adds = bench.forms.opened?.addPlace;
    this.root.replaceChildren(
      element("p", { class: "picked-says" }, element("q", { lang: bench.essay.language }, shortened(words, 70))),
      element(
        "p",
        { class: "acts" },
        adds ? button(say("add_place"), () => this.#add(adds), { class: "main", "aria-keyshortcuts": "p" }) : null,
        adds ? null : Object.entries(MAKES).map(([key, resource]) => button(say(`make_${resource}`), () => bench.make(resource), { "aria-keyshortcuts": key })),
      ),
    );
  }

  #add(adds) {
    adds(this.bench.picking.picked);
    this.bench.say(say("place_added"));
    this.bench.picking.clear();
    this.bench.forms.root.querySelector("textarea, input")?.focus({ preventScroll: true });
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { bench } = this;
    const adds = bench.forms.opened?.addPlace;
    const key = event.key.toLowerCase();
    if (key === "n") bench.nextBare();
    else if (key === "enter") this.#enter();
    else if (!bench.picking.picked) return;
    else if (key === "p" && adds) this.#add(adds);
    else if (key in MAKES && !bench.forms.opened) bench.make(MAKES[key]);
    else return;
    event.preventDefault();
  }

  // Enter shows what stands on the words that are picked.
  #enter() {
    const { picked } = this.bench.picking;
    if (!picked) return;
    const spans = this.bench.view.spans.filter((span) => {
      const start = Number(span.dataset.at);
      return start < picked[1] && picked[0] < start + span.textContent.length;
    });
    this.bench.lookAt([...new Set(spans.flatMap((span) => span.dataset.keys?.split(" ") ?? []))], true);
  }

  #click(event) {
    if (!getSelection().isCollapsed) return;
    const keys = event.target.closest("[data-keys]")?.dataset.keys.split(" ");
    if (keys) this.bench.lookAt(keys, false);
  }
}
