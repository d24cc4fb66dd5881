// The workbench begins: with an essay that is there, or with the form of a new one.
import { textOf } from "./api.js";
import { Bench } from "./bench.js";
import { holdKey } from "./key-field.js";
import { startNewEssay } from "./new-essay.js";
import { say, told } from "./told.js";

told.root = new URL(told.root, location.href).href;
document.getElementById("workbench").hidden = false;
holdKey();

// `text` is where it was just pasted; else it is asked for, where it is served.
async function work(essay, text = null) {
  document.getElementById("bench").hidden = false;
  const bench = new Bench(essay);
  try {
    await bench.begin(text ?? (told.served ? await textOf(essay.id) : null));
  } catch (problem) {
    bench.changesView.tell(say("not_begun", problem.message), "wrong");
  }
}

if (!isSecureContext) document.getElementById("insecure").hidden = false;
else if (told.essay) work(told.essay);
else startNewEssay(work);
