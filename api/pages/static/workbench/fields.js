// Fields of forms: each is a `node` to show and a `value` to read.
import { element, freshId } from "./elements.js";
import { say, told } from "./told.js";

export function labelled(label, control, hint) {
  const id = freshId("field");
  control.id = id;
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`);
  return element(
    "div",
    { class: "field" },
    element("label", { for: id }, label),
    control,
    hint && element("p", { class: "hint", id: `${id}-hint` }, hint),
  );
}

export function textField(label, { value = "", lines = 1, hint, lang, required, oninput, placeholder, pattern } = {}) {
  const control = element(lines > 1 ? "textarea" : "input", {
    ...(lines > 1 ? { rows: lines } : { type: "text" }),
    ...{ lang, required, oninput, placeholder, pattern, value, autocomplete: "off" },
  });
  return { node: labelled(label, control, hint), control, get value() { return control.value.trim(); } };
}

export function selectField(label, options, { value, hint, onchange } = {}) {
  const control = element(
    "select",
    { onchange },
    options.map(([name, says]) => element("option", { value: name, selected: name === value }, says)),
  );
  return { node: labelled(label, control, hint), control, get value() { return control.value; } };
}

export function radioField(legend, options, { value, onchange } = {}) {
  const name = freshId("radio");
  const controls = options.map(([option]) =>
    element("input", { type: "radio", name, value: option, checked: option === value, onchange, id: freshId("choice") }),
  );
  const node = element(
    "fieldset",
    { class: "field choices" },
    element("legend", {}, legend),
    options.map(([, says], place) => element("label", { for: controls[place].id }, controls[place], element("span", {}, says))),
  );
  return { node, get value() { return controls.find((control) => control.checked)?.value; } };
}

export function checkField(legend, options, values = []) {
  const controls = options.map(([option]) => element("input", { type: "checkbox", value: option, checked: values.includes(option) }));
  const node = element(
    "fieldset",
    { class: "field choices" },
    element("legend", {}, legend),
    options.map(([, says], place) => element("label", {}, controls[place], element("span", {}, says))),
  );
  const isOffered = new Set(options.map(([option]) => option));
  return {
    node,
    // In the order that they had; what is not offered stays.
    get value() {
      const checked = controls.filter((control) => control.checked).map((control) => control.value);
      const kept = values.filter((value) => !isOffered.has(value) || checked.includes(value));
      return [...kept, ...checked.filter((value) => !kept.includes(value))];
    },
  };
}

// A text by language: that of the essay is needed, the other one is folded.
export function wordsField(label, essay, { value = {}, lines = 3, hint, oninput, required = true } = {}) {
  const own = textField(`${label} (${told.languages[essay.language] ?? essay.language})`, {
    ...{ value: value?.[essay.language], lines, lang: essay.language, required, hint, oninput },
  });
  const others = Object.entries(told.languages)
    .filter(([language]) => language !== essay.language)
    .map(([language, name]) => [language, textField(`${label} (${name})`, { value: value?.[language], lines, lang: language })]);
  const open = others.some(([language]) => value?.[language]);
  const node = element(
    "div",
    { class: "in-words" },
    own.node,
    element(
      "details",
      { class: "other-language", open },
      element("summary", {}, say("in_another_language")),
      others.map(([, field]) => field.node),
    ),
  );
  return {
    node,
    control: own.control,
    get value() {
      const kept = { ...value, [essay.language]: own.value };
      for (const [language, field] of others) kept[language] = field.value;
      return Object.fromEntries(Object.entries(kept).filter(([, text]) => text));
    },
  };
}
