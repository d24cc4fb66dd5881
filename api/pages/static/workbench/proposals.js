// Figures that the text seems to have: words around numerals, each as long as it can be read.
import { ask } from "./api.js";
import { below } from "./code-points.js";

const ENGLISH =
  "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|" +
  "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|" +
  "thirds?|quarters?|doubled?|tripled?|halved|twice|second|several";
const NUMERAL = new RegExp(`[0-9０-９]+(?:[.,][0-9]+)*|[零〇一二两三四五六七八九十百千万亿几数半]+|\\b(?:${ENGLISH})\\b`, "giu");
const WORD = String.raw`(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+`;
const TOKEN = new RegExp(String.raw`\p{Script=Han}|${WORD}(?:[.,’'-]${WORD})*|[^\s\p{L}\p{N}]`, "gu");
const BREAKS = /^[,;:.!?，；：。！？、“”"()（）—–]$/u;
const BEFORE = 4;
const AFTER = 5;
const MOST = 1000;

// Words that count nothing most of the time: a lone character, and “one” of something, unless it is in digits.
function isOfOtherUse(text, { quantity, comparator, value }) {
  if ([...text].length === 1 && !/[2-9]/.test(text)) return true;
  if (/[0-9]/.test(text)) return false;
  if (/^.?数[^万千百十亿]/u.test(text)) return true; // 数字, 数据
  return /^(second|several|half)$/i.test(text) || (value === "1" && ["count", "duration"].includes(quantity) && ["eq", "lt", "gt"].includes(comparator));
}

// The wordings that a numeral may be part of: tokens to either side of it, up to a mark that parts clauses. In Chinese
// they begin and end where words do: 数 of 数字 is no number.
function candidates(text, sentence, found, edges) {
  const tokens = Array.from(text.slice(sentence.start, sentence.end).matchAll(TOKEN), ({ index, 0: said }) => ({
    start: sentence.start + index,
    end: sentence.start + index + said.length,
    said,
  }));
  const begins = tokens.map((token) => token.start);
  const first = Math.max(0, below(begins, found.start + 1) - 1);
  const last = Math.max(first, below(begins, found.end) - 1);
  const wordings = [];
  for (let from = first; from >= Math.max(0, first - BEFORE) && (from === first || !BREAKS.test(tokens[from].said)); from--) {
    for (let to = last; to < tokens.length && to <= last + AFTER && (to === last || !BREAKS.test(tokens[to].said)); to++) {
      wordings.push({ start: tokens[from].start, end: tokens[to].end });
    }
  }
  return wordings
    .filter((range) => edges.has(range.start) && edges.has(range.end))
    .map((range) => ({ ...range, text: text.slice(range.start, range.end) }));
}

export class Proposals {
  constructor(places, language, written) {
    Object.assign(this, { places, language, written });
    this.segmenter = new Intl.Segmenter(language, { granularity: "word" });
    this.found = [];
  }

  // Reads the figures of some sentences, and tells after each request what is found so far. Sentences wait for those before.
  read(sentences, tell) {
    this.last = (this.last ?? Promise.resolve()).then(() => this.#read(sentences, tell));
    return this.last;
  }

  async #read(sentences, tell) {
    let waiting = [];
    for (const sentence of sentences) {
      for (const wordings of this.#numerals(sentence)) {
        if (waiting.length + wordings.length > MOST) {
          await this.#ask(waiting, tell);
          waiting = [];
        }
        waiting.push(...wordings);
      }
    }
    await this.#ask(waiting, tell);
  }

  // The wordings that each numeral of a sentence may be part of.
  *#numerals(sentence) {
    const said = this.places.words(sentence.start, sentence.end);
    const edges = new Set([sentence.end]);
    for (const { index } of this.segmenter.segment(said)) edges.add(sentence.start + index);
    for (const { index, 0: numeral } of said.matchAll(NUMERAL)) {
      const start = sentence.start + index;
      yield candidates(this.places.text, sentence, { start, end: start + numeral.length }, edges);
    }
  }

  async #ask(wordings, tell) {
    if (!wordings.length) return;
    const asked = wordings.map(({ text }) => ({ text, language: this.language, ...(this.written ? { written: this.written } : {}) }));
    const answers = await ask("figures/parse", { method: "POST", body: asked });
    const read = wordings
      .map((wording, place) => ({ ...wording, parsed: answers[place].parsed }))
      .filter(({ text, parsed }) => parsed && !isOfOtherUse(text, parsed));
    this.#keep(read);
    tell(this.found);
  }

  // Of wordings that overlap the longest; and of those that are read as that one is, the shortest within it.
  #keep(read) {
    const longest = read.toSorted((one, two) => two.end - two.start - (one.end - one.start));
    for (const wording of longest) {
      if (this.found.some((other) => other.whole[0] < wording.end && wording.start < other.whole[1])) continue;
      const same = JSON.stringify(wording.parsed);
      const within = read.filter((one) => one.start >= wording.start && one.end <= wording.end && JSON.stringify(one.parsed) === same);
      const shortest = within.reduce((one, two) => (two.end - two.start < one.end - one.start ? two : one));
      this.found.push({ ...shortest, whole: [wording.start, wording.end], key: `f${shortest.start}-${shortest.end}` });
    }
    this.found.sort((one, two) => one.start - two.start);
  }
}
