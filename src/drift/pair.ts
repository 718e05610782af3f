import type { Measured, MeasuredArm, MeasuredPart } from "./measured.ts";

/** What one fact of a part came to: a value a seed, or of arrays a digest over the seeds. */
export interface Quantity {
  readonly arm: MeasuredArm;
  readonly part: MeasuredPart;
  readonly name: string;
  readonly unit: string;
  readonly seeds: readonly number[];
  readonly content: readonly number[] | string;
}

/** A quantity in the baseline and in the run. */
export interface Pair {
  readonly was: Quantity;
  readonly is: Quantity;
}

/** Quantities that two runs have both, and those that only one has. */
export interface Pairs {
  readonly both: readonly Pair[];
  readonly gone: readonly Quantity[];
  readonly added: readonly Quantity[];
}

/** Pairs the quantities of two runs, in the order of the second. */
export function pairUp(baseline: Pick<Measured, "arms">, run: Pick<Measured, "arms">): Pairs {
  const was = quantitiesOf(baseline);
  const is = quantitiesOf(run);
  return {
    both: [...is].flatMap(([key, quantity]) => {
      const before = was.get(key);
      return before ? [{ was: before, is: quantity }] : [];
    }),
    gone: [...was].filter(([key]) => !is.has(key)).map(([, quantity]) => quantity),
    added: [...is].filter(([key]) => !was.has(key)).map(([, quantity]) => quantity),
  };
}

/** Where a quantity stands, as a finding says it. */
export function placeOf({ arm: { claim, reading, arm }, part: { part }, name, unit }: Quantity) {
  return { claim, reading, arm, part, quantity: name, unit };
}

/** Names a quantity among all of a run. */
export function quantityKey({ arm, part, name, unit, content }: Quantity): string {
  const shape = typeof content === "string" ? "array" : "scalar";
  return JSON.stringify([arm.claim, arm.reading, arm.arm, part.part, name, unit, shape]);
}

function quantitiesOf({ arms }: Pick<Measured, "arms">): Map<string, Quantity> {
  const quantities = arms.flatMap((arm) =>
    arm.parts.flatMap((part): Quantity[] => [
      ...Object.entries(part.values).map(([name, { unit, values, seeds = part.seeds }]) => ({
        arm,
        part,
        name,
        unit,
        seeds,
        content: values,
      })),
      ...Object.entries(part.arrays).map(([name, { unit, digest }]) => ({
        arm,
        part,
        name,
        unit,
        seeds: part.seeds,
        content: digest,
      })),
    ])
  );
  return new Map(quantities.map((quantity) => [quantityKey(quantity), quantity]));
}

/** Whether two runs measured a quantity on the same seeds. */
export function sameSeeds({ was, is }: Pair): boolean {
  return areEqual(was.seeds, is.seeds);
}

/** Whether two runs measured a quantity's part on the same seeds, and so must have it on the same. */
export function samePart({ was, is }: Pair): boolean {
  return areEqual(was.part.seeds, is.part.seeds);
}

function areEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((seed, i) => seed === b[i]);
}

/** Whether a quantity's every value is the same; NaN is the same as NaN. */
export function sameBits(pair: Pair): boolean {
  const { was: { content: was }, is: { content: is } } = pair;
  if (typeof was === "string" || typeof is === "string") return sameSeeds(pair) && was === is;
  return sameSeeds(pair) && was.every((value, i) => Object.is(value, is[i]));
}
