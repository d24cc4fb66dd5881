// A record that somebody else changed meanwhile: what it was, what they made of it, what is made of it here; field by
// field one of the two is taken, or words of one's own.
import { ask } from "./api.js";
import { button, element } from "./elements.js";
import { radioField } from "./fields.js";
import { fieldName, nameOf, say, told, wordsIn } from "./told.js";

const same = (one, two) => JSON.stringify(one ?? null) === JSON.stringify(two ?? null);
const NAMED = { kind: "kind", stance: "stance_short", relation: "bears", asserted_by: "asserter", quantity: "quantity", comparator: "comparator", reading: "reading", mode: "mode" };

function shown(field, value) {
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length)) return "—";
  if (field in NAMED) return nameOf(NAMED[field], value);
  if (Array.isArray(value)) return value.map((one) => (typeof one === "object" ? Object.values(one).join(" ") : one)).join(", ");
  return typeof value === "object" ? Object.values(value).join(" / ") : String(value);
}

const isWords = (value) => value && typeof value === "object" && !Array.isArray(value);

export async function showConflict(bench, item) {
  const theirs = await ask(`${item.resource}/${encodeURIComponent(item.id)}`);
  const fields = Object.keys(item.body);
  const choices = fields.map((field) => choice(field, item, theirs));
  bench.forms.open({
    title: say("merge"),
    keeps: say("merge_keep"),
    parts: [
      element("p", { class: "hint" }, say("merge_hint", theirs.version)),
      element("p", {}, element("a", { href: `${told.root}${item.resource}/${item.id}/versions`, target: "_blank", rel: "noopener" }, say("merge_versions"))),
      choices.some((one) => one.node) ? choices.map((one) => one.node) : element("p", {}, say("merge_nothing")),
    ],
    others: [button(say("merge_drop"), () => { bench.forms.close(); bench.takeBack(item); }, { class: "danger" })],
    keep() {
      const body = Object.fromEntries(choices.map((one) => [one.field, one.value]).filter(([field, value]) => !same(value, theirs[field])));
      return bench.rebase(item, theirs, body);
    },
  });
}

// Of texts by language, those languages in which any of them differs.
function differing(...texts) {
  const languages = [...new Set(texts.flatMap((text) => Object.keys(text ?? {})))];
  const told_of = languages.filter((language) => new Set(texts.map((text) => text?.[language])).size > 1);
  return texts.map((text) => Object.fromEntries(told_of.filter((one) => text?.[one]).map((one) => [one, text[one]])));
}

function choice(field, item, theirs) {
  const [was, mine, other] = [item.base[field], item.body[field], theirs[field]];
  const [had, says, said] = isWords(mine) ? differing(was, mine, other) : [was, mine, other];
  const label = fieldName(field);
  if (same(was, other)) return { field, node: null, value: mine };
  const own = isWords(mine) ? element("textarea", { rows: 3, "aria-label": say("merge_own", label), value: wordsIn(mine) }) : null;
  const options = [
    ["mine", `${say("merge_mine")}: ${shown(field, says)}`],
    ["theirs", `${say("merge_theirs")}: ${shown(field, said)}`],
    ...(own ? [["own", say("merge_write")]] : []),
  ];
  const picked = radioField(label, options, { value: "mine" });
  own?.addEventListener("input", () => (picked.node.querySelector('[value="own"]').checked = true));
  const language = mine && (told.language in mine ? told.language : Object.keys(mine)[0]);
  return {
    field,
    node: element("div", { class: "conflict" }, picked.node, element("p", { class: "hint" }, say("merge_was", shown(field, had))), own),
    get value() {
      if (picked.value === "own") return { ...mine, [language]: own.value.trim() };
      return picked.value === "mine" ? mine : other;
    },
  };
}
