import { assertAlmostEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { differenceAlong, differences } from "./_differences_testing.ts";
import { layerNorm, layerNormTangent } from "./layer_norm.ts";
import { spread } from "./_spread.ts";
import { testOnEveryDevice } from "./_testing.ts";

const ROWS = 3;

/** (x − mean)/√(variance + 1e-5) · weight + bias in float64, row by row. */
function reference(
  x: ArrayLike<number>,
  weight: ArrayLike<number>,
  bias: ArrayLike<number>,
): number[] {
  const width = weight.length;
  return Array.from({ length: ROWS }, (_, row) => {
    const units = Array.from({ length: width }, (_, i) => x[row * width + i]!);
    const mean = units.reduce((sum, unit) => sum + unit, 0) / width;
    const variance = units.reduce((sum, unit) => sum + (unit - mean) ** 2, 0) / width;
    return units.map((unit, i) =>
      (unit - mean) / Math.sqrt(variance + 1e-5) * weight[i]! + bias[i]!
    );
  }).flat();
}

const near = (found: ArrayLike<number>, expected: readonly number[], tolerance = 5e-6) =>
  expected.forEach((value, i) => assertAlmostEquals(found[i]!, value, tolerance));

// On wasm widths that are multiples of four have kernels of their own.
for (const width of [6, 8, 12]) {
  const [x, weight, bias, dy, dx] = [1, 2, 3, 4, 5].map((seed) =>
    spread(seed === 2 || seed === 3 ? width : ROWS * width, seed)
  ) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  // Far from zero, so that a variance taken as a difference of squares would lose its digits.
  x.forEach((value, i) => x[i] = value + (i < width ? 300 : 0));
  const weighted = (rows: readonly number[]) =>
    rows.reduce((sum, value, i) => sum + value * dy[i]!, 0);

  testOnEveryDevice(`layer norm over ${width} and its derivatives are right`, async (engine) => {
    const inputs = [
      engine.tensor(x, [ROWS, width]),
      engine.tensor(weight, [width]),
      engine.tensor(bias, [width]),
    ];
    const norm = ([x, weight, bias]: readonly tf.Tensor[]) =>
      layerNorm(x!, { weight: weight!, bias: bias! });
    near(await engine.read(norm(inputs)), reference(x, weight, bias), 1e-4);

    const upstream = engine.tensor(dy, [ROWS, width]);
    const loss = (inputs: readonly tf.Tensor[]) =>
      tf.sum(tf.mul(norm(inputs), upstream)) as tf.Scalar;
    const { gradient } = engine.gradient(loss, inputs);
    const [byX, byWeight, byBias] = await Promise.all(gradient.map((g) => engine.read(g)));
    near(byX!, differences((x) => weighted(reference(x, weight, bias)), x), 1e-4);
    near(byWeight!, differences((w) => weighted(reference(x, w, bias)), weight), 1e-4);
    near(byBias!, differences((b) => weighted(reference(x, weight, b)), bias));

    const tangent = layerNormTangent(inputs[0]!, {
      dx: engine.tensor(dx, [ROWS, width]),
      weight: inputs[1]!,
      along: { weight: inputs[2]!, bias: inputs[1]! },
    });
    const all = (numbers: readonly number[]) => {
      const scaling = numbers.slice(ROWS * width);
      return reference(numbers, scaling.slice(0, width), scaling.slice(width));
    };
    const expected = differenceAlong(
      all,
      [...x, ...weight, ...bias],
      [...dx, ...bias, ...weight],
    );
    near(await engine.read(tangent), expected, 1e-4);
  });
}
