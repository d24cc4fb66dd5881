// Making or changing a claim.
import { element } from "./elements.js";
import { checkField, radioField, selectField, wordsField } from "./fields.js";
import { PlaceList } from "./place-list.js";
import { Similar } from "./similar.js";
import { nameOf, namesOf, say, wordsIn } from "./told.js";
import { removal } from "./removal.js";

// Whose a claim or a figure is; without a source, the author's.
export function claimSources(bench, record) {
  const sources = bench.draft.all("sources").map((source) => [source.id, wordsIn(source.name)]);
  const field = checkField(say("attributed"), sources, record.attributed_to);
  field.node.hidden = !sources.length;
  return field;
}

export function openClaimForm(bench, { id = null, places = [], unworded = null } = {}) {
  const record = id ? bench.draft.one(id) : { places, kind: "factual", stance: "endorses", attributed_to: [], text: {} };
  const list = new PlaceList(bench, record.places);
  const similar = new Similar(bench, "claims", "text", (other) => {
    bench.forms.close();
    const there = bench.draft.one(other);
    openClaimForm(bench, { id: other });
    bench.forms.opened.addPlace?.(list.places[0]);
    bench.light(there.id);
  });
  const text = wordsField(say("claim_text"), bench.essay, {
    value: record.text,
    hint: say("own_words"),
    oninput: ({ target }) => !id && similar.about(target.value),
  });
  const stance = radioField(say("stance"), namesOf("stance"), { value: record.stance });
  const kind = selectField(say("kind"), namesOf("kind"), { value: record.kind });
  const whose = claimSources(bench, record);
  const pieces = checkField(say("several_places"), [["pieces", say("one_utterance")]], record.one_utterance ? ["pieces"] : []);
  list.tell = () => (pieces.node.hidden = list.places.length < 2);
  list.tell();
  const shown = unworded ? [text.node, kind.node] : [list.node, pieces.node, text.node, similar.node, kind.node, stance.node, whose.node];
  bench.forms.open({
    title: id ? say("change_claim") : say(unworded ? "new_premise" : "new_claim"),
    parts: [unworded && element("p", { class: "hint" }, say("premise_hint")), ...shown].filter(Boolean),
    first: text.control,
    addPlace: unworded ? null : (place) => list.add(place),
    others: id ? [removal(bench, record)] : [],
    keep() {
      const body = { text: text.value, kind: kind.value, stance: stance.value, attributed_to: whose.value };
      body.one_utterance = list.places.length > 1 && pieces.value.length > 0;
      if (id) bench.draft.apply(changesOf(record, body, list.places));
      else if (unworded) unworded(body);
      else bench.light(bench.draft.create("claims", body, list.places));
      bench.say(say("kept", nameOf("resource", "claims")));
    },
  });
}

// What differs of a record, as changes: none, or one.
export function changesOf(record, body, places = record.places) {
  const same = (one, two) => JSON.stringify(one ?? null) === JSON.stringify(two ?? null);
  const changed = Object.fromEntries(Object.entries(body).filter(([name, value]) => !same(value, record[name])));
  const moved = !same(places, record.places);
  if (!moved && !Object.keys(changed).length) return [];
  return [{ change: record.id, body: changed, ...(moved ? { places } : {}) }];
}
