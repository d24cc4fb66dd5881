// The workbench of one essay: its text, what stands in it, what was changed, and the views of these.
import { Saving } from "./batch.js";
import { ChangesView } from "./changes-view.js";
import { openClaimForm } from "./claim-form.js";
import { CodePoints } from "./code-points.js";
import { bareSentences, headingsOf, marksOf } from "./coverage.js";
import { Draft } from "./draft.js";
import { element } from "./elements.js";
import { EssayRecords } from "./essay-records.js";
import { openFigureForm } from "./figure-form.js";
import { readingLanguage } from "./figure-reading.js";
import { FormPane } from "./form-pane.js";
import { addUnwordedPremise, openLinkForm } from "./link-form.js";
import { PickedBar } from "./picked-bar.js";
import { Picking } from "./picking.js";
import { Proposals } from "./proposals.js";
import { ProposalsView } from "./proposals-view.js";
import { RecordsView } from "./records-view.js";
import { openRelationshipForm } from "./relationship-form.js";
import { openSourceForm } from "./source-form.js";
import { TextPlaces } from "./text-places.js";
import { textAsked } from "./text-source.js";
import { TextView } from "./text-view.js";
import { announce, say } from "./told.js";

const FORMS = {
  claims: openClaimForm,
  statistics: openFigureForm,
  sources: openSourceForm,
  evidence: openLinkForm,
  relationships: openRelationshipForm,
};
const $ = (id) => document.getElementById(id);

export class Bench {
  constructor(essay) {
    this.essay = essay;
    this.text = null;
    this.proposals = [];
    const year = /^\d{4}/.exec(essay.issued ?? "")?.[0];
    this.written = year ? { written: Number(year) } : {};
    this.records = new EssayRecords(essay);
    this.draft = new Draft(this.records);
    this.saving = new Saving(this.draft, this.records);
    this.forms = new FormPane($("form"));
    this.forms.onchange = () => {
      if (!this.forms.opened && this.used) this.#leaveWords();
      this.#renderText();
    };
    this.changesView = new ChangesView(this, $("changes"));
    this.proposalsView = new ProposalsView(this, $("found"));
    this.recordsView = new RecordsView(this, $("records"));
    this.draft.addEventListener("change", () => this.render());
    $("undo").addEventListener("click", () => this.draft.undo());
    $("redo").addEventListener("click", () => this.draft.redo());
    $("new-relationship").addEventListener("click", () => openRelationshipForm(this));
    $("new-link").addEventListener("click", () => openLinkForm(this));
    for (const made of document.querySelectorAll(".wordless")) made.addEventListener("click", () => this.make(made.dataset.makes));
    document.addEventListener("keydown", (event) => this.#key(event));
    addEventListener("beforeunload", (event) => this.draft.items.length && event.preventDefault());
  }

  async begin(text) {
    if (text === null) textAsked(this, $("text"));
    else this.#hold(text);
    await this.records.read(this.text?.points);
    this.render();
    if (this.text) this.#propose();
  }

  // Begins with a copy of the text that somebody brought.
  openText(text) {
    this.draft.clear();
    return this.begin(text).catch((problem) => this.changesView.tell(say("not_begun", problem.message), "wrong"));
  }

  #hold(text) {
    $("text").replaceChildren();
    this.text = { points: new CodePoints(text), places: new TextPlaces(text) };
    this.saving.text = this.text;
    const root = element("div", { class: "bench-words", tabindex: 0, role: "group", "aria-label": say("the_text"), "aria-describedby": "text-keys" });
    $("text").append(root);
    this.forms.fallback = root;
    this.view = new TextView(root, this.text.places, this.essay.language);
    this.picking = new Picking(this.view, this.essay.language);
    this.bar = new PickedBar(this, $("picked"));
    $("text-help").hidden = false;
  }

