// Picking words, by the mouse or by keys. What is picked is told as a range of the text.
//
// Keys, while the text has the focus: arrows step by word and by sentence, with Shift they take more or less; letters do
// with what is picked what the buttons do.
import { below } from "./code-points.js";

const STEPS = { ArrowRight: ["words", 1], ArrowLeft: ["words", -1], ArrowDown: ["sentences", 1], ArrowUp: ["sentences", -1] };

export class Picking extends EventTarget {
  constructor(view, language) {
    super();
    this.view = view;
    this.places = view.places;
    this.picked = null;
    this.segmenter = new Intl.Segmenter(language, { granularity: "word" });
    document.addEventListener("selectionchange", () => this.#selected());
    view.root.addEventListener("keydown", (event) => this.#key(event));
  }

  get words() {
    this.found ??= Array.from(this.segmenter.segment(this.places.text))
      .filter((part) => part.isWordLike)
      .map((part) => ({ start: part.index, end: part.index + part.segment.length }));
    return this.found;
  }

  #selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const start = this.view.offsetOf(range.startContainer, range.startOffset);
    const end = this.view.offsetOf(range.endContainer, range.endOffset);
    if (start === null || end === null) return;
    this.#pick(this.places.meant(start, end));
  }

  #pick(range) {
    if (!range || (this.picked && range[0] === this.picked[0] && range[1] === this.picked[1])) return;
    this.picked = range;
    this.dispatchEvent(new Event("pick"));
  }

  clear() {
    this.picked = null;
    this.moving = null;
    this.at = this.picked?.[0];
    if (this.view.root.contains(getSelection().anchorNode)) getSelection().removeAllRanges();
    this.dispatchEvent(new Event("pick"));
  }

  select(start, end) {
    this.moving = null;
    this.view.select(start, end);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in STEPS) this.#step(...STEPS[event.key], event.shiftKey);
    else if (event.key === "Escape" && this.picked) this.clear();
    else return;
    event.preventDefault();
  }

  // Which end moves while Shift is held is the one that moved first.
  #step(kind, by, extends_) {
    const units = kind === "words" ? this.words : this.places.sentences;
    if (!units.length) return;
    if (!extends_ || !this.picked) {
      const unit = this.picked ? this.#beside(units, by) : units[0];
      this.moving = null;
      if (unit) this.view.select(unit.start, unit.end);
      return;
    }
    let [start, end] = this.picked;
    this.moving ??= by > 0 ? "end" : "start";
    if (this.moving === "end") end = this.#ends(units, end, by) ?? end;
    else start = this.#begins(units, start, by) ?? start;
    if (end > start) this.view.select(start, end);
  }

  #beside(units, by) {
    const begins = units === this.words ? (this.wordBegins ??= units.map((unit) => unit.start)) : this.places.begins;
    const [start, end] = this.picked;
    return by > 0 ? units[below(begins, end)] : units[below(begins, start) - 1];
  }

  #ends(units, end, by) {
    return by > 0 ? units.find((unit) => unit.end > end)?.end : units.findLast((unit) => unit.end < end)?.end;
  }

  #begins(units, start, by) {
    return by > 0 ? units.find((unit) => unit.start > start)?.start : units.findLast((unit) => unit.start < start)?.start;
  }
}
