import { stream } from "../random/mod.ts";

/** How many tasks share the classes, and which draw it is. */
export interface SplitOptions {
  readonly tasks: number;
  /** Start of the key of the permutation. */
  readonly key: readonly (string | number)[];
}

/**
 * Splits 0, …, `classes` − 1 into disjoint sets by a keyed permutation.
 *
 * Sizes differ by at most one, the larger sets first (10 classes, 8 tasks: 2, 2, 1, 1, …); each set
 * is in ascending order.
 *
 * @throws {RangeError} If there are more tasks than classes.
 */
export function splitClasses(classes: number, { tasks, key }: SplitOptions): number[][] {
  if (tasks > classes) {
    throw new RangeError(
      `Cannot split ${classes} classes into ${tasks} tasks: ask for at most ${classes} tasks.`,
    );
  }
  const order = stream(...key, "classes").shuffle(Array.from({ length: classes }, (_, c) => c));
  const [size, larger] = [Math.floor(classes / tasks), classes % tasks];
  return Array.from({ length: tasks }, (_, t) => {
    const start = t * size + Math.min(t, larger);
    return order.slice(start, start + size + (t < larger ? 1 : 0)).sort((a, b) => a - b);
  });
}
