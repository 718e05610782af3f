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
import { row, taskVector, trajectories } from "../_experiments/runs.ts";
import { recipeOf, recordingOf } from "../_experiments/settings.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { orderOf } from "../_experiments/training.ts";
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
  if (armOf(measurement) === "one-round") return await recordOneRound(measurement);
  const { shots, iterates, once, rounds } = await compared(measurement, {
    flip: armOf(measurement) === "flipped",
    order: (task, round) => [cell.seed, "iterative-merging", task, round],
  });
  record({ name: "one-shot-loss", unit: "nats", value: once.loss });
  record({ name: "iterative-loss", unit: "nats", value: rounds.at(-1)!.loss });
  record({ name: "one-shot-accuracy", unit: "points", value: once.accuracy });
  record({ name: "iterative-accuracy", unit: "points", value: rounds.at(-1)!.accuracy });
  record({ name: "loss-by-round", unit: "nats", value: rounds.map(({ loss }) => loss) });
  record({
    name: "accuracy-by-round",
    unit: "points",
    value: rounds.map(({ accuracy }) => accuracy),
  });
  if (cell.reading !== "loss" || cell.arm !== "main") return;
  const origin = new Float64Array(iterates[0]!.length);
  const merges = shots.map(({ merged }) => merged);
  const { projections, explained } = jointPca([origin, ...merges, ...iterates], { components: 2 });
  record({ name: "pca-budgets", unit: "epochs", value: shots.map(({ epochs }) => epochs) });
  record({ name: "pca-x", unit: "1", value: projections.map(([x]) => x!) });
  record({ name: "pca-y", unit: "1", value: projections.map(([, y]) => y!) });
  record({ name: "pca-explained", unit: "1", value: [...explained] });
};

/** How the rounds of a cell are trained. */
interface RoundOptions {
  /** Whether every task vector has its sign flipped. */
  readonly flip: boolean;
  /** Key of a training's order of samples. */
  order(task: string, round: number): readonly (string | number)[];
}

/** The merges at every budget and the iterates, and how those of the cell's budget do on the tests. */
async function compared(measurement: Measurement, options: RoundOptions) {
  const settings = settingsOf<IterativeSettings>(measurement);
  const budget = settings.rounds * settings.epochsPerRound;
  const shots = await oneShotMerges(measurement);
  const iterates = await iteratesOf(measurement, options);
  const shot = shots.find(({ epochs }) => epochs === budget)!;
  const origin = new Float64Array(shot.merged.length);
  const [base, once, ...rounds] = await scores(measurement, [origin, shot.merged, ...iterates]);
  return { shots, iterates, base: base!, once: once!, rounds };
}

/** Mean test loss, nats, and accuracy, points, over the tasks at each displacement. */
function scores(measurement: Measurement, displacements: readonly Float64Array[]) {
  const settings = settingsOf(measurement);
  return evaluating(measurement, { settings, split: "test" }, async ({ evaluate }) => {
    const found = [];
    for (const displacement of displacements) {
      const evaluations = await evaluate(displacement, 1);
      const loss = mean(evaluations.map(({ loss }) => loss));
      found.push({ loss, accuracy: points(evaluations) });
    }
    return found;
  });
}

/**
 * One round, trained in the shared trainings' order, is the merge once at its budget; and at the
 * base the mean test loss is that of the tasks, as each of their trainings recorded it.
 */
async function recordOneRound(measurement: Measurement): Promise<void> {
  const { cell: { seed }, record } = measurement;
  const { base, once, rounds } = await compared(measurement, {
    flip: false,
    order: (task) => orderOf({ seed, task }),
  });
  const runs = await trajectories(measurement, settingsOf(measurement));
  const recorded = mean(runs.map((run) => row(run, "test-loss")[0]!));
  const [round] = rounds;
  const differences = [once.loss - round!.loss, base.loss - recorded].map(Math.abs);
  record({ name: "difference", unit: "nats", value: Math.max(...differences) });
  record({ name: "one-shot-loss", unit: "nats", value: once.loss });
  record({ name: "iterative-loss", unit: "nats", value: round!.loss });
  record({ name: "base-loss", unit: "nats", value: base.loss });
  record({ name: "recorded-base-loss", unit: "nats", value: recorded });
}

/** The merges, α Σ_t τ_t, at every budget that the shared trainings recorded. */
async function oneShotMerges(measurement: Measurement) {
  const settings = settingsOf<IterativeSettings>(measurement);
  const budgets = recordingOf(settings).deltas;
  const runs = await trajectories(measurement, settings);
  return budgets.map((epochs) => {
    const sum = merge(runs.map((run) => taskVector(run, epochs)), { kind: "task-arithmetic" });
    return { epochs, merged: sum.map((x) => x / runs.length) };
  });
}

/** The displacements after every round, [rounds][P]: one run, for each round needs the last. */
async function iteratesOf(
  measurement: Measurement,
  { flip, order }: RoundOptions,
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
    order: order("", 1).join(" "),
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
            order: order(task, round),
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
