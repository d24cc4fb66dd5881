// Two poles, and the claims that stand on either side of them or between: dropped there, or put there by a choice.
import { changesOf } from "./claim-form.js";
import { button, element, refill } from "./elements.js";
import { selectField, wordsField } from "./fields.js";
import { PlaceList } from "./place-list.js";
import { removal } from "./removal.js";
import { saysOf } from "./link-form.js";
import { nameOf, say } from "./told.js";

const ROLES = ["pole_a", "between", "pole_b"];

export function openRelationshipForm(bench, { id = null, places = [] } = {}) {
  const record = id ? bench.draft.one(id) : { places, poles: [{}, {}], question: {}, resolution: {}, claims: [], thesis_id: null };
  const claims = bench.draft.all("claims");
  let weighed = record.claims.map((one) => ({ ...one }));
  const list = new PlaceList(bench, record.places);
  const words = (label, value, lines) => wordsField(say(label), bench.essay, { value, lines, hint: say(`${label}_hint`) });
  const poles = ["pole_left", "pole_right"].map((label, side) => words(label, record.poles[side], 1));
  const question = words("question", record.question, 2);
  const resolution = words("resolution", record.resolution, 2);
  const options = [["", say("pick_one")], ...claims.map((claim) => [claim.id, saysOf(claim)])];
  const thesis = selectField(say("thesis"), options, { value: record.thesis_id ?? "", hint: say("thesis_hint") });
  const sides = element("div", { class: "sides" });

  function put(claim, role, place = null) {
    weighed = weighed.filter((one) => one.claim_id !== claim);
    if (role) weighed.splice(place ?? weighed.length, 0, { claim_id: claim, role });
    render();
  }

  const nameOfSide = (role) => (role === "between" ? say("between") : poles[role === "pole_a" ? 0 : 1].control.value || say(role === "pole_a" ? "pole_left" : "pole_right"));

  function side(role) {
    const drop = {
      ondragover: (event) => event.preventDefault(),
      ondrop: (event) => {
        event.preventDefault();
        const claim = event.dataTransfer.getData("text/plain");
        if (bench.draft.one(claim)?.resource === "claims") put(claim, role);
      },
    };
    const here = weighed.filter((one) => one.role === role);
    return element(
      "section",
      { class: `side ${role}`, ...drop },
      element("h3", {}, nameOfSide(role)),
      element("ul", {}, here.map(({ claim_id: claim }) => element("li", {}, saysOf(bench.draft.one(claim) ?? {}), button("×", () => put(claim, null), { class: "quiet", "aria-label": `${say("take_away")}: ${saysOf(bench.draft.one(claim) ?? {})}`, "data-focus": `out-${claim}` })))),
      here.length ? null : element("p", { class: "hint" }, say("drop_here")),
      placing(role),
    );
  }

  // The same by keys: a claim is chosen, and stands there.
  function placing(role) {
    const free = claims.filter((claim) => !weighed.some((one) => one.claim_id === claim.id));
    if (!free.length) return null;
    const choose = element(
      "select",
      { "aria-label": say("put_claim", nameOfSide(role)), "data-focus": `put-${role}`, onchange: ({ target }) => put(target.value, role) },
      element("option", { value: "" }, say("put_here")),
      free.map((claim) => element("option", { value: claim.id }, saysOf(claim))),
    );
    return choose;
  }

  const render = () => refill(sides, ROLES.map(side));
  for (const pole of poles) pole.control.addEventListener("input", render);
  render();
  bench.forms.open({
    title: say(id ? "change_relationship" : "new_relationship"),
    parts: [element("div", { class: "two-poles" }, poles.map((pole) => pole.node)), question.node, sides, thesis.node, resolution.node, list.node],
    first: poles[0].control,
    addPlace: (place) => list.add(place),
    others: id ? [removal(bench, record)] : [],
    keep() {
      if (!thesis.value) throw new Error(say("say_the_thesis"));
      const body = {
        ...{ poles: poles.map((pole) => pole.value), question: question.value, resolution: resolution.value },
        ...{ thesis_id: thesis.value, claims: weighed },
      };
      if (id) bench.draft.apply(changesOf(record, body, list.places));
      else bench.light(bench.draft.create("relationships", body, list.places));
      bench.say(say("kept", nameOf("resource", "relationships")));
    },
  });
}
