/** Where numbers stand on an axis from 0 to 1. */

export interface Scale {
  log: boolean;
  at(value: number): number;
  ticks: number[];
}

/** An axis on which all these numbers stand: a logarithmic one where they differ too much for another. */
export function scaleOf(values: readonly number[]): Scale {
  const positive = values.filter((value) => value > 0);
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  return values.every((value) => value >= 0) && most / least >= 50 ? logarithmic(least, most) : linear(values);
}

function logarithmic(least: number, most: number): Scale {
  const [first, last] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  const ticks = Array.from({ length: last - first + 1 }, (_, step) => 10 ** (first + step));
  // Nought is nowhere on such an axis: it stands where the axis begins.
  return { log: true, ticks, at: (value) => Math.max(0, (Math.log10(value) - first) / (last - first)) };
}

function linear(values: readonly number[]): Scale {
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const rough = (most - least || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
  const [first, last] = [Math.floor(least / step), Math.ceil((most || 1) / step)];
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
  return { log: false, ticks, at: (value) => (value / step - first) / (last - first) };
}
