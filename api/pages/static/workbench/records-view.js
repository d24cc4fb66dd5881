// What stands in the essay, as cards in the order of the text; a claim has what bears on it, and what it lacks.
import { button, element, refill, shortened } from "./elements.js";
import { intervalText } from "./figure-words.js";
import { openLinkForm, saysLink, saysOf } from "./link-form.js";
import { languageOf, nameOf, say, told, wordsIn } from "./told.js";

const GROUPS = ["claims", "statistics", "sources", "relationships"];

export class RecordsView {
  constructor(bench, root) {
    this.bench = bench;
    this.folds = new Map(
      GROUPS.map((resource) => {
        const count = element("span", { class: "count" });
        const list = element("ol", { class: "bench-cards" });
        const fold = element("details", { class: `group ${resource}`, open: true }, element("summary", {}, nameOf("plural", resource), " ", count), list);
        root.append(fold);
        return [resource, { fold, list, count }];
      }),
    );
    this.lit = new Set();
  }

  render() {
    for (const [resource, { fold, list, count }] of this.folds) {
      const records = this.bench.draft.all(resource);
      count.textContent = records.length;
      fold.hidden = !records.length;
      refill(list, records.map((record) => this.#card(resource, record)));
    }
  }

  #card(resource, record) {
    const { id } = record;
    const drags = resource === "sources" || resource === "statistics" || resource === "claims";
    const card = element(
      "li",
      {
        class: ["bench-card", resource, record.stance, record.item && "fresh-card", this.lit.has(id) && "lit", this.#isUnworded(record) && "unworded"].filter(Boolean).join(" "),
        ...{ "data-key": id, tabindex: -1, draggable: drags ? "true" : undefined },
        onpointerenter: () => this.bench.point(id),
        onpointerleave: () => this.bench.point(null),
      },
      this.#says(resource, record),
      element("p", { class: "meta" }, this.#facts(resource, record).filter(Boolean).map((fact) => element("span", {}, fact))),
      resource === "claims" || resource === "statistics" ? this.#bearing(record) : null,
      this.#isUnanswered(record) ? this.#answering(record) : null,
      this.#acts(resource, record),
    );
    if (drags) this.#dragging(card, resource, id);
    return card;
  }

  #says(resource, record) {
    if (resource === "relationships") {
      return element("p", { class: "says" }, element("strong", {}, record.poles.map(wordsIn).join(" ⇄ ")), " ", wordsIn(record.question));
    }
    const words = record.text ?? record.name;
    return element("p", { class: "says", lang: languageOf(words) }, record.stance === "rejects" ? element("s", {}, wordsIn(words)) : wordsIn(words));
  }

  #facts(resource, record) {
    const places = this.#isUnworded(record) ? say("unworded") : record.places.length > 1 ? say("in_places", record.places.length) : null;
    const state = record.item && say(record.item.op === "create" ? "not_saved" : "changed_here");
    const name = record.id.startsWith("$") ? null : record.id;
    if (resource === "claims") return [nameOf("kind", record.kind), nameOf("stance_short", record.stance), places, name, state];
    if (resource === "statistics") return [`“${record.as_written}”`, record.lower !== undefined || record.period ? intervalText(record) : null, places, name, state];
    if (resource === "sources") return [nameOf("source_kind", record.kind), places, name, state];
    return [say("weighs", record.claims.length), name, state];
  }

  #isUnworded(record) {
    return record.resource === "claims" && !record.places.length;
  }

