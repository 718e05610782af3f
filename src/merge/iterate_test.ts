import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { iterate, type IterativeMerging, merge, type Vector } from "./mod.ts";

const CENTRES = [[4, 0, 0], [0, 8, 0], [0, 0, -2]];
const MEAN = [4 / 3, 8 / 3, -2 / 3];

/** `steps` steps of gradient descent, η = 1/2, on ½‖θ − c_t‖² from the current point, a task each. */
const descend = (steps: number) => (from: Float64Array): Promise<readonly Vector[]> =>
  Promise.resolve(
    CENTRES.map((centre) =>
      Float64Array.from(centre, (c, i) => (c - from[i]!) * (1 - .5 ** steps))
    ),
  );
const settings: IterativeMerging = {
  rounds: 4,
  length: 3,
  train: descend(1),
  alpha: 1 / 3,
  method: { kind: "task-arithmetic" },
};
const distance = (point: Vector) => Math.hypot(...MEAN.map((m, i) => m - point[i]!));

Deno.test("each round moves by α times the merge of what was trained from the last point", async () => {
  const iterates = await iterate(settings);
  iterates.forEach((point, k) =>
    point.forEach((x, i) => assertAlmostEquals(x, MEAN[i]! * (1 - .5 ** (k + 1)), 1e-15))
  );
  assertEquals(iterates.length, 4);
});

Deno.test("one round is one-shot merging", async () => {
  const [only] = await iterate({ ...settings, rounds: 1, train: descend(5) });
  const vectors = await descend(5)(new Float64Array(3));
  assertEquals(only, merge(vectors, { kind: "task-arithmetic" }).map((x) => (1 / 3) * x));
});

Deno.test("sign-flipped task vectors lead away from the minimum", async () => {
  const flipped = await iterate({
    ...settings,
    train: async (from) => (await descend(1)(from)).map((vector) => vector.map((x) => -x)),
  });
  const distances = [distance(new Float64Array(3)), ...flipped.map(distance)];
  assertEquals(distances, distances.toSorted((a, b) => a - b));
});

Deno.test("rounds count from 1, and a training cannot disturb the iterates", async () => {
  const rounds: number[] = [];
  const train: IterativeMerging["train"] = (from, round) => {
    rounds.push(round);
    const vectors = descend(1)(from.slice());
    from.fill(NaN);
    return vectors;
  };
  assertEquals(await iterate({ ...settings, train }), await iterate(settings));
  assertEquals(rounds, [1, 2, 3, 4]);
});

Deno.test("DARE's masks are other ones every round, and the same ones every time", async () => {
  const ones = new Float64Array(50).fill(1);
  const dare: IterativeMerging = {
    rounds: 2,
    length: 50,
    train: () => Promise.resolve([ones]),
    alpha: 1,
    method: { kind: "dare", drop: .5, key: [3], names: ["ones"] },
  };
  const [first, second] = await iterate(dare);
  const step = (round: number) =>
    merge([ones], { kind: "dare", drop: .5, key: [3, round], names: ["ones"] });
  assertEquals(first, step(1));
  assertEquals(second, merge([step(1), step(2)], { kind: "task-arithmetic" }));
  assertEquals(step(1).some((value, i) => value !== step(2)[i]), true);
});

Deno.test("no rounds, no number for α, and task vectors of another length are refused", async () => {
  const fails = (changes: Partial<IterativeMerging>, message: string) =>
    assertRejects(() => iterate({ ...settings, ...changes }), RangeError, message);
  for (const rounds of [0, 1.5, NaN]) await fails({ rounds }, `${rounds} rounds`);
  await fails({ alpha: NaN }, "α is NaN");
  await fails({ length: 4 }, "have 3 coordinates, not 4");
  await fails({ train: () => Promise.resolve([]) }, "no vectors");
});
