import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Schemas } from "lunju";
import { readOptions } from "lunju/tanstack";
import { Answer } from "../Answer";
import { say } from "../language";
import { go, placeOf } from "../place";
import { lunju } from "../service";

const headings: Record<string, string> = { kind: "Kind", stance: "Stance", section_id: "Section" };
const wide = matchMedia("(min-width: 45rem)").matches;

/** A page of claims beside a panel that filters them: the facets and the list that they count are one request. */
export function Claims({ query }: { query: URLSearchParams }) {
  const claims = useQuery({
    ...readOptions(lunju, "/claims/facets", {}, {
      facet: ["kind", "stance", "section_id"],
      facet_self: "exclude", // each is counted without its own choice, so that more of it can be chosen
      kind: query.getAll("kind") as Schemas["ClaimKind"][],
      stance: query.getAll("stance") as Schemas["ClaimStance"][],
      section_id: query.getAll("section_id"),
      sort: ["number"],
      limit: 20,
      cursor: query.get("cursor") ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <title>Claims</title>
      <Answer of={claims}>
        {({ total, facets, records, next }) => (
          <div className="beside">
            <details open={wide}>
              <summary>Filters</summary>
              {facets.map((facet) => (
                <Panel key={facet.name} facet={facet} query={query} />
              ))}
              {query.size > 0 && <a href={placeOf(["claims"])}>All claims</a>}
            </details>
            <section>
              <h1 aria-live="polite">{total === 1 ? "1 claim" : `${total} claims`}</h1>
              <ul className="cards">
                {records?.map(({ id, kind, stance, text }) => (
                  <li key={id}>
                    <a href={placeOf(["claims", id])}>{say(text)}</a>
                    <small>{kind} · {stance}</small>
                  </li>
                ))}
              </ul>
              {next && <a className="button" href={placeOf(["claims"], pageAt(query, next))}>Next page</a>}
            </section>
          </div>
        )}
      </Answer>
    </>
  );
}

function Panel({ facet: { name, values }, query }: { facet: Schemas["Facet"]; query: URLSearchParams }) {
  const chosen = query.getAll(name);
  const counted = values.map(({ value, label, count }) => ({ value: String(value), label, count }));
  // What is chosen can be unchosen, though no claim has it beside the other choices.
  const none = chosen.filter((value) => counted.every((each) => each.value !== value));
  return (
    <fieldset>
      <legend>{headings[name]}</legend>
      {[...counted, ...none.map((value) => ({ value, label: null, count: 0 }))].map(({ value, label, count }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => go(["claims"], toggled(query, name, value))}
          />
          <span>{say(label) || value}</span> <small>{count}</small>
        </label>
      ))}
    </fieldset>
  );
}

function toggled(query: URLSearchParams, name: string, value: string): URLSearchParams {
  const changed = new URLSearchParams(query);
  if (changed.has(name, value)) changed.delete(name, value);
  else changed.append(name, value);
  changed.delete("cursor");
  return changed;
}

function pageAt(query: URLSearchParams, next: string): URLSearchParams {
  const changed = new URLSearchParams(query);
  changed.set("cursor", new URL(next).searchParams.get("cursor") ?? "");
  return changed;
}
