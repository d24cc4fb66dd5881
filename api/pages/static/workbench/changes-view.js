// The changes that are gathered: each can be taken back, and says what is wrong with it; all are saved as one.
import { hasKey } from "./api.js";
import { button, element, refill } from "./elements.js";
import { saysLink, saysOf } from "./link-form.js";
import { showConflict } from "./conflict.js";
import { fieldName, nameOf, say, told, wordsIn } from "./told.js";

export class ChangesView {
  constructor(bench, root) {
    this.bench = bench;
    this.faults = new Map();
    this.count = element("span", { class: "count" });
    this.list = element("ol", { class: "changes-list" });
    this.reason = element("input", { type: "text", id: "reason", maxlength: 1000, autocomplete: "off" });
    this.told = element("div", { class: "told-changes", role: "status" });
    this.save = element("button", { class: "main" }, say("save"));
    const form = element(
      "form",
      { class: "saving", onsubmit: (event) => { event.preventDefault(); this.#save(); } },
      element("div", { class: "field" }, element("label", { for: "reason" }, say("reason")), this.reason),
      element("p", { class: "acts" }, this.save),
    );
    this.fold = element("details", { class: "group gathered", open: true }, element("summary", {}, say("changes"), " ", this.count), this.list, form);
    root.append(this.told, this.fold);
  }

  render() {
    const { items } = this.bench.draft;
    this.fold.hidden = !items.length;
    this.count.textContent = items.length;
    refill(this.list, items.map((item) => this.#row(item)));
  }

  #row(item) {
    const { bench } = this;
    const faults = this.faults.get(item.name) ?? [];
    const says = this.#says(item);
    return element(
      "li",
      { class: faults.length ? "faulty" : undefined },
      element("p", {}, element("b", {}, say(item.op === "create" ? "made" : item.body.status === "withdrawn" ? "withdrawn" : "changed", nameOf("resource", item.resource))), " ", says),
      faults.map((fault) => element("p", { class: "fault" }, fault.field ? say("labelled", fieldName(fault.field), fault.detail) : fault.detail)),
      faults.some((fault) => fault.changed) && item.op === "patch"
        ? button(say("see_difference"), () => showConflict(bench, item).catch((problem) => this.tell(problem.message, "wrong")), { class: "main", "data-focus": `merge-${item.name}` })
        : null,
      faults.some((fault) => !fault.changed) && bench.canEdit(item.resource) && item.body.status !== "withdrawn"
        ? button(say("mend"), () => bench.edit(item.resource, bench.draft.idOf(item)), { class: "quiet", "data-focus": `mend-${item.name}`, "aria-label": `${say("mend")}: ${says}` })
        : null,
      button(say("undo_this"), () => bench.takeBack(item), { class: "quiet", "data-focus": `back-${item.name}`, "aria-label": `${say("undo_this")}: ${says}` }),
    );
  }

  #says(item) {
    const { draft } = this.bench;
    const record = item.op === "create" ? { ...item.body, resource: item.resource } : (draft.one(item.id) ?? item.base);
    if (item.resource === "evidence") return saysLink(this.bench, { id: "", ...record });
    if (item.resource === "relationships") return record.poles.map(wordsIn).join(" ⇄ ");
    return record.label ? wordsIn(record.label) : saysOf(record);
  }

  tell(text, kind = "", ...more) {
    this.told.className = `told-changes ${kind}`;
    this.told.replaceChildren(...(text ? [element("p", {}, text, ...more)] : []));
    if (kind) this.told.scrollIntoView({ block: "nearest" });
  }

  async #save() {
    const { bench } = this;
    if (!hasKey()) {
      this.tell(say("needs_key"), "wrong");
      document.getElementById("editors-key").focus();
      return;
    }
    this.save.disabled = true;
    this.tell(say("saving"));
    try {
      const number = bench.draft.items.length;
      const { done, faults, problem } = await bench.saving.save(this.reason.value.trim());
      this.faults = faults ?? new Map();
      if (done) {
        this.reason.value = "";
        await bench.saved();
        this.tell(say("saved", number), "good", " ", this.#way());
        bench.view?.root.focus({ preventScroll: true });
      } else {
        this.render();
        this.tell(say(problem.status === 412 ? "others_changed" : "not_saved_faults", problem.errors.length), "wrong");
        this.list.querySelector(".faulty button")?.focus();
      }
    } catch (problem) {
      this.tell(this.#why(problem), "wrong");
    } finally {
      this.save.disabled = false;
    }
  }

  #way() {
    return element("a", { href: `${told.root}essays/${this.bench.essay.id}` }, say("see_essay"));
  }

  #why(problem) {
    if (problem.status === 401) return say("key_refused");
    if (problem.status === 403) return say("key_may_not");
    return problem instanceof TypeError ? say("no_answer") : problem.message;
  }
}
