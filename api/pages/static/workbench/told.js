// What the page was told: its words, and the essay.
const place = document.getElementById("workbench");
export const told = JSON.parse(place.dataset.told);
place.removeAttribute("data-told");

export function say(key, ...parts) {
  const phrase = told.say[key];
  if (phrase === undefined) throw new Error(`no phrase ${key}`);
  const numbered = phrase.replace(/\{(\d)\}/g, (_, place) => parts[place]);
  return parts.reduce((text, part) => text.replace("{}", () => part), numbered);
}

export const nameOf = (vocabulary, value) => told.names[vocabulary][value] ?? value;
export const namesOf = (vocabulary) => Object.entries(told.names[vocabulary]);

// What a field is called; of a path within a record, its first step.
export const fieldName = (path) => told.fields[path.split("/")[0]] ?? path;

// A text by language, in that of the page where there is one.
export const wordsIn = (text) => (text ? (text[told.language] ?? Object.values(text)[0] ?? "") : "");
export const languageOf = (text) => (text && !(told.language in text) ? Object.keys(text)[0] : told.language);

const live = document.getElementById("status");
export const announce = (text) => (live.textContent = text);
