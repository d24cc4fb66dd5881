// Cutting a part of a text where marks begin and end: they overlap, nest and cross, so no element could stand around each.
export function cut(start, end, marks) {
  const within = marks.filter((mark) => mark.start < end && mark.end > start);
  const edges = new Set([start, end]);
  for (const mark of within) edges.add(Math.max(start, mark.start)).add(Math.min(end, mark.end));
  const places = [...edges].sort((one, two) => one - two);
  return places.slice(0, -1).map((from, place) => {
    const to = places[place + 1];
    return { start: from, end: to, marks: within.filter((mark) => mark.start <= from && mark.end >= to) };
  });
}
