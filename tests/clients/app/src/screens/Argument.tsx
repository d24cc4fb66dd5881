import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Schemas } from "lunju";
import { readOptions } from "lunju/tanstack";
import { Answer } from "../Answer";
import { language } from "../language";
import { go, placeOf } from "../place";
import { lunju } from "../service";

const steps = ["1", "2", "3"];

/** The part of an essay's argument around a record, drawn where the service places it. */
export function Argument({ essay, root, query }: { essay: string; root: string; query: URLSearchParams }) {
  const depth = query.get("depth") ?? "1";
  const graph = useQuery({
    ...readOptions(lunju, "/essays/{essay_id}/graph", { essay_id: essay }, {
      root,
      depth: Number(depth),
      layout: "layered",
      lang: language,
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <title>Argument</title>
      <h1>The argument around {root}</h1>
      <label>
        Steps{" "}
        <select
          value={depth}
          onChange={({ target }) => go(["argument", essay, root], { depth: target.value })}
        >
          {steps.map((step) => <option key={step}>{step}</option>)}
        </select>
      </label>
      <Answer of={graph}>{({ elements }) => <Drawing {...elements} root={root} at={(id) => ["argument", essay, id]} />}</Answer>
    </>
  );
}

type Drawn = Schemas["GraphElements"] & { root: string; at: (id: string) => string[] };

const [width, height, margin] = [184, 76, 20];

function Drawing({ nodes, edges, root, at }: Drawn) {
  const places = new Map(nodes.flatMap(({ data, position }) => (position ? [[data.id, position] as const] : [])));
  const all = [...places.values()];
  const right = Math.max(...all.map(({ x }) => x)) + width / 2 + margin;
  const bottom = Math.max(...all.map(({ y }) => y)) + height / 2 + margin;
  const [left, top] = [-width / 2 - margin, -height / 2 - margin];
  const relations = [...new Set(edges.map(({ data }) => data.relation))];
  return (
    <div className="scrolled" tabIndex={0} role="group" aria-label="Drawing">
      <ul className="legend">
        {relations.map((relation) => (
          <li key={relation}>
            <svg className="graph" width="32" height="8" aria-hidden="true">
              <path className={`link ${relation}`} d="M0 4 H32" />
            </svg>{" "}
            {relation}
          </li>
        ))}
      </ul>
      <svg className="graph" viewBox={`${left} ${top} ${right - left} ${bottom - top}`} width={right - left}>
        <marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
          <path d="M0 0 L8 4 L0 8 z" fill="context-stroke" />
        </marker>
        {edges.map(({ data: { id, source, target, relation } }) => {
          const [from, to] = [places.get(source), places.get(target)];
          return from && to && (
            <path key={id} className={`link ${relation}`} d={curve(from, to)} markerEnd="url(#arrow)">
              <title>{relation}</title>
            </path>
          );
        })}
        {nodes.map(({ data: { id, type, label }, position }) => position && (
          <foreignObject key={id} x={position.x - width / 2} y={position.y - height / 2} width={width} height={height}>
            <a
              className={`node ${type}`}
              href={placeOf(id === root && type === "claim" ? ["claims", id] : at(id))}
              aria-current={id === root ? "true" : undefined}
              title={label}
            >
              <span>{label}</span>
            </a>
          </foreignObject>
        ))}
      </svg>
    </div>
  );
}

/** From the edge of one box to that of another: up or down, or sideways in one row. */
function curve(from: Schemas["GraphPosition"], to: Schemas["GraphPosition"]): string {
  const down = Math.sign(to.y - from.y);
  if (!down) {
    const across = (Math.sign(to.x - from.x) * width) / 2;
    return `M${from.x + across} ${from.y} L${to.x - across} ${to.y}`;
  }
  const [start, end] = [from.y + (down * height) / 2, to.y - (down * height) / 2];
  const middle = (start + end) / 2;
  return `M${from.x} ${start} C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${end}`;
}
