import { useMutation } from "@tanstack/react-query";
import { LunjuError, type PatchOf, type RecordOf, type Schemas } from "lunju";
import { changeOptions } from "lunju/tanstack";
import { useState } from "react";
import { lunju, queryClient, setKey } from "../service";

const stances = ["endorses", "rejects", "reports"] as const satisfies readonly Schemas["ClaimStance"][];

/** What the form has of a claim. */
type Draft = Record<keyof typeof labels, string>;
const labels = { stance: "Stance", english: "English", chinese: "Chinese" };
const fields = Object.keys(labels) as (keyof Draft)[];

const draftOf = ({ stance, text }: RecordOf<"claims">): Draft => ({
  stance,
  english: text["en"] ?? "",
  chinese: text["zh-Hans"] ?? "",
});

/** What differs, as a merge patch: an empty text takes its language away. */
function patchOf(before: Draft, after: Draft): PatchOf<"claims"> {
  const changed = (field: keyof Draft) => before[field] !== after[field];
  const text = {
    ...(changed("english") && { en: after.english || null }),
    ...(changed("chinese") && { "zh-Hans": after.chinese || null }),
  };
  return {
    ...(changed("stance") && { stance: after.stance as Schemas["ClaimStance"] }),
    ...(Object.keys(text).length && { text }),
  };
}

/**
 * A form over a claim as it was when the form was opened, whatever is shown of it meanwhile.
 *
 * It is saved with that version as `If-Match`. Where somebody else was first, the service refuses (412): what they changed
 * is taken over, and what both changed is for the reader to decide, before it is saved over what they made.
 */
export function EditClaim({ claim, leave }: { claim: RecordOf<"claims">; leave: () => void }) {
  const [read, setRead] = useState(claim);
  const [draft, setDraft] = useState(draftOf(claim));
  const [disputed, setDisputed] = useState<Partial<Draft>>();
  const [reason, setReason] = useState("");
  const save = useMutation({
    ...changeOptions(lunju.claims, queryClient),
    onError: async (error) => {
      if (!(error instanceof LunjuError) || error.kind !== "precondition-failed") return;
      const theirs = await lunju.claims.get(read.id);
      const [before, now] = [draftOf(read), draftOf(theirs)];
      const changed = fields.filter((field) => now[field] !== before[field]);
      const ours = changed.filter((field) => draft[field] !== before[field] && draft[field] !== now[field]);
      const only = (names: (keyof Draft)[]) => Object.fromEntries(names.map((name) => [name, now[name]]));
      setRead(theirs);
      setDraft({ ...draft, ...only(changed.filter((field) => !ours.includes(field))) });
      setDisputed(only(ours));
    },
  });
  const faults = save.error instanceof LunjuError ? save.error.fields : {};

  async function submit() {
    try {
      await save.mutateAsync({ record: read, fields: patchOf(draftOf(read), draft), reason: reason || undefined });
      leave();
    } catch {
      // `save.error` tells it.
    }
  }
  const set = (field: keyof Draft) => (value: string) => setDraft({ ...draft, [field]: value });

  return (
    <form className="edit" onSubmit={(event) => (event.preventDefault(), void submit())}>
      <label>
        {labels.stance}
        <select value={draft.stance} onChange={({ target }) => set("stance")(target.value)}>
          {stances.map((stance) => <option key={stance}>{stance}</option>)}
        </select>
      </label>
      {(["english", "chinese"] as const).map((field) => (
        <label key={field}>
          {labels[field]}
          <textarea rows={3} value={draft[field]} onChange={({ target }) => set(field)(target.value)} />
        </label>
      ))}
      <label>Why <input value={reason} onChange={({ target }) => setReason(target.value)} /></label>
      <label>Key <input type="password" onChange={({ target }) => setKey(target.value)} /></label>
      {disputed && (
        <section role="alert" className="conflict">
          <p>Somebody else has saved version {read.version} meanwhile. Saving now goes over theirs.</p>
          {fields.map((field) => disputed[field] !== undefined && disputed[field] !== draft[field] && (
            <p key={field}>
              {labels[field]}, theirs: <q>{disputed[field]}</q>{" "}
              <button type="button" onClick={() => set(field)(disputed[field] ?? "")}>Take theirs</button>
            </p>
          ))}
        </section>
      )}
      {save.error && !disputed && <p role="alert">{save.error.message} {Object.values(faults).join(" ")}</p>}
      <p>
        <button disabled={save.isPending}>{disputed ? "Save over theirs" : "Save"}</button>{" "}
        <button type="button" onClick={leave}>Leave</button>
      </p>
    </form>
  );
}
