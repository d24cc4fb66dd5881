// A link of evidence, as a sentence: this claim supports that one. What is needed together shares a group.
import { changesOf } from "./claim-form.js";
import { element, refill, shortened } from "./elements.js";
import { checkField, radioField, selectField } from "./fields.js";
import { SINGULAR } from "./essay-records.js";
import { removal } from "./removal.js";
import { slugOf } from "./term-field.js";
import { nameOf, namesOf, say, told, wordsIn } from "./told.js";

export const saysOf = (record, most = 90) => shortened(wordsIn(record.text ?? record.name ?? record.question ?? record.title), most);

// A link itself, as something that can be undercut.
export function saysLink(bench, link, most = 50) {
  const ends = [link.origin_id, link.target_id].map((id) => bench.draft.one(id));
  return ends.every(Boolean) ? say("a_link", saysOf(ends[0], most), nameOf("bears", link.relation), saysOf(ends[1], most)) : link.id;
}

const permitted = (origin, target) =>
  told.permitted.filter(([one, , other]) => one === origin && other === target).map(([, relation]) => relation);

// What can be at either end, as groups of options.
function ends(bench, resources) {
  return resources.map((resource) =>
    element(
      "optgroup",
      { label: nameOf("plural", resource) },
      bench.draft.all(resource).map((record) =>
        element("option", { value: `${SINGULAR[resource]} ${record.id}` }, resource === "evidence" ? saysLink(bench, record) : saysOf(record)),
      ),
    ),
  );
}

export function openLinkForm(bench, { id = null, origin = null, target = null, relation = "supports", asserter = "author" } = {}) {
  const record = id ? bench.draft.one(id) : null;
  const typed = (one) => one && `${SINGULAR[bench.draft.one(one).resource]} ${one}`;
  const from = element("select", { "aria-label": say("what_bears"), required: true, onchange: () => fit() }, ends(bench, ["claims", "statistics", "sources"]));
  const to = element("select", { "aria-label": say("on_what"), required: true, onchange: () => fit() }, ends(bench, ["claims", "statistics", "evidence"]));
  const how = element("select", { "aria-label": say("how_it_bears"), required: true, onchange: () => fit() });
  from.value = typed(record?.origin_id ?? origin) ?? "";
  to.value = typed(record?.target_id ?? target) ?? "";
  const asserters = namesOf("asserter").map(([value]) => [value, say(`link_of_${value}`)]);
  const whose = radioField(say("whose_link"), asserters, { value: record?.asserted_by ?? asserter, onchange: () => fit() });
  const sources = bench.draft.all("sources").map((source) => [source.id, saysOf(source)]);
  const speaker = selectField(say("which_other"), [["", say("pick_one")], ...sources], { value: record?.asserter_id ?? "" });
  const together = element("div");
  const sentence = element("p", { class: "sentence-read", "aria-live": "polite" });
  let partners = null;
  let wanted = record?.relation ?? relation;

  const chosen = (select) => {
    const [kind, ...name] = select.value.split(" ");
    return { kind, id: name.join(" ") };
  };

  function fit() {
    if (how.value) wanted = how.value;
    const able = permitted(chosen(from).kind, chosen(to).kind);
    how.replaceChildren(...able.map((one) => element("option", { value: one }, nameOf("bears", one))));
    how.value = able.includes(wanted) ? wanted : (able[0] ?? "");
    const others = bench.draft.linksTo(chosen(to).id).filter((link) => link.id !== id && link.relation === how.value && link.origin_id !== chosen(from).id);
    const held = others.filter((link) => record?.group && link.group === record.group).map((link) => link.id);
    const options = others.map((link) => [link.id, saysOf(bench.draft.one(link.origin_id) ?? { text: { [told.language]: link.origin_id } })]);
    partners = options.length ? checkField(say("needed_together"), options, held) : null;
    refill(together, partners?.node);
    const [one, two] = [chosen(from).id, chosen(to).id].map((name) => bench.draft.one(name));
    speaker.node.hidden = whose.value !== "other";
    sentence.replaceChildren(...(one && two && how.value ? reads(bench, one, how.value, two) : [say("pick_both")]));
  }

  // A name for what is needed together: the one that it has, else one of the words of what it bears on.
  function groupOf(links) {
    const there = links.map((link) => link.group).find(Boolean) ?? record?.group;
    if (there) return there;
    const words = saysOf(bench.draft.one(chosen(to).id), 200);
    const taken = new Set(bench.draft.all("evidence").map((link) => link.group));
    const slug = slugOf(words).split("-").slice(0, 6).join("-") || "premises";
    return [slug, ...Array.from({ length: 99 }, (_, number) => `${slug}-${number + 2}`)].find((name) => !taken.has(name));
  }

  fit();
  bench.forms.open({
    title: say(id ? "change_link" : "new_link"),
    parts: [
      element("div", { class: "link-ends" }, from, how, to),
      sentence,
      together,
      whose.node,
      speaker.node,
    ],
    first: from.value && to.value ? how : from.value ? to : from,
    others: id ? [removal(bench, record)] : [],
    keep() {
      const [one, two] = [chosen(from), chosen(to)];
      if (!one.id || !two.id || !how.value) throw new Error(say("pick_both"));
      if (whose.value === "other" && !speaker.value) throw new Error(say("say_which_other"));
      if (one.id === two.id) throw new Error(say("not_itself"));
      const linked = (partners?.value ?? []).map((name) => bench.draft.one(name));
      const group = linked.length ? groupOf(linked) : null;
      const body = {
        ...{ relation: how.value, origin_type: one.kind, origin_id: one.id, target_type: two.kind, target_id: two.id },
        ...{ group, asserted_by: whose.value, asserter_id: whose.value === "other" ? speaker.value : null },
      };
      const changes = linked.filter((link) => link.group !== group).map((link) => ({ change: link.id, body: { group } }));
      bench.draft.apply([...(id ? changesOf(record, body) : [{ create: "evidence", body }]), ...changes]);
      bench.light(bench.draft.one(two.id).resource === "evidence" ? null : two.id);
      bench.say(say("kept", nameOf("resource", "evidence")));
    },
  });
}

function reads(bench, one, relation, two) {
  const target = two.resource === "evidence" ? saysLink(bench, two, 80) : saysOf(two, 200);
  return [
    element("q", {}, saysOf(one, 200)),
    element("strong", { class: relation }, ` ${nameOf("bears", relation)} `),
    element("q", {}, target),
  ];
}

// The premise that a link leaves unsaid: a claim without a place, needed together with what the link comes from.
export function addUnwordedPremise(bench, link, openClaimForm) {
  openClaimForm(bench, {
    unworded(body) {
      const target = bench.draft.one(link.target_id);
      const words = slugOf(saysOf(target, 200)).split("-").slice(0, 6).join("-") || "premises";
      const group = link.group ?? `${words}-${bench.draft.freshName()}`;
      const name = bench.draft.freshName();
      const more = { relation: link.relation, origin_type: "claim", origin_id: `$${name}`, asserted_by: "analyst", group };
      bench.draft.apply([
        { create: "claims", name, body, places: [] },
        ...(link.group ? [] : [{ change: link.id, body: { group } }]),
        { create: "evidence", body: { ...more, target_type: link.target_type, target_id: link.target_id } },
      ]);
    },
  });
}

