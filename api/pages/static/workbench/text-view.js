// The text: paragraphs of sentences, cut where marks begin and end. A span knows where in the text it begins.
import { below } from "./code-points.js";
import { element } from "./elements.js";
import { cut } from "./segments.js";
import { say } from "./told.js";

export class TextView {
  // `root` is empty; `places` knows the text.
  constructor(root, places, language) {
    Object.assign(this, { root, places });
    root.lang = language;
    this.paragraphs = places.paragraphs.map((range) => {
      const made = element("p", { id: `paragraph-${places.paragraphAt(range.start)}` });
      root.append(made);
      return { range, made, drawn: null };
    });
    this.spans = [];
  }

  // Marks: ranges, each with a `kind` and the `key` of what stands there. Bare sentences are those that lack anything.
  render(marks, isBare, headings) {
    const sorted = [...marks].sort((one, two) => one.start - two.start);
    for (const paragraph of this.paragraphs) {
      const { start, end } = paragraph.range;
      const within = sorted.filter((mark) => mark.start < end && mark.end > start);
      const sentences = this.places.sentencesWithin(paragraph.range);
      const bare = sentences.map(isBare);
      const role = headings.has(start) ? "is-heading" : "";
      const drawn = JSON.stringify([within, bare, role]);
      if (drawn === paragraph.drawn) continue;
      paragraph.drawn = drawn;
      paragraph.made.className = role;
      paragraph.made.replaceChildren(...this.#sentences(paragraph.range, sentences, bare, within));
    }
    this.spans = [...this.root.querySelectorAll("[data-at]")];
    this.begins = this.spans.map((span) => Number(span.dataset.at));
  }

  *#sentences({ start, end }, sentences, bare, marks) {
    let at = start;
    for (const [place, sentence] of sentences.entries()) {
      if (sentence.start > at) yield* this.#segments(at, sentence.start, marks);
      const number = this.places.sentenceAt(sentence.start);
      yield element(
        "span",
        { class: bare[place] ? "one-sentence bare" : "one-sentence", "data-sentence": number },
        bare[place] && element("span", { class: "lacks", title: say("sentence_lacks"), "aria-hidden": "true" }),
        ...this.#segments(sentence.start, sentence.end, marks),
      );
      at = sentence.end;
    }
    if (at < end) yield* this.#segments(at, end, marks);
  }

  *#segments(start, end, marks) {
    for (const segment of cut(start, end, marks)) {
      const kinds = [...new Set(segment.marks.map((mark) => mark.kind))].sort().join(" ");
      const keys = [...new Set(segment.marks.map((mark) => mark.key).filter(Boolean))].join(" ");
      const words = this.places.words(segment.start, segment.end);
      yield element("span", { "data-at": segment.start, class: kinds || undefined, "data-keys": keys || undefined }, words);
    }
  }

  // Where in the text a place of the page is; null where it is outside of it.
  offsetOf(node, offset) {
    if (!this.root.contains(node)) return null;
    if (node.nodeType === Node.TEXT_NODE) {
      const span = node.parentElement.closest("[data-at]");
      return span && Number(span.dataset.at) + offset;
    }
    const next = node.childNodes[offset];
    if (next) {
      const first = this.spans.find((span) => next === span || next.contains(span) || (next.compareDocumentPosition(span) & 4));
      return first ? Number(first.dataset.at) : this.places.text.length;
    }
    const inside = this.spans.filter((span) => node === span || node.contains(span));
    const last = inside.at(-1);
    return last ? Number(last.dataset.at) + last.textContent.length : null;
  }

  // The place of the page that a place of the text is at: a text node, and an offset in it.
  nodeAt(unit, isEnd = false) {
    const place = Math.max(0, below(this.begins, isEnd ? unit : unit + 1) - 1);
    const span = this.spans[place];
    return [span.firstChild, Math.min(unit - this.begins[place], span.firstChild.length)];
  }

  select(start, end) {
    getSelection().setBaseAndExtent(...this.nodeAt(start), ...this.nodeAt(end, true));
    this.show(start);
  }

  show(start) {
    this.nodeAt(start)[0].parentElement.scrollIntoView({ block: "nearest" });
  }

  light(keys) {
    for (const span of this.root.querySelectorAll(".lit")) span.classList.remove("lit");
    for (const span of this.root.querySelectorAll("[data-keys]")) {
      if (span.dataset.keys.split(" ").some((key) => keys.has(key))) span.classList.add("lit");
    }
  }
}
