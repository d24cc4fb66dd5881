import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Schemas } from "lunju";
import { readOptions } from "lunju/tanstack";
import { Answer } from "../Answer";
import { go, placeOf } from "../place";
import { lunju } from "../service";

/** What is found for some words, with the places marked that say them. */
export function Search({ query }: { query: URLSearchParams }) {
  const words = query.get("q") ?? "";
  const hits = useQuery({
    ...readOptions(lunju, "/search", {}, { q: words, embed: ["record"], sort: "relevance", limit: 50 }),
    enabled: words !== "",
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <title>Search</title>
      <search>
        <form action={(form) => go(["search"], { q: String(form.get("q")) })}>
          <input key={words} type="search" name="q" aria-label="Words" placeholder="comput, 算力 …" defaultValue={words} />
          <button>Search</button>
        </form>
      </search>
      {words && (
        <Answer of={hits}>
          {(found) => (
            <>
              <h1 aria-live="polite">{found.length < 50 ? `${found.length || "Nothing"} found` : "The first 50"}</h1>
              <ul className="cards">
                {found.map((hit) => (
                  <Hit key={hit.id} hit={hit} />
                ))}
              </ul>
            </>
          )}
        </Answer>
      )}
    </>
  );
}

function Hit({ hit: { resource, id, matches, _embedded } }: { hit: Schemas["Hit"] }) {
  return (
    <li>
      {matches.map(({ field, language, text, marks }) => (
        <p key={`${field} ${language}`} lang={language ?? undefined}>
          <Marked text={text} marks={marks} />
        </p>
      ))}
      <small>{resource}</small> <a href={_embedded && placeFor(_embedded.record)}>{id}</a>
    </li>
  );
}

/** A text with marks, which count code points, as JavaScript's strings do not. */
function Marked({ text, marks }: { text: string; marks: number[][] }) {
  const characters = [...text];
  const between = (from: number, to?: number) => characters.slice(from, to).join("");
  return (
    <>
      {marks.map(([from = 0, to = 0], at) => (
        <span key={from}>
          {between(marks[at - 1]?.[1] ?? 0, from)}
          <mark>{between(from, to)}</mark>
        </span>
      ))}
      {between(marks.at(-1)?.[1] ?? 0)}
    </>
  );
}

/** Where this application shows a record. */
function placeFor(record: NonNullable<Schemas["Hit"]["_embedded"]>["record"]): string | undefined {
  switch (record.type) {
    case "claim":
      return placeOf(["claims", record.id]);
    case "statistic":
      return placeOf(["figures"], { measure: record.measure });
    case "relationship":
      return placeOf(["argument", record.essay_id, record.id]);
    default:
      return undefined;
  }
}
