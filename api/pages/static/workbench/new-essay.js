// A text becomes an essay: what it is, then its outline, then both are made at once.
import { hasKey } from "./api.js";
import { element } from "./elements.js";
import { EssayFields } from "./essay-fields.js";
import { makeEssay } from "./essay-making.js";
import { OutlineFields } from "./outline-fields.js";
import { TextPlaces } from "./text-places.js";
import { attachText } from "./text-source.js";
import { announce, say, told } from "./told.js";

const reasonOf = (problem) => problem.errors?.map((fault) => fault.detail).join("; ") || problem.message;

export function startNewEssay(work) {
  const root = document.getElementById("new-essay");
  const wrong = element("p", { class: "wrong", role: "alert" });
  const outlined = element("div");
  const next = element("button", { class: "main" }, say("find_outline"));
  const fields = new EssayFields();
  let outline = null;

  async function submit(event) {
    event.preventDefault();
    wrong.textContent = "";
    next.disabled = true;
    try {
      const text = await fields.text();
      if (outline?.places.text !== text) confirm(text);
      else await make(text);
    } catch (problem) {
      wrong.textContent = reasonOf(problem);
    }
    next.disabled = false;
  }

  function confirm(text) {
    const places = new TextPlaces(text);
    if (!places.paragraphs.length) throw new Error(say("no_words"));
    outline = new OutlineFields(places, fields);
    outlined.replaceChildren(outline.node);
    next.textContent = say("make_essay");
    outline.first.focus();
  }

  async function make(text) {
    if (!hasKey()) {
      document.getElementById("editors-key").focus();
      throw new Error(say("needs_key"));
    }
    const essay = await makeEssay(fields, outline);
    const told_of_text = await attachText(essay.id, text).then(() => "", (problem) => say("not_attached", problem.message));
    root.remove();
    move(essay);
    await work(essay, text);
    announce(told_of_text || say("essay_made"));
    document.getElementById("attached-state").textContent = told_of_text;
  }

  root.append(element("form", { class: "entry-form", onsubmit: submit }, fields.node, outlined, wrong, element("p", { class: "acts" }, next)));
  root.hidden = false;
}

// The page is that of the essay from now on; its links still lead where they led.
function move(essay) {
  for (const link of document.querySelectorAll("a[href], link[href]")) link.setAttribute("href", link.href);
  for (const form of document.forms) if (form.getAttribute("action")) form.action = `${form.action}`;
  const chosen = told.chosen ? `?lang=${told.language}` : "";
  history.replaceState(null, "", `${told.root}essays/${essay.id}/edit${chosen}`);
  for (const link of document.querySelectorAll(".languages a")) {
    link.href = `${told.root}essays/${essay.id}/edit?lang=${link.hreflang}`;
  }
  const title = Object.values(essay.title)[0];
  document.title = `${title} · Lunju`;
  const heading = document.getElementById("bench-title");
  heading.textContent = title;
  heading.lang = essay.language;
}