  #isUnanswered(record) {
    return record.stance === "rejects" && !this.bench.draft.linksTo(record.id).some((link) => link.relation === "challenges");
  }

  // What bears on a record; what is needed together stands together.
  #bearing(record) {
    const links = this.bench.draft.linksTo(record.id);
    if (!links.length) return null;
    const joint = Map.groupBy(links, (link) => (link.group ? `${link.group} ${link.relation}` : link.id));
    return element(
      "ul",
      { class: "bearing-links", "aria-label": say("what_bears_on_it") },
      [...joint.values()].map((group) =>
        group.length > 1
          ? element("li", { class: "joint-links" }, element("p", { class: "hint" }, say("together")), element("ul", {}, group.map((link) => this.#link(link))))
          : this.#link(group[0]),
      ),
    );
  }

  #link(link) {
    const origin = this.bench.draft.one(link.origin_id);
    const unworded = origin && this.#isUnworded(origin);
    const says = origin ? saysOf(origin) : link.origin_id;
    const undercut = this.bench.draft.linksTo(link.id).map((other) => this.bench.draft.one(other.origin_id)).filter(Boolean);
    return element(
      "li",
      { class: `${link.relation} ${link.asserted_by} ${unworded ? "unworded" : ""}` },
      element("span", { class: `g ${link.asserted_by === "analyst" ? "an" : ""}`, "aria-hidden": "true" }, told.signs[link.relation]),
      element(
        "button",
        { type: "button", class: "link-says", "data-focus": `link-${link.id}`, onclick: () => openLinkForm(this.bench, { id: link.id }), "aria-label": say("change_link_named", saysLink(this.bench, link)) },
        element("b", {}, nameOf("inward", link.relation)), " ", says,
        link.asserted_by === "analyst" ? element("i", {}, ` · ${nameOf("asserter", "analyst")}`) : null,
      ),
      undercut.map((other) => element("p", { class: "undercut" }, say("undercut_by", saysOf(other)))),
      origin?.resource === "claims" && !unworded
        ? button(say("unsaid"), () => this.bench.addPremise(link), { class: "quiet", "data-focus": `unsaid-${link.id}`, "aria-label": `${say("unsaid")}: ${saysLink(this.bench, link)}` })
        : null,
    );
  }

  // A view that is rejected asks what answers it, until something does.
  #answering(record) {
    const others = this.bench.draft.all("claims").filter((claim) => claim.id !== record.id);
    return element(
      "p",
      { class: "answering" },
      element(
        "label",
        {},
        element("span", {}, say("what_answers")),
        element(
          "select",
          {
            "data-focus": `answer-${record.id}`,
            onchange: ({ target }) => openLinkForm(this.bench, { origin: target.value, target: record.id, relation: "challenges" }),
          },
          element("option", { value: "" }, others.length ? say("pick_claim") : say("no_claim_yet")),
          others.map((claim) => element("option", { value: claim.id }, saysOf(claim))),
        ),
      ),
    );
  }

  #acts(resource, record) {
    const { bench } = this;
    const named = (key) => ({ "data-focus": `${key}-${record.id}`, "aria-label": `${say(key)}: ${shortened(saysOf(record), 60)}` });
    return element(
      "p",
      { class: "acts" },
      button(say("change"), () => bench.edit(resource, record.id), named("change")),
      record.places.length && bench.text ? button(say("show_it"), () => bench.show(record.places[0]), named("show_it")) : null,
      resource === "relationships" ? null : button(say("bears_on"), () => openLinkForm(bench, { origin: record.id }), named("bears_on")),
      record.item ? button(say("undo_this"), () => bench.takeBack(record.item), named("undo_this")) : null,
    );
  }

  // A card that is dropped on another bears on it.
  #dragging(card, resource, id) {
    card.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/plain", id);
      event.dataTransfer.effectAllowed = "link";
    });
    if (resource === "sources") return;
    card.addEventListener("dragover", (event) => {
      event.preventDefault();
      card.classList.add("over");
    });
    card.addEventListener("dragleave", () => card.classList.remove("over"));
    card.addEventListener("drop", (event) => {
      event.preventDefault();
      card.classList.remove("over");
      const origin = event.dataTransfer.getData("text/plain");
      if (origin !== id && this.bench.draft.one(origin)) openLinkForm(this.bench, { origin, target: id });
    });
  }

  // Marks cards, and shows the first of them.
  light(keys, { show = true, focus = false } = {}) {
    this.lit = new Set(keys);
    const cards = [...this.folds.values()].flatMap(({ list }) => [...list.children]);
    for (const card of cards) card.classList.toggle("lit", this.lit.has(card.dataset.key));
    const first = cards.find((card) => this.lit.has(card.dataset.key));
    if (!first) return;
    first.closest("details").open = true;
    if (show) first.scrollIntoView({ block: "nearest" });
    if (focus) first.focus({ preventScroll: true });
  }
}
