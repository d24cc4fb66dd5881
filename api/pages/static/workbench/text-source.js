// Where an essay's text is not served: what would make it appear, and a copy of one's own, which stays in this page.
import { ask, hasKey, textOf } from "./api.js";
import { button, element } from "./elements.js";
import { textField } from "./fields.js";
import { say } from "./told.js";
import { digest } from "./text-places.js";

export function textAsked(bench, root) {
  const { essay } = bench;
  if (essay.sha256 === null) return root.replaceChildren(element("p", { class: "nothing" }, say("has_no_text")));
  const wrong = element("p", { class: "wrong", role: "alert" });
  const file = element("input", { type: "file", accept: "text/plain,.txt,.md", id: "text-file" });
  const paste = textField(say("paste_copy"), { lines: 6, lang: essay.language });
  async function byKey() {
    wrong.textContent = "";
    if (!hasKey()) document.getElementById("editors-key").focus();
    try {
      bench.openText(await textOf(essay.id));
    } catch (problem) {
      wrong.textContent = problem.message;
    }
  }
  // A key that is good opens the text at once, where it is attached.
  document.getElementById("key-form").addEventListener("good", () => {
    if (!bench.text) textOf(essay.id).then((text) => bench.openText(text), () => {});
  });
  const attach = element("input", { type: "checkbox", id: "attach-it" });
  const form = element(
    "form",
    {
      class: "entry-form",
      async onsubmit(event) {
        event.preventDefault();
        wrong.textContent = "";
        try {
          const text = await itself(essay, file.files[0] ? await readFile(file.files[0]) : paste.control.value);
          if (attach.checked) await attachText(essay.id, text);
          bench.openText(text);
        } catch (problem) {
          wrong.textContent = problem.message;
        }
      },
    },
    element("h2", {}, say("text_not_here")),
    element("p", {}, say("text_why")),
    element("ul", { class: "plain" }, element("li", {}, element("code", {}, `lunju text attach ${essay.id} FILE`)), element("li", {}, element("code", {}, "LUNJU_SERVE_TEXT=true"))),
    element("p", {}, say("text_by_key"), " ", button(say("read_by_key"), byKey)),
    element("p", {}, say("text_own_copy")),
    element("div", { class: "field" }, element("label", { for: "text-file" }, say("text_file")), file),
    paste.node,
    element("label", { class: "check" }, attach, say("attach_it")),
    wrong,
    element("p", { class: "acts" }, element("button", { class: "main" }, say("open_copy"))),
  );
  return root.replaceChildren(form);
}

export async function readFile(file) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error(say("not_utf8"));
  }
}

// The text as the essay has it: a form or an editor may have changed its line ends, or added some at the end.
async function itself(essay, given) {
  const plain = given.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const trimmed = plain.replace(/\n+$/, "");
  const candidates = [given, plain, trimmed, `${trimmed}\n`, plain.replaceAll("\n", "\r\n")];
  for (const text of candidates) if ((await digest(text)) === essay.sha256) return text;
  throw new Error(say("not_the_text", [...given].length, essay.length));
}

export async function attachText(id, text) {
  if (!hasKey()) throw new Error(say("needs_key"));
  return ask(`essays/${id}/text`, { method: "PUT", body: text, type: "text/plain; charset=utf-8" });
}
