import { assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import fixture from "../../fixtures/train/torch_tuning.json" with { type: "json" };
import { testOnEveryDevice } from "../engine/_testing.ts";
import { parameterPlaces, vitEncoder } from "../model/mod.ts";
import { fineTune, lowRankStart, type Regulariser, type Tuning } from "./mod.ts";

const { config, order, epochs } = fixture;
const encoder = vitEncoder(config);
const set = {
  features: Float32Array.from(fixture.features),
  labels: Uint16Array.from(fixture.labels),
  count: fixture.labels.length,
};

/**
 * Keys' biases change no attention: their gradient is 0, of which roundings are all that is left, and
 * Adam divides them by their own size.
 */
const KEYS = parameterPlaces(encoder).filter(({ name }) => name.endsWith("in_proj_bias"))
  .map(({ offset, length }) => [offset + length / 3, offset + 2 * length / 3] as const);
const counts = (i: number) => KEYS.every(([from, to]) => i < from || i >= to);

testOnEveryDevice("every tuning with every regulariser is PyTorch's", async (engine) => {
  for (const entry of fixture.cases) {
    const tuning = entry.tuning as Tuning;
    const regulariser = entry.regulariser as Regulariser | null;
    const name = `${tuning.kind}, ${Object.values(entry.regulariser ?? {})}`;
    const found = await fineTune(engine, {
      ...{ encoder, train: set, validation: set, test: set, order, tuning },
      ...regulariser && { regulariser },
      base: Float32Array.from(fixture.base),
      head: {
        prototypes: Float32Array.from(fixture.prototypes),
        ...{ classes: fixture.classes, width: config.outputs, scale: fixture.scale },
      },
      recipe: {
        optimiser: { kind: "adamw", learningRate: fixture.rate, weightDecay: fixture.decay },
        schedule: { kind: "cosine", warmupSteps: fixture.warm_up },
        ...{ clip: fixture.clip, batchSize: fixture.batch, epochs },
      },
      record: { deltas: [epochs] },
    });
    const delta = found[`delta-${epochs}`]!;
    assertEquals(delta.length, entry.displacement.length);
    entry.displacement.forEach((expected, i) => {
      if (counts(i)) assertLess(Math.abs(delta[i]! - expected), 2e-5, `${name}: entry ${i}`);
    });
    const last = (row: string) => found[row]?.at(-1);
    assertLess(Math.abs(last("gradient-norm")! / entry.gradient_norm - 1), 1e-4, name);
    assertEquals(last("penalty") === undefined, regulariser === null);
    if (regulariser) assertLess(Math.abs(last("penalty")! / entry.penalty! - 1), 1e-4, name);
  }
});

Deno.test("factors start where PyTorch's formula and the key's stream put them", () => {
  for (const { tuning, start } of fixture.cases) {
    if (tuning.kind !== "low-rank") continue;
    const found = lowRankStart(encoder, {
      tuning: tuning as Extract<Tuning, { kind: "low-rank" }>,
      order,
    });
    assertEquals(found.length, start!.length);
    start!.forEach((value, i) => assertAlmostEquals(found[i]!, value, 1e-12));
  }
});
