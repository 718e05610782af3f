import type { Measure, Measurement } from "../../src/lab/mod.ts";
import { jointPca } from "../../src/measure/mod.ts";
import { iterate, merge } from "../../src/merge/mod.ts";
import { fineTune } from "../../src/train/mod.ts";
import { publishedFacts } from "../_published/readings.ts";
import { baseName, baseWeights } from "../_experiments/base.ts";
import { taskHead } from "../_experiments/head.ts";
import { taskInputs } from "../_experiments/inputs.ts";
import { evaluating, mean, points } from "../_experiments/merging.ts";
import { modelOf } from "../_experiments/model.ts";
import { taskVector, trajectories } from "../_experiments/runs.ts";
import { recipeOf, recordingOf } from "../_experiments/settings.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { convexLosses } from "./convex.ts";
import type { IterativeSettings } from "./settings.ts";

/** Measures merging again and again against merging once, at the same number of epochs. */
export const measure: Measure = async (measurement) => {
  const { cell, record } = measurement;
  if (cell.reading.startsWith("published")) {
    const set = cell.reading === "published" ? "equal-budget" : "orders";
    for (const { name, value } of await publishedFacts(set, cell.protocol.id)) {
      record({ name: `${name}-accuracy`, unit: "points", value: 100 * (value as number) });
    }
    return;
  }
  if (armOf(measurement) === "convex-tasks") {
    const { oneShot, iterative } = await convexLosses(cell.seed);
    record({ name: "one-shot-loss", unit: "nats", value: oneShot });
    record({ name: "iterative-loss", unit: "nats", value: iterative });
    return;
  }
  const settings = settingsOf<IterativeSettings>(measurement);
  const budget = settings.rounds * settings.epochsPerRound;
  const shots = await oneShotMerges(measurement);
  const iterates = await iteratesOf(measurement, { flip: armOf(measurement) === "flipped" });
  const alpha = 1 / measurement.suite.tasks.length;
  const shot = shots.find(({ epochs }) => epochs === budget)!;
  await evaluating(measurement, { settings, split: "test" }, async ({ evaluate }) => {
    const once = await evaluate(shot.combined, alpha);
    const rounds = [];
    for (const iterate of iterates) rounds.push(await evaluate(iterate, 1));
    const losses = rounds.map((round) => mean(round.map(({ loss }) => loss)));
    const accuracies = rounds.map(points);
    record({ name: "one-shot-loss", unit: "nats", value: mean(once.map(({ loss }) => loss)) });
    record({ name: "iterative-loss", unit: "nats", value: losses.at(-1)! });
    record({ name: "one-shot-accuracy", unit: "points", value: points(once) });
    record({ name: "iterative-accuracy", unit: "points", value: accuracies.at(-1)! });
    record({ name: "loss-by-round", unit: "nats", value: losses });
    record({ name: "accuracy-by-round", unit: "points", value: accuracies });
  });
  if (cell.reading !== "loss" || cell.arm !== "main") return;
  const origin = new Float64Array(iterates[0]!.length);
  const merges = shots.map(({ combined }) => combined.map((x) => alpha * x));
  const { projections, explained } = jointPca([origin, ...merges, ...iterates], { components: 2 });
  record({ name: "pca-budgets", unit: "epochs", value: shots.map(({ epochs }) => epochs) });
  record({ name: "pca-x", unit: "1", value: projections.map(([x]) => x!) });
  record({ name: "pca-y", unit: "1", value: projections.map(([, y]) => y!) });
  record({ name: "pca-explained", unit: "1", value: [...explained] });
};

/** The sums of the task vectors at every budget that the shared trainings recorded. */
async function oneShotMerges(measurement: Measurement) {
  const settings = settingsOf<IterativeSettings>(measurement);
  const budgets = recordingOf(settings).deltas;
  const runs = await trajectories(measurement, settings);
  return budgets.map((epochs) => ({
    epochs,
    combined: merge(runs.map((run) => taskVector(run, epochs)), { kind: "task-arithmetic" }),
  }));
}

/** The displacements after every round, [rounds][P]: one run, for each round needs the last. */
async function iteratesOf(
  measurement: Measurement,
  { flip }: { flip: boolean },
): Promise<readonly Float64Array[]> {
  const { lab, suite, cell: { seed } } = measurement;
  const settings = settingsOf<IterativeSettings>(measurement);
  const { rounds, epochsPerRound, optimiser, batchSize } = settings;
  const recipe = recipeOf({ ...settings, epochs: epochsPerRound });
  const run = await lab.remember({
    kind: "iterative-merging",
    arithmetic: "device",
    seed,
    base: baseName(settings),
    optimiser,
    learningRate: recipe.optimiser.learningRate,
    batchSize,
    rounds,
    epochsPerRound,
    flip,
  }, async () => {
    const base = await baseWeights(measurement, settings);
    const iterates = await iterate({
      rounds,
      length: base.length,
      alpha: 1 / suite.tasks.length,
      method: { kind: "task-arithmetic" },
      async train(displacement, round) {
        const start = Float32Array.from(displacement);
        const vectors: Float64Array[] = [];
        for (const { name: task } of suite.tasks) {
          const { train, validation, test } = await taskInputs(measurement, { task, settings });
          const trained = await fineTune(lab.engine, {
            encoder: modelOf(settings).encoder,
            base,
            start,
            head: await taskHead(measurement, { task, settings }),
            ...{ train, validation, test, recipe },
            order: [seed, "iterative-merging", task, round],
            record: { deltas: [epochsPerRound] },
          });
          const end = taskVector(trained, epochsPerRound);
          const sign = flip ? -1 : 1;
          vectors.push(Float64Array.from(end, (x, i) => sign * (x - start[i]!)));
        }
        return vectors;
      },
    });
    return Object.fromEntries(
      iterates.map((iterate, r) => [`iterate-${r + 1}`, Float32Array.from(iterate)]),
    );
  });
  return Array.from(
    { length: rounds },
    (_, r) => Float64Array.from(run[`iterate-${r + 1}`]!),
  );
}
