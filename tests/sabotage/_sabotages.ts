import type { Patch } from "./_tree.ts";

/** One thing broken in a copied tree, and what must tell. */
export interface Sabotage {
  readonly name: string;
  readonly claim: string;
  readonly patches: readonly Patch[];
  /** Verdicts that must come out, by reading. */
  readonly readings: Readonly<Record<string, string>>;
  /** Verdicts that must come out, by `control@reading`. */
  readonly controls?: Readonly<Record<string, string>>;
  readonly status: number;
}

const error = "error:control-failed";

const thrown = "error:exception";

/** Every sabotage, and the verdicts that must tell. */
export const SABOTAGES: readonly Sabotage[] = [
  {
    name: "the multitask step is not scaled by α",
    claim: "P1.1",
    patches: [{
      file: "claims/first-epoch-equivalence/arms.ts",
      find: "({ alpha, stepSize }: ArmContext) => alpha * stepSize;",
      replace: "({ stepSize }: ArmContext) => stepSize;",
    }],
    readings: { "device": error, "float64": error },
    controls: { "linear-regression@device": "refuted", "linear-regression@float64": "refuted" },
    status: 4,
  },
  {
    name: "the task vectors are summed with a task missing",
    claim: "P1.3",
    patches: [{
      file: "claims/_theory/gap.ts",
      find: "const merged = sum(vectors.map((vector) => vector[j]!));",
      replace: "const merged = sum(vectors.slice(1).map((vector) => vector[j]!));",
    }],
    readings: { "device": error, "float64": error },
    controls: { "quadratic@device": "refuted", "one-epoch@float64": "refuted" },
    status: 4,
  },
  {
    name: "the device drops the gradient of its first layer",
    claim: "P1.2",
    patches: [{
      file: "src/engine/autodiff.ts",
      find: "return { loss: value, gradient: orZeros(grads, xs) };",
      replace:
        "return { loss: value, gradient: orZeros(grads.map((g, i) => i ? g : tf.zerosLike(g)), xs) };",
    }],
    readings: { "device": "error:self-test", "float64": error },
    controls: { "linear-regression@float64": "supported" },
    status: 4,
  },
  {
    name: "the device's descent leaves its first layer alone",
    claim: "P1.2",
    patches: [{
      file: "src/train/device.ts",
      find: "s.sub(gradient[i]!.mul(descent.stepSize))",
      replace: "i === 0 ? s.clone() : s.sub(gradient[i]!.mul(descent.stepSize))",
    }],
    readings: { "device": error },
    controls: { "linear-regression@device": "refuted" },
    status: 4,
  },
  {
    name: "the repair of the tape is taken out",
    claim: "P1.4",
    patches: [{
      file: "src/engine/engine.ts",
      find: "const restoreTape = repairTape();",
      replace: "const restoreTape = () => repairTape;",
    }],
    readings: { "derived-device": "error:self-test", "derived-float64": error },
    status: 4,
  },
  {
    name: "the device keeps float32 weights in place of the delta form",
    claim: "P1.3",
    patches: [{
      file: "src/train/device.ts",
      find: 'descend: (descent) => iterate(descent, "delta"),',
      replace: `descend: async (descent) =>
        (await iterate(descent, "weights")).map((w) => w.map((value, i) => value - base[i]!)),`,
    }],
    readings: { "device": error },
    controls: { "quadratic@device": "refuted", "quadratic@float64": "supported" },
    status: 4,
  },
  {
    name: "the judge's comparison is flipped",
    claim: "P1.1",
    patches: [{
      file: "src/claim/_every_trial.ts",
      find: 'status: measured <= atMost ? "supported" : "refuted"',
      replace: 'status: measured >= atMost ? "supported" : "refuted"',
    }],
    readings: { "device": error, "device-one-graph": error, "float64": error },
    controls: { "wrong-step@device": "supported", "linear-regression@device": "refuted" },
    status: 4,
  },
  {
    name: "one entry of the device's gradient is NaN",
    claim: "P1.2",
    patches: [{
      file: "src/model/encoder.ts",
      find: "    flat.set(await engine.read(tensor), offset);",
      replace: "    flat.set(await engine.read(tensor), offset);\n    flat[0] = NaN;",
    }],
    readings: { "device": "error:not-finite", "float64": error },
    status: 4,
  },
  {
    name: "the multitask arm is a copy of the merged one",
    claim: "P1.1",
    patches: [{
      file: "claims/first-epoch-equivalence/measure.ts",
      find: "await arm.multitask(opened, context)",
      replace: "await arm.merged(opened, context)",
    }],
    readings: { "device": error, "float64": error },
    controls: { "two-epochs@device": "supported", "adam@float64": "supported" },
    status: 4,
  },
  {
    name: "the first epoch takes two mini-batch steps",
    claim: "P1.1",
    patches: [{
      file: "claims/first-epoch-equivalence/arms.ts",
      find: '{ name: "main", ...epochs(1, scaledStep) },',
      replace: '{ name: "main", ...epochs(2, scaledStep) },',
    }],
    readings: { "device": "refuted", "device-one-graph": "refuted", "float64": "refuted" },
    status: 1,
  },
  {
    name: "the rounding allowance is a million times too wide",
    claim: "P1.1",
    patches: [{
      file: "claims/_theory/allowance.ts",
      find: "2 * tasks + alpha * tasks + 8;",
      replace: "1e6 * (2 * tasks + alpha * tasks + 8);",
    }],
    readings: {
      "device": "inconclusive:no-power",
      "device-one-graph": "inconclusive:no-power",
    },
    controls: { "two-epochs@device": "inconclusive:no-power" },
    status: 3,
  },
  {
    name: "the Hessian-vector product of the reference has a wrong sign in one layer",
    claim: "P1.4",
    patches: [{
      file: "src/reference/hessian_vector_product.ts",
      find: "deltas[i]! * curvatures[i]! * preactivationTangents[i]!;",
      replace: "-deltas[i]! * curvatures[i]! * preactivationTangents[i]!;",
    }],
    readings: { "derived-device": "error:self-test", "derived-float64": error },
    controls: { "quadratic@derived-float64": "supported" },
    status: 4,
  },
  {
    name: "the inner sum of the second-order term is left out",
    claim: "P1.4",
    patches: [{
      file: "claims/_theory/second_order.ts",
      find: "accumulated[t] = combine([1, accumulated[t]!], [1, delta])",
      replace: "accumulated[t] = combine([1, delta])",
    }],
    // At k = 2 the inner sum has one term: only the device at its larger k can tell.
    readings: { "derived-device": "refuted", "derived-float64": "supported" },
    status: 1,
  },
  {
    name: "the printed factor is taken for the derived one",
    claim: "P1.4",
    patches: [{
      file: "claims/second-order-term/measure.ts",
      find: "const factor = formula.factor(alpha) * multipleOfDelta(formula, alpha);",
      replace: "const factor = -alpha;",
    }],
    readings: { "r1-printed-float64": error },
    controls: { "plateau-float64@r1-printed-float64": "refuted" },
    status: 4,
  },
  {
    name: "the bound loses its factor |α|T + 1",
    claim: "P1.5",
    patches: [{
      file: "claims/error-bound/constants.ts",
      find: "* tasksFactor({ tasks, alpha }) * hessian * gradient;",
      replace: "* hessian * gradient;",
    }],
    readings: { "measured-device": error, "measured-float64": error },
    controls: { "equal-tasks@measured-float64": "refuted" },
    status: 4,
  },
  {
    name: "Hessian norms come out a hundred times too large",
    claim: "P1.5",
    patches: [{
      file: "claims/error-bound/measure.ts",
      find: "hessianExtremes(architecture, { theta, batch, start }).norm;",
      replace: "100 * hessianExtremes(architecture, { theta, batch, start }).norm;",
    }],
    readings: { "measured-device": error, "measured-float64": error },
    controls: { "without-factor@measured-device": "supported" },
    status: 4,
  },
  {
    name: "the second-order term is always zero",
    claim: "P1.5",
    patches: [{
      file: "claims/_theory/second_order.ts",
      find: "terms[j] = combine([1, terms[j]!], [1, product]);",
      replace: "terms[j] = combine([1, terms[j]!], [0, product]);",
    }],
    readings: { "measured-device": error, "measured-float64": error },
    controls: { "without-factor@measured-float64": "supported" },
    status: 4,
  },
  {
    name: "the float64 reading is measured on the device",
    claim: "P1.1",
    patches: [{
      file: "claims/_theory/problem.ts",
      find: 'const opened = arithmetic === "device"',
      replace: 'const opened = arithmetic !== "device" || arithmetic === "device"',
    }],
    readings: { "float64": "error:exception" },
    status: 4,
  },
  {
    name: "the device's reading is measured in float64",
    claim: "P1.3",
    patches: [{
      file: "claims/_theory/problem.ts",
      find: 'const opened = arithmetic === "device"',
      replace: 'const opened = arithmetic === "device" && problem.base.length === 0',
    }],
    readings: { "device": "error:exception" },
    status: 4,
  },
  {
    name: "every seed gets the weights and samples of seed 0",
    claim: "P1.1",
    patches: [{
      file: "claims/_theory/problem.ts",
      find: "  const architecture = architectureOf({",
      replace: "  seed = 0;\n  const architecture = architectureOf({",
    }],
    readings: { "device": "error:not-replicated", "float64": "error:not-replicated" },
    status: 4,
  },
  {
    name: "the device trains on shuffled labels",
    claim: "P1.2",
    patches: [{
      file: "src/train/device.ts",
      find: "targets: stack((task) => task.targets, members[0]!.classes),",
      replace: "targets: stack((task) => task.targets.toReversed(), members[0]!.classes),",
    }],
    readings: { "device": error },
    controls: { "linear-regression@device": "refuted" },
    status: 4,
  },
  {
    name: "the facts of controls are thrown away",
    claim: "P1.1",
    patches: [{
      file: "src/lab/measure.ts",
      find: "    await claim.measure({",
      replace:
        '    if (cell.arm.startsWith("control:")) return { status: "measured", facts: 0 };\n' +
        "    await claim.measure({",
    }],
    readings: { "device": error, "float64": error },
    controls: { "wrong-step@device": "error:incomplete" },
    status: 4,
  },
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
        find: 'order: [seed, "fine-tuning", task, order],',
        replace: 'order: ["fine-tuning", task, order],',
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
  {
    name: "disentanglement is measured against itself",
    claim: "P2.1",
    patches: [{
      file: "claims/_specialisation/leak.ts",
      find: "sum([1, at(all)], [-1, alone])",
      replace: "sum([1, at(own)], [-1, alone])",
    }],
    readings: { "linearised": error, "weight-decay": error },
    controls: { "overlapping-columns@linearised": "supported" },
    status: 4,
  },
  {
    name: "columns overlap where they are to be disjoint",
    claim: "P2.1",
    patches: [{
      file: "claims/_specialisation/construct.ts",
      find: 'const isActive = columns === "overlapping" || ',
      replace: 'const isActive = columns !== "overlapping" || ',
    }],
    readings: { "linearised": thrown, "weight-decay": thrown },
    controls: { "overlapping-columns@linearised": thrown },
    status: 4,
  },
  {
    name: "the covariance of the inputs is not looked at",
    claim: "P2.2",
    patches: [{
      file: "claims/specialisation-gives-block-orthogonality/premises.ts",
      find: "whitened: largest(covariance.flatMap(",
      replace: "whitened: 0 * largest(covariance.flatMap(",
    }],
    readings: { "block-orthogonality": error, "plus-decorrelated-features": error },
    controls: { "not-whitened@plus-decorrelated-features": thrown },
    status: 4,
  },
  {
    name: "the null model is the base's own columns",
    claim: "P2.3",
    patches: [{
      file: "claims/column-orthogonality-of-the-base/measure.ts",
      find: 'columnAngles(gaussian(random("null"), shapeOf(settings)))',
      replace: "columnAngles(columns)",
    }],
    readings: { "peak": "inconclusive:no-power", "beyond-null": "error:not-replicated" },
    controls: { "orthogonal@beyond-null": "inconclusive:interval-straddles-bound" },
    status: 4,
  },
  {
    name: "every update has the Gram matrix I",
    claim: "P2.4",
    patches: [{
      file: "claims/norm-control/bound.ts",
      find: "const gram = gramOf(update);",
      replace: "const gram = identity({ rows: update.columns, columns: update.columns });",
    }],
    // The search then climbs without end.
    readings: { "norm-bound": "error:not-finite", "internal-implies-cross": error },
    controls: { "equality@norm-bound": "refuted" },
    status: 4,
  },
  {
    name: "samples of the Stiefel manifold are not made orthonormal",
    claim: "P2.4",
    patches: [{
      file: "claims/norm-control/cosines.ts",
      find: "[orthonormalised(a), orthonormalised(b)]",
      replace: "[a, b]",
    }],
    readings: { "stiefel-concentration": thrown },
    status: 4,
  },
  {
    name: "the penalty's sign is flipped",
    claim: "P2.5",
    patches: [{
      file: "src/train/regularise.ts",
      find: "tf.add(old, tf.reshape(slope(matrix, displacement), old.shape))",
      replace: "tf.sub(old, tf.reshape(slope(matrix, displacement), old.shape))",
    }],
    readings: { "non-lin": error },
    controls: { "strong-penalty@non-lin": "refuted", "first-step@non-lin": "supported" },
    status: 4,
  },
  {
    name: "the penalty is on the weights in the place of their updates",
    claim: "P2.5",
    patches: [{
      file: "src/train/fine_tune.ts",
      find: "regulariser?.add(ofTask, run.displacement)",
      replace: "regulariser?.add(ofTask, run.weights)",
    }],
    readings: { "non-lin": error },
    controls: { "first-step@non-lin": "refuted", "strong-penalty@non-lin": "refuted" },
    status: 4,
  },
  {
    name: "the penalty's gradient is dropped",
    claim: "P2.5",
    patches: [{
      file: "src/train/fine_tune.ts",
      find: "regulariser?.add(ofTask, run.displacement) ?? ofTask",
      replace: "ofTask",
    }],
    readings: { "non-lin": error },
    controls: { "strong-penalty@non-lin": "refuted" },
    status: 4,
  },
  {
    name: "λ = 0 weighs as much as 1",
    claim: "P2.5",
    patches: [{
      file: "src/train/regularise.ts",
      find: "const { strength } = regulariser;",
      replace: "const strength = regulariser.strength || 1;",
    }],
    readings: { "non-lin": error },
    controls: { "no-penalty@non-lin": "supported" },
    status: 4,
  },
  {
    name: "the Gram matrix is that of the larger side",
    claim: "P2.5",
    patches: [{
      file: "src/measure/gram.ts",
      find: "layer.rows < layer.columns",
      replace: "layer.rows > layer.columns",
    }],
    readings: { "non-lin": error },
    controls: { "nearest-orthogonal@non-lin": "refuted" },
    status: 4,
  },
  {
    name: "the energy takes the diagonal for the rest",
    claim: "P2.5",
    patches: [{
      file: "src/measure/gram.ts",
      find: "if (i !== j) off += entry ** 2;",
      replace: "if (i === j) off += entry ** 2;",
    }],
    readings: { "non-lin": error },
    controls: { "nearest-orthogonal@non-lin": "refuted", "equal-lengths@non-lin": "supported" },
    status: 4,
  },
  {
    name: "a vector counts as a pair with itself",
    claim: "P2.6",
    patches: [{
      file: "src/measure/separation.ts",
      find: "kept.slice(0, i).map(",
      replace: "kept.slice(0, i + 1).map(",
    }],
    readings: { "non-lin": error },
    controls: { "gram-schmidt@non-lin": "refuted" },
    status: 4,
  },
  {
    name: "a rise of the cosine is taken for a fall",
    claim: "P2.6",
    patches: [{
      file: "claims/orthoreg-separates-task-vectors/spec.ts",
      find: `  treated: "cosine-plain",
  baseline: "cosine-regularised",`,
      replace: `  treated: "cosine-regularised",
  baseline: "cosine-plain",`,
    }],
    readings: { "non-lin": error },
    controls: { "common-direction@non-lin": "supported" },
    status: 4,
  },
  {
    name: "the joint model is compared with itself",
    claim: "P2.7",
    patches: [{
      file: "src/measure/disentanglement.ts",
      find: "disagreement(single[0][i]!, first) + disagreement(single[1][j]!, second)",
      replace: "disagreement(first, first) + disagreement(second, second)",
    }],
    readings: { "non-lin": error },
    controls: { "specialised@non-lin": "refuted" },
    status: 4,
  },
  {
    name: "regularised and plain are exchanged",
    claim: "P2.7",
    patches: [{
      file: "claims/orthoreg-disentangles/measure.ts",
      find: "{ plain, regularised })) {\n    const means",
      replace: "{ plain: regularised, regularised: plain })) {\n    const means",
    }],
    readings: { "non-lin": error },
    controls: { "specialised@non-lin": "refuted" },
    status: 4,
  },
  {
    name: "α is picked on the test set",
    claim: "P2.8",
    patches: [{
      file: "claims/_orthoreg/addition.ts",
      find: '{ settings, split: "validation", ...labels && { labels } },',
      replace: '{ settings, split: "test" },',
    }],
    readings: { "non-lin": error },
    controls: { "known-scaling@non-lin": "refuted" },
    status: 4,
  },
  {
    name: "the scale of LoRA is dropped at evaluation",
    claim: "P2.8",
    patches: [{
      file: "src/train/_low_rank.ts",
      find: "expandLowRank(encoder, { tuning, factors, scale })",
      replace: "expandLowRank(encoder, { tuning, factors, scale: 1 })",
    }],
    readings: { "non-lin": error },
    controls: { "copies-of-one-expert@non-lin": "refuted" },
    status: 4,
  },
  {
    name: "common denominators are the regularised experts",
    claim: "P2.8",
    patches: [{
      file: "claims/orthoreg-addition-gains/measure.ts",
      find: "baselineExperts: plain.experts.test",
      replace: "baselineExperts: experts.test",
    }],
    readings: { "non-lin": error },
    controls: { "weaker-experts@non-lin": "supported" },
    status: 4,
  },
  {
    name: "regularised and plain are exchanged",
    claim: "P2.8",
    patches: [{
      file: "claims/orthoreg-addition-gains/measure.ts",
      find: "const [baseline, orthoreg] = [plain, treated].map(",
      replace: "const [baseline, orthoreg] = [treated, plain].map(",
    }],
    readings: { "non-lin": error },
    controls: { "joint@non-lin": "refuted" },
    status: 4,
  },
  {
    name: "the control accuracy is ignored",
    claim: "P2.9",
    patches: [{
      file: "claims/orthoreg-negation-gains/negation.ts",
      find: "chooseNegation(curve, { base: curve.control[0]!, keep })",
      replace: "chooseNegation(curve, { base: curve.control[0]!, keep: 0 * keep })",
    }],
    readings: { "non-lin": error },
    controls: { "ruinous-vectors@non-lin": "refuted" },
    status: 4,
  },
  {
    name: "the vector that is to be negated is added",
    claim: "P2.9",
    patches: [{
      file: "claims/orthoreg-negation-gains/curves.ts",
      find: "evaluate(vectors[t]!, -alpha)",
      replace: "evaluate(vectors[t]!, alpha)",
    }],
    readings: { "non-lin": error },
    controls: { "doubled-under-the-cap@non-lin": "refuted" },
    status: 4,
  },
  {
    name: "α of a negation is chosen on the test set",
    claim: "P2.9",
    patches: [{
      file: "claims/orthoreg-negation-gains/curves.ts",
      find: `...{ split, tasks: [tasks[t]!] },
    ...labels && { labels: [labels] },`,
      replace: `...{ split: "test", tasks: [tasks[t]!] },
    ...labels && {},`,
    }],
    readings: { "non-lin": error },
    controls: { "nothing-to-forget@non-lin": "refuted" },
    status: 4,
  },
  {
    name: "target and control of a negation are exchanged",
    claim: "P2.9",
    patches: [{
      file: "claims/orthoreg-negation-gains/curves.ts",
      find: "return { grid, target: target.flat(), control: control.map(mean) };",
      replace: "return { grid, control: target.flat(), target: control.map(mean) };",
    }],
    // The base's accuracy on the control tasks is then all that is measured, seed for seed.
    readings: { "non-lin": "error:not-replicated" },
    controls: { "wrong-target@non-lin": "supported", "nothing-to-forget@non-lin": "refuted" },
    status: 4,
  },
  {
    name: "TTA is timed without its derivative along the tangent",
    claim: "P2.10",
    patches: [{
      file: "claims/orthoreg-cost/steps.ts",
      find: "tuning: tuningOf(method, encoder),",
      replace: 'tuning: tuningOf("non-lin", encoder),',
    }],
    readings: { "memory": thrown },
    status: 4,
  },
];
