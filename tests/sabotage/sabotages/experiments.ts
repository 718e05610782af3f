import { error, type Sabotage, thrown } from "../_sabotage.ts";

/** What the claims P1.6 to P1.12 and T.1 to T.4 must see. */
export const EXPERIMENTS: readonly Sabotage[] = [
  {
    name: "the heads' examples have wrong labels",
    claim: "P1.11",
    patches: [{
      file: "claims/_experiments/head.ts",
      find: "const head = prototypeHead({ embeddings, labels, classes, scale });",
      replace:
        "const head = prototypeHead({ embeddings, labels: labels.map((y) => (y + 3) % classes), classes, scale });",
    }],
    readings: { "task-arithmetic": thrown },
    status: 4,
  },
  {
    name: "test images are in the training set",
    claim: "P1.6",
    patches: [{
      file: "src/data/procedural/suite.ts",
      find: 'train: seen("train", choose',
      replace: 'train: seen("test", choose',
    }],
    readings: { "epoch-mean": thrown },
    status: 4,
  },
  {
    name: "the validation set is the test set",
    claim: "P1.9",
    patches: [{
      file: "src/data/procedural/suite.ts",
      find: 'once("validation", sizes.validation)',
      replace: 'once("test", sizes.validation)',
    }],
    readings: { "fixed": thrown },
    status: 4,
  },
  {
    name: "the head is trained with the encoder",
    claim: "P1.12",
    patches: [{
      file: "src/train/fine_tune.ts",
      find: "      losses.push(loss);",
      replace: `      const slope = engine.gradient(
        ([weight]) =>
          headLoss(encoder, { head: { ...head, weight: weight as Tensor2D }, inputs, targets })(
            run.weights,
          ),
        [head.weight],
      ).gradient[0]!;
      Object.assign(head, { weight: head.weight.sub(slope.mul(0.01)) });
      losses.push(loss);`,
    }],
    readings: { "gradient-at-base": thrown },
    status: 4,
  },
  {
    name: "task vectors have their coordinates shuffled",
    claim: "P1.11",
    patches: [{
      file: "claims/_experiments/runs.ts",
      find: "return vector(run, `delta-${epoch}`);",
      replace: "return vector(run, `delta-${epoch}`).toReversed();",
    }],
    readings: { "task-arithmetic": thrown },
    status: 4,
  },
  {
    name: "the task vectors of the tasks are exchanged",
    claim: "P1.11",
    patches: [{
      file: "claims/_experiments/runs.ts",
      find: "  return runs;",
      replace: "  return runs.toReversed();",
    }],
    readings: { "task-arithmetic": thrown },
    status: 4,
  },
  {
    name: "the seed is ignored by images and order",
    claim: "P1.6",
    patches: [
      {
        file: "claims/_experiments/inputs.ts",
        find: "pack(suite.splits(task, { seed }))",
        replace: "pack(suite.splits(task, { seed: 0 * seed }))",
      },
      {
        file: "claims/_experiments/training.ts",
        find: 'return [seed, "fine-tuning", task, order];',
        replace: 'return ["fine-tuning", task, order];',
      },
    ],
    readings: { "epoch-mean": "error:not-replicated" },
    status: 4,
  },
  {
    name: "α is applied twice",
    claim: "P1.9",
    patches: [{
      file: "claims/_experiments/merging.ts",
      find: "weight + alpha * combined[i]!",
      replace: "weight + alpha * alpha * combined[i]!",
    }],
    readings: { "fixed": error },
    controls: { "copies-of-one-expert@fixed": "refuted" },
    status: 4,
  },
  {
    name: "TIES uses the first task's vector only",
    claim: "P1.9",
    patches: [{
      file: "src/merge/_ties.ts",
      find: '  const { keep = 0.2, combine = "mean" } = method;',
      replace:
        '  vectors = vectors.slice(0, 1);\n  const { keep = 0.2, combine = "mean" } = method;',
    }],
    readings: { "fixed": error },
    controls: { "slips@fixed": "refuted" },
    status: 4,
  },
  {
    name: "the share is the last epoch's",
    claim: "P1.6",
    patches: [{
      file: "src/measure/shares.ts",
      find: "return shares(Array.from(values).slice(0, over))[0]!;",
      replace: "return shares(Array.from(values).slice(0, over)).at(-1)!;",
    }],
    readings: { "epoch-mean": error },
    controls: { "known-shares@epoch-mean": "refuted" },
    status: 4,
  },
  {
    name: "training does not start where it is told to",
    claim: "P1.7",
    patches: [{
      file: "claims/_experiments/training.ts",
      find: "...(start && { start: start.displacement }),",
      replace: "",
    }, {
      file: "claims/_experiments/training.ts",
      find: "epoch === 1 ? train.labels : permuted",
      replace: "epoch < 9 ? train.labels : permuted",
    }],
    readings: { "epoch-mean": error },
    status: 4,
  },
  {
    name: "the first epoch's gradient is compared with itself",
    claim: "P1.8",
    patches: [{
      file: "claims/gradient-cosine/measure.ts",
      find: "vector(run, `${kind}-${e + 2}`)",
      replace: "vector(run, `${kind}-${1 + 0 * e}`)",
    }],
    readings: { "epoch-sum": "error:not-replicated" },
    status: 4,
  },
  {
    name: "rounds do not go on from the last merge",
    claim: "P1.10",
    patches: [{
      file: "src/merge/iterate.ts",
      find: "await train(current.slice(), round)",
      replace: "await train(new Float64Array(length), round)",
    }],
    readings: { "loss": error },
    status: 4,
  },
  {
    name: "the task vector after one epoch stands for all",
    claim: "P1.12",
    patches: [{
      file: "claims/gradient-quality-decay/measure.ts",
      find: "const vectors = epochs.map((k) => taskVector(run, k));",
      replace: "const vectors = epochs.map((k) => taskVector(run, 1 + 0 * k));",
    }],
    readings: { "gradient-at-base": "refuted" },
    status: 1,
  },
  {
    name: "α is tuned on the test set",
    claim: "P1.9",
    patches: [{
      file: "claims/_experiments/merging.ts",
      find: '{ settings, split: "validation", ...labels && { labels } },',
      replace: '{ settings, split: "test" },',
    }],
    readings: { "fixed": error, "tuned": error },
    controls: { "known-scaling@tuned": "refuted" },
    status: 4,
  },
  {
    name: "merged accuracies are those of the validation images",
    claim: "P1.9",
    patches: [{
      file: "claims/one-epoch-merge-parity/merged.ts",
      find: '{ settings, split: "test", ...only }',
      replace: '{ settings, split: "validation", ...only }',
    }],
    readings: { "fixed": error },
    controls: { "copies-of-one-expert@fixed": "refuted" },
    status: 4,
  },
  {
    name: "losses are those of the validation images",
    claim: "P1.10",
    patches: [{
      file: "claims/iterative-merging/measure.ts",
      find: 'evaluating(measurement, { settings, split: "test" }',
      replace: 'evaluating(measurement, { settings, split: "validation" }',
    }],
    readings: { "loss": error },
    controls: { "one-round@loss": "refuted", "flipped@loss": "refuted" },
    status: 4,
  },
  {
    name: "the loss of a merge is that of one task",
    claim: "P1.10",
    patches: [{
      file: "claims/iterative-merging/measure.ts",
      find: "mean(evaluations.map(({ loss }) => loss))",
      replace: "mean(evaluations.slice(1, 2).map(({ loss }) => loss))",
    }],
    readings: { "loss": error },
    controls: { "one-round@loss": "refuted" },
    status: 4,
  },
  {
    name: "merging once has another budget than merging again and again",
    claim: "P1.10",
    patches: [{
      file: "claims/iterative-merging/measure.ts",
      find: "shots.find(({ epochs }) => epochs === budget)!",
      replace: "shots[0]!",
    }],
    readings: { "loss": error },
    controls: { "one-round@loss": "refuted" },
    status: 4,
  },
];
