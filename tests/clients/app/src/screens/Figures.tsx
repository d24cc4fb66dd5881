import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Schemas } from "lunju";
import { readOptions } from "lunju/tanstack";
import { Answer } from "../Answer";
import { IntervalChart, type Interval } from "../chart/IntervalChart";
import { say } from "../language";
import { go } from "../place";
import { lunju } from "../service";

/** The figures of one measure as intervals, with the measures that there are: one request. */
export function Figures({ query }: { query: URLSearchParams }) {
  const measure = query.get("measure") ?? "elapsed-time";
  const figures = useQuery({
    ...readOptions(lunju, "/statistics/facets", {}, {
      facet: ["measure"],
      facet_self: "exclude",
      measure: [measure],
      embed: ["unit"],
      sort: ["value"],
      limit: 100,
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <title>Figures</title>
      <h1>Figures</h1>
      <Answer of={figures}>
        {({ facets: [measures], records }) => (
          <>
            <label>
              Measure{" "}
              <select value={measure} onChange={({ target }) => go(["figures"], { measure: target.value })}>
                {measures?.values.map(({ value, label, count }) => (
                  <option key={String(value)} value={String(value)}>{say(label)} ({count})</option>
                ))}
              </select>
            </label>
            <Charts figures={records ?? []} />
          </>
        )}
      </Answer>
    </>
  );
}

type Figure = Schemas["StatisticWithEmbedded"];

/** A chart for each dimension: dollars and years have no axis in common. Figures without an interval are told in words. */
function Charts({ figures }: { figures: Figure[] }) {
  if (!figures.length) return <p className="quiet">There is no such figure.</p>;
  const dimensions = Map.groupBy(figures, ({ lower, upper, _embedded }) =>
    lower === null && upper === null ? null : (_embedded?.unit?.dimension ?? "number"),
  );
  return [...dimensions].map(([dimension, alike]) =>
    dimension === null ? (
      <ul key="words" className="cards">
        {alike.map((figure) => (
          <li key={figure.id}>{say(figure.text)} <small>{figure.period ?? figure.as_written}</small></li>
        ))}
      </ul>
    ) : (
      <IntervalChart key={dimension} {...chartOf(alike)} />
    ),
  );
}

/** What to draw, all in the unit of the first. */
function chartOf(figures: Figure[]): { intervals: Interval[]; unit: string } {
  const unit = figures[0]?._embedded?.unit;
  const [above = 1, below = 1] = (unit?.factor ?? "1").split("/").map(Number);
  const ofBase = (end: string | null) => (end === null ? null : (Number(end) * below) / above - Number(unit?.offset ?? 0));
  const intervals = figures.map((figure) => ({
    id: figure.id,
    label: say(figure.text),
    wording: figure.as_written,
    lower: ofBase(unit ? figure.normalised_lower : figure.lower),
    upper: ofBase(unit ? figure.normalised_upper : figure.upper),
    lowerClosed: figure.lower_closed,
    upperClosed: figure.upper_closed,
  }));
  return { intervals, unit: unit ? say(unit.label) : "number" };
}
