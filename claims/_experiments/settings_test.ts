import { assertEquals } from "@std/assert";
import {
  everyProfile,
  experimentProtocol,
  type ExperimentSettings,
  nightlyOnly,
  recipeOf,
  recordingOf,
} from "./settings.ts";

const main: ExperimentSettings = {
  model: "mlp",
  optimiser: "adamw",
  epochs: 10,
  batchSize: 64,
  base: "frozen",
};

// Whole, and as figures: a rate or a decay that slips changes no verdict, and every number.
const rest = { schedule: { kind: "constant", warmupSteps: 0 }, epochs: 10 } as const;
const recipes = {
  adamw: {
    optimiser: { kind: "adamw", learningRate: 0.0003, weightDecay: 0.1 },
    batchSize: 64,
    ...rest,
  },
  adam: { optimiser: { kind: "adam", learningRate: 0.0003 }, batchSize: 64, ...rest },
  sgd: { optimiser: { kind: "sgd", learningRate: 0.03 }, batchSize: 64, ...rest },
  gd: { optimiser: { kind: "sgd", learningRate: 0.01 }, batchSize: "full", ...rest },
} as const;
for (const [optimiser, recipe] of Object.entries(recipes)) {
  Deno.test(`${optimiser} is trained by this very recipe`, () => {
    const settings = { ...main, optimiser: optimiser as keyof typeof recipes };
    assertEquals(recipeOf(settings), recipe);
    const still = { ...recipe, optimiser: { ...recipe.optimiser, learningRate: 0 } };
    assertEquals(recipeOf(settings, { learningRate: 0 }), still);
  });
}

Deno.test("mini-batches and epochs are the settings', and gradient descent takes all samples", () => {
  const { batchSize, epochs } = recipeOf({ ...main, batchSize: 16, epochs: 6 });
  assertEquals([batchSize, epochs], [16, 6]);
  assertEquals(recipeOf({ ...main, optimiser: "gd", batchSize: 16 }).batchSize, "full");
});

Deno.test("profiles differ in the number of epochs alone", () => {
  const { smoke, default: usual, nightly } = everyProfile();
  assertEquals(smoke, [{ id: "adamw-e5", settings: { ...main, epochs: 5 } }]);
  assertEquals(usual, [{ id: "adamw-e10", settings: main }]);
  assertEquals(nightly, usual);
  assertEquals(nightlyOnly({ optimiser: "sgd" }), {
    smoke: [],
    default: [],
    nightly: [{ id: "sgd-e10", settings: { ...main, optimiser: "sgd" } }],
  });
});

Deno.test("a protocol's name tells it from every other", () => {
  const changes: Partial<ExperimentSettings>[] = [
    {},
    { optimiser: "adam" },
    { batchSize: 16, epochs: 6 },
    { base: "varied" },
    { optimiser: "gd", epochs: 5 },
  ];
  assertEquals(changes.map((change) => experimentProtocol({ ...main, ...change }).id), [
    "adamw-e10",
    "adam-e10",
    "adamw-e6-b16",
    "adamw-e10-varied-base",
    "gd-e5",
  ]);
});

Deno.test("a shared training records what every claim asks of it", () => {
  assertEquals(recordingOf(main), {
    deltas: [1, 2, 5, 10],
    epochGradients: [1, 2, 3, 4, 5],
    fullGradients: [0, 1, 2, 3, 4, 5],
    evaluate: true,
  });
  assertEquals(recordingOf({ ...main, epochs: 6 }).deltas, [1, 2, 5, 6]);
  assertEquals(recordingOf({ ...main, epochs: 3 }), {
    deltas: [1, 2, 3],
    epochGradients: [1, 2, 3],
    fullGradients: [0, 1, 2, 3],
    evaluate: true,
  });
});
