// The workbench begins: with an essay that is there, or with the form of a new one.
import { Bench } from "./bench.js";
import { holdKey } from "./key-field.js";
import { startNewEssay } from "./new-essay.js";
import { say, told } from "./told.js";

told.root = new URL(told.root, location.href).href;
document.getElementById("workbench").hidden = false;
holdKey();

async function work(essay, text) {
  document.getElementById("bench").hidden = false;
  const bench = new Bench(essay);
  try {
    await bench.begin(text);
  } catch (problem) {
    bench.changesView.tell(say("not_begun", problem.message), "wrong");
  }
}

if (!isSecureContext) document.getElementById("insecure").hidden = false;
else if (told.essay) work(told.essay, told.text);
else startNewEssay(work);
