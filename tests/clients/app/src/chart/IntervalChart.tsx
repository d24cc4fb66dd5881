import { language } from "../language";
import { scaleOf } from "./scale";

/** An interval, whose ends belong to it or not; one that is null is nowhere. */
export interface Interval {
  id: string;
  label: string;
  lower: number | null;
  upper: number | null;
  lowerClosed: boolean;
  upperClosed: boolean;
}

const [labels, width, margin, row] = [190, 420, 24, 34];
const short = new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 });

/** Intervals above one another: a full dot is an end that belongs to it, a hollow one does not, an arrow has no end. */
export function IntervalChart({ intervals, unit }: { intervals: readonly Interval[]; unit: string }) {
  const scale = scaleOf(intervals.flatMap(({ lower, upper }) => [lower, upper]).filter((end) => end !== null));
  const x = (value: number) => labels + scale.at(value) * width;
  const height = intervals.length * row;
  return (
    <svg
      className="chart"
      role="img"
      aria-label={`${intervals.length} figures in ${unit}, ${scale.log ? "logarithmic" : "linear"} axis`}
      viewBox={`0 0 ${labels + width + margin} ${height + 44}`}
    >
      {scale.ticks.map((tick) => (
        <g key={tick} className="tick" transform={`translate(${x(tick)})`}>
          <line y2={height} />
          <text y={height + 16} textAnchor="middle">{short.format(tick)}</text>
        </g>
      ))}
      <text className="unit" x={labels + width / 2} y={height + 38} textAnchor="middle">{unit}</text>
      {intervals.map((interval, at) => (
        <g key={interval.id} data-id={interval.id} transform={`translate(0 ${(at + 0.5) * row})`}>
          <text x={labels - 14} textAnchor="end" dominantBaseline="middle">{interval.label}</text>
          <Bar {...interval} x={x} />
        </g>
      ))}
    </svg>
  );
}

function Bar({ lower, upper, lowerClosed, upperClosed, x }: Interval & { x: (value: number) => number }) {
  const from = lower === null ? labels - 6 : x(lower);
  const to = upper === null ? labels + width + margin - 8 : x(upper);
  return (
    <g className="interval">
      <line x1={from} x2={to} />
      <End at={from} closed={lowerClosed} bounded={lower !== null} outwards={-1} />
      {from !== to && <End at={to} closed={upperClosed} bounded={upper !== null} outwards={1} />}
    </g>
  );
}

function End(end: { at: number; closed: boolean; bounded: boolean; outwards: 1 | -1 }) {
  const { at, closed, bounded, outwards } = end;
  if (!bounded) return <path className="endless" d={`M${at - 7 * outwards} -6 l${7 * outwards} 6 l${-7 * outwards} 6`} />;
  return <circle className={closed ? "closed" : "open"} cx={at} r={5} />;
}
