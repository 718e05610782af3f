import { type Architecture, parameterCount } from "./architecture.ts";
import type { Batch } from "./batch.ts";

/** Where a loss is evaluated. */
export interface Point {
  /** The parameters, `[parameterCount(architecture)]`. */
  readonly theta: Float64Array;
  readonly batch: Batch;
}

/** A point with a direction in parameter space. */
export interface Tangent extends Point {
  /** The direction, `[parameterCount(architecture)]`; it need not have length one. */
  readonly vector: Float64Array;
}

/** Refuses parameters, samples or directions whose sizes are not those of the architecture. */
export function checkSizes(
  architecture: Architecture,
  { theta, batch, vector }: Point & { readonly vector?: Float64Array },
): void {
  const { widths } = architecture;
  const name = widths.join("-");
  const refuse = (what: string) => {
    throw new RangeError(`Cannot evaluate the network ${name}: ${what}.`);
  };
  const parameters = parameterCount(architecture);
  const { inputs, targets, count } = batch;
  if (!(Number.isInteger(count) && count > 0)) refuse(`the batch counts ${count} samples`);
  const expected: readonly (readonly [string, number, number])[] = [
    ["theta", theta.length, parameters],
    ["vector", vector?.length ?? parameters, parameters],
    [`inputs of ${count} samples`, inputs.length, count * widths[0]!],
    [`targets of ${count} samples`, targets.length, count * widths.at(-1)!],
  ];
  for (const [what, found, needed] of expected) {
    if (found !== needed) refuse(`${what} must have ${needed} entries, found ${found}`);
  }
}
