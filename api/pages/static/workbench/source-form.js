// Making or changing a source. Its id is author and year, shared by all essays.
import { ask } from "./api.js";
import { changesOf } from "./claim-form.js";
import { radioField, selectField, textField, wordsField } from "./fields.js";
import { PlaceList } from "./place-list.js";
import { removal } from "./removal.js";
import { Similar } from "./similar.js";
import { authorYear, freeId } from "./term-field.js";
import { nameOf, namesOf, say } from "./told.js";

// Which kind of work each kind of source is in CSL, where nothing more is known.
const CSL = {
  ...{ report: "report", paper: "article-journal", article: "article-newspaper", speech: "speech", webpage: "webpage" },
  ...{ communication: "personal_communication", statistics: "dataset" },
};
const ID = "[a-z]+([0-9]{4}|nd)[a-z]?";

export function openSourceForm(bench, { id = null, places = [], wording = "" } = {}) {
  const blank = { places, kind: "report", name: wording ? { [bench.essay.language]: wording } : {}, author: [], as_written: wording };
  const record = id ? bench.draft.one(id) : blank;
  const list = new PlaceList(bench, record.places);
  const author = record.author[0] ?? {};
  const person = [["person", say("a_person")], ["organisation", say("an_organisation")], ["nobody", say("nobody_named")]];
  const is = author.literal ? "organisation" : author.family || author.given ? "person" : id ? "nobody" : "person";
  let typedId = Boolean(id);
  const propose = () => {
    fit();
    if (typedId) return;
    const called = { person: family.value, organisation: organisation.value, nobody: name.control.value.split(/\s+/, 2).join("") };
    const proposed = authorYear(called[who.value], issued.value);
    identifier.control.value = proposed;
    clearTimeout(waiting);
    waiting = setTimeout(() => proposed && (asked = free(proposed)), 300);
  };
  let waiting;
  let asked;
  // Of an anonymous source the service makes the id.
  const isNameless = () => kind.value === "anonymous";

  async function free(proposed) {
    const pending = bench.draft.all("sources").map((source) => source.id);
    const found = await freeId("sources", proposed, pending).catch(() => proposed);
    if (!typedId && identifier.control.value === proposed) identifier.control.value = found;
  }

  const similar = new Similar(bench, "sources", "name", (other) => useSource(bench, other, list.places));
  const name = wordsField(say("source_name"), bench.essay, {
    ...{ value: record.name, lines: 2, hint: say("source_name_hint") },
    oninput: ({ target }) => !id && similar.about(target.value),
  });
  const kind = selectField(say("source_kind"), namesOf("source_kind"), { value: record.kind, onchange: propose });
  const who = radioField(say("who_said_it"), person, {
    value: is,
    onchange: () => {
      if (who.value === "nobody") kind.control.value = "anonymous";
      else if (isNameless()) kind.control.value = "report";
      propose();
    },
  });
  const family = textField(say("family"), { value: author.family, oninput: propose });
  const given = textField(say("given"), { value: author.given });
  const organisation = textField(say("organisation"), { value: author.literal, oninput: propose });
  const issued = textField(say("issued"), { value: record.issued ?? "", hint: say("issued_hint"), oninput: propose });
  const title = textField(say("work_title"), { value: record.title ?? "", hint: say("work_title_hint") });
  const url = textField(say("url"), { value: record.url ?? "" });
  const identifier = textField(say("source_id"), {
    ...{ value: id ?? "", required: true, pattern: ID, hint: say("source_id_hint") },
    oninput: () => (typedId = true),
  });
  if (id) identifier.node.hidden = true;

  function fit() {
    family.node.hidden = given.node.hidden = who.value !== "person";
    organisation.node.hidden = who.value !== "organisation";
    if (id) return;
    identifier.node.hidden = isNameless();
    identifier.control.required = !isNameless();
  }

  // Of further authors, and of parts of a name that are not asked here, nothing is lost.
  function authors() {
    const rest = record.author.slice(1);
    if (who.value === "nobody") return [];
    if (who.value === "organisation") return [{ literal: organisation.value }, ...rest];
    const { literal, ...more } = author;
    return [{ ...more, family: family.value || undefined, given: given.value || undefined }, ...rest];
  }

  fit();
  if (!id && wording) similar.about(wording);
  bench.forms.open({
    title: say(id ? "change_source" : "new_source"),
    parts: [list.node, similar.node, name.node, who.node, family.node, given.node, organisation.node]
      .concat(kind.node, issued.node, title.node, url.node, identifier.node),
    first: name.control,
    addPlace: (place) => list.add(place),
    others: id ? [removal(bench, record)] : [],
    async keep() {
      await asked;
      return keep;
    },
  });

  function keep() {
    const body = {
      ...{ name: name.value, kind: kind.value, author: authors(), issued: issued.value || null },
      ...{ title: title.value || null, url: url.value || null, as_written: record.as_written || null },
    };
    if (id) bench.draft.apply(changesOf(record, body, list.places));
    else {
      const whole = { csl_type: CSL[kind.value] ?? "document", ...body };
      if (!isNameless()) whole.id = identifier.value;
      bench.light(bench.draft.create("sources", whole, list.places));
    }
    bench.say(say("kept", nameOf("resource", "sources")));
  }
}

// A source that there is already is leaned on here too: of this essay, or of another one.
async function useSource(bench, id, places) {
  if (!bench.draft.one(id)) bench.records.adopt("sources", await ask(`sources/${encodeURIComponent(id)}`));
  const record = bench.draft.one(id);
  const more = places.filter(([start, end]) => !record.places.some((place) => place[0] === start && place[1] === end));
  bench.forms.close();
  if (more.length) bench.draft.change(id, {}, [...record.places, ...more]);
  bench.light(id);
}
