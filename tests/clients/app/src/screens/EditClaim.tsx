import { useMutation } from "@tanstack/react-query";
import { LunjuError, type PatchOf, type RecordOf, type Schemas } from "lunju";
import { changeOptions } from "lunju/tanstack";
import { useState, type FormEvent } from "react";
import { getKey, lunju, queryClient, setKey } from "../service";

const stances = ["endorses", "rejects", "reports"] as const satisfies readonly Schemas["ClaimStance"][];
const labels = { stance: "Stance", "text.en": "English", "text.zh-Hans": "Chinese" };

/** What the form has of a claim, by the names by which the service tells faults of fields. */
type Field = keyof typeof labels;
type Draft = Record<Field, string>;
const fields = Object.keys(labels) as Field[];

const draftOf = ({ stance, text }: RecordOf<"claims">): Draft => ({
  stance,
  "text.en": text["en"] ?? "",
  "text.zh-Hans": text["zh-Hans"] ?? "",
});

/** What differs, as a merge patch: an empty text takes its language away. */
function patchOf(before: Draft, after: Draft): PatchOf<"claims"> {
  const changed = (field: Field) => before[field] !== after[field];
  const text = {
    ...(changed("text.en") && { en: after["text.en"] || null }),
    ...(changed("text.zh-Hans") && { "zh-Hans": after["text.zh-Hans"] || null }),
  };
  return {
    ...(changed("stance") && { stance: after.stance as Schemas["ClaimStance"] }),
    ...(Object.keys(text).length && { text }),
  };
}

/** Two changes of the same: what only they changed is taken over, what both changed is disputed. */
function merged(before: Draft, ours: Draft, theirs: Draft): { draft: Draft; disputed: Partial<Draft> } {
  const changed = fields.filter((field) => theirs[field] !== before[field] && theirs[field] !== ours[field]);
  const pick = (names: Field[]) => Object.fromEntries(names.map((field) => [field, theirs[field]]));
  return {
    draft: { ...ours, ...pick(changed.filter((field) => ours[field] === before[field])) },
    disputed: pick(changed.filter((field) => ours[field] !== before[field])),
  };
}

/**
 * A form over a claim as it was when the form was opened, whatever is shown of it meanwhile.
 *
 * It is saved with that version as `If-Match`. Where somebody else was first, the service refuses (412): what they
 * changed is merged, and what both changed is for the reader to decide, before it is saved over what they made.
 */
export function EditClaim({ claim, leave }: { claim: RecordOf<"claims">; leave: () => void }) {
  const [read, setRead] = useState(claim);
  const [draft, setDraft] = useState(draftOf(claim));
  const [reason, setReason] = useState("");
  const [disputed, setDisputed] = useState<Partial<Draft>>();
  const save = useMutation({
    ...changeOptions(lunju.claims, queryClient),
    onError: async (error) => {
      if (!(error instanceof LunjuError && error.kind === "precondition-failed")) return;
      const theirs = await lunju.claims.get(read.id);
      const both = merged(draftOf(read), draft, draftOf(theirs));
      setRead(theirs);
      setDraft(both.draft);
      setDisputed(both.disputed);
    },
  });
  const outrun = save.error instanceof LunjuError && save.error.kind === "precondition-failed";
  const faults = save.error instanceof LunjuError ? save.error.fields : {};
  const faultOf = (field: Field) => faults[field] ?? faults[field.replace(/\..*/, "")]; // of one language, or of all
  const open = fields.filter((field) => disputed?.[field] !== undefined && disputed[field] !== draft[field]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const fields = patchOf(draftOf(read), draft);
    save.mutate({ record: read, fields, reason: reason || undefined }, { onSuccess: leave });
  }

  const input = (field: Field) => ({
    value: draft[field],
    "aria-invalid": faultOf(field) !== undefined,
    "aria-describedby": `${field}-fault`,
    onChange: ({ target }: { target: { value: string } }) => setDraft({ ...draft, [field]: target.value }),
  });
  const fault = (field: Field) => <small id={`${field}-fault`} className="fault">{faultOf(field)}</small>;

  return (
    <form className="edit" onSubmit={submit}>
      <label>
        {labels.stance}
        <select autoFocus {...input("stance")}>
          {stances.map((stance) => <option key={stance}>{stance}</option>)}
        </select>
      </label>
      {fault("stance")}
      {(["text.en", "text.zh-Hans"] as const).map((field) => (
        <div key={field}>
          <label>{labels[field]}<textarea rows={3} {...input(field)} /></label>
          {fault(field)}
        </div>
      ))}
      <label>Why<input value={reason} onChange={({ target }) => setReason(target.value)} /></label>
      <label>Key<input type="password" defaultValue={getKey()} onChange={({ target }) => setKey(target.value)} /></label>
      {disputed && (
        <section role="alert" className="conflict">
          <p>Somebody else has saved version {read.version} meanwhile. What they alone changed is above.</p>
          {open.map((field) => (
            <p key={field}>
              {labels[field]}, theirs: <q>{disputed[field]}</q>{" "}
              <button type="button" onClick={() => setDraft({ ...draft, [field]: disputed[field] })}>Take theirs</button>
            </p>
          ))}
        </section>
      )}
      {save.error && !outrun && <p role="alert">{save.error.message}</p>}
      <p>
        <button disabled={save.isPending}>{open.length ? "Save over theirs" : "Save"}</button>{" "}
        <button type="button" onClick={leave}>Leave</button>
      </p>
    </form>
  );
}
