import { error, type Sabotage } from "../_sabotage.ts";

/** What the claims P1.1 to P1.5 must see. */
export const THEORY: readonly Sabotage[] = [
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
];
