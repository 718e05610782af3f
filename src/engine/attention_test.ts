import { assertAlmostEquals, assertLess } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { attention, attentionTangent } from "./attention.ts";
import { differenceAlong, differences } from "./_differences_testing.ts";
import { spread } from "./_spread.ts";
import { testOnEveryDevice } from "./_testing.ts";

const [SAMPLES, TOKENS, SIZE] = [2, 5, 3] as const;

/** softmax(q kᵀ/√size) v in float64, sample by sample and head by head. */
function reference(qkv: readonly number[], heads: number): number[] {
  const width = heads * SIZE;
  const at = (row: number, part: number, column: number) => qkv[(row * 3 + part) * width + column]!;
  const result: number[] = Array(SAMPLES * TOKENS * width).fill(0);
  for (let row = 0; row < SAMPLES * TOKENS; row++) {
    const first = row - row % TOKENS;
    for (let head = 0; head < heads; head++) {
      const columns = Array.from({ length: SIZE }, (_, c) => head * SIZE + c);
      const scores = Array.from(
        { length: TOKENS },
        (_, j) =>
          columns.reduce((sum, c) => sum + at(row, 0, c) * at(first + j, 1, c), 0) /
          Math.sqrt(SIZE),
      );
      const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
      const total = powers.reduce((a, b) => a + b);
      powers.forEach((power, j) =>
        columns.forEach((c) => result[row * width + c]! += power / total * at(first + j, 2, c))
      );
    }
  }
  return result;
}

const near = (found: ArrayLike<number>, expected: readonly number[], tolerance: number) =>
  expected.forEach((value, i) => assertAlmostEquals(found[i]!, value, tolerance));

// On wasm four heads are computed at a time, and two by tfjs's own operations.
for (const heads of [2, 4, 8]) {
  const width = heads * SIZE, rows = SAMPLES * TOKENS;
  const shape = { tokens: TOKENS, heads };
  const values = spread(rows * 3 * width).map((x) => 2 * x);
  const [direction, dy] = [spread(rows * 3 * width, 2), spread(rows * width, 3)];
  const weighted = (x: readonly number[]) =>
    reference(x, heads).reduce((sum, value, i) => sum + value * dy[i]!, 0);

  testOnEveryDevice(`attention of ${heads} heads is its formula's`, async (engine) => {
    const qkv = engine.tensor(values, [rows, 3 * width]);
    near(await engine.read(attention(qkv, shape)), reference([...values], heads), 1e-6);
  });

  testOnEveryDevice(`attention of ${heads} heads has the right derivatives`, async (engine) => {
    const [qkv, along] = [values, direction].map((x) => engine.tensor(x, [rows, 3 * width]));
    const upstream = engine.tensor(dy, [rows, width]);
    const loss = ([qkv]: readonly tf.Tensor[]) =>
      tf.sum(tf.mul(attention(qkv!, shape), upstream)) as tf.Scalar;
    const [gradient] = engine.gradient(loss, [qkv!]).gradient;
    near(await engine.read(gradient!), differences(weighted, values), 3e-6);

    const tangent = attentionTangent(qkv!, { ...shape, dqkv: along! });
    const expected = differenceAlong((x) => reference(x, heads), values, direction);
    near(await engine.read(tangent), expected, 3e-6);

    // ⟨Hv, v⟩ is the second difference of the loss along v; at this step its error is some 1e-5.
    const [product] = engine.hvp(loss, [qkv!], [along!]);
    const curvature = (await engine.read(product!)).reduce(
      (sum, x, i) => sum + x * direction[i]!,
      0,
    );
    const moved = (t: number) => weighted(Array.from(values, (x, i) => x + t * direction[i]!));
    const step = 1e-3;
    const second = (moved(step) - 2 * moved(0) + moved(-step)) / step ** 2;
    assertLess(Math.abs(curvature - second), 1e-4 * Math.max(1, Math.abs(second)));
  });
}

testOnEveryDevice("attention of scores of any size is finite", async (engine) => {
  const heads = 4, width = heads * SIZE, rows = SAMPLES * TOKENS;
  const values = spread(rows * 3 * width).map((x) => 1e3 * x);
  const qkv = engine.tensor(values, [rows, 3 * width]);
  const found = await engine.read(attention(qkv, { tokens: TOKENS, heads }));
  near(found, reference([...values], heads), 1e-2);
});