  // Figures are looked for in the paragraphs that come into sight: a long text would be many questions.
  #propose() {
    const { language } = readingLanguage(this.essay.language);
    const reading = new Proposals(this.text.places, language, this.written.written);
    const told = (found) => {
      this.proposals = [...found];
      this.render();
    };
    const refused = (problem) => this.changesView.tell(say("figures_unread", problem.message), "wrong");
    const sight = new IntersectionObserver((entries) => {
      const seen = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
      for (const paragraph of seen) sight.unobserve(paragraph);
      const ranges = this.view.paragraphs.filter(({ made }) => seen.includes(made)).map(({ range }) => range);
      if (ranges.length) reading.read(ranges.flatMap((range) => this.text.places.sentencesWithin(range)), told).catch(refused);
    }, { rootMargin: "50% 0px" });
    for (const { made } of this.view.paragraphs) sight.observe(made);
  }

  // What was saved is read again, as it is now.
  async saved() {
    await this.records.read(this.text?.points);
    this.draft.clear();
  }

  render() {
    this.recordsView.render();
    this.proposalsView.render();
    this.changesView.render();
    $("undo").disabled = !this.draft.canUndo;
    $("redo").disabled = !this.draft.canRedo;
    $("new-link").hidden = this.draft.all("claims").length === 0 || this.draft.all("claims").length + this.draft.all("statistics").length + this.draft.all("sources").length < 2;
    $("new-relationship").hidden = this.draft.all("claims").length < 2;
    for (const made of document.querySelectorAll(".wordless")) made.hidden = this.text !== null;
    $("nothing-yet").hidden = [...this.records.byId.values()].some((record) => record.resource !== "sections") || this.draft.items.length > 0;
    this.#renderText();
  }

  #renderText() {
    if (!this.text) return;
    const { places } = this.text;
    const headings = headingsOf(places, this.draft.all("sections"));
    this.bare = bareSentences(places, this.draft, headings);
    const held = this.forms.opened ? this.picking.picked : null;
    this.view.render(marksOf(this.draft, this.proposalsView.open, held), (sentence) => this.bare.has(places.sentenceAt(sentence.start)), headings);
    const all = places.sentences.length;
    $("coverage").textContent = say("coverage", all - this.bare.size, all);
    $("next-bare").hidden = !this.bare.size;
    this.bar.render();
  }

  // Selects the next sentence that lacks something, from where one is.
  nextBare() {
    const { places } = this.text;
    const at = this.picking.picked?.[0] ?? this.picking.at;
    const here = at === undefined ? 0 : places.sentenceAt(at);
    const numbers = [...this.bare];
    const number = numbers.find((one) => one > here) ?? numbers[0];
    if (number === undefined) return;
    const { start, end } = places.sentences[number - 1];
    this.view.root.focus({ preventScroll: true });
    this.picking.select(start, end);
  }

  make(resource) {
    const places = this.picking?.picked ? [this.picking.picked] : [];
    this.used = this.picking?.picked ?? null;
    const wording = places.length ? this.text.places.words(...places[0]) : "";
    const proposal = resource === "statistics" && this.proposalsView.open.find(({ text }) => text === wording);
    FORMS[resource](this, { places, wording, parsed: proposal?.parsed ?? null });
  }

  edit(resource, id) {
    FORMS[resource](this, { id });
  }

  canEdit(resource) {
    return resource in FORMS;
  }

  addPremise(link) {
    addUnwordedPremise(this, link, openClaimForm);
  }

  takeBack(item) {
    const number = this.draft.leaning(item).length;
    this.draft.remove(item);
    if (number) this.say(say("taken_with_it", number));
  }

  // A change on top of what somebody else made of its record.
  async rebase(item, theirs, body) {
    await this.records.read(this.text?.points);
    const base = this.records.byId.get(item.id) ?? theirs;
    const had = item.base.places.map(String);
    const added = base.places.filter((place) => !had.includes(String(place)));
    const places = item.places && [...item.places, ...added.filter((place) => !item.places.map(String).includes(String(place)))];
    this.changesView.faults.delete(item.name);
    const next = { ...item, version: theirs.version, base, body, ...(places ? { places } : {}) };
    this.draft.replace(item, next);
    if (!Object.keys(body).length && !places) this.draft.remove(next);
    this.say(say("merged"));
  }

  // Words that became something are done with; on narrow screens, where the form was elsewhere, one is led back to them.
  #leaveWords() {
    const [start] = this.used;
    this.used = null;
    this.picking.clear();
    if (matchMedia("(max-width: 61.99rem)").matches) this.view.show(start);
  }

  show(place) {
    this.view.root.focus({ preventScroll: true });
    this.picking.select(...place);
  }

  // Lights the words of a record.
  point(id) {
    this.view?.light(new Set(id ? [id] : []));
  }

  light(id) {
    if (id) this.recordsView.light([id]);
  }

  // Shows what stands on a place: cards, or a figure that was found.
  lookAt(keys, focus) {
    const found = keys.find((key) => this.proposals.some((proposal) => proposal.key === key));
    const records = keys.filter((key) => key !== found);
    if (records.length) this.recordsView.light(records, { focus });
    else if (found) this.proposalsView.show(found, focus);
  }

  say(text) {
    announce(text);
  }

  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) this.draft.undo();
    else if ((key === "z" && event.shiftKey) || key === "y") this.draft.redo();
    else return;
    event.preventDefault();
  }
}
