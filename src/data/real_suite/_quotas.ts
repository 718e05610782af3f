/**
 * How many of each class to take, `size` in all: in proportion to what there is, and at least one.
 *
 * All is taken where there is no more than `size`; where there are more classes than `size`, one of
 * each. The next always goes to the class that is furthest below its share, the first of equals.
 */
export function quotas(available: readonly number[], size: number): number[] {
  const total = available.reduce((sum, count) => sum + count, 0);
  if (total <= size) return [...available];
  const taken = available.map(() => 1);
  for (let left = size - taken.length; left > 0; left--) {
    let best = -1, most = -Infinity;
    for (const [c, count] of available.entries()) {
      const missing = count * size / total - taken[c]!;
      if (taken[c]! < count && missing > most) [best, most] = [c, missing];
    }
    taken[best]!++;
  }
  return taken;
}
