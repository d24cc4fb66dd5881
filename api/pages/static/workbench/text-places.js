// Paragraphs, sentences and numerals of a text, as the service finds them; all offsets are of UTF-16.
import { below, wholeCharacters } from "./code-points.js";

const SPACE = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const CLOSERS = "”’」』）)\\]》\"'";
const SENTENCE = new RegExp(
  `[^${SPACE}][^\\n]*?(?:[。！？!?…]+[${CLOSERS}]*|\\.[${CLOSERS}]*(?=[${SPACE}]|$)|(?=\\n|$))`,
  "gu",
);
const LEADS_ON = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:[A-Zdz]|Drs?|Mr|Mrs|Ms|Profs?|St|Rev|Hon|Gen|Sen|Gov|Capt|Lt|Col|Mt|vs|cf|viz|e\.\s?g|i\.\s?e` +
    String.raw`|No|Nos|Figs?|Eq|pp?|vols?|ch|eds?|ca|approx|Nr|Bd|Abb|Hrsg|[Vv]gl|bzw|d\.\s?h|Mme|M)\.$`,
  "u",
);
const LONGEST_LEAD = 10;
const SMALL = /^\p{Lowercase}/u;
const BLANK = new RegExp(`^[${SPACE}]*$`, "u");

// Whether what ended at a full stop goes on: behind an initial or an abbreviation, or before a small letter.
function goesOn(text, before, begins) {
  if (text[before.end - 1] !== "." || text.slice(before.end, begins).includes("\n")) return false;
  const lead = text.slice(Math.max(before.start, before.end - LONGEST_LEAD), before.end);
  return SMALL.test(text.slice(begins, begins + 2)) || LEADS_ON.test(lead);
}

export class TextPlaces {
  constructor(text) {
    this.text = text;
    this.sentences = [];
    for (const { index, 0: said } of text.matchAll(SENTENCE)) {
      const last = this.sentences.at(-1);
      if (last && goesOn(text, last, index)) last.end = index + said.length;
      else this.sentences.push({ start: index, end: index + said.length });
    }
    this.begins = this.sentences.map((sentence) => sentence.start);
    this.paragraphs = [];
    let start = 0;
    for (const line of text.split("\n")) {
      if (!BLANK.test(line)) this.paragraphs.push({ start, end: start + line.length });
      start += line.length + 1;
    }
    this.ends = this.paragraphs.map((paragraph) => paragraph.end);
  }

  // Which sentence holds a place, or last began before it; from 1.
  sentenceAt(unit) {
    return below(this.begins, unit + 1);
  }

  // Which paragraph a place is in; from 1.
  paragraphAt(unit) {
    return below(this.ends, unit) + 1;
  }

  sentencesWithin({ start, end }) {
    return this.sentences.slice(below(this.begins, start), below(this.begins, end));
  }

  // What somebody meant to select: whole characters, no white space at the ends, or null.
  meant(start, end) {
    return wholeCharacters(this.text, Math.max(0, start), Math.min(end, this.text.length));
  }

  words(start, end) {
    return this.text.slice(start, end);
  }
}

const encoder = new TextEncoder();

// The SHA-256 of a text in UTF-8. Browsers have it where the page came by https, or from this machine.
export async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
