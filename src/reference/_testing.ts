import type { Point } from "./_point.ts";
import { type Activation, type Architecture, layout, parameterCount } from "./architecture.ts";

/** One network per depth 1 to 4, activation, loss, and with and without biases. */
export const everyArchitecture: readonly Architecture[] = [
  [5, 3],
  [5, 6, 3],
  [4, 5, 6, 3],
  [4, 6, 5, 4, 3],
].flatMap((widths) =>
  (["tanh", "softplus", "relu", "linear"] as const satisfies readonly Activation[]).flatMap(
    (activation) =>
      (["cross-entropy", "squared"] as const).flatMap((loss) =>
        [true, false].map((bias) => ({ widths, activation, loss, bias }))
      ),
  )
);

/** Standard normal numbers that depend on the seed alone (mulberry32, then Box and Muller). */
export function normals(seed: number): () => number {
  const uniform = uniforms(seed);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Numbers uniform in [0, 1) that depend on the seed alone. */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A vector of independent standard normal numbers. */
export function normalVector(length: number, seed: number): Float64Array {
  const normal = normals(seed);
  return Float64Array.from({ length }, () => normal());
}

/** A random point whose units are of order 1; with cross-entropy the targets are one-hot. */
export function randomPoint(
  architecture: Architecture,
  { seed, count }: { readonly seed: number; readonly count: number },
): Point {
  const { widths, loss } = architecture;
  const normal = normals(seed);
  const theta = Float64Array.from({ length: parameterCount(architecture) }, () => normal() / 3);
  for (const { weight: { offset, rows, columns } } of layout(architecture)) {
    for (let i = offset; i < offset + rows * columns; i++) theta[i]! *= 4 / Math.sqrt(rows);
  }
  const classes = widths.at(-1)!;
  const inputs = Float64Array.from({ length: count * widths[0]! }, () => normal());
  const targets = Float64Array.from({ length: count * classes }, () => normal());
  if (loss === "cross-entropy") {
    for (let sample = 0; sample < count; sample++) {
      const label = Math.floor(Math.abs(normal()) * 1000) % classes;
      targets.fill(0, sample * classes, (sample + 1) * classes);
      targets[sample * classes + label] = 1;
    }
  }
  return { theta, batch: { inputs, targets, count } };
}

/** The point with every number rounded to float32. */
export function inFloat32({ theta, batch }: Point): Point {
  return {
    theta: theta.map(Math.fround),
    batch: {
      inputs: batch.inputs.map(Math.fround),
      targets: batch.targets.map(Math.fround),
      count: batch.count,
    },
  };
}

/** The inner product of two vectors. */
export function dot(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, entry, i) => sum + entry * other[i]!, 0);
}

/** The Euclidean length. */
export function length(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

/** origin + step · vector. */
export function moved(
  origin: Float64Array,
  { step, vector }: { readonly step: number; readonly vector: Float64Array },
): Float64Array {
  return origin.map((entry, i) => entry + step * vector[i]!);
}

/**
 * The derivative of `f` at 0 by central differences of halved steps, extrapolated to order 10
 * (Richardson), so that rounding, not truncation, is what remains.
 */
export function extrapolatedDerivative(
  f: (step: number) => Float64Array,
  firstStep: number,
): Float64Array {
  let row = Array.from({ length: 5 }, (_, halvings) => {
    const step = firstStep / 2 ** halvings;
    const ahead = f(step), behind = f(-step);
    return ahead.map((entry, i) => (entry - behind[i]!) / (2 * step));
  });
  for (let power = 4; row.length > 1; power *= 4) {
    row = row.slice(1).map((finer, k) =>
      finer.map((entry, i) => entry + (entry - row[k]![i]!) / (power - 1))
    );
  }
  return row[0]!;
}
