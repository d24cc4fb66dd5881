// Taking a record away: what is not saved is taken back, what stands is withdrawn, for a reason that is asked on saving.
import { button } from "./elements.js";
import { say } from "./told.js";

export function removal(bench, record) {
  const made = record.item?.op === "create";
  return button(
    say(made ? "remove" : "withdraw"),
    () => {
      bench.forms.close();
      if (made) bench.draft.remove(record.item);
      else bench.draft.change(record.id, { status: "withdrawn" });
    },
    { class: "danger" },
  );
}
