import { language } from "../language";
import { scaleOf } from "./scale";

/** An interval, whose ends belong to it or not; one that is null is nowhere. */
export interface Interval {
  id: string;
  label: string;
  wording: string;
  lower: number | null;
  upper: number | null;
  lowerClosed: boolean;
  upperClosed: boolean;
}

const short = new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 });

/** Where the axis is, in parts of the width: beside it is room for the arrows of what has no end. */
const percent = (part: number) => `${6 + 88 * part}%`;

/** Intervals above one another: a full dot is an end that belongs to it, a hollow one does not, an arrow has no end. */
export function IntervalChart({ intervals, unit }: { intervals: readonly Interval[]; unit: string }) {
  const scale = scaleOf(intervals.flatMap(({ lower, upper }) => [lower, upper]).filter((end) => end !== null));
  const at = (value: number) => percent(scale.at(value));
  return (
    <figure className="chart">
      <ul>
        {intervals.map((interval) => (
          <li key={interval.id} data-id={interval.id}>
            <p>{interval.label} <small lang="zh-Hans">{interval.wording}</small></p>
            <svg role="img" aria-label={inWords(interval, unit)}>
              {scale.ticks.map((tick) => <line key={tick} className="tick" x1={at(tick)} x2={at(tick)} y2="100%" />)}
              <Bar {...interval} at={at} />
            </svg>
          </li>
        ))}
      </ul>
      <svg className="axis" aria-hidden="true">
        {scale.ticks.map((tick) => <text key={tick} x={at(tick)} y="1em" textAnchor="middle">{short.format(tick)}</text>)}
      </svg>
      <figcaption>{unit}{scale.log && ", on a logarithmic axis"}</figcaption>
    </figure>
  );
}

/** As mathematics writes an interval: `[2, 10) year`. */
function inWords({ lower, upper, lowerClosed, upperClosed }: Interval, unit: string): string {
  const [from, to] = [lower === null ? "−∞" : short.format(lower), upper === null ? "∞" : short.format(upper)];
  return `${lowerClosed ? "[" : "("}${from}, ${to}${upperClosed ? "]" : ")"} ${unit}`;
}

function Bar({ lower, upper, lowerClosed, upperClosed, at }: Interval & { at: (value: number) => string }) {
  const [from, to] = [lower === null ? "2%" : at(lower), upper === null ? "98%" : at(upper)];
  return (
    <g className="interval">
      <line x1={from} x2={to} y1="50%" y2="50%" />
      {lower === null ? <Arrow at={from} outwards={-1} /> : <circle className={lowerClosed ? "closed" : "open"} cx={from} />}
      {upper === null ? <Arrow at={to} outwards={1} /> : <circle className={upperClosed ? "closed" : "open"} cx={to} />}
    </g>
  );
}

function Arrow({ at, outwards }: { at: string; outwards: 1 | -1 }) {
  return (
    <svg x={at} y="50%" className="endless">
      <path d={`M${-7 * outwards} -6 L0 0 L${-7 * outwards} 6`} />
    </svg>
  );
}
