import { type KeyPart, stream } from "../../random/mod.ts";

/** What to choose, and from where. */
export interface Choice {
  readonly count: number;
  /** Images there are; the class of image i is i mod `classes`. */
  readonly pool: number;
  readonly classes: number;
}

/**
 * Chooses images of a pool at random, in random order, as many of one class as of another.
 *
 * Where `classes` does not divide `count`, the first classes have one more.
 */
export function chooseBalanced(
  { count, pool, classes }: Choice,
  key: readonly KeyPart[],
): readonly number[] {
  const left = Array.from({ length: classes }, (_, c) => Math.ceil((count - c) / classes));
  return stream(...key).shuffle(Array.from({ length: pool }, (_, i) => i))
    .filter((i) => left[i % classes]!-- > 0);
}
