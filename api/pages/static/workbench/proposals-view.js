// Figures that were found: each with its interval and the rule, to be taken, corrected or passed over.
import { button, element, refill } from "./elements.js";
import { readingShown } from "./figure-reading.js";
import { openFigureForm } from "./figure-form.js";
import { say } from "./told.js";

export class ProposalsView {
  constructor(bench, root) {
    this.bench = bench;
    this.count = element("span", { class: "count" });
    this.list = element("ol", { class: "bench-cards" });
    this.fold = element("details", { class: "group found", hidden: true }, element("summary", {}, say("figures_found"), " ", this.count), element("p", { class: "hint" }, say("found_hint")), this.list);
    root.append(this.fold);
    this.fold.addEventListener("toggle", () => this.render());
  }

  // Those that are not dismissed, and on whose words no figure stands yet.
  get open() {
    const taken = this.bench.draft.all("statistics").flatMap((figure) => figure.places);
    return this.bench.proposals.filter(
      ({ key, start, end }) => !this.bench.draft.dismissed.has(key) && !taken.some(([from, to]) => from < end && start < to),
    );
  }

  render() {
    const { open } = this;
    this.fold.hidden = !open.length;
    this.count.textContent = open.length;
    if (this.fold.open) refill(this.list, open.map((proposal) => this.#card(proposal)));
  }

  #card(proposal) {
    const { bench } = this;
    const { key, start, end, text, parsed } = proposal;
    const named = (label) => ({ "data-focus": `${label}-${key}`, "aria-label": `${say(label)}: ${text}` });
    return element(
      "li",
      { class: "bench-card proposal", "data-key": key, tabindex: -1 },
      element("p", { class: "says", lang: bench.essay.language }, element("q", {}, text)),
      readingShown(parsed),
      element(
        "p",
        { class: "acts" },
        button(say("accept"), () => openFigureForm(bench, { places: [[start, end]], wording: text, parsed }), { ...named("accept"), class: "main" }),
        button(say("dismiss"), () => this.#dismiss(proposal), named("dismiss")),
        button(say("show_it"), () => bench.show([start, end]), named("show_it")),
      ),
    );
  }

  #dismiss(proposal) {
    const { open } = this;
    const next = open[open.indexOf(proposal) + 1] ?? open.at(-2);
    this.bench.draft.dismiss(proposal.key);
    if (next) this.list.querySelector(`[data-focus="${CSS.escape(`dismiss-${next.key}`)}"]`)?.focus();
    else this.bench.view?.root.focus();
  }

  show(key, focus = false) {
    this.fold.open = true;
    this.render();
    const card = this.list.querySelector(`[data-key="${CSS.escape(key)}"]`);
    card?.scrollIntoView({ block: "nearest" });
    if (focus) card?.querySelector("button")?.focus({ preventScroll: true });
  }
}
