// The editor's key: typed here, kept in memory, forgotten with the page.
import { ask, keep } from "./api.js";
import { say } from "./told.js";

export function holdKey() {
  const form = document.getElementById("key-form");
  const field = document.getElementById("editors-key");
  const state = document.getElementById("key-state");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    keep(field.value);
    state.className = "";
    state.textContent = "";
    if (!field.value.trim()) return;
    const [kind, says] = await judged();
    state.className = kind;
    state.textContent = say(says);
    if (kind === "good") form.dispatchEvent(new Event("good"));
  });
  field.addEventListener("input", () => keep(field.value));
  // A key is tried as soon as it is there, without Enter.
  field.addEventListener("change", () => form.requestSubmit());
}

// What becomes of a write that is only tried tells what a key may do.
async function judged() {
  const body = { operations: [{ op: "create", resource: "measures", body: { id: `tried-${Date.now()}`, label: { en: "tried" } } }] };
  try {
    await ask("batches?validate_only=true", { method: "POST", body });
  } catch (problem) {
    if (problem.status === 401) return ["wrong", "key_refused"];
    if (problem.status === 403) return ["wrong", "key_may_not"];
    if (!problem.status) return ["wrong", "no_answer"];
  }
  return ["good", "key_good"];
}
