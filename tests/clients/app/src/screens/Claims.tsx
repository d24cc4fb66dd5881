import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Schemas } from "lunju";
import { readOptions } from "lunju/tanstack";
import { Answer } from "../Answer";
import { say } from "../language";
import { go, placeOf } from "../place";
import { lunju } from "../service";

const headings: Record<string, string> = { kind: "Kind", stance: "The author …", section_id: "Section" };

/** A page of claims beside a panel that filters them: the facets and the list that they count are one request. */
export function Claims({ query }: { query: URLSearchParams }) {
  const claims = useQuery({
    ...readOptions(lunju, "/claims/facets", {}, {
      facet: ["kind", "stance", "section_id"],
      facet_self: "exclude",
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
    <Answer of={claims}>
      {({ total, facets, records, next }) => (
        <div className="beside">
          <form>
            {facets.map((facet) => (
              <Panel key={facet.name} facet={facet} query={query} />
            ))}
          </form>
          <section>
            <h1>{total} claims</h1>
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
  );
}

function Panel({ facet: { name, values }, query }: { facet: Schemas["Facet"]; query: URLSearchParams }) {
  return (
    <fieldset>
      <legend>{headings[name]}</legend>
      {values.map(({ value, label, count }) => {
        const chosen = query.getAll(name).includes(String(value));
        return (
          <label key={String(value)}>
            <input type="checkbox" checked={chosen} onChange={() => go(["claims"], toggled(query, name, String(value)))} />
            <span>{label ? say(label) : String(value)}</span> <small>{count}</small>
          </label>
        );
      })}
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
