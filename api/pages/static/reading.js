// Lights the words of a note, and the notes of words, where they are pointed at, focused, or named by the address.
// Without this file, links alone mark what they lead to.
const reading = document.querySelector(".reading");
const passages = (element) => [...element.classList].filter((name) => /^p\d+$/.test(name));
const all = (names, where) => (names.length ? where(names.map((name) => `.${name}`)) : []);
const find = (selector) => [...reading.querySelectorAll(selector)];
const wordsOf = (names) => all(names, (classes) => find(`.words :is(${classes})`));

let lit = [];
let named = [];

function light(elements) {
  for (const element of lit) element.classList.remove("lit");
  lit = [...new Set([...elements, ...named])];
  for (const element of lit) element.classList.add("lit");
}

// Of words: the notes on every passage that covers them, and the words of the shortest that has any.
function around(element) {
  const note = element.closest(".nt");
  if (note) return note.matches(".again") ? wordsOf(passages(element)) : [note, ...wordsOf(passages(note))];
  const words = element.closest(".words [class*=p]");
  if (!words) return [];
  const noted = passages(words).filter((name) => reading.querySelector(`.nt.${name}`));
  return [...all(noted, (classes) => find(`.nt:is(${classes})`)), ...wordsOf(noted.slice(0, 1))];
}

// Of an address: a passage, or the record of a note.
function addressed() {
  const id = location.hash.slice(1);
  const target = id && document.getElementById(id);
  if (!target || !reading.contains(target)) return [];
  const passage = /-(p\d+)$/.exec(id)?.[1];
  if (passage) return find(`.${passage}`);
  return target.matches(".nt") ? around(target) : [];
}

function follow() {
  named = addressed();
  light([]);
  for (const element of named) element.closest("details.notes")?.setAttribute("open", "");
}

for (const event of ["pointerover", "focusin"]) {
  reading.addEventListener(event, ({ target }) => light(around(target)));
}
reading.addEventListener("pointerleave", () => light([]));
reading.addEventListener("focusout", () => light([]));
addEventListener("hashchange", follow);
follow();

// The outline tells where one is.
const links = new Map(
  [...document.querySelectorAll(".contents a")]
    .map((link) => [link.hash.slice(1), link])
    .filter(([id]) => document.getElementById(id)),
);
const passed = new IntersectionObserver(show, { rootMargin: "0px 0px -60% 0px" });
for (const id of links.keys()) passed.observe(document.getElementById(id));
function show() {
  const above = [...links.keys()].filter((id) => document.getElementById(id).getBoundingClientRect().top < innerHeight * 0.4);
  for (const link of links.values()) link.removeAttribute("aria-current");
  links.get(above.at(-1))?.setAttribute("aria-current", "location");
}
// Where the outline has a place beside the text it is unfolded, and moves nothing.
if (matchMedia("(min-width: 75rem)").matches) document.querySelector(".contents details").open = true;
