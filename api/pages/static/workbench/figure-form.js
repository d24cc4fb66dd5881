// Making or changing a figure.
import { claimSources, changesOf } from "./claim-form.js";
import { selectField, textField, wordsField } from "./fields.js";
import { FigureReading } from "./figure-reading.js";
import { PlaceList } from "./place-list.js";
import { removal } from "./removal.js";
import { TermField } from "./term-field.js";
import { nameOf, namesOf, say } from "./told.js";
import { UnitField } from "./unit-field.js";

export function openFigureForm(bench, { id = null, places = [], wording = "", parsed = null } = {}) {
  const record = id ? bench.draft.one(id) : { places, as_written: wording, text: {}, mode: "reported", attributed_to: [], ...parsed };
  const { language } = bench.essay;
  const taken = (resource) =>
    bench.draft.items.filter((item) => item.resource === resource && item.op === "create").map((item) => item.body);
  const term = (label, resource, value, more) => new TermField(say(label), resource, { value, taken: taken(resource), language, hint: say(`${label}_hint`), ...more });

  const list = new PlaceList(bench, record.places);
  const unit = new UnitField({ value: record.unit, taken: taken("units"), language });
  const ranked = ["ranked_by", "ranked_among"].map((name) => [name, textField(say(name), { value: record[name]?.[language], lang: language })]);
  const period = textField(say("period"), { value: record.period ?? "", hint: say("period_hint") });
  const reading = new FigureReading(bench, id ? record : parsed, (read) => {
    if (read) {
      unit.set(read.unit);
      if (read.period) period.control.value = read.period;
    }
    fit();
  });
  const written = textField(say("as_written"), {
    ...{ value: record.as_written, lang: language, required: true },
    oninput: ({ target }) => reading.read(target.value.trim()),
  });
  const text = wordsField(say("figure_text"), bench.essay, { value: record.text, lines: 2, hint: say("figure_text_hint") });
  const measure = term("measure", "measures", record.measure);
  const subject = term("subject", "entities", record.subject, { kinds: namesOf("entity_kind") });
  const mode = selectField(say("mode"), namesOf("mode"), { value: record.mode });
  const whose = claimSources(bench, record);

  function fit() {
    unit.show(reading.quantity);
    for (const [, field] of ranked) field.node.hidden = reading.quantity !== "rank";
  }

  function body() {
    const denoted = reading.value;
    const more = { as_written: written.value, text: text.value, mode: mode.value, attributed_to: whose.value };
    for (const [name, field] of ranked) more[name] = field.value ? { ...record[name], [language]: field.value } : null;
    return { ...denoted, ...more, period: period.value || null, asserted_by: record.asserted_by ?? "author", inputs: record.inputs ?? [] };
  }

  fit();
  if (!id && !parsed && wording) reading.read(wording);
  bench.forms.open({
    title: say(id ? "change_figure" : "new_figure"),
    parts: [list.node, written.node, reading.node, unit.node, text.node, measure.node, subject.node, period.node]
      .concat(ranked.map(([, field]) => field.node), mode.node, whose.node),
    first: parsed ? text.control : written.control,
    addPlace: (place) => list.add(place),
    others: id ? [removal(bench, record)] : [],
    async keep() {
      await Promise.all([reading, unit, measure, subject].map((field) => field.settled()));
      return keep;
    },
  });

  function keep() {
    const terms = [unit.value, measure.value, subject.value];
    const whole = { ...body(), unit: terms[0].id, measure: terms[1].id, subject: terms[2].id };
    const made = terms.flatMap((term) => term.made);
    const changes = id ? changesOf(record, whole, list.places) : [{ create: "statistics", body: whole, places: list.places }];
    if (made.length || changes.length) bench.light(bench.draft.apply([...made, ...changes]).at(-1));
    bench.say(say("kept", nameOf("resource", "statistics")));
  }
}
