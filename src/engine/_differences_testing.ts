/** Central differences of a float64 function: for values around 1 their error is some 1e-9. */
export function differences(f: (x: number[]) => number, at: ArrayLike<number>): number[] {
  const [x, step] = [Array.from(at), 1e-5];
  return x.map((value, i) => {
    const [up, down] = [value + step, value - step].map((moved) => f(x.with(i, moved)));
    return (up! - down!) / (2 * step);
  });
}

/** The derivative of a float64 function along a direction, by central differences. */
export function differenceAlong(
  f: (x: number[]) => number[],
  at: ArrayLike<number>,
  direction: ArrayLike<number>,
): number[] {
  const step = 1e-5;
  const [up, down] = [step, -step].map((t) => f(Array.from(at, (x, i) => x + t * direction[i]!)));
  return up!.map((value, i) => (value - down![i]!) / (2 * step));
}
