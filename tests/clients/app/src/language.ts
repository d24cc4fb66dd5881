/** Texts come in several languages: the reader's, else English, else whichever there is. */

export const language = navigator.language.startsWith("zh") ? "zh-Hans" : "en";

export function say(text: { [tag: string]: string | undefined } | null | undefined): string {
  return text?.[language] ?? text?.["en"] ?? Object.values(text ?? {})[0] ?? "";
}
