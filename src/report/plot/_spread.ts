/**
 * Moves values as little as a single pass can so that neighbours are at least a gap apart: labels
 * beside them then do not run into each other. They keep their order.
 */
export function spread(values: readonly number[], gap: number): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
  const placed = [...values];
  order.forEach((index, i) => {
    const below = i === 0 ? -Infinity : placed[order[i - 1]!]! + gap;
    placed[index] = Math.max(values[index]!, below);
  });
  // Half of what the last was pushed is given back by all.
  const shifts = placed.map((value, i) => value - values[i]!);
  const back = Math.max(...shifts, 0) / 2;
  return shifts.some((shift) => shift > 0) ? placed.map((value) => value - back) : placed;
}
